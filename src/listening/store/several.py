"""Which sessions have notes from several people: only there can one thing be taken down twice."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from listening.model.text import fold, single_line
from listening.store import joined


def taken_by_several(con: sqlite3.Connection) -> tuple[str, ...]:
    """Return the sessions in which several people have written, those joined to one as that one."""
    links = dict(con.execute("SELECT id, same_as FROM session WHERE removed = 0").fetchall())
    writers: dict[str, set[str]] = defaultdict(set)
    for session, name in con.execute("SELECT DISTINCT session, name FROM writer"):
        if session in links:
            writers[joined.root(links, session)].add(fold(single_line(name or "")))
    return tuple(session for session in links if len(writers[session]) > 1)
