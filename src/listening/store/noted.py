"""What commitments, relations and links have in common: who noted them, and finding them by id."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from listening.model.errors import Ambiguous, NotFound
from listening.model.records import Commitment, Contribution, Link, Record, Relation, columns
from listening.model.text import fold, single_line
from listening.store.queries import SHORTEST_REF

NOTED: tuple[type[Record], ...] = (Commitment, Relation, Link)
"""The kinds of records that are noted beside what was said."""
NAMED: tuple[type[Record], ...] = (Contribution, *NOTED)
"""The kinds of records that people name by their ids."""


def select(record: type[Record], *more: str) -> str:
    """Return the beginning of a query for records of a kind, `r`, with who noted them; `more` are columns."""
    kept = (
        f'r."{name}"'
        for name in ("record", "session", "id", "first", *(each.name for each in columns(record)))
    )
    return (
        f"SELECT {', '.join((*kept, 'w.name AS author', 'w.utc_offset', *more))} FROM {record.table} r "
        "LEFT JOIN writer w ON w.record = 'w.' || r.session || '.' || substr(r.first, 19)"
    )


def fetch(con: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
    """Return the rows of a query, by the names of its columns."""
    cursor = con.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values).fetchall()


def record_of(
    con: sqlite3.Connection, ref: str, kinds: Sequence[type[Record]] = NAMED, *, what: str = ""
) -> str:
    """Return the ledger's name of what an id, or the beginning of one, names; removed or not.

    Args:
        con: the file.
        ref: the id.
        kinds: of which kinds it may be.
        what: what it is called in a sentence; the first of the kinds, unless it is given.

    Raises:
        NotFound: there is none.
        Ambiguous: several begin so, or the beginning is too short.
    """
    noun = what or kinds[0].table
    wanted = fold(single_line(ref))
    if len(wanted) < SHORTEST_REF:
        raise Ambiguous(noun, ref, [])
    found = [row for kind in kinds for row in _beginning_with(con, kind, wanted)]
    if not found:
        raise NotFound(noun, ref)
    if len(found) > 1:
        raise Ambiguous(noun, ref, [own for _, own in found])
    return found[0][0]


def _beginning_with(
    con: sqlite3.Connection, kind: type[Record], wanted: str
) -> list[tuple[str, str]]:
    rows = con.execute(
        f"SELECT record, id FROM {kind.table} WHERE id >= ? AND id < ? LIMIT 5",
        (wanted, wanted + "~"),
    )
    return [(str(record), str(own)) for record, own in rows]
