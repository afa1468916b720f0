"""Who changed what when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from listening.model.records import (
    BY_LETTER,
)
from listening.model.text import sanitise, single_line
from listening.store import joined, names, noted, taken_back
from listening.store.clock import moment, writer_of
from listening.store.ledger import Value
from listening.store.views import HistoryEntry

_CHANGES = """SELECT c.record, c.field, c.stamp, c.value, c.base, w.name, w.utc_offset FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)
  WHERE {condition} ORDER BY c.stamp, c.record, c.field"""
_OF_ALL = "c.record NOT LIKE 'w.%'"


def history(
    con: sqlite3.Connection, ref: str | None, session: str | None
) -> tuple[HistoryEntry, ...]:
    """Return who changed what when, oldest first: of one record, of a session, or of all.

    Raises:
        NotFound, Ambiguous: the id does not name one contribution, commitment, relation or link.
    """
    if ref is not None:
        condition, values = "c.record = ?", [noted.record_of(con, ref)]
    elif session is not None:
        here, tokens = joined.scope(con, session, "substr(c.record, 3, 10)")
        condition, values = f"{here} AND {_OF_ALL}", [*tokens]
    else:
        condition, values = _OF_ALL, []
    found = con.execute(_CHANGES.format(condition=condition), values).fetchall()
    return tuple(_without_taken_back(con, row, entry) for row, entry in _entries(found))


def _without_taken_back(
    con: sqlite3.Connection, row: Sequence[Any], entry: HistoryEntry
) -> HistoryEntry:
    """Return an entry without the words of what was taken back."""
    if not taken_back.hidden(con, row[0], row[1]):
        return entry
    value, former = (each and taken_back.INSTEAD for each in (entry.value, entry.former))
    return replace(entry, value=value, former=former)


def _entries(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Sequence[Any], HistoryEntry]]:
    """Yield each row with what it tells."""
    values: dict[tuple[str, str, str], Value] = {}
    for row in rows:
        record, name, stamp, value, base, author, offset = row
        shown = shown_value(value)
        values[record, name, stamp] = shown
        former = values.get((record, name, max((base or "").split(), default="")))
        entry = HistoryEntry(
            at=moment(stamp, offset),
            author=single_line(author or "") or single_line(writer_of(stamp)),
            kind=BY_LETTER[record[0]].table if record[:1] in BY_LETTER else "record",
            id=single_line(names.own_token(record)),
            field=single_line(name),
            value=shown,
            former=former,
            stamp=single_line(stamp),
        )
        yield row, entry


def shown_value(value: object) -> Value:
    """Return a value as it may be shown, whatever type a foreign file gave it."""
    if value is None or isinstance(value, int):
        return value
    return sanitise(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
