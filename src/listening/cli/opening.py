"""`listening [PATH]`: the app, on the sessions folder, on another folder, or on one file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from listening import __version__
from listening.cli import files, parsers, streams, who
from listening.cli.table import COMMANDS
from listening.model.errors import ListeningError, WrongUse
from listening.model.text import single_line

_NO_TERMINAL = "The screens of listening need a terminal, and this is none"
_WRONG_TERMINAL = "This terminal cannot show screens"


class NoScreen(WrongUse):
    """A full screen was asked for where none can be drawn."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{why}: “listening note FILE” takes notes in plain lines, “listening add FILE” captures "
            "lines that are piped in, and “listening demo” shows in plain text what the program does."
        )


def run(words: list[str]) -> int:
    """Open the app as the words say; the first is held against the commands before the others."""
    parser = _parser()
    args, more = parser.parse_known_intermixed_args(words)
    first = next(iter(args.path), None)
    path = _named(first, args) if first is not None else None
    if more or args.path[1:]:
        parser.error(f"unrecognized arguments: {' '.join((*args.path[1:], *more))}")
    return _open(path, args)


def _parser() -> parsers.Parser:
    about = f"open the app, or run a command: {parsers.PROGRAM} COMMAND …"
    ending = f"{_commands()}\n\n{parsers.example('listening brixton')}"
    parser = parsers.Parser(parsers.PROGRAM, about, ending)
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        default=[],
        help="a session file to take notes in, or a folder of them; without it, your sessions",
    )
    parser.add_argument("--version", action="version", version=f"listening {__version__}")
    parsers.add_sessions(parser)
    parsers.add_author(parser)
    return parser


def _commands() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {entry.summary}" for name, entry in COMMANDS.items()]
    return "\n".join(["Commands, each with --help of its own:", *lines])


def _open(path: Path | None, args: Namespace) -> int:
    if not streams.can_show_screens():
        raise NoScreen(_WRONG_TERMINAL if streams.on_terminal() else _NO_TERMINAL)
    # Imported here because no command needs a screen.
    from listening.app.app import run as run_app

    if path is not None and path.is_dir():
        return run_app(None, sessions=path, author=who.author(args))
    return run_app(path, sessions=files.sessions_folder(args), author=who.author(args))


def _named(name: str, args: Namespace) -> Path:
    """Return the file or folder that a word names.

    Raises:
        WrongUse: there is none, and the word is no command either.
    """
    if name in COMMANDS:
        raise WrongUse(f"The command comes first: write “listening {name} …”, then its options.")
    try:
        return Path(name) if Path(name).is_dir() else files.find(name, args)
    except ListeningError as error:
        raise WrongUse(_neither(single_line(name))) from error


def _neither(name: str) -> str:
    # Imported here because it serves a slip of the finger alone.
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    cure = (
        f"did you mean “listening {near[0]}”" if near else "“listening --help” lists the commands"
    )
    return f"Neither a command nor a file is called “{name}”: {cure}{'?' if near else '.'}"
