"""What counts as similar, and what does not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listening.insight.similar import similar
from listening.model.records import Contribution

COMMON = {"the", "and", "people", "need"}


def rarity(word: str) -> float:
    return 0.1 if word in COMMON else 3.0


def said(*lines: str) -> list[Contribution]:
    return [
        Contribution(id=f"{n:010d}", session="s", words=line, at=f"2026-03-24T14:{n:02d}")
        for n, line in enumerate(lines)
    ]


def test_words_that_are_rare_here_make_it_similar_whatever_their_endings() -> None:
    (found,) = similar("Carers change weekly", said("the carer changed, and weekly"), rarity)
    assert found.likeness > 90


def test_common_words_and_a_single_shared_one_do_not() -> None:
    assert similar("the people need trams", said("the people need and need", "trams"), rarity) == ()


def test_the_most_alike_comes_first_and_off_record_words_are_like_nothing() -> None:
    there = said("rota changes weekly, then buses", "rota changes weekly")
    there.append(Contribution(id="x", session="s", words=None, at=""))
    found = similar("The rota changes weekly.", there, rarity)
    assert [each.contribution.words for each in found] == [
        "rota changes weekly",
        "rota changes weekly, then buses",
    ]
    assert found[0].likeness > found[1].likeness >= 33


@given(st.text(), st.text())
def test_likeness_lies_between_0_and_100_and_is_the_same_both_ways(one: str, other: str) -> None:
    there = similar(one, said(other), rarity, least=0)
    back = similar(other, said(one), rarity, least=0)
    assert there[0].likeness == back[0].likeness
    assert 0 <= there[0].likeness <= 100
