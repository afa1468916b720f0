"""`export` and `copy`: handing a session over."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import files, parsers
from listening.cli.printing import counted, say_bytes, say_path, tell
from listening.cli.table import Command
from listening.model.errors import ListeningError, WrongUse
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.formats import Options

if TYPE_CHECKING:
    from listening.sharing.leaving import Leaving
    from listening.store.session_file import SessionFile

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a path is given."""


def _export_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "--to",
        metavar="FORMAT",
        type=formats.named,
        default=formats.named("markdown"),
        help=f"{_either(tuple(formats.FORMATS))}; markdown unless told",
    )
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
    parser.add_argument(
        "--plain",
        action="store_true",
        help="documents: large print; csv: exactly as it was said, for programs and not for spreadsheets",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)


def _either(names: Sequence[str]) -> str:
    """Return names as a choice between them: `a, b or c`."""
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _export(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        for sessions in _files(file, args):
            _export_one(file, sessions, args)
    return 0


def _files(file: SessionFile, args: Namespace) -> Sequence[Sequence[str]]:
    """Return the sessions that go into each file of an export."""
    if args.session:
        return [[file.session(args.session).id]]
    if args.to.takes == "rows":
        return [[session.id for session in file.sessions()]]
    if args.output is not None and not args.output.is_dir():
        return [[files.only_session(file)]]
    return [[session.id] for session in file.sessions()]


def _export_one(file: SessionFile, sessions: Sequence[str], args: Namespace) -> None:
    # Imported here because help and wrong use need no export.
    from listening.cli import hinting
    from listening.sharing import in_words, leaving

    path = _path(file, sessions, args)
    options = Options(
        generated=datetime.now().astimezone(), plain=args.plain, name=path.name if path else ""
    )
    ready = leaving.prepare(file, sessions, args.audience, args.to, options)
    if path is None:
        _print(ready)
    else:
        for each in leaving.put(file, ready, path):
            say_path(each)
    tell(in_words.what_leaves(ready.sessions))
    if hinted := hinting.sentence(ready.sessions, args.file):
        tell(hinted)
    _note(file, ready)


def _path(file: SessionFile, sessions: Sequence[str], args: Namespace) -> Path | None:
    """Return where one file of an export goes; None for standard output.

    Raises:
        WrongUse: it would fill a terminal with what nobody can read.
    """
    from listening.sharing import leaving

    if args.output == STANDARD_OUTPUT:
        if args.to.binary and sys.stdout.isatty():
            raise WrongUse(
                f"{args.to.label} is nothing that a terminal can show: name a file for it with -o."
            )
        return None
    output: Path = args.output or file.path.parent
    if not output.is_dir():
        return output
    return leaving.place(file, sessions, args.audience, args.to, output)


def _print(ready: Leaving) -> None:
    """Print the bytes of an export as they are."""
    say_bytes(ready.written.content)
    for suffix in ready.written.beside:
        tell(f"The file that belongs beside it, ending in {suffix}, is written with a file alone.")


def _note(file: SessionFile, ready: Leaving) -> None:
    """Note in the file what has left it; the export stands also where that cannot be done."""
    from listening.sharing import leaving

    try:
        leaving.note(file, ready)
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


COMMANDS: Mapping[str, Command] = {
    "export": Command(_export_options, _export, "listening export brixton --audience room"),
    "copy": Command(_copy_options, _copy, "listening copy brixton /media/stick"),
}
"""The commands of this module."""
