"""What can be done in a file of several sessions: choosing one, and reading all."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_ARCHIVE = frozenset({Place.ARCHIVE})
_ALL = frozenset({Place.ALL})


def _tag(key: str, letter: str, name: str) -> Command:
    return Command(
        id=f"all.{key}",
        title=f"{name}, on or off",
        help=f"Tag the chosen contribution with {name}, or take that tag off.",
        action=f"row_area('{key}')",
        where=_ALL,
        keys=(letter,),
        word=name,
        rank=90,
    )


IN_AN_ARCHIVE = (
    Command(
        id="archive.open",
        title="Open the chosen session, or all",
        help="Go on writing in the chosen session; on the first row, read all sessions together.",
        action="open",
        where=_ARCHIVE,
        keys=("enter",),
        word="open",
        rank=95,
    ),
    Command(
        id="archive.find",
        title="Find a session",
        help="Show only the sessions whose title, place or date has what you type.",
        action="find",
        where=_ARCHIVE,
        keys=("/",),
        word="find",
        rank=60,
    ),
    Command(
        id="archive.review",
        title="Settle differences and likely duplicates",
        help="Settle what note-takers wrote apart from each other, in all sessions of the file.",
        action="review",
        where=_ARCHIVE,
        keys=("v",),
        word="settle",
        rank=70,
    ),
    Command(
        id="archive.playback",
        title="Read the chosen session back to the room",
        help="Read back what was heard in the chosen session to those who said it, as far as it is shared.",
        action="playback",
        where=_ARCHIVE,
        keys=("p",),
        word="read back",
        rank=35,
    ),
    Command(
        id="archive.share",
        title="Share the chosen session, or all",
        help="See what of the chosen session, or of all, would leave, for whom and as what, and write it.",
        action="share",
        where=_ARCHIVE,
        keys=("s",),
        word="share",
        rank=65,
    ),
    Command(
        id="archive.promises",
        title="Promises of all its sessions",
        help="Go to what was promised in the sessions of this file.",
        action="promises",
        where=_ARCHIVE,
        keys=("k",),
        word="promises",
        rank=50,
    ),
    Command(
        id="archive.code",
        title="Code the chosen session a second time",
        help="Code the chosen session without seeing the tags of its notes, and compare afterwards.",
        action="code_again",
        where=_ARCHIVE,
        keys=("c",),
        word="code again",
        rank=50,
    ),
    Command(
        id="archive.leave",
        title="Back to the folder",
        help="Go back to the sessions of the folder.",
        action="leave",
        where=_ARCHIVE,
        keys=("escape", "ctrl+o"),
        word="back",
        rank=80,
    ),
)

READING_ALL = (
    _tag("attitudes", "a", "Attitudes"),
    _tag("roles", "r", "Roles"),
    _tag("system", "s", "System"),
    Command(
        id="all.none",
        title="None of the three",
        help="Say that none of the three areas fits the chosen contribution.",
        action="row_none",
        where=_ALL,
        keys=("0",),
        word="none",
        rank=70,
    ),
    Command(
        id="all.link",
        title="Link with another contribution",
        help="Say what the chosen contribution is to another, of this session or of another one.",
        action="row_link",
        where=_ALL,
        keys=("l",),
    ),
    Command(
        id="all.code",
        title="A code for the chosen contribution",
        help="Give the chosen contribution a code or a theme, or take it off again.",
        action="row_code",
        where=_ALL,
        keys=("#", "c"),
        word="code",
        rank=55,
    ),
    Command(
        id="all.find",
        title="Find in all sessions",
        help="Find contributions of all sessions by their words.",
        action="find",
        where=_ALL,
        keys=("/", "ctrl+f"),
        word="find",
        rank=80,
    ),
    Command(
        id="all.next-untagged",
        title="Next not yet tagged",
        help="Go to the next contribution for which nobody has decided which areas fit.",
        action="next_untagged",
        where=_ALL,
        keys=("n",),
        word="not yet tagged",
        rank=40,
    ),
    Command(
        id="all.undo",
        title="Undo",
        help="Take your last saved change back; its history stays.",
        action="undo",
        where=_ALL,
        keys=("u",),
        word="undo",
        rank=60,
    ),
    Command(
        id="all.leave",
        title="Back",
        help="Go back to the sessions of the file.",
        action="leave",
        where=_ALL,
        keys=("escape", "ctrl+o"),
        word="back",
        rank=85,
    ),
)
