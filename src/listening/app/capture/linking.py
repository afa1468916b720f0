"""Linking two contributions from the list: a letter for what one is to the other, then the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from listening.app.capture.contribution_row import name_of
from listening.app.counting import counted
from listening.model.records import Contribution, Link
from listening.model.vocabulary import Bond

BONDS: Mapping[str, Bond] = {
    "e": Bond.ECHOES,
    "d": Bond.DISAGREES,
    "b": Bond.BUILDS_ON,
    "x": Bond.EXAMPLE_OF,
    "c": Bond.CORRECTS,
}
"""The letter of each bond."""

GO = "g"
"""The letter that goes along a link."""

TAKE_AWAY = "-"
"""The key that takes the newest link away."""

_HOW = "Arrows or / find it, Enter links, Escape leaves it."


@dataclass(frozen=True, slots=True)
class Linking:
    """A link that is being made: from which contribution, and what it is to the other."""

    source: Contribution
    bond: Bond | None = None
    """None while that is asked."""

    def asks(self, there: int) -> str:
        """Return what is asked now.

        Args:
            there: how many links the contribution has.
        """
        name = name_of(self.source)
        if self.bond is not None:
            return f"{name} {self.bond.label} which? {_HOW}"
        bonds = "  ".join(f"{key} {bond.label}" for key, bond in BONDS.items())
        along = f"  {GO} go along its {counted(there, 'link')}  {TAKE_AWAY} take the newest away"
        return f"What is {name} to another?{along if there else ''}\n{bonds}"


def told(source: Contribution, bond: Bond, target: Contribution) -> str:
    """Return a link in words."""
    return f"{name_of(source)} {bond.label} {name_of(target)}"


def next_along(links: Sequence[Link], one: Contribution, last: str | None) -> str | None:
    """Return the id of the contribution at the other end of its next link; None if there is none.

    Args:
        links: its links, oldest first.
        one: the contribution.
        last: the id of the one gone to from here before; None begins with the newest.
    """
    ends = [
        link.target.partition(".")[2] if link.source == one.id else link.source
        for link in reversed(links)
    ]
    if not ends:
        return None
    return ends[(ends.index(last) + 1) % len(ends)] if last in ends else ends[0]
