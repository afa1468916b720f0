"""How long each prompt has had: across restarts, crashes, second windows and breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listening.insight.timing import (
    LONGEST_SILENCE,
    MINUTE,
    Break,
    Timing,
    break_is_due,
    timing,
)
from listening.store.room_notes import Happened, Heard, RoomNote

PROMPTS = ("one", "two")
NOTES = st.builds(
    RoomNote,
    st.integers(0, 500).map(lambda minutes: minutes * MINUTE),
    st.sampled_from(Happened),
    st.sampled_from(PROMPTS),
    st.sampled_from(("sam", "kim")),
)
HEARD = st.builds(
    Heard, st.integers(0, 500).map(lambda minutes: minutes * MINUTE), st.sampled_from(PROMPTS)
)


def opened(minute: int, prompt: str) -> RoomNote:
    return RoomNote(minute * MINUTE, Happened.OPENED, prompt)


def left(minute: int, writer: str = "") -> RoomNote:
    return RoomNote(minute * MINUTE, Happened.LEFT, writer=writer)


def pause(minute: int, happened: Happened) -> RoomNote:
    return RoomNote(minute * MINUTE, happened)


def said(minute: int, prompt: str) -> Heard:
    return Heard(minute * MINUTE, prompt)


def told(notes: list[RoomNote], heard: list[Heard], now: int) -> Timing:
    return timing(notes, heard, now * MINUTE)


def test_a_prompt_has_the_time_until_the_next_is_opened() -> None:
    found = told([opened(0, "one"), opened(12, "two")], [], 20)
    assert (found.minutes("one"), found.minutes("two"), found.prompt) == (12, 8, "two")


def test_a_prompt_that_is_gone_back_to_keeps_what_it_had() -> None:
    found = told([opened(0, "one"), opened(5, "two"), opened(9, "one")], [], 11)
    assert (found.minutes("one"), found.minutes("two")) == (7, 4)


def test_a_second_window_on_the_same_prompt_counts_its_minutes_once() -> None:
    found = told([opened(0, "one"), opened(1, "one")], [], 10)
    assert found.minutes("one") == 10


def test_a_break_is_nobodys_minutes() -> None:
    notes = [opened(0, "one"), pause(10, Happened.BEGINS), pause(25, Happened.ENDS)]
    found = told(notes, [said(12, "one")], 30)
    assert found.minutes("one") == 15
    assert found.breaks == (Break(10 * MINUTE, 25 * MINUTE),)
    assert found.break_since is None
    assert found.talking_since == 25 * MINUTE
    during = told(notes[:2], [], 20)
    assert (during.break_since, during.talking_since) == (10 * MINUTE, None)


def test_without_notes_it_is_known_from_when_things_were_said() -> None:
    found = told([], [said(0, "one"), said(6, "one"), said(8, "two"), said(11, "two")], 11)
    assert (found.minutes("one"), found.minutes("two")) == (8, 3)


def test_once_somebody_notes_it_a_late_line_to_another_prompt_moves_nobody() -> None:
    found = told([opened(2, "two")], [said(0, "one"), said(5, "one")], 10)
    assert (found.minutes("one"), found.minutes("two")) == (2, 8)


def test_a_night_without_a_sign_is_nobodys_time_but_for_its_first_hour() -> None:
    found = told([opened(0, "one")], [said(20, "one"), said(1000, "one")], 1010)
    assert found.minutes("one") == 20 + LONGEST_SILENCE // MINUTE
    assert found.talking_since == 1000 * MINUTE


def test_a_closed_session_does_not_age() -> None:
    notes, heard = [opened(0, "one"), left(5)], [said(3, "one")]
    assert [told(notes, heard, now).minutes("one") for now in (5, 6, 40, 65, 66, 900)] == [5] * 6


def test_while_somebody_is_still_there_time_goes_on() -> None:
    notes = [RoomNote(0, Happened.OPENED, "one", writer) for writer in ("sam", "kim")]
    assert told([*notes, left(5, "kim")], [], 12).minutes("one") == 12
    assert told([*notes, left(5, "kim"), left(7, "sam")], [], 12).minutes("one") == 7


def test_whoever_comes_back_goes_on_from_what_the_prompt_had() -> None:
    assert told([opened(0, "one"), left(5), opened(30, "one")], [], 34).minutes("one") == 9


def test_words_alone_tell_of_the_time_between_them_and_not_of_that_after_the_last() -> None:
    heard = [said(0, "one"), said(8, "one"), said(500, "one")]
    assert told([], heard, 10).minutes("one") == 8
    assert told([], heard, 560).minutes("one") == 8


def test_whoever_crashed_is_not_there_on_the_next_day() -> None:
    notes = [opened(0, "one"), RoomNote(1000 * MINUTE, Happened.OPENED, "two", "kim")]
    found = told([*notes, left(1010, "kim")], [], 1050)
    assert found.minutes("two") == 10


def test_the_time_of_a_room_that_gives_no_sign_stands_still_and_stays() -> None:
    assert [told([opened(0, "one")], [], now).minutes("one") for now in (59, 60, 66, 900)] == [
        59,
        60,
        60,
        60,
    ]


def test_a_break_whose_end_nobody_noted_is_over_on_the_next_day() -> None:
    found = told([opened(0, "one"), pause(10, Happened.BEGINS)], [], 1000)
    assert found.break_since is None
    assert found.breaks == (Break(10 * MINUTE, None),)


def test_a_break_is_due_after_half_an_hour() -> None:
    assert not break_is_due(None, 40 * MINUTE)
    assert not break_is_due(10 * MINUTE, 39 * MINUTE)
    assert break_is_due(10 * MINUTE, 40 * MINUTE)


@given(st.lists(NOTES), st.lists(HEARD), st.lists(st.integers(0, 900), min_size=2))
def test_what_a_prompt_had_never_shrinks(
    notes: list[RoomNote], heard: list[Heard], moments: list[int]
) -> None:
    notes.sort(key=lambda note: note.ms)
    before: dict[str, int] = {}
    for now in (moment * MINUTE for moment in sorted(moments)):
        there = [note for note in notes if note.ms <= now]
        found = dict(timing(there, [one for one in sorted(heard) if one.ms <= now], now).had)
        assert all(found.get(prompt, 0) >= had for prompt, had in before.items())
        before = found


@given(st.lists(NOTES), st.lists(HEARD), st.integers(501, 600), st.integers(0, 300))
def test_once_all_have_left_every_figure_stands_still(
    notes: list[RoomNote], heard: list[Heard], end: int, later: int
) -> None:
    notes.sort(key=lambda note: note.ms)
    notes += [left(end, "sam"), left(end, "kim")]
    then, now = (told(notes, sorted(heard), moment).had for moment in (end, end + later))
    assert then == now


@given(st.lists(NOTES), st.lists(HEARD), st.integers(0, 600))
def test_no_time_is_given_twice(notes: list[RoomNote], heard: list[Heard], now: int) -> None:
    notes.sort(key=lambda note: note.ms)
    found = timing(notes, sorted(heard), now * MINUTE)
    paused = sum(each.ended - each.began for each in found.breaks if each.ended is not None)
    assert 0 <= sum(found.had.values()) + paused <= now * MINUTE
    assert all(had >= 0 for had in found.had.values())
    assert LONGEST_SILENCE > 0
