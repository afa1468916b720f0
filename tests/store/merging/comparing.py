"""What a session file holds, in a form in which two files can be compared."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from listening.store import building, check, fold
from listening.store.copying import copy_ledger

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that is in a file, but for numbers of rows, which say nothing."""

    changes: Rows
    erasures: Rows
    state: tuple[Rows, ...]


def content(path: Path) -> Content:
    """Return what a file holds."""
    with closing(sqlite3.connect(path)) as con:
        return _content(con)


def folded_one_by_one(path: Path) -> Content:
    """Return what a file holds when each record is folded from nothing, without any short way."""
    with closing(sqlite3.connect(path)) as con, closing(building.in_memory()) as fresh:
        fresh.execute("BEGIN")
        copy_ledger(con, fresh)
        for (record,) in fresh.execute("SELECT DISTINCT record FROM change").fetchall():
            fold.refold(fresh, [record])
        return _content(fresh)


def digests(*paths: Path) -> dict[Path, str]:
    """Return what the bytes of files can be known by, with all that lies beside them."""
    beside = {one for path in paths for one in path.parent.glob(path.name + "*")}
    return {one: hashlib.sha256(one.read_bytes()).hexdigest() for one in beside}


def _content(con: sqlite3.Connection) -> Content:
    return Content(
        _rows(con, "change"),
        _rows(con, "erasure"),
        tuple(tuple(check._shown(con, table)) for table in check._STATE_TABLES),
    )


def _rows(con: sqlite3.Connection, table: str) -> Rows:
    return tuple(con.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall())
