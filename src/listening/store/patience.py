"""How long a connection waits for somebody else's save before it says that the file is busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting(con: sqlite3.Connection, ms: int) -> Iterator[None]:
    """Wait so many milliseconds in the block, and afterwards as long as before; 0 waits for nobody."""
    (before,) = con.execute("PRAGMA busy_timeout").fetchone()
    con.execute(f"PRAGMA busy_timeout = {ms:d}")
    try:
        yield
    finally:
        con.execute(f"PRAGMA busy_timeout = {before:d}")
