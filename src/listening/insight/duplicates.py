"""What may be one thing said, taken down by two note-takers: proposed, never joined by itself.

Candidates are found by the rare words that two contributions share, so that not all are compared
with all; only then are they compared letter by letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from listening.model.records import Contribution
from listening.model.text import search_key

WINDOW = timedelta(minutes=5)
"""How far apart two note-takers may save what they heard at one time."""
LIKENESS = 72.0
"""How alike words must be to be proposed, of 100."""

_FEWEST = 3
"""Of how many words a contribution must be: people say “thank you” all the time."""
_RAREST = 6
"""By how many of its words, the rarest, a contribution is looked for."""
_NEAREST = 100
"""With how many of those that share a word one is compared, where all was said at one time."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two contributions that may be one thing said."""

    one: Contribution
    """The earlier."""
    other: Contribution
    likeness: float
    """How alike their words are, from 0 to 100, to one place."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A contribution as it is compared."""

    said: Contribution
    at: datetime
    words: tuple[str, ...]


def duplicates(
    contributions: Iterable[Contribution],
    *,
    joined: Iterable[AbstractSet[str]] = (),
    apart: AbstractSet[frozenset[str]] = frozenset(),
) -> tuple[Duplicate, ...]:
    """Return what may be one thing said, the most alike first.

    Args:
        contributions: those of one session, and of sessions joined to it.
        joined: the groups of ids that people have said to be one.
        apart: the pairs of ids that people have said to be two voices. A pair that is both, since
            two people said so apart from each other, is proposed again.
    """
    heard = _heard(contributions)
    groups = {own: number for number, group in enumerate(joined) for own in group}
    found = [
        duplicate
        for pair in _candidates(heard)
        if not _is_decided(pair, groups, apart) and (duplicate := _compared(*pair)) is not None
    ]
    found += _said_both_ways(heard, groups, apart)
    return tuple(sorted(found, key=lambda each: (-each.likeness, each.one.at, each.one.id)))


def _compared(one: _Heard, other: _Heard) -> Duplicate | None:
    """Return a proposal where two are alike enough."""
    likeness = _likeness(one, other) if _may_be_one(one, other) else 0.0
    return Duplicate(one.said, other.said, likeness) if likeness >= LIKENESS else None


def _is_decided(
    pair: tuple[_Heard, _Heard], groups: Mapping[str, int], apart: AbstractSet[frozenset[str]]
) -> bool:
    one, other = (each.said.id for each in pair)
    return frozenset((one, other)) in apart or _are_joined(one, other, groups)


def _are_joined(one: str, other: str, groups: Mapping[str, int]) -> bool:
    return one in groups and groups[one] == groups.get(other)


def _said_both_ways(
    heard: Iterable[_Heard], groups: Mapping[str, int], apart: Iterable[frozenset[str]]
) -> Iterator[Duplicate]:
    """Yield the pairs that are joined, and were said to be two voices as well."""
    by_id = {each.said.id: each for each in heard}
    for pair in apart:
        known = sorted((by_id[own] for own in pair if own in by_id), key=_by_time)
        if len(known) == 2 and _are_joined(known[0].said.id, known[1].said.id, groups):
            yield Duplicate(known[0].said, known[1].said, _likeness(*known))


def _heard(contributions: Iterable[Contribution]) -> list[_Heard]:
    """Return what can be compared, the earliest first."""
    heard = (
        _Heard(one, datetime.fromisoformat(one.at), tuple(_WORD.findall(search_key(one.words))))
        for one in contributions
        if one.words and not one.removed
    )
    return sorted((each for each in heard if len(each.words) >= _FEWEST), key=_by_time)


def _by_time(heard: _Heard) -> tuple[datetime, str]:
    return heard.at, heard.said.id


def _candidates(heard: Sequence[_Heard]) -> Iterator[tuple[_Heard, _Heard]]:
    """Yield each pair once that shares a rare word and is near in time, the earlier first."""
    pairs = {pair for places in _bearers(heard).values() for pair in _near(heard, places)}
    for one, other in sorted(pairs):
        yield heard[one], heard[other]


def _near(heard: Sequence[_Heard], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of these places, which are in order of time, that are few minutes apart."""
    for nth, one in enumerate(places):
        for other in places[nth + 1 : nth + 1 + _NEAREST]:
            if heard[other].at - heard[one].at > WINDOW:
                break
            yield one, other


def _bearers(heard: Sequence[_Heard]) -> dict[str, list[int]]:
    """Return the places of those that are looked for by a word, by word."""
    spread: dict[str, int] = defaultdict(int)
    for each in heard:
        for word in set(each.words):
            spread[word] += 1
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(heard):
        shared = (word for word in set(each.words) if spread[word] > 1)
        for word in sorted(shared, key=lambda word: (spread[word], word))[:_RAREST]:
            bearers[word].append(place)
    return bearers


def _may_be_one(one: _Heard, other: _Heard) -> bool:
    """Tell whether two note-takers could have heard this under one prompt."""
    return one.said.author != other.said.author and _same_prompt(one.said, other.said)


def _same_prompt(one: Contribution, other: Contribution) -> bool:
    """Tell whether the same prompt was open; where none was noted, it may have been."""
    if one.prompt is None or other.prompt is None:
        return True
    if one.session == other.session:
        return one.prompt == other.prompt
    return one.prompt_number == other.prompt_number


def _likeness(one: _Heard, other: _Heard) -> float:
    """Return how alike the words are: in their order, or the words that both share against the rest."""
    from rapidfuzz import fuzz  # only where something is compared

    first, second = " ".join(one.words), " ".join(other.words)
    likeness = max(fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second))
    return round(likeness, 1)
