"""The full-text index of files with many contributions; small files are searched without one.

FTS5 with external content: the index holds no copy of the words, and the fold keeps it. What it
holds is the form in which words are searched, so that a search finds the same with and without it.

It is made part by part, each in a short transaction, so that nobody's save waits for all of it. How
far it is stands in a table beside it. What lies beyond is looked through, and is no business of the
fold. A program that does not know of such parts would take them for the whole, so that the file
says until the end that it is of a version which such programs leave alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from listening.model.text import search_key
from listening.store import schema

THRESHOLD = 5_000
"""From how many contributions on a file gets an index."""

PART = 50_000
"""How many letters are indexed in one transaction: it takes some milliseconds, and some tens at worst."""

NAME = "contribution_fts"
TABLE = schema.SEARCH[NAME]
PROGRESS_NAME = "contribution_fts_upto"
"""One row while the index is made: contributions up to this row number are in it. Gone at the end."""
PROGRESS = schema.SEARCH[PROGRESS_NAME]

ALL = 2**63 - 1
"""How far an index reaches that is whole: no row number is greater."""
NOTHING = -(2**63)
"""How far an index reaches that is not there: no row number is less."""
_FOR_A_ROW = 50
"""How many letters a contribution counts for besides its own."""
_WHOLE = "SELECT n, search_key(CAST(words AS BLOB)) FROM contribution"
_OF_TOUCHED = (
    "SELECT {what}c.n, search_key(CAST(c.words AS BLOB)) FROM temp.touched t "
    "CROSS JOIN contribution c ON c.record = t.record WHERE c.n <= ?"
)
_DELETE = "'delete', "


def add_functions(con: sqlite3.Connection) -> None:
    """Give a connection the function that the index is kept with."""
    con.create_function("search_key", 1, _key, deterministic=True)


def _key(words: bytes | None) -> str:
    # Bytes, since SQLite would stop at those of a foreign file that are no text.
    return search_key((words or b"").decode("utf-8", "replace"))


# How far it is ---------------------------------------------------------------------------------


def exists(con: sqlite3.Connection) -> bool:
    """Tell whether the file has an index, or a part of one."""
    return NAME in tables(con)


def tables(con: sqlite3.Connection) -> Mapping[str, str]:
    """Return the tables of the index that the file has, with the statements that make them."""
    there = con.execute(
        "SELECT name FROM sqlite_schema WHERE name IN (?, ?)", (NAME, PROGRESS_NAME)
    )
    made = {NAME: TABLE, PROGRESS_NAME: PROGRESS}
    return {name: made[name] for (name,) in there.fetchall()}


def reach(con: sqlite3.Connection) -> int:
    """Return the row number up to which all contributions, and none beyond, are in the index."""
    if con.in_transaction:
        return _reach(con)
    # What is asked twice is asked of one moment: meanwhile the index may come to its end.
    con.execute("BEGIN")
    try:
        return _reach(con)
    finally:
        con.execute("COMMIT")


def _reach(con: sqlite3.Connection) -> int:
    there = tables(con)
    if NAME not in there:
        return NOTHING
    if PROGRESS_NAME not in there:
        return ALL
    (upto,) = con.execute("SELECT max(n) FROM contribution_fts_upto").fetchone()
    return NOTHING if upto is None else int(upto)


def is_due(con: sqlite3.Connection) -> bool:
    """Tell whether the file has grown enough to need an index, and has none or a part of one."""
    there = tables(con)
    if PROGRESS_NAME in there:
        return True
    last = con.execute("SELECT max(n) FROM contribution").fetchone()[0]
    return (last or 0) > THRESHOLD and NAME not in there


# Making it -------------------------------------------------------------------------------------


def create(con: sqlite3.Connection) -> None:
    """Make all of the index, inside the open transaction: of a file that nobody else has open."""
    con.execute(TABLE)
    con.execute(f"INSERT INTO contribution_fts (rowid, words) {_WHOLE}")


def go_on(con: sqlite3.Connection) -> bool:
    """Index the next part, inside the open transaction; tell whether the index is whole now, or not due."""
    if not is_due(con):
        return True
    if len(tables(con)) < 2:
        _begin(con)
    start = _reach(con)
    end = _end_of_part(con, start)
    con.execute(
        f"INSERT INTO contribution_fts (rowid, words) {_WHOLE} WHERE n > ? AND n <= ?", (start, end)
    )
    con.execute("UPDATE contribution_fts_upto SET n = ?", (end,))
    rest = con.execute("SELECT EXISTS (SELECT 1 FROM contribution WHERE n > ?)", (end,))
    if rest.fetchone()[0]:
        return False
    _end(con)
    return True


def _begin(con: sqlite3.Connection) -> None:
    con.execute("DROP TABLE IF EXISTS contribution_fts_upto")
    con.execute(TABLE)
    con.execute(PROGRESS)
    con.execute("INSERT INTO contribution_fts_upto VALUES (?)", (NOTHING,))
    con.execute(f"PRAGMA user_version = {schema.INDEXING_VERSION}")


def _end(con: sqlite3.Connection) -> None:
    con.execute("DROP TABLE contribution_fts_upto")
    con.execute(f"PRAGMA user_version = {schema.FORMAT_VERSION}")


def _end_of_part(con: sqlite3.Connection, start: int) -> int:
    """Return the row number of the last contribution of the part that follows another one."""
    end, letters = start, 0
    following = con.execute(
        "SELECT n, coalesce(length(words), 0) FROM contribution WHERE n > ? ORDER BY n", (start,)
    )
    with closing(following):
        for number, length in following:
            end, letters = number, letters + length + _FOR_A_ROW
            if letters >= PART:
                break
    return end


# Keeping it ------------------------------------------------------------------------------------


def forget_touched(con: sqlite3.Connection) -> None:
    """Take the words of touched contributions out of the index, before the fold changes them."""
    con.execute(
        f"INSERT INTO contribution_fts (contribution_fts, rowid, words) {_OF_TOUCHED.format(what=_DELETE)}",
        (reach(con),),
    )


def learn_touched(con: sqlite3.Connection) -> None:
    """Put the words of touched contributions into the index, after the fold."""
    con.execute(
        f"INSERT INTO contribution_fts (rowid, words) {_OF_TOUCHED.format(what='')}", (reach(con),)
    )


def forget_erased(con: sqlite3.Connection) -> None:
    """Write an index anew, so that nothing of what was taken out of it stays in its pages."""
    if exists(con):
        con.execute("INSERT INTO contribution_fts (contribution_fts) VALUES ('optimize')")
