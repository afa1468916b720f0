"""Every wording that contributions have or had: what they say now, and all that is in their history."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from listening.model.repeats import Wording
from listening.model.text import sanitise, single_line
from listening.store import joined, names

_FIELDS = "field IN ('words', 'paraphrase') AND value IS NOT NULL"
_OF_SESSION = f"""SELECT record, field, CAST(value AS TEXT) FROM change
  WHERE record >= ? AND record < ? AND {_FIELDS}"""
_OF_RECORD = f"SELECT record, field, CAST(value AS TEXT) FROM change WHERE record = ? AND {_FIELDS}"


def of_session(con: sqlite3.Connection, session: str) -> tuple[Wording, ...]:
    """Return those of a session and of the parts it was set up in, of what was taken out too."""
    parts = joined.parts(con, session)
    ranges = (names.between(names.contribution_record(own, "")) for own in parts)
    return tuple(_read(row for ends in ranges for row in con.execute(_OF_SESSION, ends)))


def of_records(con: sqlite3.Connection, records: Iterable[str]) -> tuple[Wording, ...]:
    """Return those of contributions, given by the ledger's names."""
    return tuple(_read(row for record in records for row in con.execute(_OF_RECORD, (record,))))


def _read(rows: Iterable[tuple[str, str, str]]) -> Iterator[Wording]:
    for record, field, value in rows:
        own = single_line(names.own_token(record))
        yield Wording(own, sanitise(value), is_paraphrase=field == "paraphrase")
