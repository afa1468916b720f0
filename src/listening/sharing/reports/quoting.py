"""Which few contributions a short report quotes: those that somebody chose, or some by a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from listening.model.errors import WrongUse
from listening.model.vocabulary import Area, Check, Kind
from listening.sharing.disclosed import Shown
from listening.sharing.reports.spoken import MET, SHOULD_BE

FEWEST_WORDS = 4
"""How many words a quote has at least that nobody chose: fewer say little by themselves."""

_HOPE = (*SHOULD_BE, Kind.WORKS, Kind.IDEA)
_SHORTEST_ID = 4


class Room(NamedTuple):
    """How much there is room for."""

    of_area: int
    """How many quotes of each area: of what was met, and of what should or could be."""
    words: int
    """How many words a quote has at most that nobody chose."""


def chosen(ids: Iterable[str], rows: Sequence[Shown]) -> list[Shown]:
    """Return the contributions that somebody chose.

    Raises:
        WrongUse: one is not there, or its words are not for all.
    """
    return [_named(each, rows) for each in ids]


def by_rule(rows: Sequence[Shown], room: Room) -> list[Shown]:
    """Return of each area what tells what was met, then what should or could be, as far as there is room."""
    found: dict[str, Shown] = {}
    for area in Area:
        about = [row for row in rows if area in row.areas and _fits(row, room)]
        firsts = (_first(about, kinds, found) for kinds in (MET, _HOPE))
        of_area = [row for row in firsts if row][: room.of_area]
        found.update((row.id, row) for row in of_area)
    return list(found.values())


def _first(rows: Iterable[Shown], kinds: Sequence[Kind], taken: Iterable[str]) -> Shown | None:
    """Return the first of these kinds that is not taken yet; what people confirmed comes first."""
    fresh = [row for row in rows if row.kind in kinds and row.id not in taken]
    return next(iter(sorted(fresh, key=_is_unconfirmed)), None)


def _fits(row: Shown, room: Room) -> bool:
    words = len((row.words or row.paraphrase or "").split())
    return FEWEST_WORDS <= words <= room.words


def _is_unconfirmed(row: Shown) -> bool:
    return row.check not in (Check.CONFIRMED, Check.CORRECTED)


def _named(own_id: str, rows: Iterable[Shown]) -> Shown:
    """Return the contribution with this id, or whose id alone begins so."""
    found = [row for row in rows if row.id.startswith(own_id)]
    if len(found) == 1 and len(own_id) >= _SHORTEST_ID:
        return found[0]
    raise WrongUse(
        f"“{own_id}” cannot be quoted: no contribution has this id alone and words that everybody "
        "may read; “listening list FILE” shows the ids."
    )
