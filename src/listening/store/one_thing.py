"""Which contributions are one thing said, and which of each group is counted.

Whatever links a file holds, chains and rings too, those joined in any way are one group.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

_LINKED = """SELECT n, id, same_as, removed, session FROM contribution WHERE same_as IS NOT NULL
  UNION SELECT n, id, same_as, removed, session FROM contribution
    WHERE id IN (SELECT same_as FROM contribution WHERE same_as IS NOT NULL)"""


class Linked(NamedTuple):
    """A contribution that is joined to another."""

    number: int
    id: str
    same_as: str | None
    removed: bool
    session: str


def repeated(con: sqlite3.Connection) -> dict[int, str]:
    """Return the contributions that figures leave out since another of their group is counted.

    Of a group the one is counted that is said to be the same as no other that stands; where they
    name each other in a ring, the smallest id.

    Returns:
        Their ids, by their row numbers.
    """
    out: dict[int, str] = {}
    for group in groups(linked(con)):
        standing = {each.id: each for each in group if not each.removed}
        in_order = sorted(standing.values(), key=lambda each: (each.same_as in standing, each.id))
        out |= {each.number: each.id for each in in_order[1:]}
    return out


def linked(con: sqlite3.Connection) -> list[Linked]:
    """Return the contributions that are joined to another, or to which another is joined."""
    rows = con.execute(_LINKED)
    return [Linked(n, own, same, bool(removed), s) for n, own, same, removed, s in rows]


def groups(those: Iterable[Linked]) -> list[list[Linked]]:
    """Gather those that are joined in any way, also through one that was erased."""
    leads: dict[str, str] = {}
    those = list(those)
    for each in those:
        one, other = _lead(leads, each.id), _lead(leads, each.same_as or each.id)
        leads[max(one, other)] = min(one, other)
    found: dict[str, list[Linked]] = {}
    for each in those:
        found.setdefault(_lead(leads, each.id), []).append(each)
    return list(found.values())


def _lead(leads: dict[str, str], own: str) -> str:
    """Return who stands for the group of one, shortening the way for the next who asks."""
    while leads.setdefault(own, own) != own:
        leads[own] = leads[leads[own]]
        own = leads[own]
    return own
