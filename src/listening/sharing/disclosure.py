"""The one door: what of a session may be seen by whom.

Every export, report and projected screen gets its words from `disclose`; there is no second way.

**Contributions.** Removed ones are absent from everything. The words of the others:

| sharing   | team                | room, public                                            |
|-----------|---------------------|---------------------------------------------------------|
| off       | that it was said    | one more in the total, and nothing else                 |
| analysis  | words               | counted                                                 |
| paraphrase| words               | its paraphrase, if one was written in other words than  |
|           |                     | those that may not be passed on; else counted           |
| unnamed   | words               | words                                                   |
| named     | words               | words and the name as agreed; none agreed: as unnamed   |
| withdrawn | that there was one  | how many there were; in no other count                  |

With words or paraphrase, a room and the public see prompt, areas, codes, kind, how it was captured
and whether it was checked; never handle, time, note-taker or what was asked. A quote carries as
many perspectives as leave enough people behind it (see `folding`), a named one carries none: the
name stands as it was agreed, and nothing is added to it. What nobody may name stands as “other
perspectives” on a quote for the room, and not at all for the public; it stands on nothing that is
said by somebody who named none, or by others who are not to be told from them. A perspective in
somebody's own words may be the name of an organisation: the public is not told it, however many hold
it.

**Counts** run over all that may be counted, quoted or not. For a room and the public they are
folded: of people whole groups of three and more are told alone (see `folding`), and of what may only
be counted what three people and more said of a kind (see `unquoted`); the rest of it stands in the
total. Kinds, codes and perspectives that only withheld contributions carry are not named. What two
note-takers took down and people joined as one thing said is counted once; every wording is shown, to
whom the strictest of them allows.

Where people wrote different things down, of consent or of the words, what `apart` says holds. A
number of people that is below three is told to the team alone, and so is one that is above another
by less than three.

**Promises, relations and links** are shown as `promised` says, **facts of the session** as `facts` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from listening.insight.counts import by_area, by_code, by_kind
from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
)
from listening.model.vocabulary import (
    Audience,
    Perspective,
    Sharing,
)
from listening.sharing.alike import as_strict_as_any
from listening.sharing.apart import (
    Apart,
    strictest,
    taken_back,
    without_doubtful,
    without_doubtful_names,
    without_doubtful_places,
)
from listening.sharing.counting import Heard, Quoted, counts, told_to_guests, told_to_team
from listening.sharing.disclosed import (
    Counts,
    Disclosed,
    Reason,
    Shown,
    Withheld,
)
from listening.sharing.facts import facts_for
from listening.sharing.folding import fold_small
from listening.sharing.kept_back import NOTHING_MORE, Beyond, without_repeating
from listening.sharing.noticing import noticed
from listening.sharing.people import People
from listening.sharing.promised import Seen, links_for, promises_for, relations_for
from listening.sharing.rows import for_guests, for_team, perspectives_beside, why_withheld
from listening.sharing.unquoted import fold_unquoted
from listening.store.asked import Where

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

Why: TypeAlias = Mapping[str, Reason | None]
"""Why nothing of a contribution is seen, by its id; None where something is."""

Told: TypeAlias = tuple[tuple[Shown, ...], Counts, Heard]
"""What is shown, the figures, and what they tell of people."""


def disclose(session_file: SessionFile, session_id: str, audience: Audience) -> Disclosed:
    """Return what an audience may see of a session.

    Args:
        session_file: the open file.
        session_id: the session's id or an unambiguous beginning of it.
        audience: who will read it.

    Raises:
        NotFound, Ambiguous: the id names no session, or several.
    """
    session = session_file.session(session_id)
    apart = _apart(session_file, session.id)
    beyond = _beyond(session_file, session.id, apart)
    people = session_file.participants(session.id)
    relations = session_file.relations(session.id)
    guests = audience is not Audience.TEAM
    groups = session_file.same_groups(session.id, removed=guests)
    said = taken_back(_said(session_file, session.id, removed=guests and bool(groups)), apart)
    if guests:
        said = list(without_doubtful(strictest(said, people, apart), apart))
        people = tuple(without_doubtful_names(people, apart))
        relations = tuple(without_doubtful_places(relations, apart))
    return disclose_records(
        session,
        session_file.prompts(session.id),
        people,
        as_strict_as_any(said, groups),
        audience,
        repeated=session_file.repeated(),
        persons=apart.persons,
        commitments=session_file.commitments(session.id),
        relations=relations,
        links=session_file.links(session.id),
        beyond=beyond,
    )


def _beyond(session_file: SessionFile, session: str, apart: Apart) -> Beyond:
    """Return what the file knows beside the records of a session."""
    return Beyond(
        wordings=session_file.wordings(session),
        unsettled=frozenset(apart.versions),
        repeating=session_file.repeating_erased(session),
    )


def _said(session_file: SessionFile, session: str, *, removed: bool) -> Iterator[Contribution]:
    """Yield what was said in a session; what was taken out of it too, if that is asked for."""
    yield from session_file.contributions(Where(session=session))
    if removed:
        yield from session_file.contributions(Where(session=session, removed=True))


def _apart(session_file: SessionFile, session: str) -> Apart:
    """Return what was said apart of a session."""
    return Apart(
        versions={
            (each.kind, each.record, each.field): [version.value for version in each.versions]
            for each in session_file.conflicts(session)
        },
        rules=session_file.room_rules(session),
        persons=session_file.same_people(),
    )


def disclose_records(
    session: Session,
    prompts: Sequence[Prompt],
    participants: Sequence[Participant],
    contributions: Sequence[Contribution],
    audience: Audience,
    *,
    repeated: AbstractSet[str] = frozenset(),
    persons: Iterable[AbstractSet[str]] = (),
    commitments: Iterable[Commitment] = (),
    relations: Iterable[Relation] = (),
    links: Iterable[Link] = (),
    beyond: Beyond = NOTHING_MORE,
) -> Disclosed:
    """Return what an audience may see of these records of one session.

    Args:
        session: the session.
        prompts: its prompts.
        participants: who spoke in it.
        contributions: what was said.
        audience: who will read it.
        repeated: the ids of those that are not counted, since another wording of the same is.
        persons: the ids of handles that are one person, person by person.
        commitments: what parties promised.
        relations: how parties stand to each other.
        links: what contributions are to each other.
        beyond: what the file knows besides.
    """
    said = [each for each in contributions if not each.removed]
    live = without_repeating(said, audience, beyond)
    once = [each for each in live if each.id not in repeated]
    people = [each for each in participants if not each.removed]
    why = {each.id: why_withheld(each, audience, beyond.unsettled) for each in live}
    show = _show_to_team if audience is Audience.TEAM else _show_to_guests
    leads = {own: min(person) for person in persons for own in person}
    shown, figures, heard = show(live, once, why, People(people, leads), audience)
    seen = Seen.of(shown, contributions, audience, beyond)
    return Disclosed(
        audience=audience,
        session=facts_for(session, audience, heard.numbers),
        prompts=tuple(each for each in prompts if not each.removed),
        people=tuple(people) if audience is Audience.TEAM else (),
        contributions=shown,
        counts=figures,
        withheld=_withheld(once, why),
        commitments=promises_for(commitments, seen),
        relations=relations_for(relations, seen),
        links=links_for(links, seen),
        noticed=noticed(said, live, shown, people, beyond.unsettled, audience),
    )


def _withheld(once: Iterable[Contribution], why: Why) -> tuple[Withheld, ...]:
    """Return how many contributions the audience does not see, by reason."""
    found = Counter(why[each.id] for each in once)
    return tuple(Withheld(reason, found[reason]) for reason in Reason if found[reason])


def _show_to_team(
    live: Sequence[Contribution],
    once: Sequence[Contribution],
    why: Why,
    people: People,
    _: Audience,
) -> Told:
    """Return every contribution, and figures in which nothing is folded."""
    said = _without(once, why, Reason.WITHDRAWN)
    counted = _without(said, why, Reason.OFF)
    heard = told_to_team(people.heard(counted), people.voices(counted))
    figures = counts(len(said), len(said) - len(counted), _quoted(counted), heard)
    return tuple(map(for_team, live)), figures, heard


def _show_to_guests(
    live: Sequence[Contribution],
    once: Sequence[Contribution],
    why: Why,
    people: People,
    audience: Audience,
) -> Told:
    """Return the contributions that the room or the public may see, and folded figures."""
    said = _without(once, why, Reason.WITHDRAWN)
    counted = _without(said, why, Reason.OFF)
    seen = _without(live, why, *Reason)
    names = _agreed_names(seen, people.handles)
    unnamed = [each for each in seen if each.id not in names]
    voices = people.voices(counted)
    folding = fold_small(voices, _nameable(unnamed, audience))
    heard = told_to_guests(folding)
    quoted = [row for row in counted if not why[row.id]]
    unquoted = fold_unquoted([row for row in counted if why[row.id]], quoted, people)
    figures = counts(len(said), len(said) - len(counted), _quoted(quoted), heard, unquoted)
    held = people.held(voices)

    # Many contributions come from people who hold the same.
    @cache
    def beside(carried: frozenset[str]) -> tuple[str, ...]:
        return perspectives_beside(carried, audience, folding)

    def shown(row: Contribution) -> Shown:
        """Return one contribution with a name or with perspectives, never with both."""
        name, carried = names.get(row.id), held.get(row.participant or "")
        return for_guests(row, name, () if name or carried is None else beside(carried))

    return tuple(map(shown, seen)), figures, heard


def _quoted(rows: Sequence[Contribution]) -> Quoted:
    """Return the figures of what is counted one by one."""
    return Quoted(
        areas=by_area(rows),
        none_of_three=sum(each.none_of_three for each in rows),
        untagged=sum(each.untagged for each in rows),
        kinds=by_kind(rows),
        codes=by_code(rows),
    )


def _without(
    contributions: Iterable[Contribution], why: Why, *reasons: Reason
) -> list[Contribution]:
    """Return the contributions that are not withheld for any of these reasons."""
    return [each for each in contributions if why[each.id] not in reasons]


def _agreed_names(seen: Iterable[Contribution], people: Iterable[Participant]) -> Mapping[str, str]:
    """Return the name to show beside each contribution that has one, by its id."""
    agreed = {person.id: person.agreed_name for person in people if person.agreed_name}
    named = (each for each in seen if each.sharing is Sharing.NAMED)
    return {each.id: agreed[each.participant] for each in named if each.participant in agreed}


def _nameable(unnamed: Iterable[Contribution], audience: Audience) -> set[str]:
    """Return the perspectives that what is shown carries and that this audience may read."""
    carried = {perspective for each in unnamed for perspective in each.perspectives}
    # Own words may be the name of an organisation, which the public is not told.
    return carried & set(Perspective) if audience is Audience.PUBLIC else carried
