"""What stands around the contributions of an export: facts of the session, and what people say of themselves."""

from __future__ import annotations

from collections.abc import Callable

from listening.model.brought import Fact, Person
from listening.model.text import single_line
from listening.model.vocabulary import Mode, Sharing
from listening.sharing import labels
from listening.sharing.labels import PERSON, inverse
from listening.sharing.readers import fields
from listening.sharing.readers.outline import Part

FACTS = inverse(labels.FACTS) | {labels.FACTS["lens_keys"]: "lenses"}
"""The facts of a session as they are kept, by the labels under which an export lists them."""

_NUMBERS = ("in_room", "spoke")
_TERMS: dict[str, Callable[[str], str]] = {"mode": Mode.parse, "room_rule": Sharing.parse}


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
        part.one(PERSON[field]) for field in ("sharing", "speaks_for", "agreed_name")
    )
    return Person(
        line=part.line,
        handle=fields.any_handle(part.heading),
        perspectives=fields.perspectives(each.text for each in part.every(PERSON["perspectives"])),
        sharing=Sharing.parse(sharing.text) if sharing else None,
        speaks_for=fields.number(speaks_for.text) if speaks_for else None,
        agreed_name=single_line(name.text) if name else None,
    )
