"""Where a search looks: what the index tells, and page by page what is not in it, or not yet.

Every read is short: as long as a statement that reads is not at its end, nobody's save is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from listening.store import fulltext, in_slices
from listening.store.asked import Where
from listening.store.conditions import condition
from listening.store.taken_back import IS_SO

PAGE = 2_000
"""How many contributions are read in one go."""

_STANDS = f"c.words IS NOT NULL AND NOT {IS_SO}"

Said = tuple[int, str]
"""The row number of a contribution, and its words."""


def of_index(
    con: sqlite3.Connection,
    wanted: Sequence[str],
    where: Where,
    upto: int,
    *,
    newest: int | None = None,
) -> list[int]:
    """Return the row numbers of what the index finds, the newest first.

    Args:
        con: the file.
        wanted: the words that must all occur, or be begun, in the form in which words are searched.
        where: among which contributions.
        upto: how far the index reached when that was asked: it may go further now.
        newest: how many, the newest, are enough.
    """
    sql, values = condition(con, where)
    match = " ".join(f'"{word}"*' for word in wanted)
    at_most = "" if newest is None else f" LIMIT {newest:d}"
    return in_slices.numbers(
        con,
        "SELECT f.rowid AS n FROM contribution_fts f "
        "CROSS JOIN contribution c ON c.n = f.rowid "
        f"WHERE contribution_fts MATCH ? AND f.rowid <= ? AND {_STANDS} AND {sql} "
        f"ORDER BY f.rowid DESC{at_most}",
        [match, upto, *values],
    )


def beyond(con: sqlite3.Connection, where: Where, upto: int) -> Iterator[Said]:
    """Yield what was said in contributions after a row number, the newest first.

    Args:
        con: the file.
        where: in which contributions; its `match` is left to whoever reads the words.
        upto: the row number; `fulltext.NOTHING` for all contributions.
    """
    if upto == fulltext.ALL:
        return
    sql, values = condition(con, where)
    first, last = _first_and_last(con, where, upto)
    for end in range(last, first - 1, -PAGE):
        # By row number alone: another index would be gone through anew for each page.
        yield from con.execute(
            f"SELECT c.n, c.words FROM contribution c NOT INDEXED WHERE c.n > ? AND c.n <= ? "
            f"AND {_STANDS} AND {sql} ORDER BY c.n DESC",
            [max(end - PAGE, first - 1), end, *values],
        ).fetchall()


def said(con: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Said]:
    """Yield what was said in contributions, those that are there."""
    rest = iter(numbers)
    while listed := ", ".join(f"{number:d}" for number in islice(rest, PAGE)):
        yield from con.execute(
            f"SELECT c.n, c.words FROM contribution c WHERE c.n IN ({listed}) AND {_STANDS}"
        ).fetchall()


def _first_and_last(con: sqlite3.Connection, where: Where, upto: int) -> tuple[int, int]:
    """Return between which row numbers the contributions of a session lie that come after another."""
    sql, values = condition(con, Where(session=where.session, removed=where.removed))
    first, last = con.execute(
        f"SELECT min(c.n), max(c.n) FROM contribution c WHERE c.n > ? AND {sql}", [upto, *values]
    ).fetchone()
    return (1, 0) if first is None else (first, last)
