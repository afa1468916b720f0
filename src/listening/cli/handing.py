"""`export`, `copy` and `check`: handing a session over, and holding it against its own history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers
from listening.cli.printing import complain, counted, say, say_exactly, say_path, tell
from listening.cli.table import Command
from listening.model.errors import ListeningError, UnknownTerm
from listening.model.text import fold
from listening.model.vocabulary import Audience

if TYPE_CHECKING:
    from listening.store.check import CheckResult
    from listening.store.session_file import SessionFile

FORMATS = ("markdown",)
"""What a session can be written as."""

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a path is given."""


def _export_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("--to", metavar="FORMAT", type=_format, default=FORMATS[0], help="markdown")
    parser.add_argument(
        "--audience",
        metavar="WHO",
        type=Audience.parse,
        default=Audience.PUBLIC,
        help="team, room or public; public unless told, the safest",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=Path,
        help="the file or folder to write to, “-” for standard output; beside FILE unless told",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)


def _format(text: str) -> str:
    found = fold(text.strip())
    if found not in FORMATS:
        raise UnknownTerm("format", text, FORMATS)
    return found


def _export(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        sessions = _sessions(file, args)
        for session in sessions:
            _export_one(file, session, args)
    return 0


def _sessions(file: SessionFile, args: Namespace) -> Sequence[str]:
    into_one_file = args.output is not None and not args.output.is_dir()
    if args.session or into_one_file:
        return [files.one_session(file, args)]
    return [session.id for session in file.sessions()]


def _export_one(file: SessionFile, session: str, args: Namespace) -> None:
    # Imported here because help and wrong use need no export.
    from listening.cli import exporting
    from listening.sharing import writing

    export = exporting.build(file, session, args.audience)
    if args.output == STANDARD_OUTPUT:
        say_exactly(export.text)
    else:
        output = args.output or file.path.parent
        if output.is_dir():
            output = exporting.beside(file, session, args.audience, output)
        say_path(writing.write_whole(output, export.text))
    tell(export.sentence)
    _note(file, session, args, export.text)


def _note(file: SessionFile, session: str, args: Namespace, text: str) -> None:
    """Note in the file what has left it; the export stands also where that cannot be done."""
    digest = f"sha256:{sha256(text.encode()).hexdigest()}"
    try:
        file.note_export(session, audience=args.audience.value, format=args.to, digest=digest)
    except ListeningError as error:
        tell(
            "The export stands, but the file could not take note of it, so that erasing words later "
            f"will not name it ({error})."
        )


def _copy_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("dest", metavar="DEST", type=Path, help="the new file, or a folder for it")


def _copy(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        dest = args.dest if args.dest.is_dir() else files.with_suffix(args.dest)
        say_path(file.copy(dest))
        tell(f"A whole, verified copy with {counted(file.count(), 'contribution')}.")
    return 0


def _check_options(parser: parsers.Parser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="session files: paths, or names in the sessions folder",
    )
    parsers.add_sessions(parser)
    parsers.add_json(parser)


def _check(args: Namespace) -> int:
    results = [_checked(name, args) for name in args.files]
    if args.json:
        say_exactly(as_json.rows(as_json.checked(result) for result in results))
    else:
        for result in results:
            _tell(result)
    return int(any(result.trouble for result in results))


def _checked(name: str, args: Namespace) -> CheckResult:
    from listening.store.check import CheckResult, check

    try:
        return check(files.find(name, args))
    except ListeningError as error:
        return CheckResult(Path(name), str(error))


def _tell(result: CheckResult) -> None:
    if result.trouble:
        complain(result.trouble)
        return
    say(
        f"{result.path}: whole, format {result.version}, {counted(result.contributions, 'contribution')}, "
        f"{counted(result.changes, 'change')}, and its state is what its history says."
    )


COMMANDS: Mapping[str, Command] = {
    "export": Command(_export_options, _export, "listening export brixton --audience room"),
    "copy": Command(_copy_options, _copy, "listening copy brixton /media/stick"),
    "check": Command(_check_options, _check, "listening check brixton norwood"),
}
"""The commands of this module."""
