"""Sessions that were set up apart and are one: which tokens a session goes by."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from listening.model.text import sanitise

_PARTS = """WITH RECURSIVE part (id) AS (
  SELECT ? UNION SELECT s.id FROM part CROSS JOIN session s ON s.same_as = part.id)
  SELECT id FROM part"""


def parts(con: sqlite3.Connection, session: str) -> tuple[str, ...]:
    """Return the token of a session and those of all sessions that were joined to it."""
    return tuple(str(token) for (token,) in con.execute(_PARTS, (sanitise(session),)))


def scope(con: sqlite3.Connection, session: str | None, column: str) -> tuple[str, tuple[str, ...]]:
    """Return the condition that a column names a part of the session, and its values; None is all."""
    if session is None:
        return "true", ()
    tokens = parts(con, session)
    return f"{column} IN ({', '.join('?' * len(tokens))})", tokens


def room_rules(con: sqlite3.Connection, session: str) -> tuple[str, ...]:
    """Return what is set as the rule of a session's room, in any of its parts."""
    here, tokens = scope(con, session, "id")
    rows = con.execute(
        f"SELECT DISTINCT room_rule FROM session WHERE room_rule IS NOT NULL AND {here}", tokens
    )
    return tuple(str(rule) for (rule,) in rows)


def root(links: Mapping[str, str | None], session: str) -> str:
    """Return the session that another is part of at last; of a ring, the first of its tokens."""
    passed = [session]
    while (above := links.get(passed[-1])) and above in links:
        if above in passed:
            return min(passed[passed.index(above) :])
        passed.append(above)
    return passed[-1]
