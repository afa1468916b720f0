"""How many, of what, and which ones: figures that can be walked back to what was said.

Every figure is “at least”: a room hears more than its notes hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from listening.model.records import Contribution
from listening.model.vocabulary import Area, Kind


class Figure(NamedTuple):
    """How often one term stands on contributions."""

    key: str
    """The key of the term: an area, a kind, a code."""
    behind: tuple[str, ...]
    """The ids of the contributions that carry it, in their order."""

    @property
    def number(self) -> int:
        """How many contributions carry it."""
        return len(self.behind)


def by_area(contributions: Sequence[Contribution]) -> tuple[Figure, ...]:
    """Return a figure for each of the three areas, in their order, also where it is nought."""
    return _figures(contributions, lambda each: each.areas, known=Area)


def by_kind(contributions: Sequence[Contribution]) -> tuple[Figure, ...]:
    """Return a figure for each kind that occurs, in the order of the vocabulary."""
    found = _figures(contributions, lambda each: (each.kind,) if each.kind else (), known=Kind)
    return tuple(figure for figure in found if figure.behind)


def by_code(contributions: Sequence[Contribution]) -> tuple[Figure, ...]:
    """Return a figure for each code that occurs, by name: no code is ranked before another."""
    found = _figures(contributions, lambda each: each.codes)
    return tuple(sorted(found, key=lambda figure: figure.key))


def _figures(
    contributions: Iterable[Contribution],
    terms: Callable[[Contribution], Iterable[str]],
    known: Iterable[str] = (),
) -> tuple[Figure, ...]:
    """Return a figure for each known term, and for each further one in the order met."""
    behind: dict[str, list[str]] = {term: [] for term in known}
    for each in contributions:
        for term in terms(each):
            behind.setdefault(term, []).append(each.id)
    return tuple(Figure(str(term), tuple(ids)) for term, ids in behind.items())
