"""What a source brings, read once: whether all of it is in the format, and which records it touches."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from listening.model.errors import NotASession
from listening.store.fold_terms import kind_of_field

LONGEST_VALUE = 1_000_000
"""How many characters a value may have; more is not something that somebody said."""

_LONGEST_NAME, _LONGEST_FIELD, _LONGEST_ASKED = 64, 1_000, 64
_STAMP = "[0-9]" * 13 + "." + "[0-9a-f]" * 3 + "." + "[0-9a-z]" * 8
_BAD_TYPES = ("blob", "real")
_TOO_LONG = f"length(s.value) > {LONGEST_VALUE} OR length(s.base) > {LONGEST_VALUE}"
_BAD_CHANGE = (
    f"{_TOO_LONG} OR length(s.record) > {_LONGEST_NAME} OR length(s.field) > {_LONGEST_FIELD} "
    f"OR typeof(s.value) IN {_BAD_TYPES}"
)
_BAD_ERASURE = (
    f"length(s.record) > {_LONGEST_NAME} OR length(s.field) > {_LONGEST_FIELD} OR length(s.asked) > {_LONGEST_ASKED} "
    f"OR (s.stamp <> '' AND s.stamp NOT GLOB '{_STAMP}')"
)
_KINDS = f"SELECT DISTINCT s.field, typeof(s.value), {_TOO_LONG} FROM {{}}.change s"
_RECORDS = """SELECT count(*) FILTER (WHERE record >= 'c.' AND record < 'c/'), max(length(record))
  FROM (SELECT DISTINCT record FROM {}.change s WHERE {})"""
_BAD_STAMP = f"s.stamp NOT GLOB '{_STAMP}'"
_STAMPS = f"""WITH s AS MATERIALIZED (SELECT DISTINCT stamp FROM {{}}.change)
  SELECT EXISTS (SELECT 1 FROM s WHERE {_BAD_STAMP})"""
_COMING = """CREATE TEMP TABLE IF NOT EXISTS coming (
  record TEXT PRIMARY KEY, fresh INTEGER NOT NULL, stamp TEXT) WITHOUT ROWID"""
_SURVEY = """INSERT INTO temp.coming
  SELECT s.record, NOT EXISTS (SELECT 1 FROM main.change m WHERE m.record = s.record), iif(min(s.stamp) = max(s.stamp), min(s.stamp), NULL)
  FROM {}.change s WHERE {} GROUP BY s.record"""


def count_contributions(con: sqlite3.Connection, path: Path, source: str, keep: str) -> int:
    """Return of how many contributions an attached source has changes that meet a condition.

    Raises:
        NotASession: it has names of records that no writer of the format could have given.
    """
    contributions, longest = con.execute(_RECORDS.format(source, keep)).fetchone()
    if (longest or 0) > _LONGEST_NAME:
        _refuse(con, path, f"{source}.change", _BAD_CHANGE)
    return int(contributions)


def check_changes(con: sqlite3.Connection, path: Path, source: str) -> frozenset[str]:
    """Hold an attached source's changes against the format; return which kinds of fields occur.

    Raises:
        NotASession: it has changes that no writer of the format could have made.
    """
    kinds: set[str] = set()
    for field, kind, too_long in con.execute(_KINDS.format(source)):
        if too_long or kind in _BAD_TYPES or len(field) > _LONGEST_FIELD:
            _refuse(con, path, f"{source}.change", _BAD_CHANGE)
        kinds.add(kind_of_field(field))
    if con.execute(_STAMPS.format(source)).fetchone()[0]:
        _refuse(con, path, f"{source}.change", _BAD_STAMP)
    return frozenset(kinds)


def check_tombstones(con: sqlite3.Connection, path: Path, source: str) -> None:
    """Hold an attached source's tombstones against the format.

    Raises:
        NotASession: it has some that no writer of the format could have made.
    """
    bad = f"SELECT EXISTS (SELECT 1 FROM {source}.erasure s WHERE {_BAD_ERASURE})"
    if con.execute(bad).fetchone()[0]:
        _refuse(con, path, f"{source}.erasure", _BAD_ERASURE)


def survey(con: sqlite3.Connection, source: str, keep: str) -> None:
    """Fill `coming` with the records that a source brings: which are new here, which of one action."""
    con.execute(_COMING)
    con.execute("DELETE FROM temp.coming")
    con.execute(_SURVEY.format(source, keep))


def touch(con: sqlite3.Connection) -> None:
    """Note the surveyed records as touched; one that several sources bring may have several stamps."""
    con.execute(
        "INSERT INTO temp.touched (record, fresh, stamp) SELECT record, fresh, iif(fresh, stamp, NULL) "
        "FROM temp.coming WHERE true ON CONFLICT (record) DO UPDATE SET stamp = NULL"
    )


def _refuse(con: sqlite3.Connection, path: Path, table: str, bad: str) -> None:
    number, first = con.execute(
        f"SELECT count(*), min(s.record) FROM {table} s WHERE {bad}"
    ).fetchone()
    raise NotASession(
        path,
        f"{number} of its changes are not in the format, the first is of record “{first[:64]}”",
    )
