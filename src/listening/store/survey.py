"""What a source brings, record by record, read once; and whether all of it is in the format."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from listening.model.errors import NotASession

LONGEST_VALUE = 1_000_000
"""How many characters a value may have; more is not something that somebody said."""

_COMING = """CREATE TEMP TABLE IF NOT EXISTS coming (
  record    TEXT PRIMARY KEY,
  changes   INTEGER NOT NULL,
  one_stamp INTEGER NOT NULL,
  fresh     INTEGER NOT NULL,
  bad       INTEGER NOT NULL
) WITHOUT ROWID"""

_LONGEST_NAME, _LONGEST_FIELD, _LONGEST_ASKED = 64, 1_000, 64
_TOKEN = "[0-9a-z]"  # noqa: S105 - the shape of a name, no secret
_STAMP = "[0-9]" * 13 + "." + "[0-9a-f]" * 3 + "." + _TOKEN * 8
_BAD_NAME = f"length({{0}}) > {_LONGEST_NAME} OR {{0}} NOT GLOB '[a-z].{_TOKEN}*' OR {{0}} GLOB '*[^0-9a-z.]*'"
_BAD_CELL = (
    f"length(field) > {_LONGEST_FIELD} OR length(value) > {LONGEST_VALUE} "
    f"OR length(base) > {LONGEST_VALUE} OR typeof(value) IN ('blob', 'real')"
)
_BAD_ERASURE = (
    f"{_BAD_NAME.format('record')} OR length(field) > {_LONGEST_FIELD} OR length(asked) > {_LONGEST_ASKED} "
    f"OR (stamp <> '' AND stamp NOT GLOB '{_STAMP}')"
)
_SURVEY = f"""INSERT INTO temp.coming
  SELECT s.record, count(*), min(s.stamp) = max(s.stamp),
    NOT EXISTS (SELECT 1 FROM main.change m WHERE m.record = s.record),
    coalesce(max({_BAD_CELL}), 0) OR min(s.stamp) NOT GLOB '{_STAMP}' OR {_BAD_NAME.format("s.record")}
  FROM {{source}}.change s GROUP BY s.record"""
_OTHER_STAMPS = f"""SELECT count(DISTINCT s.record), min(s.record)
  FROM temp.coming k CROSS JOIN {{source}}.change s ON s.record = k.record
  WHERE NOT k.one_stamp AND s.stamp NOT GLOB '{_STAMP}'"""


def survey(con: sqlite3.Connection, path: Path, source: str) -> None:
    """Fill `coming` with the records of an attached source: how many changes, whether new here.

    Raises:
        NotASession: it has rows that no writer of the format could have made.
    """
    con.execute(_COMING)
    con.execute("DELETE FROM temp.coming")
    con.execute(_SURVEY.format(source=source))
    for found in (
        con.execute("SELECT count(*), min(record) FROM temp.coming WHERE bad"),
        con.execute(_OTHER_STAMPS.format(source=source)),
    ):
        _refuse(path, *found.fetchone())


def check_tombstones(con: sqlite3.Connection, path: Path, source: str) -> None:
    """Hold an attached source's tombstones against the format.

    Raises:
        NotASession: it has some that no writer of the format could have made.
    """
    _refuse(
        path,
        *con.execute(
            f"SELECT count(DISTINCT record), min(record) FROM {source}.erasure WHERE {_BAD_ERASURE}"
        ).fetchone(),
    )


def _refuse(path: Path, bad: int, first: str | None) -> None:
    if bad:
        raise NotASession(
            path, f"{bad} of its records are not in the format, the first is “{(first or '')[:64]}”"
        )
