"""The labels of an account: whatever leaves under one is read back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import pytest

from listening.model.records import (
    Commitment,
    Contribution,
    Participant,
    Prompt,
    Record,
    Relation,
    Session,
    columns,
)
from listening.sharing import labels
from listening.sharing.disclosed import Behind, Shown

IN_HEADINGS = {
    Session: {"title"},
    Prompt: {"text"},
    Participant: {"handle"},
    Commitment: {"who", "what"},
    Relation: {"kind"},
}
"""What stands in a heading, or in the quote under it."""
NEVER_TOLD = {"removed", "same_as", "position", "lenses"}
"""Fields that stand in no account: `lenses` is told as its parts."""
MORE = {
    Session: {"lens_keys"},
    Prompt: {"id"},
    Participant: {"perspectives"},
    Commitment: {"answers"},
}
"""What an account tells besides the columns of a record."""


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (Session, labels.FACTS),
        (Prompt, labels.PROMPT),
        (Participant, labels.PERSON),
        (Commitment, {**labels.COMMITMENT}),
        (Relation, {**labels.RELATION}),
    ],
)
def test_every_field_that_leaves_has_a_label(record: type[Record], told: Mapping[str, str]) -> None:
    kept = {each.name for each in columns(record)} - NEVER_TOLD
    noted = (
        set(labels.NOTED) if {"at", "author"} <= {each.name for each in fields(record)} else set()
    )
    assert set(told) == kept - IN_HEADINGS[record] | MORE.get(record, set()) | noted


def test_every_field_of_a_contribution_that_leaves_has_a_label() -> None:
    of_words = {"id", "words", "paraphrase", "prompt", "name", "none_of_three", "behind"}
    assert set(Shown._fields) - of_words == set(labels.CONTRIBUTION) - {"by"}
    assert set(Behind._fields) - {"handle", "conflicts"} == set(labels.BEHIND)
    kept = {each.name for each in columns(Contribution)} - NEVER_TOLD | {"same_as"}
    spoken = {"participant", "prompt", "words", "paraphrase", "none_of_three"}
    areas = {"attitudes", "roles", "system"}
    assert kept - spoken - areas <= {*labels.CONTRIBUTION, *labels.BEHIND}


@pytest.mark.parametrize(
    "told",
    [
        labels.FACTS,
        labels.PROMPT,
        labels.PERSON,
        {**labels.CONTRIBUTION, **labels.BONDS, **labels.BEHIND},
        labels.COMMITMENT,
        labels.RELATION,
    ],
)
def test_no_two_fields_stand_under_one_label(told: Mapping[str, str]) -> None:
    assert len(labels.inverse(told)) == len(told)
