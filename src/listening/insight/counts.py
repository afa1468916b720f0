"""How many, of what, and which ones: figures that can be walked back to what was said.

Every figure is “at least”: a room hears more than its notes hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from listening.model.records import Contribution, Participant
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


def holders(
    participants: Iterable[Participant], contributions: Iterable[Contribution]
) -> Mapping[str, frozenset[str]]:
    """Return who of those heard holds each perspective: the tokens of participants by its key.

    Somebody counts once, however much they said; the room as a whole counts as nobody. Where sessions
    set up apart were joined, one person may bear a handle in each: so those of the part with most
    holders stand for all, and the figure stays “at least”.
    """
    heard = {each.participant for each in contributions}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for person in participants:
        for perspective in person.perspectives if person.id in heard else ():
            found[perspective][person.session].add(person.id)
    return {perspective: frozenset(_most(parts)) for perspective, parts in found.items()}


def _most(parts: Mapping[str, set[str]]) -> set[str]:
    """Return the largest of the groups; of equals, that of the session whose token comes first."""
    return max((parts[session] for session in sorted(parts)), key=len)


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
