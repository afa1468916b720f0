"""A whole, closed, verified copy for handing over, also while the app has the file open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from listening.model.errors import Damaged
from listening.store import building, faults, fulltext
from listening.store.fold import refold_all

_CHANGES = """SELECT CAST(record AS BLOB), CAST(field AS BLOB), CAST(stamp AS BLOB), typeof(value),
  iif(typeof(value) = 'text', CAST(value AS BLOB), value), CAST(base AS BLOB) FROM change ORDER BY record, field, stamp"""
_KEEP_CHANGE = """INSERT INTO change VALUES (CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT),
  iif(?4 = 'text', CAST(?5 AS TEXT), ?5), CAST(?6 AS TEXT))"""
_ERASURES = """SELECT CAST(record AS BLOB), CAST(field AS BLOB), CAST(stamp AS BLOB), CAST(asked AS BLOB)
  FROM erasure ORDER BY record, field, stamp"""
_KEEP_ERASURE = "INSERT INTO erasure VALUES (CAST(?1 AS TEXT), CAST(?2 AS TEXT), CAST(?3 AS TEXT), CAST(?4 AS TEXT))"


def copy_ledger(con: sqlite3.Connection, copied: sqlite3.Connection) -> tuple[int, int]:
    """Copy changes and erasures byte by byte, whatever they hold, and return how many there were."""
    changes = copied.executemany(_KEEP_CHANGE, con.execute(_CHANGES)).rowcount
    erasures = copied.executemany(_KEEP_ERASURE, con.execute(_ERASURES)).rowcount
    return max(changes, 0), max(erasures, 0)


def copy(con: sqlite3.Connection, path: Path, dest: Path) -> Path:
    """Build a copy from the ledger alone, so that no draft and no deleted word can be in it.

    Raises:
        FileExists, NotSaved: it was not made.
        Damaged: what was written is not what was read.
    """
    target = dest / path.name if dest.is_dir() else dest
    with building.aside(target) as aside, closing(building.new_file(aside)) as copied:
        _fill(con, copied, target)
    return target


def content(con: sqlite3.Connection, path: Path) -> bytes:
    """Return the bytes of such a copy, which is built in memory and touches no disk.

    Raises:
        Damaged: what was written is not what was read.
        NotReadable: the file could not be read, or the machine has too little memory for it.
    """
    with faults.reading(path), closing(building.new_in_memory()) as copied:
        _fill(con, copied, path)
        return copied.serialize()


def _fill(con: sqlite3.Connection, copied: sqlite3.Connection, target: Path) -> None:
    """Copy the ledger into an empty file, make its state, and hold it against what was read."""
    copied.execute("BEGIN IMMEDIATE")
    con.execute("BEGIN")
    try:
        counts = copy_ledger(con, copied)
    finally:
        if con.in_transaction:
            con.execute("COMMIT")
    refold_all(copied)
    if fulltext.is_due(copied):
        fulltext.create(copied)
    copied.execute("COMMIT")
    _verify(copied, target, counts)


def _verify(copied: sqlite3.Connection, target: Path, counts: tuple[int, int]) -> None:
    there = tuple(
        copied.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("change", "erasure")
    )
    sound = copied.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    if not sound or there != counts:
        raise Damaged(target, "the copy was not whole")
