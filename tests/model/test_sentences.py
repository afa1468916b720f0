"""Numbers of things in words, and how sentences end."""

import pytest

from listening.model.sentences import counted, ended


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (2025, "2,025 files")]
)
def test_a_number_comes_with_what_it_counts(number: int, told: str) -> None:
    assert counted(number, "file") == told


@pytest.mark.parametrize(
    "sentence", ["Done.", "Why?", "No!", "And then…", "She said “no.”", "It was “why?”", "(Seen.)"]
)
def test_a_sentence_that_has_its_end_stays_as_it_is(sentence: str) -> None:
    assert ended(sentence) == sentence


@pytest.mark.parametrize("text", ["Done", "Ring Ms Okoro (020 7946 0000)", "She said “no”", ""])
def test_any_other_text_is_given_a_full_stop(text: str) -> None:
    assert ended(text) == f"{text}."
