"""One thing said and taken down twice: found when it is likely, never when it cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.insight.duplicates import duplicates
from listening.model.records import Contribution
from tests.sharing.building import said

START = datetime(2026, 3, 24, 14, tzinfo=UTC)
WORDS = "They never ask what my mother wants, only what the rota allows."
NEARLY = "They never ask what mother wants - only what rota allows"


def heard(own: str, words: str, author: str, seconds: int = 0, **more: Any) -> Contribution:
    at = (START + timedelta(seconds=seconds)).isoformat()
    return said(own, words, author=author, at=at, **more)


def pairs(*contributions: Contribution, **decided: Any) -> list[tuple[str, str]]:
    return [(each.one.id, each.other.id) for each in duplicates(contributions, **decided)]


def test_two_note_takers_of_one_sentence_are_proposed_the_earlier_first() -> None:
    assert pairs(heard("b", NEARLY, "Kim", 40), heard("a", WORDS, "Sam")) == [("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        heard("b", NEARLY, "Sam", 40),
        heard("b", NEARLY, "Kim", 400),
        heard("b", NEARLY, "Kim", 40, prompt="q2"),
        heard("b", NEARLY, "Kim", 40, removed=True),
        heard("b", "The buses stop at six, so my mother never comes to the choir.", "Kim", 40),
        heard("b", "", "Kim", 40),
    ],
    ids=["one note-taker", "too late", "another prompt", "removed", "other words", "off record"],
)
def test_what_cannot_be_one_is_not_proposed(other: Contribution) -> None:
    assert pairs(heard("a", WORDS, "Sam", prompt="q1"), other) == []


def test_a_prompt_that_nobody_noted_stands_in_the_way_of_nothing() -> None:
    assert pairs(heard("a", WORDS, "Sam", prompt="q1"), heard("b", NEARLY, "Kim")) == [("a", "b")]


def test_in_sessions_set_up_apart_the_numbers_of_prompts_are_compared() -> None:
    ours = heard("a", WORDS, "Sam", prompt="q1", prompt_number=2)
    theirs: dict[str, Any] = {"prompt": "z9", "session": "h3w0zr5t8f"}
    assert pairs(ours, heard("b", NEARLY, "Kim", **theirs, prompt_number=2)) == [("a", "b")]
    assert pairs(ours, heard("b", NEARLY, "Kim", **theirs, prompt_number=1)) == []


def test_what_people_have_decided_is_not_asked_again() -> None:
    both = heard("a", WORDS, "Sam"), heard("b", NEARLY, "Kim")
    assert pairs(*both, joined=[frozenset("ab")]) == []
    assert pairs(*both, apart=frozenset({frozenset("ab")})) == []


def test_what_two_people_decided_differently_is_asked_again() -> None:
    both = heard("a", WORDS, "Sam"), heard("b", "Quite other words were said.", "Kim", 4000)
    assert pairs(*both, joined=[frozenset("ab")], apart=frozenset({frozenset("ab")})) == [
        ("a", "b")
    ]


def test_courtesies_are_nobodys_mark() -> None:
    assert pairs(heard("a", "Thank you.", "Sam"), heard("b", "Thank you.", "Kim")) == []


@given(st.lists(st.tuples(st.text(), st.sampled_from(["Sam", "Kim"])), max_size=8))
def test_whatever_was_said_no_pair_comes_twice(lines: list[tuple[str, str]]) -> None:
    found = pairs(*(heard(f"c{n}", words, author, n) for n, (words, author) in enumerate(lines)))
    assert len({frozenset(pair) for pair in found}) == len(found)


@pytest.mark.timeout(60)
def test_in_two_thousand_contributions_not_every_one_is_held_against_every_other() -> None:
    words = [f"word{n}" for n in range(900)]
    lines = [" ".join(words[(n * step) % 900] for step in range(1, 16)) for n in range(1_000)]
    session = [
        heard(f"{who}{n}", line, who, 5 * n)
        for n, line in enumerate(lines)
        for who in ("Sam", "Kim")
    ]
    found = pairs(*session)
    assert {frozenset((f"Sam{n}", f"Kim{n}")) for n in range(1_000)} <= {*map(frozenset, found)}
