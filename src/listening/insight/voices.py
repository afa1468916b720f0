"""From which perspectives a session has heard, and from which it has not heard yet.

Figures of perspectives, never of people: how often somebody spoke is nobody's ranking. So they
stand in the vocabulary's order, which stays the same while a session goes on.

Only what was said is claimed: whoever has not said from where they speak is counted so, and beside
them the perspectives from which nobody has said that they speak are not yet heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from listening.model.records import Contribution, Participant
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

RECENT = 20
"""How many of the newest contributions are looked at for whether one perspective has most of them."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was heard, by perspective."""

    heard: tuple[tuple[str, int], ...]
    """Perspectives, each with how many contributions came from it: at least so many."""
    not_yet: tuple[str, ...]
    """Perspectives not yet heard: of people in the session first, then the core ones."""
    people: int = 0
    """How many people spoke under a handle, a table of several counted as so many."""
    unsaid: int = 0
    """How many of them have not said from where they speak."""


def voices(participants: Iterable[Participant], counts: Mapping[str, int]) -> Voices:
    """Return who was heard.

    Args:
        participants: those of the session, with the perspectives that they declared.
        counts: how many contributions came from each perspective, by key.
    """
    known = tuple(participants)
    people = tuple(each for each in known if each.heard)
    heard = {key: number for key, number in counts.items() if number}
    declared = _in_order({key for each in known for key in each.perspectives})
    expected = [*declared, *(key.value for key in CORE)]
    return Voices(
        heard=tuple((key, heard[key]) for key in _in_order(heard)),
        not_yet=tuple(key for key in dict.fromkeys(expected) if key not in heard),
        people=sum(_people(people).values()),
        unsaid=sum(_people(people, unsaid=True).values()),
    )


def leading(newest: Sequence[Contribution]) -> str | None:
    """Return the perspective from which more than half of the newest contributions came.

    None where there is none, and where less was said than is looked at: a beginning is no balance.
    """
    if len(newest) < RECENT:
        return None
    counts = Counter(key for one in newest for key in one.perspectives)
    most = [key for key, number in counts.items() if 2 * number > len(newest)]
    return next(iter(_in_order(most)), None)


def _people(participants: Iterable[Participant], *, unsaid: bool = False) -> dict[str, int]:
    """Return how many people each person's handles stand for, or each of whom nothing was said."""
    found: dict[str, int] = {}
    said: set[str] = set()
    for each in participants:
        person = each.same_as or f"{each.session}.{each.id}"
        found[person] = max(found.get(person, 1), each.speaks_for or 1)
        if each.perspectives:
            said.add(person)
    return {person: number for person, number in found.items() if not (unsaid and person in said)}


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return keys in the vocabulary's order, own words after them."""
    places = {key.value: place for place, key in enumerate(Perspective)}
    return sorted(keys, key=lambda key: (places.get(key, len(places)), key))
