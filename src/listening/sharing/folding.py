"""Small numbers identify: which perspectives can be named without picking anybody out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from listening.model.vocabulary import Perspective

_KNOWN = frozenset(Perspective)

FEWEST = 3
"""How many people a group must have before it is named."""

Holders = Mapping[str, frozenset[str]]
"""Who holds each perspective: the tokens of participants by the perspective's key."""


class Folding(NamedTuple):
    """Perspectives, parted into those that are named and those that stand together as others."""

    named: Holders
    """The perspectives that may be named, and who holds them."""
    others: frozenset[str]
    """Who holds at least one perspective that may not be named."""
    everybody: frozenset[str] = frozenset()
    """Who holds any perspective."""
    telling: Holders = MappingProxyType({})
    """The perspectives by which quotes can be told apart, in the order in which that is tried."""

    @property
    def others_may_be_counted(self) -> bool:
        """Whether the number of those others picks nobody out."""
        return len(self.others) >= FEWEST

    def together(self, perspectives: Collection[str]) -> tuple[str, ...]:
        """Return those of one person's perspectives that can stand beside what they said.

        Everybody is parted by one perspective after the other, and only where enough people are
        left on both sides: two perspectives that many hold may both be held by one person alone,
        and one person alone may hold but the first, as the figures of both would tell. So at
        least `FEWEST` people are behind all that can stand beside a quote, nothing included.
        """
        group, apart = self.everybody, set[str]()
        for each, who in self.telling.items():
            inside, outside = group & who, group - who
            if len(inside) < FEWEST or 0 < len(outside) < FEWEST:
                continue
            group = inside if each in perspectives else outside
            apart.add(each)
        return tuple(each for each in perspectives if each in apart and each in self.named)


def fold_small(holders: Holders, carried: Collection[str]) -> Folding:
    """Part perspectives into those that may be named and the others.

    Named are those that at least `FEWEST` people hold and that something shown carries. People
    who hold none of these could be counted by taking the named from the total: were they too
    few, the smallest named perspectives join the others until they are enough.

    Known perspectives come before people's own words, which fewer audiences read: so whoever reads
    what two audiences are given can set nothing against each other.

    Args:
        holders: who holds each perspective.
        carried: the perspectives of what this audience is shown.
    """
    order = sorted(holders, key=lambda each: (each not in _KNOWN, -len(holders[each]), each))
    telling = [each for each in order if len(holders[each]) >= FEWEST and each in carried]
    named = list(telling)
    while named and 0 < len(_only_others(holders, named)) < FEWEST:
        named.pop()
    return Folding(
        named={each: holders[each] for each in named},
        others=_union(holders, set(order) - set(named)),
        everybody=_union(holders, holders),
        telling={each: holders[each] for each in telling},
    )


def unless_few(people: int | None) -> int | None:
    """Return a number of people; None where they are so few that it picks them out."""
    return None if people is not None and 0 < people < FEWEST else people


def _only_others(holders: Holders, named: Collection[str]) -> frozenset[str]:
    """Return who holds a perspective, but none of the named."""
    return _union(holders, holders) - _union(holders, named)


def _union(holders: Holders, perspectives: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(holders[each] for each in perspectives))
