"""“None of the three” against an area: what two people said apart, one of them each.

Each is a cell of its own, and neither replaces the other where nobody saw both. So a conflict about
“none of the three” has two versions: that none fits, and all the areas that somebody gave. The areas
are shown until it is settled. An area that whoever spoke gave themself outranks what others say.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from listening.model.records import Contribution
from listening.model.vocabulary import Area
from listening.store import names
from listening.store.fold_terms import IS_LEAF, SAYS_YES
from listening.store.ledger import Change, Leaf, Value
from listening.store.standing import said_at

FIELD = "none_of_three"
"""The field that says that none of the three areas fits."""

_AREAS = {prefix + area.value: area.value for prefix in (names.TAG, names.OWN) for area in Area}
_LEAVES = (
    f"SELECT c.field, c.stamp, c.value, {SAYS_YES} FROM change c WHERE c.record = ? "
    f"AND c.field IN ({', '.join(repr(field) for field in (FIELD, *_AREAS))}) AND {IS_LEAF} "
    "ORDER BY c.stamp"
)


class Told(NamedTuple):
    """One version of what people said apart."""

    value: Value
    by: tuple[str, ...]
    """The stamps of those who said so, the newest first."""


class _Said(NamedTuple):
    """A leaf, and whether it says yes."""

    field: str
    leaf: Leaf
    yes: bool


def is_about(record: str, field: str) -> bool:
    """Tell whether a conflict is about none of the three."""
    return record[:1] == Contribution.letter and field == FIELD


def versions(con: sqlite3.Connection, record: str) -> list[Told]:
    """Return what people said apart, what is shown meanwhile first."""
    said = [_Said(f, Leaf(s, v), bool(yes)) for f, s, v, yes in con.execute(_LEAVES, (record,))]
    areas = [each for each in said if each.yes and each.field in _AREAS]
    none = [each for each in said if each.yes and each.field == FIELD]
    against = [each for each in said if not each.yes and each.field == FIELD]
    given = {_AREAS[each.field] for each in areas}
    text = " ".join(area.value for area in Area if area.value in given)
    if areas:
        return list(_told(con, record, (text, areas), (1, none)))
    newest_first = sorted(
        [(1, none), (None, against)], key=lambda each: _newest(each[1]), reverse=True
    )
    return list(_told(con, record, *newest_first))


def settle(change: Change, record: str, *, none: bool) -> None:
    """Settle it: that none of the three fits, or that what areas there are do.

    Both are written down even where they are so already: of two people who settle it apart, neither
    shall take away what the other has settled.
    """
    change.state(record, FIELD, 1 if none else None)
    for field, _, _, yes in change.con.execute(_LEAVES, (record,)).fetchall():
        if yes and field.startswith(names.TAG):
            change.state(record, field, None if none else 1)


def _told(
    con: sqlite3.Connection, record: str, *sides: tuple[Value, list[_Said]]
) -> Iterator[Told]:
    for value, said in sides:
        if said:
            stamps = {said_at(con, record, each.field, each.leaf) for each in said}
            yield Told(value, tuple(sorted(stamps, reverse=True)))


def _newest(said: list[_Said]) -> str:
    return max((each.leaf.stamp for each in said), default="")
