"""Prompts written one a line, and which of them are the ones that were there before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listening.app.agenda import read_agenda, read_line, write_agenda, write_line
from listening.model.records import Prompt
from listening.model.text import single_line
from listening.store.asked import PromptPlan

MATTERS = Prompt(id="aaaaaaaaaa", session="s", text="What matters to you?", minutes=20)
IN_THE_WAY = Prompt(id="bbbbbbbbbb", session="s", text="What gets in the way?", minutes=None)
WORKS = Prompt(id="cccccccccc", session="s", text="What works already, somewhere?", minutes=15)
THERE = (MATTERS, IN_THE_WAY, WORKS)

minute_like = st.sampled_from(["20 min: ", "5 minutes - ", "0 min:", " (10 min)", "min", ":", "3 "])
prompt_words = st.lists(st.one_of(minute_like, st.text()), max_size=4).map("".join)


@given(prompt_words.map(single_line).filter(bool), st.none() | st.integers(1, 9999))
def test_a_prompt_that_is_written_is_read_as_the_same(text: str, minutes: int | None) -> None:
    assert read_line(write_line(text, minutes)) == (text, minutes)


def test_minutes_stand_before_the_words_or_in_brackets_after() -> None:
    assert read_line("20 min: What matters?") == ("What matters?", 20)
    assert read_line("15 min What next") == ("What next", 15)
    assert read_line("15 minutes of silence") == ("of silence", 15)
    assert read_line("15 minority reports") == ("15 minority reports", None)
    assert read_line("20 Minutes – What matters?") == ("What matters?", 20)
    assert read_line("What matters? (20 min)") == ("What matters?", 20)
    assert read_line("3 things that work") == ("3 things that work", None)


def test_lines_left_empty_are_no_prompts() -> None:
    assert read_agenda("\nWhat matters?\n   \n10 min:\n") == (PromptPlan("What matters?"),)


def test_an_agenda_left_alone_is_the_same_agenda() -> None:
    same = tuple(PromptPlan(one.text or "", one.minutes, one.id) for one in THERE)
    assert read_agenda(write_agenda(THERE), THERE) == same


def test_prompts_that_change_places_stay_themselves() -> None:
    plan = read_agenda(write_agenda((WORKS, MATTERS, IN_THE_WAY)), THERE)
    assert [one.id for one in plan] == [WORKS.id, MATTERS.id, IN_THE_WAY.id]


def test_a_prompt_that_is_reworded_stays_itself() -> None:
    plan = read_agenda("What matters most to you?\nWhat gets in the way?", THERE)
    assert [one.id for one in plan] == [MATTERS.id, IN_THE_WAY.id]


def test_a_prompt_that_asks_for_something_else_is_a_new_one() -> None:
    plan = read_agenda("Who was missing today, and why?\nWhat gets in the way?", THERE)
    assert [one.id for one in plan] == [None, IN_THE_WAY.id]


def test_two_prompts_with_the_same_words_are_two() -> None:
    twin = Prompt(id="dddddddddd", session="s", text=MATTERS.text)
    plan = read_agenda("What matters to you?\nWhat matters to you?", (MATTERS, twin))
    assert [one.id for one in plan] == [MATTERS.id, twin.id]
