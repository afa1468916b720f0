"""Dates as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.dates import show_iso
from listening.model.errors import WrongUse
from listening.model.written_days import read_date, show_date

TODAY = date(2026, 3, 20)
THE_DAY = date(2026, 3, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-24",
        "2026-3-24",
        "24/3/2026",
        "24.03.26",
        "24-3-2026",
        "24/3",
        "24 March 2026",
        "24 mar",
        "24th of March",
        "Tue 24 Mar 2026",
        "tuesday, 24 march",
        "March 24, 2026",
        "  24   MAR  ",
    ],
)
def test_a_day_is_read_however_people_write_it(text: str) -> None:
    assert read_date(text, TODAY) == THE_DAY


def test_without_a_year_it_was_lately_or_is_soon() -> None:
    assert read_date("24 March", date(2026, 11, 22)) == date(2026, 3, 24)
    assert read_date("22 November", date(2026, 11, 22)) == date(2026, 11, 22)
    assert read_date("29 Feb", date(2026, 11, 22)) == date(2024, 2, 29)
    assert read_date("2 January", date(2026, 12, 20)) == date(2027, 1, 2)
    assert read_date("20 December", date(2027, 1, 2)) == date(2026, 12, 20)


def test_without_a_year_what_is_promised_is_to_come() -> None:
    assert read_date("24 March", date(2026, 11, 22), to_come=True) == date(2027, 3, 24)
    assert read_date("21 Nov", date(2026, 11, 22), to_come=True) == date(2027, 11, 21)
    assert read_date("22/11", date(2026, 11, 22), to_come=True) == date(2026, 11, 22)


def test_days_have_names_too() -> None:
    assert read_date("today", TODAY) == TODAY
    assert read_date("Tomorrow", TODAY) == date(2026, 3, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday", date(2026, 3, 27)),
        ("by Saturday", date(2026, 3, 21)),
        ("this Tues", date(2026, 3, 24)),
        ("next Friday", date(2026, 3, 27)),
        ("next Sat.", date(2026, 3, 28)),
        ("in two weeks", date(2026, 4, 3)),
        ("within 10 days", date(2026, 3, 30)),
        ("in a fortnight", date(2026, 4, 3)),
        ("in 11 months", date(2027, 2, 20)),
        ("end of June", date(2026, 6, 30)),
        ("by the end of Feb", date(2027, 2, 28)),
        ("end of february 2028", date(2028, 2, 29)),
        ("end of the month", date(2026, 3, 31)),
        ("the end of the year", date(2026, 12, 31)),
    ],
)
def test_what_is_promised_may_be_named_as_people_say_it(text: str, day: date) -> None:
    assert read_date(text, TODAY, to_come=True) == day
    with pytest.raises(WrongUse):
        read_date(text, TODAY)


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert read_date("in a month", date(2026, 1, 31), to_come=True) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text", ["in many weeks", "end of nothing", "end of may 0000", "in 0 days"]
)
def test_what_names_no_day_to_come_is_told_kindly(text: str) -> None:
    with pytest.raises(WrongUse, match="cannot be read as a date"):
        read_date(text, TODAY, to_come=True)


def test_nothing_written_is_no_day() -> None:
    assert read_date("  ", TODAY) is None


@pytest.mark.parametrize("text", ["31/2/2026", "24/13", "soon", "24", "29 Feb 2025", "0/0"])
def test_what_is_no_day_is_told_kindly(text: str) -> None:
    with pytest.raises(WrongUse, match="write it like Fri 20 Mar 2026, or like 20/3/2026"):
        read_date(text, TODAY)


@given(st.text())
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    with suppress(WrongUse):
        day = read_date(text, TODAY)
        assert day is None or isinstance(day, date)
    with suppress(WrongUse):
        day = read_date(text, date.max, to_come=True)
        assert day is None or isinstance(day, date)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_that_is_shown_is_read_as_the_same_day(day: date) -> None:
    assert read_date(show_date(day), TODAY) == read_date(show_date(day), TODAY, to_come=True) == day
    assert show_iso(day.isoformat()) == show_date(day)


def test_a_date_that_a_file_has_wrong_is_shown_as_it_is() -> None:
    assert show_iso("in the spring") == "in the spring"
    assert show_iso(None) == ""
