"""Which facts of a session are for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields, replace

from listening.model.records import Session
from listening.model.vocabulary import Audience
from listening.sharing.folding import FEWEST, unless_few

_WIDENING = (Audience.TEAM, Audience.ROOM, Audience.PUBLIC)
"""Audiences, each with all of the one before it and more."""

_FACTS: Mapping[str, Audience] = {
    "id": Audience.PUBLIC,
    "session": Audience.PUBLIC,
    "title": Audience.PUBLIC,
    "series": Audience.PUBLIC,
    "purpose": Audience.PUBLIC,
    "who_decides": Audience.PUBLIC,
    "can_change": Audience.PUBLIC,
    "cannot_change": Audience.PUBLIC,
    "date": Audience.PUBLIC,
    "starts": Audience.ROOM,
    "ends": Audience.ROOM,
    "place": Audience.PUBLIC,
    "mode": Audience.PUBLIC,
    "agreements": Audience.ROOM,
    "room_rule": Audience.PUBLIC,
    "access": Audience.TEAM,
    "in_room": Audience.PUBLIC,
    "spoke": Audience.PUBLIC,
    "facilitator": Audience.ROOM,
    "note_taker": Audience.TEAM,
    "responsible": Audience.ROOM,
    "basis": Audience.ROOM,
    "privacy_notice": Audience.ROOM,
    "keep_until": Audience.ROOM,
    "safeguarding": Audience.ROOM,
    "feedback_date": Audience.PUBLIC,
    "lenses": Audience.PUBLIC,
}
"""The widest audience that may see each fact. A fact that is not listed is for nobody.

Access arrangements can tell who was there; names of those who ran the session were given to the
room and not to the world; whoever took part needs to know whom to ask about their data or about a
safeguarding worry.
"""


def facts_for(session: Session, audience: Audience, told: Collection[int] = ()) -> Session:
    """Return the session without the facts that are not for this audience.

    Numbers of people who are few are for the team alone: where one or two spoke, what stands under
    an agreed name would tell whose the words without one are. So is a number from which others can
    be taken so that one or two are left: that one person was there and did not speak tells who.

    Args:
        session: the session.
        audience: who will read it.
        told: the numbers of people that this audience is told besides.
    """
    names = [each.name for each in fields(session) if _is_for(each.name, audience)]
    facts = Session(**{name: getattr(session, name) for name in names})
    if audience is Audience.TEAM:
        return facts
    in_room = _unless_few_are_left(facts.in_room, told)
    spoke = _unless_few_are_left(facts.spoke, told)
    if in_room is not None and spoke is not None and _few_are_left(in_room, spoke):
        spoke = None
    return replace(facts, in_room=in_room, spoke=spoke)


def _unless_few_are_left(people: int | None, told: Collection[int]) -> int | None:
    """Return a number of people; None where they, or those left beside what is told, are few."""
    number = unless_few(people)
    if number is None or any(_few_are_left(number, each) for each in told):
        return None
    return number


def _few_are_left(people: int, some: int) -> bool:
    return 0 < people - some < FEWEST


def _is_for(fact: str, audience: Audience) -> bool:
    widest = _FACTS.get(fact)
    return widest is not None and _WIDENING.index(audience) <= _WIDENING.index(widest)
