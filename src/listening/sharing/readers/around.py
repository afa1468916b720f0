"""What stands around the contributions of an export: facts of the session, and what people say of themselves."""

from __future__ import annotations

from collections.abc import Callable

from listening.model.brought import Fact, Person
from listening.model.text import single_line
from listening.model.vocabulary import Mode, Sharing
from listening.sharing.readers import fields
from listening.sharing.readers.outline import Part

FACTS = {
    "Date": "date",
    "Starts": "starts",
    "Ends": "ends",
    "Place": "place",
    "Mode": "mode",
    "Series": "series",
    "Purpose": "purpose",
    "Who decides": "who_decides",
    "What can change": "can_change",
    "What cannot change": "cannot_change",
    "Feedback promised by": "feedback_date",
    "People in the room": "in_room",
    "People who spoke": "spoke",
    "Facilitator": "facilitator",
    "Note-taker": "note_taker",
    "Agreements": "agreements",
    "Access arrangements": "access",
    "Room rule for sharing": "room_rule",
    "Responsible for the data": "responsible",
    "Basis for keeping the data": "basis",
    "Privacy notice": "privacy_notice",
    "Keep until": "keep_until",
    "Safeguarding contact": "safeguarding",
    "Lens": "lenses",
}
"""The facts of a session, by the labels under which an export lists them."""

_NUMBERS = ("in_room", "spoke")
_TERMS: dict[str, Callable[[str], str]] = {"mode": Mode.parse, "room_rule": Sharing.parse}
PERSON = ("Perspective", "Name as agreed", "Sharing", "Speaks for")
"""The labels of what people say of themselves."""


def read_fact(name: str, text: str) -> Fact:
    """Return the value of a fact of a session, by its field.

    Raises:
        WrongUse: it cannot be one.
    """
    if name in _NUMBERS:
        return int(text) if text == "0" else fields.number(text)
    return str(_TERMS[name](text)) if name in _TERMS else fields.words(text)


def read_person(part: Part) -> Person:
    """Return who is told of under one heading.

    Raises:
        WrongUse: something of it cannot be so.
    """
    sharing, speaks_for, name = (
        part.one(label) for label in ("Sharing", "Speaks for", "Name as agreed")
    )
    return Person(
        line=part.line,
        handle=fields.any_handle(part.heading),
        perspectives=fields.perspectives(each.text for each in part.every("Perspective")),
        sharing=Sharing.parse(sharing.text) if sharing else None,
        speaks_for=fields.number(speaks_for.text) if speaks_for else None,
        agreed_name=single_line(name.text) if name else None,
    )
