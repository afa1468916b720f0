"""What was said before in other words: contributions that share the words that are rare here.

Likeness is the cosine between the rare words of both: each word counts the more, the fewer
contributions have it. Endings are left out, and a single shared word proves nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from listening.model.records import Contribution
from listening.store.search import words_of

LIKENESS = 33
"""How alike words must be to be called similar, of 100."""

_FEWEST_SHARED = 2
"""How many words must be shared: one alone is often chance."""
_SHORTEST = 3
_ENDING = re.compile(r"(?<=\w{3})(ing|ed|es|s|e|ly)$")
_STEM = 6
"""How many letters of a word are compared, so that longer endings do not matter either."""

Rarity = Callable[[str], float]
"""How much a word tells: 0 for one that all contributions have."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A contribution that is like some words."""

    contribution: Contribution
    likeness: int
    """From 0 to 100."""


def similar(
    words: str,
    candidates: Iterable[Contribution],
    rarity: Rarity,
    *,
    least: int = LIKENESS,
) -> tuple[Similar, ...]:
    """Return what is like these words, the most alike first.

    Args:
        words: what is compared.
        candidates: with what, as `Shelf.near` gives them.
        rarity: how much each word tells, as `Shelf.rarity` gives it.
        least: how alike it must be.
    """
    asked = _weights(words, rarity)
    found = (
        Similar(one, _likeness(asked, _weights(one.words or "", rarity))) for one in candidates
    )
    return tuple(
        sorted(
            (each for each in found if each.likeness >= least),
            key=lambda each: (-each.likeness, each.contribution.at, each.contribution.id),
        )
    )


def _weights(text: str, rarity: Rarity) -> dict[str, float]:
    """Return how much each word of a text tells, by its stem."""
    found: dict[str, float] = {}
    for word in words_of(text):
        stem = _ENDING.sub("", word)[:_STEM]
        if len(word) >= _SHORTEST and stem not in found:
            found[stem] = rarity(word)
    return found


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> int:
    shared = one.keys() & other.keys()
    length = math.sqrt(_square(one) * _square(other))
    if len(shared) < _FEWEST_SHARED or not length:
        return 0
    return round(100 * sum(one[word] * other[word] for word in shared) / length)


def _square(weights: Mapping[str, float]) -> float:
    return sum(weight * weight for weight in weights.values())
