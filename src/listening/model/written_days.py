"""Days as people write them, on the screen and in commands; files keep them as `2026-03-24`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from listening.model.days_to_come import day_to_come
from listening.model.errors import WrongUse
from listening.model.text import fold, single_line

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_SOON, _ALWAYS = timedelta(days=92), timedelta(days=9 * 366)
_LEAP = 8  # From 1896 to 1904, and from 2096 to 2104, there is no 29 February.
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)")
_NUMBERS = re.compile(r"(?P<d>\d\d?)[/.-](?P<m>\d\d?)(?:[/.-](?P<y>\d{4}|\d\d))?")
_DAY_FIRST = re.compile(
    r"(?P<d>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>[a-z]{3,9})\.?,?(?:\s+(?P<y>\d{4}))?"
)
_MONTH_FIRST = re.compile(
    r"(?P<m>[a-z]{3,9})\.?\s+(?P<d>\d\d?)(?:st|nd|rd|th)?,?(?:\s+(?P<y>\d{4}))?"
)
_FORMS = (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST)


def read_date(text: str, today: date, *, to_come: bool = False) -> date | None:
    """Return the day that somebody wrote, None where nothing was written.

    The day comes before the month, as in Britain. Without a year it is the next such day where it is
    `to_come`, which may also be named as in “next Friday” or “in two weeks”. Else it is the last one, since sessions are written up afterwards, unless the next
    comes within three months, as a session does that is being planned.

    Raises:
        WrongUse: it cannot be read as a day.
    """
    named = fold(single_line(text)).strip(" .")
    meant = day_to_come(named, today, _month) if to_come else None
    if meant is not None:
        return meant
    written = _WEEKDAY.sub("", named)
    if not written:
        return None
    if written in _NEAR:
        return today + timedelta(days=_NEAR[written])
    matches = (form.fullmatch(written) for form in _FORMS)
    found = next((match for match in matches if match), None)
    soon = _ALWAYS if to_come else _SOON
    day = _day(found["y"], found["m"], found["d"], today, soon) if found else None
    if day is None:
        raise WrongUse(
            f"“{single_line(text)}” cannot be read as a date: write it like {show_date(today)}, "
            f"or like {today.day}/{today.month}/{today.year}."
        )
    return day


def show_date(day: date) -> str:
    """Return a day as it is shown to people: `Tue 24 Mar 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3].capitalize()} {day.year}"


def _day(year: str | None, month: str, day: str, today: date, soon: timedelta) -> date | None:
    number = int(month) if month.isdigit() else _month(month)
    if year is not None:
        return _real(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    years = range(today.year - _LEAP, today.year + _LEAP + 1)
    days = [found for each in years if (found := _real(each, number, int(day)))]
    to_come = [one for one in days if timedelta() <= one - today <= soon]
    return min(to_come, default=max((one for one in days if one < today), default=None))


def _month(name: str) -> int:
    starts = (number for number, month in enumerate(_MONTHS, 1) if month.startswith(name))
    return next(starts, 0)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
