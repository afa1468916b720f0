"""A word that must not leave is looked for in what left, in every format and for every audience."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.formats import FORMATS, Options
from tests.sharing.canaries import (
    EVERY_FATE,
    Fate,
    all_of,
    canary,
    disclosed,
    fates,
    may_leave,
    withheld,
)

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)

DOCUMENTS = [key for key, each in FORMATS.items() if each.takes == "document"]
"""The formats in which everything stands that may be seen."""


def left(key: str, rows: list[Fate], audience: Audience, *, plain: bool = False) -> bytes:
    """Return everything that can be read in an export of a session of canaries."""
    options = Options(generated=NOW, plain=plain, name=f"out{FORMATS[key].suffix}")
    return all_of(formats.export(FORMATS[key], [disclosed(rows, audience)], options))


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("key", FORMATS)
def test_no_word_of_what_is_withheld_leaves_in_any_format(key: str, audience: Audience) -> None:
    written = left(key, EVERY_FATE, audience)
    assert not [each for each in withheld(EVERY_FATE, audience) if each.encode() in written]


@pytest.mark.parametrize("key", FORMATS)
@settings(max_examples=12)
@given(
    rows=st.lists(fates, min_size=1, max_size=6),
    audience=st.sampled_from(Audience),
    plain=st.booleans(),
)
def test_no_word_of_what_is_withheld_leaves_whatever_becomes_of_each_row(
    key: str, rows: list[Fate], audience: Audience, plain: bool
) -> None:
    written = left(key, rows, audience, plain=plain)
    assert not [each for each in withheld(rows, audience) if each.encode() in written]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_word_that_may_be_seen_is_in_a_document(key: str, audience: Audience) -> None:
    written = left(key, EVERY_FATE, audience)
    for n, fate in enumerate(EVERY_FATE):
        expected = may_leave(n, fate, audience) - {"relation"}
        if not fate[3]:
            expected.discard("paraphrase")
        for field in expected:
            assert canary(field, n).encode() in written, (field, fate)


@settings(max_examples=50)
@given(rows=st.lists(fates, min_size=1, max_size=8), audience=st.sampled_from(Audience))
def test_every_word_that_may_be_seen_is_in_the_markdown(
    rows: list[Fate], audience: Audience
) -> None:
    written = left("markdown", rows, audience)
    for n, fate in enumerate(rows):
        expected = may_leave(n, fate, audience) - {"relation"}
        if not fate[3]:
            expected.discard("paraphrase")
        for field in expected:
            assert canary(field, n).encode() in written, (field, fate)
