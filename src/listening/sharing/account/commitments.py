"""What parties promised, and how they stand to each other, one under each heading."""

from __future__ import annotations

from collections.abc import Mapping

from listening.model.records import Commitment, Relation
from listening.sharing.disclosed import Disclosed
from listening.sharing.document import Block, Heading, Quote, values
from listening.sharing.labels import COMMITMENT, RELATION, told


def commitments(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what was promised; nothing where nothing was."""
    places = _places(disclosed)
    parts = tuple(block for one in disclosed.commitments for block in _commitment(one, places))
    return (Heading(2, "Commitments"), *parts) if parts else ()


def relations(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return how parties stand to each other; nothing where nobody said so."""
    parts = tuple(block for one in disclosed.relations for block in _relation(one))
    return (Heading(2, "Relations"), *parts) if parts else ()


def _places(disclosed: Disclosed) -> Mapping[str, int]:
    """Return where each contribution stands in the document, by its id."""
    numbers = [prompt.number for prompt in disclosed.prompts]
    under = {number: place for place, number in enumerate(numbers)}
    rows = sorted(disclosed.contributions, key=lambda row: under.get(row.prompt or 0, len(numbers)))
    return {row.id: place for place, row in enumerate(rows)}


def _commitment(one: Commitment, places: Mapping[str, int]) -> tuple[Block, ...]:
    answers = sorted(one.answers, key=lambda own: (places.get(own, len(places)), own))
    return (
        Heading(3, f"{one.id}: {one.who}", anchor=one.id),
        *((Quote(one.what),) if one.what else ()),
        *values(*told(COMMITMENT, one, answers=tuple(answers))),
    )


def _relation(one: Relation) -> tuple[Block, ...]:
    return (
        Heading(3, f"{one.id}: {one.kind.label}", anchor=one.id),
        *values(*told(RELATION, one)),
    )
