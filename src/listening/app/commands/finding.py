"""What can be done where contributions of many sessions are found, and with the figures of one."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_LINE = frozenset({Place.ASKING})
_LIST = frozenset({Place.FOUND})
_BOTH = _LINE | _LIST
_FIGURES = frozenset({Place.FIGURES})
_ALIKE = frozenset({Place.ALIKE})


def _tag(key: str, letter: str, name: str) -> Command:
    return Command(
        id=f"found.{key}",
        title=f"{name}, on or off",
        help=f"Tag the chosen one of those found with {name}, or take that tag off.",
        action=f"tag_one('{key}')",
        where=_LIST,
        keys=(letter,),
        word=name,
        short="",
        rank=85,
    )


FINDING_IN_MANY = (
    Command(
        id="found.open",
        title="Go to it in its session",
        help="Open the session in which the chosen one was said, at that place.",
        action="open_found",
        where=_BOTH,
        keys=("enter",),
        word="go to it",
        rank=95,
    ),
    Command(
        id="found.list",
        title="Into the list of what was found",
        help="Go into the list of what was found, to tag there, alone or together.",
        action="to_rows",
        where=_LINE,
        keys=("tab",),
        word="into the list",
        rank=90,
    ),
    Command(
        id="found.line",
        title="Back to what is looked for",
        help="Go back to the line in which words and filters are typed.",
        action="to_line",
        where=_LIST,
        keys=("/", "tab"),
        word="find",
        rank=70,
    ),
    _tag("attitudes", "a", "Attitudes"),
    _tag("roles", "r", "Roles"),
    _tag("system", "s", "System"),
    Command(
        id="found.none",
        title="None of the three, on or off",
        help="Say that none of the three areas fits the chosen one of those found.",
        action="tag_one('none')",
        where=_LIST,
        keys=("0",),
    ),
    Command(
        id="found.code",
        title="A code for the chosen one",
        help="Give the chosen one of those found a code or a theme, or take it off again.",
        action="code_one",
        where=_LIST,
        keys=("#", "c"),
        word="code",
        rank=50,
    ),
    Command(
        id="found.together",
        title="Tag all that was found together",
        help="Give all that was found one area or code, after asking; u takes it back.",
        action="tag_all",
        where=_LIST,
        keys=("t",),
        word="tag all",
        rank=88,
    ),
    Command(
        id="found.export",
        title="Export what was found",
        help="Write what was found as a table, with what the chosen audience may read and no more.",
        action="export_found",
        where=_LIST,
        keys=("x",),
        word="export",
        rank=87,
    ),
    Command(
        id="found.undo",
        title="Undo",
        help="Take back what you did last with what was found here.",
        action="undo",
        where=_LIST,
        keys=("u",),
        word="undo",
        rank=55,
    ),
    Command(
        id="found.leave",
        title="Back",
        help="Go back to where you were.",
        action="leave",
        where=_BOTH,
        keys=("escape", "ctrl+o"),
        word="back",
        rank=100,
    ),
)

READING_FIGURES = (
    Command(
        id="figures.open",
        title="Read what is behind the figure",
        help="Show the contributions behind the chosen figure.",
        action="open_figure",
        where=_FIGURES,
        keys=("enter",),
        word="read them",
        rank=95,
    ),
    Command(
        id="alike.open",
        title="Go to it in its session",
        help="Open the session in which the chosen one was said, at that place; yours is closed, its line kept.",
        action="open",
        where=_ALIKE,
        keys=("enter",),
        word="go to it",
        rank=95,
    ),
    Command(
        id="alike.leave",
        title="Back",
        help="Go back to where you were.",
        action="leave",
        where=_ALIKE,
        keys=("escape", "ctrl+o"),
        word="back",
        rank=100,
    ),
    Command(
        id="figures.leave",
        title="Back",
        help="Go back to where you were.",
        action="leave",
        where=_FIGURES,
        keys=("escape", "ctrl+o"),
        word="back",
        rank=100,
    ),
)
