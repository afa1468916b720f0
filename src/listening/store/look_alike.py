"""Sessions that look as if they were one, set up apart: of one title, on one day.

Nobody joins them but people: this only says whom to ask.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from listening.model.days import known_day
from listening.model.text import fold, single_line
from listening.store import joined

_SESSIONS = """SELECT s.id, s.title, s.date, s.same_as, w.name FROM session s
  LEFT JOIN writer w ON w.record = 'w.' || s.id || '.' || substr(s.first, 19)
  WHERE s.removed = 0 ORDER BY s.first, s.id"""


@dataclass(frozen=True, slots=True)
class Alike:
    """Sessions of one title on one day, each set up by itself."""

    title: str
    date: str
    """ISO 8601."""
    sessions: tuple[str, ...]
    """Their tokens, the first that was set up first."""
    by: tuple[str, ...]
    """Who set them up."""


def known(con: sqlite3.Connection) -> frozenset[str]:
    """Return the tokens of all sessions of a file."""
    return frozenset(str(token) for (token,) in con.execute("SELECT id FROM session"))


def alike(con: sqlite3.Connection, besides: AbstractSet[str]) -> tuple[Alike, ...]:
    """Return the sessions of a file that look as if they were one, and are not joined.

    Args:
        con: the file.
        besides: sessions of which it was known before: where all are, nobody is to be asked again.
    """
    rows = con.execute(_SESSIONS).fetchall()
    links = {token: same_as for token, _, _, same_as, _ in rows}
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for token, title, date, _, name in rows:
        day, called = known_day(str(date or "")), single_line(str(title or ""))
        if day and called and joined.root(links, token) == token:
            key = fold(" ".join(called.split())), day
            found.setdefault(key, []).append((token, called, single_line(name or "")))
    several = ((day, each) for (_, day), each in found.items() if len(each) > 1)
    return tuple(
        _alike(day, each)
        for day, each in several
        if any(token not in besides for token, *_ in each)
    )


def _alike(day: str, there: Iterable[tuple[str, str, str]]) -> Alike:
    tokens, titles, authors = zip(*there, strict=True)
    return Alike(titles[0], day, tokens, tuple(dict.fromkeys(filter(None, authors))))
