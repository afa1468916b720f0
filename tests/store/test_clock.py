"""Stamps: unique, rising within a sitting, following what they replace and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import NotSaved
from listening.model.quickline import parse
from listening.store.asked import Edit
from listening.store.clock import Clock, moment, written
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import NOON, say, stamp

END = 9_999_999_999_999
IN_2100 = 4_102_444_800_000
times = st.integers(-(10**20), 10**20) | st.integers(NOON - 5, NOON + 5)


@given(st.lists(times, min_size=2, max_size=50))
def test_stamps_rise_within_a_sitting_however_the_clock_jumps(jumps: list[int]) -> None:
    looks = iter(jumps)
    clock = Clock("abcdefgh", lambda: next(looks))
    made = [clock.stamp() for _ in jumps if not clock.spent]
    assert all(early < late for early, late in pairwise(made))
    assert all(len(one) == 26 for one in made)


def test_a_count_that_is_full_goes_on_in_the_next_millisecond() -> None:
    clock = Clock("abcdefgh", lambda: NOON)
    made = [clock.stamp() for _ in range(4_100)]
    assert len(set(made)) == 4_100
    assert made == sorted(made)
    assert made[4_095:4_097] == [stamp(NOON, 0xFFF, "abcdefgh"), stamp(NOON + 1, 0, "abcdefgh")]


@given(base=times.filter(lambda ms: 0 <= ms < END), now=times)
def test_a_stamp_comes_after_what_it_replaces(base: int, now: int) -> None:
    assert Clock("abcdefgh", lambda: now).stamp([stamp(base)]) > stamp(base)


@given(st.text(min_size=26, max_size=26))
def test_a_stamp_comes_after_any_base_or_is_refused(base: str) -> None:
    clock = Clock("abcdefgh", lambda: NOON)
    try:
        assert clock.stamp([base]) > base
    except OverflowError:
        assert clock.stamp() == stamp(NOON, 0, "abcdefgh")


@given(st.text(), st.none() | st.text())
def test_any_stamp_and_offset_tells_some_time(text: str, offset: str | None) -> None:
    assert moment(text, offset).tzinfo is not None


def test_times_are_told_on_the_wall_clock_of_whoever_wrote() -> None:
    assert moment(stamp(NOON), "+01:00").isoformat() == "2026-03-24T13:00:00+01:00"
    assert moment(stamp(NOON), "-03:30").isoformat() == "2026-03-24T08:30:00-03:30"


@given(
    st.integers(0, IN_2100).map(stamp) | st.text(),
    st.none() | st.sampled_from(["+00:00", "+01:00", "-03:30", "+05:45"]) | st.text(),
)
def test_a_time_is_written_as_it_is_told(text: str, offset: str | None) -> None:
    assert written(text, offset) == moment(text, offset).isoformat(timespec="milliseconds")


def test_a_far_future_is_followed_where_it_is_replaced_and_nowhere_else(
    file: SessionFile, path: Path
) -> None:
    one = say(file, "One.")
    future = NOON + 10**11
    making.put(path, [(f"c.{one.session}.{one.id}", "words", stamp(future), "Late.", None)])
    with SessionFile.open(path, author="Alex", now=making.Clock()) as other:
        assert say(other, "Two.").at.startswith("2026-03-24")
        assert other.edit(one.id, words="Three.").words == "Three."
    with SessionFile.open(path, author="Alex", now=making.Clock()) as again:
        assert say(again, "Four.").at.startswith("2026-03-24")


def test_what_stands_at_the_end_of_time_is_refused_with_a_sentence(
    file: SessionFile, path: Path
) -> None:
    one = say(file, "One.")
    making.put(
        path,
        [
            (f"c.{one.session}.{one.id}", "words", stamp(END, 0xFFF), "Last.", None),
            (f"c.{one.session}.{one.id}", "kind", "z" * 26, "idea", None),
        ],
    )
    changes: tuple[Edit, ...] = ({"words": "Two."}, {"kind": None})
    for change in changes:
        with pytest.raises(NotSaved, match="a date that nothing can come after"):
            file.edit(one.id, **change)
    assert say(file, "Still saved.").words == "Still saved."
    assert file.contribution(one.id).words == "Last."


def test_whoever_followed_to_the_end_of_time_can_go_on_saving(
    file: SessionFile, path: Path
) -> None:
    one = say(file, "One.")
    making.put(
        path, [(f"c.{one.session}.{one.id}", "words", stamp(END, 0xFFE), "Last but one.", None)]
    )
    assert file.edit(one.id, words="Last.").words == "Last."
    two = say(file, "Two.")
    assert (two.author, two.at[:10]) == ("Sam", "2026-03-24")
    assert making.differing(file) == ()


def test_a_machine_whose_clock_is_beyond_all_dates_still_saves(path: Path) -> None:
    making.new(path).close()
    with SessionFile.open(path, author="Sam", now=lambda: END) as file:
        session = file.session().id
        with file.together():
            for number in range(3):
                file.capture_unread(parse(f"Line {number}."), session=session)
    assert making.is_sound(path)
