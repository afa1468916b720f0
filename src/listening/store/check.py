"""Whether a file is a session file, whole, of a known version, with state equal to its history."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from listening.model.errors import ListeningError
from listening.model.records import RECORDS, SETS
from listening.store import building, faults, opening, schema
from listening.store.copying import copy_ledger
from listening.store.fold import refold_all

_STATE_TABLES = (
    *(record.table for record in RECORDS),
    *(member.table for member in SETS),
    "conflict",
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found."""

    path: Path
    trouble: str | None
    """One sentence; None where all is well."""
    version: int = 0
    contributions: int = 0
    """Those that are not removed."""
    changes: int = 0


def check(path: Path) -> CheckResult:
    """Look a file over; it is not changed, unless a killed program left it to be made whole."""
    try:
        with closing(opening.open_checked(path)) as con, faults.reading(path):
            return _look_over(con, path)
    except ListeningError as error:
        return CheckResult(path, str(error))


def differing_tables(con: sqlite3.Connection) -> tuple[str, ...]:
    """Return the state tables that differ from a fold of the ledger from nothing."""
    with closing(building.in_memory()) as fresh:
        fresh.execute("BEGIN")
        copy_ledger(con, fresh)
        refold_all(fresh)
        return tuple(table for table in _STATE_TABLES if _shown(con, table) != _shown(fresh, table))


def _look_over(con: sqlite3.Connection, path: Path) -> CheckResult:
    counts = (
        schema.format_of(con.execute("PRAGMA user_version").fetchone()[0]),
        con.execute("SELECT count(*) FROM contribution WHERE removed = 0").fetchone()[0],
        con.execute("SELECT count(*) FROM change").fetchone()[0],
    )
    return CheckResult(path, _trouble(con, path), *counts)


def _trouble(con: sqlite3.Connection, path: Path) -> str | None:
    faults_found = con.execute("PRAGMA integrity_check(3)").fetchall()
    if faults_found != [("ok",)]:
        return f"{path.name} is damaged: {'; '.join(str(fault) for (fault,) in faults_found)}."
    differing = differing_tables(con)
    if differing:
        return (
            f"{path.name} does not agree with its own history in {', '.join(differing)}: its history is whole, "
            "so “listening copy” makes a right file from it."
        )
    return None


def _shown(con: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Return a table's rows in order, without row numbers, which say nothing."""
    from sqlite_utils import Database  # loaded where it serves, not on the way of every start

    # Asked of SQLite, since a file of an earlier version may have the table in memory alone.
    asked = Database(con, execute_plugins=False).query(
        f"SELECT name FROM pragma_table_info('{table}')"
    )
    names = [column["name"] for column in asked]
    kept = ", ".join(f'"{name}"' for name in names if name != "n")
    return con.execute(f"SELECT {kept} FROM {table} ORDER BY 1, 2").fetchall()
