"""A whole, closed, verified copy for handing over, also while the app has the file open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from listening.model.errors import Damaged
from listening.store import building, fulltext
from listening.store.fold import refold_all

_LEDGER_ROWS = (
    (
        "change",
        "SELECT record, field, stamp, value, base FROM change ORDER BY record, field, stamp",
    ),
    ("erasure", "SELECT record, field, stamp, asked FROM erasure ORDER BY record, field, stamp"),
)


def copy(con: sqlite3.Connection, path: Path, dest: Path) -> Path:
    """Build a copy from the ledger alone, so that no draft and no deleted word can be in it.

    Raises:
        FileExists, NotSaved: it was not made.
        Damaged: what was written is not what was read.
    """
    target = dest / path.name if dest.is_dir() else dest
    with building.aside(target) as aside, closing(building.new_file(aside)) as copied:
        copied.execute("BEGIN IMMEDIATE")
        con.execute("BEGIN")
        try:
            counts = [_copy_rows(con, copied, table, rows) for table, rows in _LEDGER_ROWS]
        finally:
            con.execute("COMMIT")
        refold_all(copied)
        if fulltext.is_due(copied):
            fulltext.create(copied)
        copied.execute("COMMIT")
        _verify(copied, target, counts)
    return target


def _copy_rows(con: sqlite3.Connection, copied: sqlite3.Connection, table: str, rows: str) -> int:
    found = con.execute(rows)
    marks = ", ".join("?" * len(found.description))
    return copied.executemany(f"INSERT INTO {table} VALUES ({marks})", found).rowcount


def _verify(copied: sqlite3.Connection, target: Path, counts: list[int]) -> None:
    there = [
        copied.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table, _ in _LEDGER_ROWS
    ]
    sound = copied.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    if not sound or there != [max(count, 0) for count in counts]:
        raise Damaged(target, "the copy was not whole")
