"""Words that a spreadsheet would calculate, guarded and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.sharing.guard import RISKY, guard, unguard

anything = st.text() | st.builds(
    lambda head, tail: "".join(head) + tail,
    st.lists(st.sampled_from((*RISKY, "'")), max_size=4),
    st.text(),
)


@given(anything)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text


@given(anything)
def test_nothing_that_is_guarded_begins_with_a_sign_that_is_calculated(text: str) -> None:
    assert not guard(text).startswith(RISKY)


@given(anything)
def test_two_texts_never_become_one(text: str) -> None:
    assert guard(guard(text)) != guard(text) or guard(text) == text


@pytest.mark.parametrize("text", ["Yes.", "3 hours", "", "£5", "a=b", "“+”"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert guard(text) == text
