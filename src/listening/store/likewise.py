"""Which contributions speak of the same, as far as their rarest words tell: an index of word stems.

Only the folder's index in memory has it. Stems are those of English; of other languages words are
compared as they stand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from listening.store.search import words_of

NAME = "likewise_fts"
TABLE = (
    f"CREATE VIRTUAL TABLE {NAME} USING fts5(words, content='contribution', content_rowid='n', "
    'tokenize="porter unicode61 remove_diacritics 2")'
)
MOST = 40
"""How many of the nearest are looked at more closely."""

_RAREST = 8
"""By how many of its words, the rarest, something is looked for."""
_LONGEST = 60
"""How many words of a long text are weighed."""
_SHORTEST = 3
"""How many letters a word has that says something."""


def near(
    con: sqlite3.Connection, words: str, *, besides: Sequence[str], limit: int
) -> tuple[int, ...]:
    """Return the row numbers of what shares the rarest words with these, the nearest first."""
    asked = list(dict.fromkeys(word for word in words_of(words) if len(word) >= _SHORTEST))
    spread = {word: number for word in asked[:_LONGEST] if (number := bearers(con, word))}
    rarest = sorted(spread, key=lambda word: (spread[word], word))[:_RAREST]
    if not rarest:
        return ()
    match = " OR ".join(f'"{word}"' for word in rarest)
    left_out = ", ".join("?" * len(besides))
    rows = con.execute(
        f"SELECT c.n FROM {NAME} f CROSS JOIN contribution c ON c.n = f.rowid "
        f"WHERE {NAME} MATCH ? AND c.session NOT IN ({left_out}) ORDER BY bm25({NAME}), c.n DESC LIMIT ?",
        (match, *besides, limit),
    )
    return tuple(number for (number,) in rows)


def bearers(con: sqlite3.Connection, word: str) -> int:
    """Return how many contributions have a word, in any of its forms."""
    found = con.execute(f"SELECT count(*) FROM {NAME} WHERE {NAME} MATCH ?", (f'"{word}"',))
    return int(found.fetchone()[0])
