"""The one table of commands: bindings, footer, palette, help and the README's keys come from it.

Nothing here imports Textual.
"""

from __future__ import annotations

from listening.app.commands.archive import IN_AN_ARCHIVE, READING_ALL
from listening.app.commands.capture import IN_THE_LINE
from listening.app.commands.coding import CODING_AGAIN, COMPARING
from listening.app.commands.command import Command, Place
from listening.app.commands.everywhere import ALWAYS
from listening.app.commands.finding import FINDING_IN_MANY, READING_FIGURES
from listening.app.commands.half_written import HALF_WRITTEN
from listening.app.commands.home import AT_HOME
from listening.app.commands.listing import FINDING, IN_THE_LIST
from listening.app.commands.merging import MERGING
from listening.app.commands.playing_back import PLAYING_BACK
from listening.app.commands.promising import PROMISING
from listening.app.commands.reviewing import REVIEWING
from listening.app.commands.room import (
    HEARING_VOICES,
    IN_THE_ROOM,
    ON_THE_AGENDA,
)
from listening.app.commands.setup import SETTING_UP
from listening.app.commands.sharing import SHARING

__all__ = ["TABLE", "Command", "Place", "belonging_to", "command", "is_possible_in"]

TABLE: tuple[Command, ...] = (
    *AT_HOME,
    *SETTING_UP,
    *IN_THE_LINE,
    *IN_THE_ROOM,
    *ON_THE_AGENDA,
    *HEARING_VOICES,
    *IN_THE_LIST,
    *FINDING,
    *IN_AN_ARCHIVE,
    *READING_ALL,
    *MERGING,
    *REVIEWING,
    *CODING_AGAIN,
    *COMPARING,
    *PLAYING_BACK,
    *PROMISING,
    *HALF_WRITTEN,
    *SHARING,
    *FINDING_IN_MANY,
    *READING_FIGURES,
    *ALWAYS,
)
"""Every command, in the order in which help lists them."""

_BY_NAME = {entry.id: entry for entry in TABLE}


def command(name: str) -> Command:
    """Return the command of that id, which must be in the table."""
    return _BY_NAME[name]


def belonging_to(*places: Place) -> tuple[Command, ...]:
    """Return the commands that name one of these places, in the table's order."""
    return tuple(entry for entry in TABLE if not entry.where.isdisjoint(places))


def is_possible_in(action: str, place: Place) -> bool:
    """Tell whether an action, by its name alone, belongs to a place; one of no command belongs to all."""
    where = _WHERE.get(action)
    return where is None or Place.EVERYWHERE in where or place in where


def _places_of_actions() -> dict[str, set[Place]]:
    places: dict[str, set[Place]] = {}
    for entry in TABLE:
        places.setdefault(entry.action.partition("(")[0], set()).update(entry.where)
    return places


_WHERE = _places_of_actions()
