"""Promises and relations that repeat, in words of their own, what is erased: marked, so that guests are not told.

Once words are erased nothing is left to know them by. So the sitting that erases notes on its own
record which values of which fields repeat them, by their stamps: it spells nothing, merges as all
else does, and holds for exactly as long as those words stand there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from listening.model.records import Commitment, Relation
from listening.model.repeats import Repeats
from listening.model.text import sanitise, single_line
from listening.store import joined, names, wordings
from listening.store.ledger import Change

_FIELDS = {Commitment.letter: ("what", "whom", "reason"), Relation.letter: ("about",)}
"""By the letter of a kind of record, the fields in which somebody may have written again what was said."""
_TEXTS = """SELECT record, field, stamp, CAST(value AS TEXT) FROM change
  WHERE record >= ? AND record < ? AND value IS NOT NULL ORDER BY record, field, stamp"""
_MARKED = f"""SELECT DISTINCT field FROM change WHERE record >= ? AND record < ?
  AND field >= '{names.REPEATS}' AND field < '{names.REPEATS[:-1]}0'"""
_STANDS = """SELECT (SELECT value FROM change WHERE record = :record AND field = :field AND stamp = :stamp)
  IS (SELECT value FROM change WHERE record = :record AND field = :field ORDER BY stamp DESC LIMIT 1)"""


class Repeating(NamedTuple):
    """A value that repeats what is erased."""

    record: str
    """The promise or the relation, by the ledger's name."""
    field: str
    stamp: str
    """When it was set, and by whom."""


def repeating(con: sqlite3.Connection, said: Iterable[str]) -> tuple[Repeating, ...]:
    """Return what repeats anything that contributions say or said, given by the ledger's names."""
    erased = Repeats(each.text for each in wordings.of_records(con, said))
    return tuple(
        Repeating(record, field, stamp)
        for letter, fields in _FIELDS.items()
        for record, field, stamp, value in con.execute(_TEXTS, names.between(f"{letter}."))
        if field in fields and any(erased.found_in(sanitise(value)))
    )


def mark(change: Change, writer: str, values: Iterable[Repeating]) -> None:
    """Note on the record of a writer that these values repeat what is erased."""
    for each in values:
        record = names.writer_record(names.session_of(each.record), writer)
        change.set(record, f"{names.REPEATS}{each.record}/{each.field}/{each.stamp}", 1)


def marked(con: sqlite3.Connection, session: str) -> frozenset[tuple[str, str]]:
    """Return the ids of those of a session that still repeat what was erased, each with the field."""
    ranges = (names.between(names.writer_record(own, "")) for own in joined.parts(con, session))
    there = _read(field for ends in ranges for (field,) in con.execute(_MARKED, ends).fetchall())
    return frozenset(
        (single_line(names.own_token(each.record)), each.field)
        for each in there
        if con.execute(_STANDS, each._asdict()).fetchone()[0]
    )


def _read(fields: Iterable[str]) -> Iterator[Repeating]:
    """Yield the values that marks name; a mark of another shape names none."""
    for field in fields:
        parts = str(field).removeprefix(names.REPEATS).split("/")
        if len(parts) == len(Repeating._fields):
            yield Repeating(*parts)
