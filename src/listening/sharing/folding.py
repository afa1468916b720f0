"""Small numbers identify: what can be told of people without picking anybody out.

People are parted into groups, of each of which one thing is told. They are parted by one term after
the other, and only where enough of them are left on both sides, or all of them on one. Every figure
is a sum of whole groups, and what stands beside a quote is what is told of a group: so whatever is
set against whatever, a label against a figure, a total against its parts, or something against
nothing, what is left is a group, and no group has fewer than `FEWEST` people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from listening.model.vocabulary import Perspective

FEWEST = 3
"""How many people a group must have before something is told of it."""

_KNOWN = tuple(Perspective)


class Voice(NamedTuple):
    """Somebody who was heard, or one thing that somebody said, and what it carries."""

    who: str
    """The token of the person."""
    part: str
    """The part of the session in which they were heard: it may have been set up apart in several."""
    carries: frozenset[str]
    """The perspectives that the person holds, or the terms that the thing carries."""


class Group(NamedTuple):
    """Those of whom the same is told."""

    voices: tuple[Voice, ...]
    told: tuple[str, ...] = ()
    """The terms that all of them carry, as far as they may be told."""

    @property
    def people(self) -> int:
        """How many people there are at least.

        One person may have been heard in each part of a session, and stand there as another: so
        those of the part with most people stand for all.
        """
        parts: dict[str, set[str]] = defaultdict(set)
        for voice in self.voices:
            parts[voice.part].add(voice.who)
        return max(map(len, parts.values()), default=0)

    @property
    def is_few(self) -> bool:
        """Whether there are people in it, and so few that they would be picked out."""
        return 0 < self.people < FEWEST


class Folding(NamedTuple):
    """The people who were heard, in groups of which the same perspectives are told."""

    groups: tuple[Group, ...]

    @property
    def people(self) -> int:
        """How many people there are at least."""
        return sum(group.people for group in self.groups)

    @property
    def named(self) -> Counter[str]:
        """How many people at least hold each perspective that may be named."""
        found = Counter[str]()
        for group in self.groups:
            found.update(dict.fromkeys(group.told, group.people))
        return found

    @property
    def others(self) -> int:
        """How many there are of whom nothing is told, some of whom hold a perspective.

        With them may stand people who named none. Nought where they are so few that their number
        would pick somebody out.
        """
        return sum(group.people for group in self.groups if _is_others(group))

    def beside(self, held: Collection[str]) -> tuple[str, ...]:
        """Return which perspectives can stand beside what somebody said who holds these."""
        group = self._group(held)
        return tuple(sorted(group.told, key=place)) if group else ()

    def are_all_others(self, held: Collection[str]) -> bool:
        """Tell whether whoever holds these stands among others who all hold some perspective.

        Whoever named none is never said to hold one.
        """
        group = self._group(held)
        return bool(group and _is_others(group) and all(each.carries for each in group.voices))

    def _group(self, held: Collection[str]) -> Group | None:
        same = frozenset(held)
        there = (g for g in self.groups if any(voice.carries == same for voice in g.voices))
        return next(there, None)


def fold_small(heard: Iterable[Voice], carried: Collection[str]) -> Folding:
    """Part the people who were heard by the perspectives that may be named.

    Named are those that something shown carries. People who named none are a group like any other:
    where they are too few, they stand with those of whom nothing is told.

    Known perspectives come before people's own words, which fewer audiences read: so whoever reads
    what two audiences are given can set nothing against each other.

    Args:
        heard: everybody who was heard, with the perspectives they hold.
        carried: the perspectives of what this audience is shown.
    """
    voices = tuple(heard)
    order = sorted(by_size(voices, carried), key=lambda each: each not in _KNOWN)
    return Folding(parted(_with_any_and_none(voices), order))


def parted(groups: Iterable[Group], terms: Iterable[str]) -> tuple[Group, ...]:
    """Return groups parted by one term after the other, where enough people are on both sides."""
    found = list(groups)
    for term in terms:
        found = [part for group in found for part in _split(group, term)]
    return tuple(found)


def by_size(voices: Sequence[Voice], terms: Collection[str]) -> list[str]:
    """Return those of the terms that enough people stand behind, the most first."""
    behind: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        for term in voice.carries.intersection(terms):
            behind[term].append(voice)
    people = {term: Group(tuple(there)).people for term, there in behind.items()}
    enough = (term for term, number in people.items() if number >= FEWEST)
    return sorted(enough, key=lambda term: (-people[term], term))


def unless_few(people: int | None) -> int | None:
    """Return a number of people; None where they are so few that it picks them out."""
    return None if people is not None and 0 < people < FEWEST else people


def place(perspective: str) -> tuple[int, str]:
    """Return where a perspective stands among others: in the vocabulary's order, own words last."""
    known = perspective in _KNOWN
    return (_KNOWN.index(Perspective(perspective)) if known else len(_KNOWN), perspective)


def _split(group: Group, term: str) -> tuple[Group, ...]:
    """Return those who carry a term and those who do not; all together where that tells of a few."""
    inside = Group(tuple(v for v in group.voices if term in v.carries), (*group.told, term))
    if inside.people < FEWEST:
        return (group,)
    outside = Group(tuple(v for v in group.voices if term not in v.carries), group.told)
    if outside.is_few:
        return (group,)
    return (inside, outside) if outside.voices else (inside,)


def _with_any_and_none(voices: tuple[Voice, ...]) -> tuple[Group, ...]:
    """Return those who hold a perspective and those who named none; all together where one is few."""
    holding = Group(tuple(each for each in voices if each.carries))
    silent = Group(tuple(each for each in voices if not each.carries))
    if holding.is_few or silent.is_few:
        return (Group(voices),)
    return tuple(group for group in (holding, silent) if group.voices)


def _is_others(group: Group) -> bool:
    """Tell whether nothing is told of a group, though somebody in it holds something."""
    return not group.told and group.people >= FEWEST and any(each.carries for each in group.voices)
