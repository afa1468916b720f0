"""What would stand in a cell, had some of what was done there never been done.

An undo writes the former values once more, so the leaves of a cell are then those of whoever took
something back. Here one looks through that: at what people said themselves, and has not been taken
back. By it an undo knows what to write, and a conflict who said what.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from listening.store import names
from listening.store.clock import writer_of
from listening.store.ledger import Leaf, Value

_Row = tuple[str, Value, str | None]
"""Stamp, value, and the stamps that it replaced."""
_ROWS = "SELECT stamp, value, base FROM change WHERE record = ? AND field = ? ORDER BY stamp"
_TAKEN_BACK = (
    f"SELECT substr(field, {len(names.UNDONE) + 1}) FROM change "
    "WHERE record = ? AND field >= 'undone/' AND field < 'undone0' AND stamp = ?"
)


def standing(
    con: sqlite3.Connection, record: str, field: str, without: AbstractSet[str] = frozenset()
) -> tuple[Leaf, ...]:
    """Return what people said in a cell and nobody has replaced or taken back, oldest first.

    Args:
        con: the file.
        record: the record's name.
        field: the cell.
        without: stamps, and tokens of writers, whose changes count as never made either.
    """
    rows: list[_Row] = con.execute(_ROWS, (record, field)).fetchall()
    undos = _undos(con, record, rows)
    gone = {*without, *(each for taken in undos.values() for each in taken)}
    said = [row for row in rows if row[0] not in undos and not is_among(row[0], gone)]
    replaced = _replaced(rows, undos, gone)
    out = {stamp for each, *_ in said for stamp in replaced[each]}
    return tuple(Leaf(stamp, value) for stamp, value, _ in said if stamp not in out)


def is_among(stamp: str, those: AbstractSet[str]) -> bool:
    """Tell whether a stamp, or the writer of it, is one of those."""
    return stamp in those or writer_of(stamp) in those


def taken_back_by(con: sqlite3.Connection, record: str, stamp: str) -> frozenset[str]:
    """Return what an action took back in the session of a record: stamps, and tokens of writers."""
    writer = names.writer_record(names.session_of(record), writer_of(stamp))
    return frozenset(str(each) for (each,) in con.execute(_TAKEN_BACK, (writer, stamp)))


def said_at(con: sqlite3.Connection, record: str, field: str, leaf: Leaf) -> str:
    """Return the stamp at which a leaf was said first, where an undo has only written it once more."""
    if not taken_back_by(con, record, leaf.stamp):
        return leaf.stamp
    alike = [each.stamp for each in standing(con, record, field) if each.value == leaf.value]
    return alike[-1] if alike else leaf.stamp


def _undos(
    con: sqlite3.Connection, record: str, rows: Sequence[_Row]
) -> Mapping[str, frozenset[str]]:
    """Return the changes of a cell that took others of it back, each with what it took back.

    One that took nothing of this very cell back, such as the removal of what an action made, says
    something of its own.
    """
    there = [stamp for stamp, *_ in rows]
    found = {stamp: taken_back_by(con, record, stamp) for stamp in there}
    return {
        stamp: taken
        for stamp, taken in found.items()
        if taken and any(is_among(each, taken) for each in there)
    }


def _replaced(
    rows: Sequence[_Row], undos: Mapping[str, frozenset[str]], gone: AbstractSet[str]
) -> Mapping[str, frozenset[str]]:
    """Return which changes each change replaced, those that are gone looked through."""
    found: dict[str, frozenset[str]] = {}

    def behind(stamp: str) -> Iterable[str]:
        if stamp in undos:
            taken = [each for each in found if is_among(each, undos[stamp])]
            return frozenset[str]().union(*(found[each] for each in taken))
        return found.get(stamp, frozenset()) if is_among(stamp, gone) else (stamp,)

    for stamp, _, base in rows:
        seen = (each for each in (base or "").split() if each < stamp)
        found[stamp] = frozenset(each for one in seen for each in behind(one))
    return found
