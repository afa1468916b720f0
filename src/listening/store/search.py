"""Full text: a folded scan of small files, the index of large ones."""

from __future__ import annotations

import re
import sqlite3

from listening.model.text import search_key
from listening.store import fulltext, joined, queries
from listening.store.views import Found

_WORD = re.compile(r"[^\W_]+")
_WORDS_APART = re.compile(r"[\x00-\u024f\u0370-\u052f\u1e00-\u1fff]*\Z")
"""Alphabets whose words stand apart; of others, such as Chinese, the inside of a run is found too."""


def search(
    con: sqlite3.Connection, words: str, *, session: str | None, limit: int | None
) -> tuple[Found, ...]:
    """Return the contributions in which all these words, or words beginning so, occur; best first.

    Better is where more of the words stand whole, where they stand often, and where little else
    is said; of equals the newer comes first.
    """
    wanted = _WORD.findall(search_key(words))
    if not wanted:
        return ()
    scored = _scores(con, wanted, session)
    best = sorted(scored, key=lambda pair: (-pair[0], -pair[1]))[:limit]
    rows = queries.by_numbers(con, [number for _, number in best])
    return tuple(Found(rows[number], round(score, 4)) for score, number in best if number in rows)


def _scores(
    con: sqlite3.Connection, wanted: list[str], session: str | None
) -> list[tuple[float, int]]:
    """Return the score and the row number of each contribution that fits."""
    scored: list[tuple[float, int]] = []
    for number, text in _candidates(con, wanted, session):
        score = _score(search_key(text), wanted)
        if score:
            scored.append((score, number))
    return scored


def _candidates(con: sqlite3.Connection, wanted: list[str], session: str | None) -> sqlite3.Cursor:
    part, tokens = joined.scope(con, session, "c.session")
    here = f"c.removed = 0 AND c.words IS NOT NULL AND {part}"
    if fulltext.exists(con) and all(_WORDS_APART.match(word) for word in wanted):
        match = " ".join(f'"{word}"*' for word in wanted)
        return con.execute(
            "SELECT c.n, c.words FROM contribution_fts f CROSS JOIN contribution c ON c.n = f.rowid "
            f"WHERE contribution_fts MATCH ? AND {here}",
            (match, *tokens),
        )
    return con.execute(f"SELECT c.n, c.words FROM contribution c WHERE {here}", tokens)


def _score(key: str, wanted: list[str]) -> float:
    """Return how well words fit: 0 where one of the wanted ones does not occur."""
    said = _WORD.findall(key)
    if not all(_occurs(word, key, said) for word in wanted):
        return 0.0
    whole = sum(word in said for word in wanted)
    begun = sum(any(other.startswith(word) for other in said) for word in wanted)
    often = sum(key.count(word) for word in wanted)
    return 2 * whole + begun + often / (len(said) + 10) + 0.01


def _occurs(word: str, key: str, said: list[str]) -> bool:
    """Tell whether a word is said or begun; the same whether the index chose the text or not."""
    if _WORDS_APART.match(word):
        return any(other.startswith(word) for other in said)
    return word in key
