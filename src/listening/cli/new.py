"""`new`: make a session file. Only the title is needed."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from listening.cli import files, parsers, who
from listening.cli.printing import say_path
from listening.cli.table import Command
from listening.model.errors import WrongUse

if TYPE_CHECKING:
    from listening.store.asked import PromptPlan

_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,3})\s*min(?:ute)?s?\.?\s*:\s*(?P<text>.+)", re.DOTALL)


class Fact(NamedTuple):
    """One option that says something of the session; the store says what it may be."""

    option: str
    metavar: str
    help: str
    parse: Callable[[str], str] = parsers.sound

    @property
    def field(self) -> str:
        """The field of the session that it sets."""
        return self.option.removeprefix("--").replace("-", "_")


FACTS = (
    Fact("--title", "T", "what the session is called"),
    Fact("--series", "S", "the series it belongs to"),
    Fact("--purpose", "TEXT", "what it is for"),
    Fact("--who-decides", "TEXT", "who decides about what is raised"),
    Fact("--can-change", "TEXT", "what can change"),
    Fact("--cannot-change", "TEXT", "what cannot change"),
    Fact("--date", "D", "the day, as in 2026-03-24 or “24 March”; today unless told", parsers.day),
    Fact("--starts", "TIME", "when it begins, as in 14:00", parsers.time_of_day),
    Fact("--ends", "TIME", "when it ends, as in 16:00", parsers.time_of_day),
    Fact("--place", "P", "the area, not the address of a person"),
    Fact("--mode", "MODE", "in-person, online or hybrid"),
    Fact("--agreements", "TEXT", "what the room agreed on"),
    Fact("--room-rule", "SHARING", "the most that may be done with any words: named, unnamed, …"),
    Fact("--access", "TEXT", "access arrangements"),
    Fact("--in-room", "N", "how many people were in the room"),
    Fact("--spoke", "N", "how many of them spoke"),
    Fact("--facilitator", "F", "who facilitates, once for each"),
    Fact("--note-taker", "N", "who takes notes, once for each"),
    Fact("--responsible", "TEXT", "who is responsible for the data"),
    Fact("--basis", "TEXT", "on what basis the data is kept, in your own words"),
    Fact("--privacy-notice", "TEXT", "the privacy notice, or where it is"),
    Fact("--keep-until", "D", "until which day the data is kept", parsers.day_to_come),
    Fact("--safeguarding", "TEXT", "whom to go to with a safeguarding worry"),
    Fact(
        "--feedback-date",
        "D",
        "by which day people were promised to hear back",
        parsers.day_to_come,
    ),
)
"""Everything that can be said of a session when it is made."""


_SEVERAL = ("--facilitator", "--note-taker")
"""The options that may be given several times, once for each person."""


def add_fact(
    parser: parsers.Parser, fact: Fact, *, parse: Callable[[str], str], required: bool = False
) -> None:
    """Let a command be told a fact of a session.

    Args:
        parser: the command's parser.
        fact: which fact.
        parse: how its value is read.
        required: whether it cannot be left out.
    """
    parser.add_argument(
        fact.option,
        metavar=fact.metavar,
        type=parse,
        help=fact.help,
        required=required,
        action="append" if fact.option in _SEVERAL else "store",
    )


def _options(parser: parsers.Parser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="where it shall be; a folder, or nothing for the sessions folder, names it by date and title",
    )
    for fact in FACTS:
        add_fact(parser, fact, parse=fact.parse, required=fact.field == "title")
    parser.add_argument(
        "--prompt",
        metavar="TEXT",
        action="append",
        default=[],
        help="a question for the room, once for each; “20 min: text” gives it its minutes",
    )
    parser.add_argument(
        "--lens",
        metavar="KEY",
        action="append",
        default=[],
        help="a lens to use, once for each; “listening lenses” lists them",
    )
    parsers.add_sessions(parser)
    parsers.add_author(parser)


def _run(args: Namespace) -> int:
    # Imported here so that help and wrong use need no store.
    from listening.store.session_file import SessionFile

    facts = _facts(args)
    plan = [planned(text) for text in args.prompt]
    path = _path(args, facts["title"], facts["date"])
    with SessionFile.create(path, facts, plan, author=who.author(args)):
        say_path(path)
    return 0


def _facts(args: Namespace) -> dict[str, str]:
    return {"date": _today(), "lenses": " ".join(args.lens), **stated(args)}


def stated(args: Namespace) -> dict[str, str]:
    """Return the facts that were given; several people or names in one field stand side by side."""
    said = {fact.field: getattr(args, fact.field) for fact in FACTS}
    return {
        field: value if isinstance(value, str) else ", ".join(value)
        for field, value in said.items()
        if value is not None
    }


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def planned(text: str) -> PromptPlan:
    """Return a prompt as it is written: `20 min: What gets in the way?`.

    Raises:
        WrongUse: it has no words.
    """
    from listening.store.asked import PromptPlan

    said = parsers.words(text)
    match = _MINUTES.fullmatch(said)
    if match:
        return PromptPlan(match["text"], int(match["minutes"]))
    if not said:
        raise WrongUse("A prompt needs words: write the question after --prompt.")
    return PromptPlan(said)


def _path(args: Namespace, title: str, date: str) -> Path:
    from listening.store import library

    folder = Path(args.file) if args.file is not None else files.sessions_folder(args)
    if args.file is None or folder.is_dir():
        return library.new_path(folder, title, date)
    if not folder.name:
        raise WrongUse("The new file needs a name: write it after “new”, or leave it out.")
    return files.with_suffix(folder)


COMMANDS: Mapping[str, Command] = {
    "new": Command(
        _options,
        _run,
        'listening new --title "Brixton Library" --prompt "20 min: What gets in the way?"',
    ),
}
"""The command of this module."""
