"""A session as an audience may see it, as the records of a session file of its own.

What the one door gave is put into records field by field, so that what it did not give is nowhere:

| of what was said      | in the copy                                                                  |
|-----------------------|------------------------------------------------------------------------------|
| words                 | words, shared as they were                                                   |
| a paraphrase          | it stands for the words too, marked as a paraphrase; shared as it was        |
| the name as agreed    | a participant of that name                                                   |
| perspectives          | one participant for all who hold the same: `G1`, `G2` …, which is no person  |
| counted, or taken back| nothing: not even that there was something                                   |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from listening.model.errors import WrongUse
from listening.model.extract import Extract
from listening.model.quickline import parse_handle
from listening.model.records import Contribution, Participant
from listening.model.text import fold
from listening.model.vocabulary import Area, Audience, Captured
from listening.sharing.disclosed import Disclosed, Shown

_Beside = tuple[str | None, tuple[str, ...]]
"""The name and the perspectives that stand beside words."""


def extract(disclosed: Disclosed) -> Extract:
    """Return the records that a copy for this audience is made from.

    Raises:
        ValueError: it is what the team sees, who have the file itself.
    """
    if disclosed.audience is Audience.TEAM:
        raise ValueError("the team has the file itself")
    session = disclosed.session.id
    people = _people(disclosed.contributions, session)
    prompts = {each.number: each.id for each in disclosed.prompts}
    return Extract(
        session=disclosed.session,
        prompts=disclosed.prompts,
        people=tuple(people.values()),
        contributions=tuple(
            _contribution(row, session, people.get(_beside(row)), prompts)
            for row in disclosed.contributions
        ),
        commitments=disclosed.commitments,
        relations=disclosed.relations,
        links=disclosed.links,
    )


def _contribution(
    row: Shown, session: str, person: Participant | None, prompts: Mapping[int, str]
) -> Contribution:
    """Return what may be seen of a contribution; words that are told in other words are those."""
    in_other_words = row.words is None
    return Contribution(
        id=row.id,
        session=session,
        words=row.paraphrase if in_other_words else row.words,
        paraphrase=row.paraphrase,
        captured=Captured.PARAPHRASE if in_other_words else row.captured or Captured.VERBATIM,
        participant=person.id if person else None,
        prompt=prompts.get(row.prompt) if row.prompt is not None else None,
        kind=row.kind,
        own_sharing=row.sharing,
        check=row.check,
        attitudes=Area.ATTITUDES in row.areas,
        roles=Area.ROLES in row.areas,
        system=Area.SYSTEM in row.areas,
        none_of_three=row.none_of_three,
        codes=row.codes,
    )


def _people(rows: Iterable[Shown], session: str) -> dict[_Beside, Participant]:
    """Return whom the copy knows, by what stands beside words; where nothing does, nobody."""
    beside = [each for each in dict.fromkeys(map(_beside, rows)) if any(each)]
    people: dict[_Beside, Participant] = {}
    taken = {fold(name) for name, _ in beside if name}
    groups, names = _free("G", taken), _free("N", taken)
    for name, perspectives in beside:
        handle = _as_handle(name, people.values()) or next(names) if name else next(groups)
        people[name, perspectives] = Participant(
            id=handle,
            session=session,
            handle=handle,
            agreed_name=name,
            perspectives=perspectives,
        )
    return people


def _beside(row: Shown) -> _Beside:
    return row.name, row.perspectives


def _free(letter: str, taken: Iterable[str]) -> Iterator[str]:
    """Yield handles that are nobody's name."""
    numbered = (f"{letter}{number}" for number in count(1))
    return (each for each in numbered if fold(each) not in taken)


def _as_handle(name: str, people: Iterable[Participant]) -> str | None:
    """Return a name where it can be typed as a handle and is nobody else's; None for others."""
    if fold(name) in {fold(each.handle) for each in people}:
        return None
    try:
        return name if parse_handle(name) == name else None
    except WrongUse:
        return None
