"""The full-text index of files with many contributions; small files are searched without one.

FTS5 with external content: the index holds no copy of the words, and the fold keeps it. What it
holds is the form in which words are searched, so that a search finds the same with and without it.
"""

from __future__ import annotations

import sqlite3

from listening.model.text import search_key

THRESHOLD = 5_000
"""From how many contributions on a file gets an index."""

NAME = "contribution_fts"
TABLE = (
    "CREATE VIRTUAL TABLE contribution_fts USING fts5(words, content='contribution', content_rowid='n', "
    "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)
_OF_TOUCHED = (
    "SELECT {what}c.n, search_key(CAST(c.words AS BLOB)) FROM temp.touched t "
    "CROSS JOIN contribution c ON c.record = t.record"
)


def add_functions(con: sqlite3.Connection) -> None:
    """Give a connection the function that the index is kept with."""
    con.create_function("search_key", 1, _key, deterministic=True)


def _key(words: bytes | None) -> str:
    # Bytes, since SQLite would stop at those of a foreign file that are no text.
    return search_key((words or b"").decode("utf-8", "replace"))


def exists(con: sqlite3.Connection) -> bool:
    """Tell whether the file has an index."""
    return (
        con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'contribution_fts'").fetchone()
        is not None
    )


def is_due(con: sqlite3.Connection) -> bool:
    """Tell whether the file has grown enough to need an index and has none."""
    last = con.execute("SELECT max(n) FROM contribution").fetchone()[0]
    return (last or 0) > THRESHOLD and not exists(con)


def create(con: sqlite3.Connection) -> None:
    """Make the index, inside the open transaction."""
    con.execute(TABLE)
    con.execute(
        "INSERT INTO contribution_fts (rowid, words) SELECT n, search_key(CAST(words AS BLOB)) FROM contribution"
    )


def forget_touched(con: sqlite3.Connection) -> None:
    """Take the words of touched contributions out of the index, before the fold changes them."""
    con.execute(
        f"INSERT INTO contribution_fts (contribution_fts, rowid, words) {_OF_TOUCHED.format(what=_DELETE)}"
    )


def learn_touched(con: sqlite3.Connection) -> None:
    """Put the words of touched contributions into the index, after the fold."""
    con.execute(f"INSERT INTO contribution_fts (rowid, words) {_OF_TOUCHED.format(what='')}")


def forget_erased(con: sqlite3.Connection) -> None:
    """Write an index anew, so that nothing of what was taken out of it stays in its pages."""
    if exists(con):
        con.execute("INSERT INTO contribution_fts (contribution_fts) VALUES ('optimize')")


_DELETE = "'delete', "
