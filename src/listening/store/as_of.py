"""The file as it was at some moment: its ledger up to then, folded anew in memory."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from listening.store import building
from listening.store.fold import refold_all


def as_of(con: sqlite3.Connection, when: datetime) -> sqlite3.Connection:
    """Return a file in memory with all that was changed before a moment, by whatever clock."""
    stop = f"{max(round(when.timestamp() * 1000), 0):013d}"
    state = building.in_memory()
    try:
        state.execute("BEGIN")
        state.executemany(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
            con.execute(
                "SELECT record, field, stamp, value, base FROM change WHERE stamp < ?", (stop,)
            ),
        )
        state.executemany(
            "INSERT INTO erasure VALUES (?, ?, ?, ?)", con.execute("SELECT * FROM erasure")
        )
        refold_all(state)
        state.execute("COMMIT")
    except BaseException:
        state.close()
        raise
    return state
