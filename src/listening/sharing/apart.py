"""What was said apart about consent: until people settle it, the strictest of it holds.

Copies of a session are written in apart, and a session may be set up apart in several files. Where
they differ, no program knows who is right:

| said apart                         | what holds                                                 |
|------------------------------------|------------------------------------------------------------|
| whether it was taken back          | that it was, for everybody                                 |
| sharing, of one thing or a speaker | the least that any version allows                          |
| the room's rule                    | the strictest version, and the strictest that any part has |
| whether it was taken out           | that it was                                                |
| who said it                        | the least that any of them allows, and that nobody knows   |
| the name as agreed                 | that none is agreed yet                                    |
| what a relation was heard in       | that nobody knows                                          |
| words, or a paraphrase             | that nobody knows: they are counted, and not told          |

All but the first is for a room and the public. The team reads what the file says now: it is they who
settle it, and their Markdown, brought in again, must not settle it for them.

What one person allows under one handle holds under each of their handles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from listening.model.records import Contribution, Participant, Relation
from listening.model.text import fold
from listening.model.vocabulary import DEFAULT_SHARING, Check, Sharing

Versions: TypeAlias = "Mapping[tuple[str, str, str], Sequence[str | int | None]]"
"""The versions of each field that was set apart: by the kind of record, its id, the field's name."""

_LEVELS = {level.value: level for level in Sharing}


class Apart(NamedTuple):
    """What was said apart of one session."""

    versions: Versions = MappingProxyType({})
    """What nobody has settled."""
    rules: tuple[Sharing, ...] = ()
    """What is set as the rule of the room, in any part of the session."""
    persons: tuple[AbstractSet[str], ...] = ()
    """The ids of the handles that are one person, person by person."""

    def of(self, record: Contribution | Participant | Relation, name: str) -> Sequence[object]:
        """Return the versions of a record's field; none where it was not set apart."""
        return self.versions.get((record.table, record.id, name), ())


def taken_back(contributions: Iterable[Contribution], apart: Apart) -> list[Contribution]:
    """Return contributions, those taken back of which anybody said that they were."""
    if not apart.versions:
        return list(contributions)
    return [
        replace(each, check=Check.WITHDRAWN) if Check.WITHDRAWN in apart.of(each, "check") else each
        for each in contributions
    ]


def strictest(
    contributions: Sequence[Contribution], people: Sequence[Participant], apart: Apart
) -> list[Contribution]:
    """Return contributions with the least that anybody said may be done with them."""
    if not (apart.versions or apart.rules or apart.persons):
        return list(contributions)
    speakers = _Speakers(people, apart)
    return [_strict(each, speakers, apart) for each in contributions]


def without_doubtful(contributions: Iterable[Contribution], apart: Apart) -> Iterator[Contribution]:
    """Yield contributions without a speaker of whom there are two versions; what one took out is out."""
    for each in contributions:
        if apart.of(each, "removed"):
            yield replace(each, removed=True)
        elif apart.of(each, "participant"):
            yield replace(each, participant=None, perspectives=())
        else:
            yield each


def without_doubtful_names(people: Iterable[Participant], apart: Apart) -> Iterator[Participant]:
    """Yield people without a name of which there are two versions."""
    for each in people:
        yield replace(each, agreed_name=None) if apart.of(each, "agreed_name") else each


def without_doubtful_places(relations: Iterable[Relation], apart: Apart) -> Iterator[Relation]:
    """Yield relations without what they were heard in where there are two versions of it."""
    for each in relations:
        yield replace(each, said_in=None) if apart.of(each, "said_in") else each


class _Speakers:
    """Who may have said something, and what they allow."""

    def __init__(self, people: Sequence[Participant], apart: Apart) -> None:
        self._apart = apart
        self._by_id = {each.id: each for each in people}
        self._by_handle = {(each.session, fold(each.handle)): each for each in people}
        self._handles = {own: person for person in apart.persons for own in person}

    def of(self, one: Contribution) -> Iterator[Participant]:
        """Yield who said it, and whoever else is said to have."""
        if one.participant in self._by_id:
            yield self._by_id[one.participant]
        for handle in self._apart.of(one, "participant"):
            found = self._by_handle.get((one.session, fold(str(handle))))
            if found is not None:
                yield found

    def allow(self, speaker: Participant) -> Iterator[Sharing]:
        """Yield all that one person is said to allow, under each of their handles."""
        for own in self._handles.get(speaker.id, {speaker.id}):
            handle = self._by_id.get(own)
            if handle is not None:
                yield from _levels(self._apart.of(handle, "sharing"))
                yield from (handle.sharing,) if handle.sharing else ()


def _strict(one: Contribution, speakers: _Speakers, apart: Apart) -> Contribution:
    levels = (one.sharing, *apart.rules, *_allowed(one, speakers, apart))
    least = min(levels, key=lambda level: level.rank)
    return one if least is one.sharing else replace(one, sharing=least)


def _allowed(one: Contribution, speakers: _Speakers, apart: Apart) -> Iterator[Sharing]:
    """Yield all that may be allowed of a contribution, by what anybody said of it."""
    own = apart.of(one, "sharing")
    yield from _levels(own)
    if one.own_sharing is None or None in own:
        for speaker in speakers.of(one):
            yield from speakers.allow(speaker)
    yield from _levels(apart.versions.get(("session", one.session, "room_rule"), ()))


def _levels(versions: Iterable[object]) -> Iterator[Sharing]:
    """Yield versions as levels; one that is not known here allows no more than analysis."""
    for value in versions:
        yield DEFAULT_SHARING if value is None else _LEVELS.get(str(value), Sharing.ANALYSIS)
