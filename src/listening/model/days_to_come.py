"""Days as people name them when they promise something: next Friday, in two weeks, the end of June."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS: Mapping[str, int] = {"a": 1, "an": 1} | {
    name: number for number, name in enumerate(_COUNTED, 1)
}
_WEEKDAY = re.compile(
    r"(?:on\s+|by\s+)?(?P<which>this\s+|next\s+)?"
    r"(?P<day>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_IN = re.compile(
    r"(?:with)?in\s+(?P<count>[a-z]+|\d{1,3})\s+(?P<unit>days?|weeks?|fortnights?|months?)"
)
_END = re.compile(
    r"(?:by\s+)?(?:the\s+)?end\s+of\s+(?:(?P<this>the\s+month|the\s+year)|(?P<month>[a-z]{3,9})(?:\s+(?P<year>\d{4}))?)"
)


def day_to_come(written: str, today: date, month_of: Callable[[str], int]) -> date | None:
    """Return the day that is meant, None where it is not named in such a way.

    A day of the week is the next such one after today; with “next” it is that of next week.

    Args:
        written: what was written, folded, on one line.
        today: the day that it is.
        month_of: returns the number of a month by its name, 0 for what is none.
    """
    try:
        return _weekday(written, today) or _after(written, today) or _end(written, today, month_of)
    except (ValueError, OverflowError):
        return None


def _weekday(written: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(written)
    if not found:
        return None
    wanted = _WEEKDAYS.index(found["day"][:3])
    if (found["which"] or "").strip() == "next":
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _after(written: str, today: date) -> date | None:
    found = _IN.fullmatch(written)
    if not found:
        return None
    count = int(found["count"]) if found["count"].isdecimal() else _COUNTS.get(found["count"], 0)
    if not count:
        return None
    if found["unit"].startswith("month"):
        return _months_after(today, count)
    days = {"d": 1, "w": 7, "f": 14}[found["unit"][0]]
    return today + timedelta(days=count * days)


def _months_after(today: date, count: int) -> date:
    """Return the same day so many months later, or the last of a month that is shorter."""
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _end(written: str, today: date, month_of: Callable[[str], int]) -> date | None:
    found = _END.fullmatch(written)
    if not found:
        return None
    if found["this"]:
        return _last_of(today.year, 12 if "year" in found["this"] else today.month)
    month = month_of(found["month"])
    if not month:
        return None
    if found["year"]:
        return _last_of(int(found["year"]), month)
    return _last_of(today.year + (month < today.month), month)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
