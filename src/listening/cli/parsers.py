"""Parsers: how the words of a command are read, and how a wrong one is answered in a sentence."""

from __future__ import annotations

import argparse
import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from listening.cli.printing import tell
from listening.cli.table import COMMANDS, Command
from listening.model.days import known_day
from listening.model.errors import WrongUse
from listening.model.text import sanitise, single_line

PROGRAM = "listening"
"""What the program is called on the command line."""

_SENTENCES = (
    (r"the following arguments are required: (.+)", r"this is missing: \1"),
    (r"unrecognized arguments: (.+)", r"“\1” is more than this command knows"),
    (r"argument ([^:]+): expected one argument", r"\1 needs a value after it"),
    (r"argument ([^:]+): invalid int value: '(.*)'", r"\1 needs a whole number, not “\2”"),
    (r"argument ([^:]+): expected at least one argument", r"\1 needs at least one value"),
    (r"argument ([^:]+): expected ([0-9]+) arguments", r"\1 needs \2 values after it"),
    (r"argument ([^:]+): ignored explicit argument '(.*)'", r"\1 takes no value, such as “\2”"),
    (r"argument ([^:]+): not allowed with argument (.+)", r"\1 and \2 cannot be used together"),
)

_NARROW = 80
"""How many columns a terminal is taken to have that does not say."""


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, asked here: argparse would import much for it, with each option."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """Return how wide the terminal is: as the environment says, else as it says itself."""
    with suppress(ValueError):
        if (said := int(os.environ.get("COLUMNS", ""))) > 0:
            return said
    with suppress(OSError):
        return os.get_terminal_size().columns or _NARROW
    return _NARROW


class Parser(argparse.ArgumentParser):
    """A parser that takes words in any order, no shortened options, and fails in one sentence."""

    def __init__(self, prog: str, about: str, ending: str) -> None:
        super().__init__(
            prog=prog,
            description=f"{about[:1].upper()}{about[1:]}.",
            epilog=ending,
            allow_abbrev=False,
            formatter_class=_Help,
        )

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found wrong as a sentence that names `--help`."""
        for pattern, sentence in _SENTENCES:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = match.expand(sentence)
                break
        raise WrongUse(f"{message[:1].upper()}{message[1:]}; “{self.prog} --help” shows more.")


def parser_of(name: str, command: Command) -> Parser:
    """Return the parser of a command."""
    parser = Parser(f"{PROGRAM} {name}", COMMANDS[name].summary, example(command.example))
    command.options(parser)
    return parser


def example(line: str) -> str:
    """Return how help shows the line that works."""
    return f"Example:\n  {line}"


def add_file(parser: Parser, *, or_all: str = "") -> None:
    """Let a command take a session file, by path or by its name in the sessions folder.

    Args:
        parser: the command's parser.
        or_all: what it does for all files of the folder where none is named; empty if it needs one.
    """
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?" if or_all else None,
        help="a session file: its path, or its name in the sessions folder"
        + (f"; {or_all}" if or_all else ""),
    )
    add_sessions(parser)


def add_sessions(parser: Parser) -> None:
    """Let a command take the folder in which session files are kept."""
    parser.add_argument(
        "--sessions",
        metavar="DIR",
        type=Path,
        help="the folder with your session files (else LISTENING_SESSIONS, ./sessions, or your documents)",
    )


def add_session(parser: Parser) -> None:
    """Let a command narrow a file that holds several sessions."""
    parser.add_argument(
        "--session", metavar="ID", help="one session of a file that holds several, by its id"
    )


def add_author(parser: Parser) -> None:
    """Let a command be told who is writing."""
    parser.add_argument(
        "--as",
        dest="author",
        metavar="NAME",
        type=line,
        help="who is writing: the note-taker, never a participant (else LISTENING_AUTHOR)",
    )


def add_json(parser: Parser) -> None:
    """Let a command answer with one JSON document."""
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")


def words(text: str) -> str:
    """Return words given to a command, sanitised.

    Raises:
        WrongUse: their bytes were not text.
    """
    return sanitise(sound(text))


def line(text: str) -> str:
    """Return words given to a command, on one line."""
    return single_line(sound(text))


def sound(text: str) -> str:
    """Return a word of the command as it was typed, also where the locale could not read it.

    Raises:
        WrongUse: its bytes are not text; to drop them would lose letters that somebody typed.
    """
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    try:
        return os.fsencode(text).decode()
    except UnicodeError as error:
        raise WrongUse(
            "Some of these words are not UTF-8 text: save them as UTF-8, then try again."
        ) from error


def handle(text: str) -> str | None:
    """Return the handle that a word names; None for the room (`room`, or nothing)."""
    said = line(text)
    if said.casefold() in ("", "room", "the room"):
        return None
    # Imported here because few commands are told who spoke.
    from listening.model.quickline import parse_handle

    return parse_handle(said)


def day(text: str, *, to_come: bool = False) -> str:
    """Return a date as it is kept, `2026-03-24`, and say which was understood where it was written otherwise.

    Args:
        text: the date, as the forms of the app take it too.
        to_come: whether it lies ahead, so that it may be named as in “next Friday”.

    Raises:
        WrongUse: it cannot be read as a day.
    """
    said = line(text)
    if known_day(said) == said:
        return said
    # Imported here because most commands are told no day, or year, month and day.
    from listening.model.written_days import read_date

    found = read_date(said, datetime.now().astimezone().date(), to_come=to_come)
    if found is None:
        raise WrongUse("A date is missing: write it like 24 March 2026, or like 2026-03-24.")
    tell(f"“{said}” is {found:%A} {found.day} {found:%B %Y}.")
    return found.isoformat()


def day_to_come(text: str) -> str:
    """Return a date that lies ahead as it is kept, and say which was understood.

    Raises:
        WrongUse: it cannot be read as a day.
    """
    return day(text, to_come=True)


def day_to_come_or_none(text: str) -> str:
    """Return a date that lies ahead, or nothing for nothing.

    Raises:
        WrongUse: it cannot be read as a day.
    """
    return day_to_come(text) if line(text) else ""


def time_of_day(text: str) -> str:
    """Return a time as it is kept, `14:00`.

    Raises:
        WrongUse: it is not a time written so.
    """
    said = line(text)
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", said):
        raise WrongUse(f"“{said}” is not a time: write hours and minutes, as in 14:00.")
    return said


def number(text: str) -> int:
    """Return a whole number from nought.

    Raises:
        WrongUse: it is not one, or nobody could mean it.
    """
    said = line(text)
    if not re.fullmatch(r"[0-9]{1,9}", said):
        raise WrongUse(f"“{said}” is not a whole number: write it in figures, as in 12.")
    return int(said)


def at_least_one(text: str) -> int:
    """Return a whole number from one.

    Raises:
        WrongUse: it is not one.
    """
    found = number(text)
    if not found:
        raise WrongUse("Nothing can be printed of 0 at most: write a number from 1.")
    return found
