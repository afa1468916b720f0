"""Words that were said are known again where another text repeats them, and not where they are met by chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.repeats import Repeats, repeats, words_of

LONG = "My manager at the depot shouts at us"


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        f"We will see to it that “{LONG.upper()}!” is never said again.",
        "my manager,\nat the DEPOT; shouts — at us",
        "My man\u00adager at the de\u200bpot shouts at us",
        "_My manager_ at the **depot** shouts at us",
    ],
)
def test_many_words_are_repeated_wherever_they_stand_in_a_row(text: str) -> None:
    assert repeats(text, LONG)


@pytest.mark.parametrize(
    "text", ["", "My manager shouts at us", "my manager at the depots shouts at us", "us at shouts"]
)
def test_other_words_are_no_repetition(text: str) -> None:
    assert not repeats(text, LONG)


@pytest.mark.parametrize("text", ["Ray hits me", "We heard: “Ray hits me.”", "ray hits me, again"])
def test_two_or_three_words_are_repeated_where_they_stand_alone(text: str) -> None:
    assert repeats(text, "Ray hits me!")


def test_two_or_three_words_in_the_middle_of_others_are_met_by_chance() -> None:
    assert not repeats("Run more buses on Sundays", "More buses.")


def test_one_word_is_repeated_by_a_text_that_says_nothing_else() -> None:
    assert repeats("“Bullying!”", "bullying")
    assert not repeats("Bullying: name somebody to turn to", "bullying")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I DON’T get the rota", "I don't get the rota."),
        ("le café est fermé ici", "Le cafe\u0301 est fermé ici"),
        ("我们听到: 经理对我们大喊大叫, 每天", "经理对我们大喊大叫"),
    ],
)
def test_they_are_known_however_they_are_written(text: str, said: str) -> None:
    assert repeats(text, said)


def test_what_holds_no_word_is_repeated_by_nothing() -> None:
    assert not repeats("…!", "…!")


@given(said=st.text(max_size=60), around=st.text(max_size=20))
def test_whatever_holds_a_word_is_repeated_by_itself_between_quotation_marks(
    said: str, around: str
) -> None:
    several = len(words_of(said)) > 1
    assert repeats(said, said) == bool(words_of(said))
    if several:
        assert repeats(f"{around}: “{said}”", said)


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=60))
def test_all_that_is_found_was_said_and_stands_in_the_text(said: list[str], text: str) -> None:
    for found in Repeats(said).found_in(text):
        assert found in map(words_of, said)
        assert f" {' '.join(found)} " in f" {' '.join(words_of(text))} "
