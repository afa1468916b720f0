"""From which perspectives a session has heard, and from which it has not heard yet.

Figures of perspectives, never of people: how often somebody spoke is nobody's ranking. So they
stand in the vocabulary's order, which stays the same while a session goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from listening.model.records import Participant
from listening.model.vocabulary import Perspective

CORE = (
    Perspective.DRAWS_ON,
    Perspective.CARER,
    Perspective.SOCIAL_WORKER,
    Perspective.PROVIDER,
    Perspective.COMMISSIONER,
    Perspective.COUNCILLOR,
)
"""The perspectives without which change is not made together, in the vocabulary's order."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was heard, by perspective."""

    heard: tuple[tuple[str, int], ...]
    """Perspectives, each with how many contributions came from it: at least so many."""
    not_yet: tuple[str, ...]
    """Perspectives not yet heard: of people in the session first, then the core ones."""


def voices(participants: Iterable[Participant], counts: Mapping[str, int]) -> Voices:
    """Return who was heard.

    Args:
        participants: those of the session, with the perspectives that they declared.
        counts: how many contributions came from each perspective, by key.
    """
    heard = {key: number for key, number in counts.items() if number}
    declared = _in_order({key for each in participants for key in each.perspectives})
    expected = dict.fromkeys([*declared, *(key.value for key in CORE)])
    return Voices(
        heard=tuple((key, heard[key]) for key in _in_order(heard)),
        not_yet=tuple(key for key in expected if key not in heard),
    )


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return keys in the vocabulary's order, own words after them."""
    places = {key.value: place for place, key in enumerate(Perspective)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))
