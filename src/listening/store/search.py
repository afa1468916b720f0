"""Full text: a folded scan of small files, the index of large ones."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence

from listening.model.text import search_key
from listening.store import fulltext, paging, queries
from listening.store.asked import Where
from listening.store.conditions import condition
from listening.store.taken_back import IS_SO
from listening.store.views import Found

WEIGHED = 100
"""Of how many of those that fit, the newest, a quick search works out how well they fit."""

_WORD = re.compile(r"[^\W_]+")
_WORDS_APART = re.compile(r"[\x00-\u024f\u0370-\u052f\u1e00-\u1fff]*\Z")
"""Alphabets whose words stand apart; of others, such as Chinese, the inside of a run is found too."""

_Scored = tuple[float, int]
"""How well a contribution fits, and its row number."""


def search(
    con: sqlite3.Connection, words: str, where: Where, *, limit: int | None
) -> tuple[Found, ...]:
    """Return the contributions in which all these words, or words beginning so, occur; best first.

    Better is where more of the words stand whole, where they stand often, and where little else
    is said; of equals the newer comes first.
    """
    wanted = words_of(words)
    best = _by_score(_scored(con, wanted, where))[:limit] if wanted else []
    rows = queries.by_numbers(con, [number for _, number in best])
    return tuple(Found(rows[number], round(score, 4)) for score, number in best if number in rows)


def numbers(
    con: sqlite3.Connection, words: str, where: Where, *, newest: int | None = None
) -> list[int]:
    """Return the row numbers of what fits; best first among the newest, then the others, newest first.

    Without a word to look for all that is meant is returned, oldest first.

    Args:
        con: the file.
        words: what is looked for.
        where: among which contributions.
        newest: how many, the newest, are enough where the index can tell them at once.
    """
    wanted = words_of(words)
    if not wanted:
        return paging.page(con, where, limit=None, offset=0)
    if _has_index(con, wanted) and not where.match:
        return _numbers_of_index(con, wanted, where, newest)
    return [number for _, number in _by_score(_scored(con, wanted, where))]


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are searched."""
    return _WORD.findall(search_key(text))


def _numbers_of_index(
    con: sqlite3.Connection, wanted: Sequence[str], where: Where, newest: int | None
) -> list[int]:
    at_most = "" if newest is None else f" LIMIT {newest:d}"
    sql, values = _of_index(con, wanted, where)
    # As one value, for each row that is handed over stops whoever types for a moment.
    listed = f"SELECT json_group_array(n) FROM (SELECT f.rowid AS n {sql} ORDER BY f.rowid DESC{at_most})"
    newest_first: list[int] = json.loads(con.execute(listed, values).fetchone()[0])
    texts = _texts(con, newest_first[:WEIGHED])
    scored = [(_score(search_key(texts.get(n, "")), wanted), n) for n in newest_first[:WEIGHED]]
    best = [number for score, number in _by_score(scored) if score]
    return best + newest_first[WEIGHED:]


def _by_score(scored: Sequence[_Scored]) -> list[_Scored]:
    return sorted(scored, key=lambda pair: (-pair[0], -pair[1]))


def _scored(con: sqlite3.Connection, wanted: Sequence[str], where: Where) -> list[_Scored]:
    """Return the score and the row number of each contribution that fits."""
    scored: list[_Scored] = []
    also = search_key(where.match or "").split()
    for number, text in _candidates(con, wanted, where):
        key = search_key(text)
        score = _score(key, wanted)
        if score and all(word in key for word in also):
            scored.append((score, number))
    return scored


def _texts(con: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    listed = ", ".join(f"{number:d}" for number in numbers)
    return dict(con.execute(f"SELECT n, words FROM contribution WHERE n IN ({listed})"))


def _has_index(con: sqlite3.Connection, wanted: Sequence[str]) -> bool:
    return fulltext.exists(con) and all(_WORDS_APART.match(word) for word in wanted)


def _candidates(con: sqlite3.Connection, wanted: Sequence[str], where: Where) -> sqlite3.Cursor:
    if _has_index(con, wanted):
        sql, values = _of_index(con, wanted, where)
        return con.execute(f"SELECT c.n, c.words {sql}", values)
    sql, values = condition(con, where)
    return con.execute(
        f"SELECT c.n, c.words FROM contribution c WHERE c.words IS NOT NULL AND NOT {IS_SO} AND {sql}",
        values,
    )


def _of_index(
    con: sqlite3.Connection, wanted: Sequence[str], where: Where
) -> tuple[str, list[object]]:
    """Return from where, and under what condition, contributions come that the index finds."""
    sql, values = condition(con, where)
    match = " ".join(f'"{word}"*' for word in wanted)
    return (
        "FROM contribution_fts f CROSS JOIN contribution c ON c.n = f.rowid "
        f"WHERE contribution_fts MATCH ? AND c.words IS NOT NULL AND NOT {IS_SO} AND {sql}"
    ), [match, *values]


def _score(key: str, wanted: Sequence[str]) -> float:
    """Return how well words fit: 0 where one of the wanted ones does not occur."""
    said = _WORD.findall(key)
    if not all(_occurs(word, key, said) for word in wanted):
        return 0.0
    whole = sum(word in said for word in wanted)
    begun = sum(any(other.startswith(word) for other in said) for word in wanted)
    often = sum(key.count(word) for word in wanted)
    return 2 * whole + begun + often / (len(said) + 10) + 0.01


def _occurs(word: str, key: str, said: Sequence[str]) -> bool:
    """Tell whether a word is said or begun; the same whether the index chose the text or not."""
    if _WORDS_APART.match(word):
        return any(other.startswith(word) for other in said)
    return word in key
