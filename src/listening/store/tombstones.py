"""What was erased from a file: how much, when, and by whom, without a word of what it was."""

from __future__ import annotations

import sqlite3

from listening.model.records import Contribution
from listening.model.text import single_line
from listening.store import joined
from listening.store.views import Erased

_ERASED = """SELECT substr(e.record, 1, 1), substr(e.record, 3, 10), substr(e.asked, 1, 10), coalesce(
    (SELECT w.name FROM change x JOIN writer w ON w.record = x.record
      WHERE x.record >= 'w.' AND x.record < 'w/' AND x.field = 'erased/' || e.record ORDER BY x.stamp LIMIT 1), ''),
    count(DISTINCT e.record)
  FROM erasure e WHERE {condition} GROUP BY 1, 2, 3, 4 ORDER BY 3, 2, 4, 1"""


def erased(con: sqlite3.Connection, session: str | None) -> tuple[Erased, ...]:
    """Return what was erased of a session and of those joined to it, or of all, by day and by whom."""
    condition, tokens = joined.scope(con, session, "substr(e.record, 3, 10)")
    rows = con.execute(_ERASED.format(condition=condition), tokens).fetchall()
    return tuple(
        Erased(
            session=single_line(token),
            day=single_line(day),
            author=single_line(name),
            contributions=number,
        )
        for letter, token, day, name, number in rows
        if letter == Contribution.letter
    )
