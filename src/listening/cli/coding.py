"""Codes as people write them (`r`, `roles`, `peer-support`), to be put on or taken off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from listening.model.codes import parse_tag
from listening.model.errors import WrongUse
from listening.model.vocabulary import Area


@dataclass(frozen=True, slots=True)
class Coding:
    """What is to be put on and taken off."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    none: bool = False
    """Whether “none of the three” is said."""

    @classmethod
    def of(cls, add: Iterable[str], remove: Iterable[str] = (), *, none: bool = False) -> Coding:
        """Return what the words of a command mean.

        Raises:
            WrongUse: nothing is said, or the opposite of something else.
        """
        coding = cls(tuple(map(parse_tag, add)), tuple(map(parse_tag, remove)), none)
        both = set(coding.add) & set(coding.remove)
        if both:
            raise WrongUse(f"“{min(both)}” cannot be put on and taken off at once: choose one.")
        if none and any(tag in set(Area) for tag in coding.add):
            raise WrongUse("“None of the three” and an area cannot both be said: choose one.")
        if not (coding.add or coding.remove or none):
            raise WrongUse("There is nothing to do: put a code on, take one off, or say none.")
        return coding

    def applied(self, tags: AbstractSet[str], short: Mapping[str, str]) -> frozenset[str]:
        """Return tags after this: what is put on and taken off, codes by their full keys."""
        on, off = ({short.get(tag, tag) for tag in named} for named in (self.add, self.remove))
        areas = {area.value for area in Area} if self.none else set()
        return frozenset((tags | on) - off - areas)
