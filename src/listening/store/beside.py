"""What is kept in a session file beside its ledger, against a crash: written now, or tried again later."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from listening.store import faults, patience

WAIT_MS = 50
"""How long such a write waits for somebody else's save before it is tried again later."""

Step = tuple[str, tuple[object, ...]]
"""One statement, and what is put into it."""


def write(con: sqlite3.Connection, path: Path, *steps: Step, wait_ms: int = WAIT_MS) -> bool:
    """Write in one transaction; False where the file is busy, and nothing was written.

    Args:
        con: the file, in no transaction.
        path: what it is called for whoever reads an error.
        steps: what is done.
        wait_ms: how long somebody else's save is waited for, in milliseconds.

    Raises:
        NotSaved: the disk did not take it.
    """
    with patience.waiting(con, wait_ms):
        try:
            con.execute("BEGIN IMMEDIATE")
            for sql, row in steps:
                con.execute(sql, row)
            con.execute("COMMIT")
        except sqlite3.Error as error:
            if con.in_transaction:
                con.execute("ROLLBACK")
            if faults.is_busy(error):
                return False
            raise faults.not_saved(path, error) from error
    return True


def moment(ms: int) -> datetime:
    """Return when something was kept; the beginning of time for what no clock could have said."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
