"""The figures that an audience may see, of what was said and of who said it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from listening.model.lenses import label_of
from listening.model.vocabulary import Area, Kind, perspective_label
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Count, Counts
from listening.sharing.folding import Folding, Group, Voice, place, unless_few
from listening.sharing.unquoted import NONE_OF_THREE, NOTHING, UNTAGGED, Unquoted


class Figure(Protocol):
    """How often one term stands on contributions."""

    @property
    def key(self) -> str:
        """The key of the term."""

    @property
    def number(self) -> int:
        """How many contributions carry it."""


class Quoted(NamedTuple):
    """The figures of what is counted one by one."""

    areas: Sequence[Figure]
    none_of_three: int
    untagged: int
    kinds: Sequence[Figure]
    codes: Sequence[Figure]


class Heard(NamedTuple):
    """How many people were heard, as far as it is told."""

    people: int | None
    perspectives: tuple[Count, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number of people that is told."""
        told = (self.people, *(each.number for each in self.perspectives))
        return tuple(number for number in told if number is not None)


def told_to_team(people: int, voices: Sequence[Voice]) -> Heard:
    """Return how many people were heard, and how many of them hold each perspective.

    Args:
        people: how many were heard.
        voices: those who were.
    """
    held = {each for voice in voices for each in voice.carries}
    holding = {key: [voice for voice in voices if key in voice.carries] for key in held}
    return Heard(people, _perspectives({k: Group(tuple(v)).people for k, v in holding.items()}))


def told_to_guests(folding: Folding) -> Heard:
    """Return how many people were heard, as far as that picks nobody out; the others stand last."""
    others = Count(OTHER_PERSPECTIVES, OTHER_PERSPECTIVES, folding.others)
    rows = _perspectives(folding.named)
    return Heard(unless_few(folding.people), (*rows, others) if folding.others else rows)


def counts(
    said: int, off_record: int, quoted: Quoted, heard: Heard, unquoted: Unquoted = NOTHING
) -> Counts:
    """Return all figures.

    Args:
        said: how many things were said.
        off_record: how many of them off the record.
        quoted: what is counted one by one.
        heard: who was heard.
        unquoted: what may only be counted, where it picks nobody out.
    """
    number, areas, kinds, codes = unquoted
    return Counts(
        contributions=said,
        people=heard.people,
        off_record=off_record,
        areas=_rows(quoted.areas, areas, lambda key: Area(key).label),
        none_of_three=quoted.none_of_three + areas[NONE_OF_THREE],
        untagged=quoted.untagged + areas[UNTAGGED],
        kinds=_rows(quoted.kinds, kinds, lambda key: Kind(key).label),
        codes=_rows(quoted.codes, codes, label_of),
        perspectives=heard.perspectives,
        unquoted=number,
        off_agenda_unquoted=kinds[Kind.OFF_AGENDA],
    )


def _rows(
    figures: Iterable[Figure], besides: Mapping[str, int], label: Callable[[str], str]
) -> tuple[Count, ...]:
    """Return a line for each figure, with what is counted besides."""
    return tuple(
        Count(each.key, label(each.key), each.number + besides.get(each.key, 0)) for each in figures
    )


def _perspectives(people: Mapping[str, int]) -> tuple[Count, ...]:
    """Return a line for each perspective, in the vocabulary's order."""
    return tuple(
        Count(str(key), perspective_label(key), people[key]) for key in sorted(people, key=place)
    )
