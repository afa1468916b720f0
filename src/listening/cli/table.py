"""The one table of commands: what each is called, what it does, and where it is told.

Only the module of the command that is run is imported, so that every command starts fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace

    from listening.cli.parsers import Parser


class Command(NamedTuple):
    """How one command reads its words and what it does with them."""

    options: Callable[[Parser], None]
    """Adds what the command takes to its parser."""
    run: Callable[[Namespace], int]
    """Does it, and returns the exit status."""
    example: str
    """One line that works, for `--help`."""


class Entry(NamedTuple):
    """One line of the table."""

    module: str
    """The module under `listening.cli` whose `COMMANDS` holds it."""
    summary: str
    """What it does, in a few words."""


COMMANDS: Mapping[str, Entry] = {
    "new": Entry("new", "make a session file and print its path"),
    "setup": Entry("setting_up", "see or change what a session was set up with"),
    "add": Entry("add", "capture quick lines, from the command or from standard input"),
    "note": Entry("note.command", "take notes line by line, in plain text"),
    "list": Entry("listing", "list contributions, oldest first; options narrow"),
    "search": Entry("listing", "find contributions by their words, best first"),
    "find": Entry("finding", "find contributions in every file of the sessions folder"),
    "similar": Entry("finding", "show what earlier sessions of the folder hold that is alike"),
    "show": Entry("show", "show the session and its figures, or one contribution"),
    "tag": Entry("change", "put areas and codes on contributions, or take them off"),
    "edit": Entry("change", "change one contribution; the former value stays in its history"),
    "remove": Entry("change", "take contributions out of every list and count"),
    "restore": Entry("change", "bring removed contributions back"),
    "undo": Entry("undoing", "take your last change back"),
    "history": Entry("undoing", "say who changed what, and when"),
    "playback": Entry("playback", "print what the room may read of itself, to be read back to it"),
    "agenda": Entry("in_the_room", "list the prompts with the minutes they have had, or add one"),
    "voices": Entry("in_the_room", "say from where was heard, and from where not yet"),
    "participant": Entry("people", "list those who spoke, or set what they say of themselves"),
    "commitment": Entry("promising", "note what a party will do, follow it, list what is due"),
    "relation": Entry("relating", "note how one party stands to another, as people said"),
    "link": Entry(
        "relating", "say what one contribution is to another: it echoes it, builds on it"
    ),
    "unlink": Entry("relating", "take a link between contributions away"),
    "links": Entry("relating", "list the links between contributions"),
    "merge": Entry("merging", "join the notes of several files in one; nothing is lost"),
    "conflicts": Entry("settling", "show what people changed apart from each other"),
    "settle": Entry("settling", "settle a conflict: keep one version, or say what it shall be"),
    "duplicates": Entry("likely", "show what may have been taken down twice, and decide about it"),
    "agreement": Entry("agreeing", "say how far coders agree, and settle where they differ"),
    "erase": Entry("erasing", "erase words for ever, from the file and from every merge with it"),
    "export": Entry("handing", "write the session for an audience: text, page, document, table …"),
    "report": Entry("reporting", "write a report: what was heard, what came of it, what did not"),
    "import": Entry("importing", "bring in a table, or an export that was edited by hand"),
    "copy": Entry(
        "copying",
        "make a whole, verified copy for handing over: plain, encrypted, or for an audience",
    ),
    "check": Entry(
        "checking", "say whether session files are whole, or what in them may give somebody away"
    ),
    "lenses": Entry("lenses", "list the lenses and their codes"),
    "demo": Entry("demo", "try the program on an invented afternoon"),
}
"""Every command, in the order in which help lists them."""


def load(name: str) -> Command:
    """Return a command of the table, its module imported."""
    commands: Mapping[str, Command] = import_module(
        f"listening.cli.{COMMANDS[name].module}"
    ).COMMANDS
    return commands[name]
