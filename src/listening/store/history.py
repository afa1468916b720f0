"""Who changed what when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from listening.model.records import BY_LETTER
from listening.model.text import sanitise, single_line
from listening.store import actions, joined, names, noted, taken_back
from listening.store.clock import STAMP_LENGTH, moment, writer_of
from listening.store.ledger import Value
from listening.store.views import HistoryEntry, TakenBack

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
    undos = actions.undos(con)
    return tuple(_without_taken_back(con, row, entry) for row, entry in _entries(found, undos))


def _without_taken_back(
    con: sqlite3.Connection, row: Sequence[Any], entry: HistoryEntry
) -> HistoryEntry:
    """Return an entry without the words of what was taken back."""
    if not taken_back.hidden(con, row[0], row[1]):
        return entry
    value, former = (each and taken_back.INSTEAD for each in (entry.value, entry.former))
    return replace(entry, value=value, former=former)


def _entries(
    rows: Iterable[Sequence[Any]], undos: Mapping[str, frozenset[str]]
) -> Iterable[tuple[Sequence[Any], HistoryEntry]]:
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
            took_back=_taken_back(undos.get(stamp, frozenset()), offset),
        )
        yield row, entry


def _taken_back(parts: frozenset[str], offset: str | None) -> TakenBack | None:
    """Return which action an undo took back, by all that it says it did."""
    stamps = [part for part in parts if len(part) == STAMP_LENGTH]
    if not stamps:
        return None
    # What an action is known by is its last stamp.
    return TakenBack(
        single_line(max(stamps)), moment(max(stamps), offset), imported=len(stamps) < len(parts)
    )


def shown_value(value: object) -> Value:
    """Return a value as it may be shown, whatever type a foreign file gave it."""
    if value is None or isinstance(value, int):
        return value
    return sanitise(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
