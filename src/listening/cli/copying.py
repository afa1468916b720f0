"""`copy`: a session file for somebody else: whole, encrypted, opened again, or for an audience."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from listening.cli import copying_for, files, parsers, sealing
from listening.cli.printing import say_path, tell
from listening.cli.table import Command
from listening.model.errors import WrongUse
from listening.model.sentences import counted


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("dest", metavar="DEST", type=Path, help="the new file, or a folder for it")
    parser.add_argument(
        "--audience",
        metavar="WHO",
        type=copying_for.audience,
        help="room or public: a new session file with what they may see and nothing else",
    )
    parsers.add_session(parser)
    sealing.add_keys(parser)
    parsers.add_author(parser)


def _run(args: Namespace) -> int:
    source = files.find(args.file, args)
    if sealing.is_sealed(source):
        _open_sealed(source, args)
        return 0
    _refuse_idle_options(source, args)
    if args.audience:
        copying_for.copy(args)
    elif sealing.is_wanted(args):
        _seal_whole(args)
    else:
        _copy_whole(args)
    return 0


def _refuse_idle_options(source: Path, args: Namespace) -> None:
    """Raise `WrongUse` for what would change nothing about the copy."""
    if args.identity:
        raise WrongUse(
            f"{source.name} is not encrypted, so no key is needed to copy it: leave --identity away."
        )
    if args.session and not args.audience:
        raise WrongUse(
            "A whole copy holds every session of the file: leave --session away, or say with --audience for whom "
            "the copy is."
        )


def _copy_whole(args: Namespace) -> None:
    with files.open_to_read(args) as file:
        dest = args.dest if args.dest.is_dir() else files.with_suffix(args.dest)
        say_path(file.copy(dest))
        tell(f"A whole, verified copy with {counted(file.count(), 'contribution')}.")


def _seal_whole(args: Namespace) -> None:
    with files.open_to_read(args) as file:
        dest = sealing.destination(args, file.path.name)
        sealing.put(dest, file.content(), args)
        say_path(dest)
        tell(f"A whole, verified copy with {counted(file.count(), 'contribution')}, encrypted.")
        tell(sealing.how_to_open(dest, args))


def _open_sealed(source: Path, args: Namespace) -> None:
    """Make a session file of an encrypted one, once it has shown that it is one, and whole."""
    from listening.store.session_file import SessionFile

    if args.to_age or args.audience or args.session:
        raise WrongUse(
            f"{source.name} is encrypted already: hand it on as it is, or open it first, with --identity KEYFILE or "
            "--passphrase."
        )
    dest, name = sealing.opened_destination(args, source)
    with SessionFile.of_content(sealing.opened(source, args), source.with_name(name)) as file:
        say_path(file.copy(dest))
        tell(
            f"Opened: a whole, verified session file with {counted(file.count(), 'contribution')}, which is not "
            "encrypted any more."
        )


COMMANDS: Mapping[str, Command] = {
    "copy": Command(_options, _run, "listening copy brixton /media/stick --passphrase"),
}
"""The command of this module."""
