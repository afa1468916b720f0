"""Full text: a folded scan of small files, the index of large ones, and of some a part of each."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from listening.model.text import search_key
from listening.store import candidates, fulltext, paging, queries
from listening.store.asked import Where
from listening.store.candidates import Said
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
        newest: how many, the newest, are enough where an index can tell them at once; without a
            word, how many of the oldest.
    """
    wanted = words_of(words)
    if not wanted:
        return paging.page(con, where, limit=newest, offset=0)
    upto = _reach(con, wanted)
    if upto == fulltext.NOTHING or where.match:
        return [number for _, number in _by_score(_scored(con, wanted, where))]
    newest_first = _newest_first(con, wanted, where, upto, newest)
    scored = _scores(candidates.said(con, newest_first[:WEIGHED]), wanted)
    return [number for _, number in _by_score(scored)] + newest_first[WEIGHED:]


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form in which they are searched."""
    return _WORD.findall(search_key(text))


def says(text: str, words: str) -> bool:
    """Tell whether a search for these words finds a text."""
    return _fits(search_key(text), words_of(words))


def _newest_first(
    con: sqlite3.Connection, wanted: Sequence[str], where: Where, upto: int, newest: int | None
) -> list[int]:
    """Return the row numbers of what fits, by looking through what an index does not hold yet."""
    fitting = (
        number
        for number, text in candidates.beyond(con, where, upto)
        if _fits(search_key(text), wanted)
    )
    found = list(islice(fitting, newest))
    rest = None if newest is None else newest - len(found)
    return found + candidates.of_index(con, wanted, where, upto, newest=rest)


def _by_score(scored: Sequence[_Scored]) -> list[_Scored]:
    return sorted(scored, key=lambda pair: (-pair[0], -pair[1]))


def _scored(con: sqlite3.Connection, wanted: Sequence[str], where: Where) -> list[_Scored]:
    """Return the score and the row number of each contribution that fits."""
    also = search_key(where.match or "").split()
    return _scores(_candidates(con, wanted, where), wanted, also)


def _scores(said: Iterator[Said], wanted: Sequence[str], also: Sequence[str] = ()) -> list[_Scored]:
    keyed = ((number, search_key(text)) for number, text in said)
    return [
        (_score(key, wanted), number)
        for number, key in keyed
        if _fits(key, wanted) and all(word in key for word in also)
    ]


def _candidates(con: sqlite3.Connection, wanted: Sequence[str], where: Where) -> Iterator[Said]:
    upto = _reach(con, wanted)
    if upto != fulltext.NOTHING:
        yield from candidates.said(con, candidates.of_index(con, wanted, where, upto))
    yield from candidates.beyond(con, where, upto)


def _reach(con: sqlite3.Connection, wanted: Sequence[str]) -> int:
    """Return up to which row number the index tells where these words are."""
    is_told = all(_WORDS_APART.match(word) for word in wanted)
    return fulltext.reach(con) if is_told else fulltext.NOTHING


def _fits(key: str, wanted: Sequence[str]) -> bool:
    """Tell whether all words are said or begun; the same whether the index chose the text or not."""
    return all(word in key for word in wanted) and all(
        _beginning(word).search(key) for word in wanted if _WORDS_APART.match(word)
    )


@lru_cache(maxsize=64)
def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}")


def _score(key: str, wanted: Sequence[str]) -> float:
    """Return how well words fit that are all said or begun; more than 0."""
    said = _WORD.findall(key)
    whole = sum(word in said for word in wanted)
    begun = sum(any(other.startswith(word) for other in said) for word in wanted)
    often = sum(key.count(word) for word in wanted)
    return 2 * whole + begun + often / (len(said) + 10) + 0.01
