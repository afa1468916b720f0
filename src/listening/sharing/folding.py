"""Small numbers identify: which perspectives can be named without picking anybody out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

FEWEST = 3
"""How many people a group must have before it is named."""

Holders = Mapping[str, frozenset[str]]
"""Who holds each perspective: the tokens of participants by the perspective's key."""


@dataclass(frozen=True, slots=True)
class Folding:
    """Perspectives, parted into those that are named and those that stand together as others."""

    named: Holders
    """The perspectives that may be named, and who holds them."""
    others: frozenset[str]
    """Who holds at least one perspective that may not be named."""

    @property
    def others_may_be_counted(self) -> bool:
        """Whether the number of those others picks nobody out."""
        return len(self.others) >= FEWEST

    def together(self, perspectives: Iterable[str]) -> tuple[str, ...]:
        """Return as many of one person's perspectives as can stand side by side.

        Two perspectives that many people hold may both be held by one person alone: so the
        rarest is left out until enough people hold all that are left.
        """
        kept = [each for each in perspectives if each in self.named]
        while kept and len(self._who_hold_all(kept)) < FEWEST:
            kept.remove(min(kept, key=self._commonness))
        return tuple(kept)

    def _who_hold_all(self, perspectives: Iterable[str]) -> frozenset[str]:
        return frozenset.intersection(*(self.named[each] for each in perspectives))

    def _commonness(self, perspective: str) -> tuple[int, str]:
        return len(self.named[perspective]), perspective


def fold_small(holders: Holders, carried: Collection[str]) -> Folding:
    """Part perspectives into those that may be named and the others.

    Named are those that at least `FEWEST` people hold and that something shown carries. People
    who hold none of these could be counted by taking the named from the total: were they too
    few, the smallest named perspectives join the others until they are enough.

    Args:
        holders: who holds each perspective.
        carried: the perspectives of what this audience is shown.
    """
    order = sorted(holders, key=lambda each: (-len(holders[each]), each))
    named = [each for each in order if len(holders[each]) >= FEWEST and each in carried]
    while named and 0 < len(_only_others(holders, named)) < FEWEST:
        named.pop()
    others = _union(holders, set(order) - set(named))
    return Folding({each: holders[each] for each in named}, others)


def _only_others(holders: Holders, named: Collection[str]) -> frozenset[str]:
    """Return who holds a perspective, but none of the named."""
    return _union(holders, holders) - _union(holders, named)


def _union(holders: Holders, perspectives: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(holders[each] for each in perspectives))
