"""Places in a list: which contributions stand on a page, where one stands, and which comes next.

A list may be of a hundred thousand; where nothing narrows it, the index alone is read up to a place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from listening.model.text import search_key
from listening.store import in_slices
from listening.store.asked import Where
from listening.store.conditions import UNTAGGED, condition
from listening.store.taken_back import IS_SO

_IN_ORDER = "ORDER BY c.first, c.id"


def page(
    con: sqlite3.Connection,
    where: Where,
    *,
    limit: int | None,
    offset: int,
    of: int | None = None,
) -> list[int]:
    """Return the row numbers of contributions, oldest first, from this place on.

    Args:
        con: the file.
        where: which contributions.
        limit: how many; None for all that follow.
        offset: how many are passed over.
        of: how many there are, if that is known: then the end of a long list is as near as its beginning.
    """
    if where.match:
        stop = None if limit is None else offset + limit
        return [number for number, _ in matching(con, where)][offset:stop]
    sql, values = condition(con, where)
    if offset and _is_plain(where):
        sql, values, offset = _from_here(con, sql, values, offset, of or 0)
    return in_slices.numbers(
        con,
        f"SELECT c.n FROM contribution c WHERE {sql} {_IN_ORDER} LIMIT ? OFFSET ?",
        [*values, -1 if limit is None else limit, max(0, offset)],
    )


def position(con: sqlite3.Connection, ref: str, where: Where) -> int | None:
    """Return the place, from 0, of a contribution in what is listed; None if it is not listed."""
    if where.match:
        ids = [own for _, own in matching(con, where)]
        return ids.index(ref) if ref in ids else None
    sql, values = condition(con, where)
    row = con.execute(
        f"SELECT c.first FROM contribution c WHERE c.id = ? AND {sql}", [ref, *values]
    ).fetchone()
    if row is None:
        return None
    earlier = _count(con, f"{sql} AND c.first < ?", [*values, row[0]])
    return earlier + _count(con, f"{sql} AND c.first = ? AND c.id < ?", [*values, row[0], ref])


def next_untagged(con: sqlite3.Connection, after: str | None, where: Where) -> str | None:
    """Return the id of the next contribution not yet tagged, round the end; None if all are."""
    sql, values = condition(con, where)
    place = con.execute("SELECT first, id FROM contribution WHERE id = ?", (after,)).fetchone()
    untagged = f"{sql} AND {UNTAGGED}"
    later = f"{untagged} AND c.first >= ? AND (c.first, c.id) > (?, ?)"
    for asked, more in ((later, (place[0], *place)) if place else (untagged, ()), (untagged, ())):
        row = con.execute(
            f"SELECT c.id FROM contribution c WHERE {asked} {_IN_ORDER} LIMIT 1", [*values, *more]
        ).fetchone()
        if row:
            return str(row[0])
    return None


def matching(con: sqlite3.Connection, where: Where) -> list[tuple[int, str]]:
    """Return row numbers and ids of those in which the words occur, oldest first."""
    wanted = search_key(where.match or "").split()
    sql, values = condition(con, where)
    rows = con.execute(
        f"SELECT c.n, c.id, c.words FROM contribution c WHERE {sql} AND NOT {IS_SO} {_IN_ORDER}",
        values,
    )
    keyed = ((number, own, search_key(words or "")) for number, own, words in rows)
    return [(number, own) for number, own, key in keyed if all(word in key for word in wanted)]


def _is_plain(where: Where) -> bool:
    """Tell whether nothing but a session is asked for, so that the index knows the order."""
    return where == Where(session=where.session, removed=where.removed)


def _from_here(
    con: sqlite3.Connection, sql: str, values: Sequence[object], offset: int, of: int
) -> tuple[str, list[object], int]:
    """Return the condition for what stands at a place or after it, and how many to pass over still.

    Several may have been made by one action, and stand under one stamp.
    """
    from_end = offset < of < 2 * offset
    order, place = ("DESC", of - 1 - offset) if from_end else ("ASC", offset)
    row = con.execute(
        f"SELECT c.first FROM contribution c WHERE {sql} ORDER BY c.first {order} LIMIT 1 OFFSET ?",
        [*values, place],
    ).fetchone()
    if row is None:
        return "false", [], 0
    here = f"{sql} AND c.first >= ?", [*values, row[0]]
    if from_end:
        return *here, offset - (of - _count(con, *here))
    return *here, offset - _count(con, f"{sql} AND c.first < ?", [*values, row[0]])


def _count(con: sqlite3.Connection, sql: str, values: Sequence[object]) -> int:
    return int(
        con.execute(f"SELECT count(*) FROM contribution c WHERE {sql}", values).fetchone()[0]
    )
