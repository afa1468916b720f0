"""Days as they are kept: ISO 8601, year, month and day."""

from __future__ import annotations

import re
from datetime import date

from listening.model.errors import WrongUse
from listening.model.text import single_line

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_day(text: str) -> str:
    """Return a day as it is kept.

    Raises:
        WrongUse: it is not a day, or not written as year, month and day.
    """
    day = known_day(text)
    if day is None:
        raise WrongUse(
            f"“{single_line(text)}” is not a date: write year, month and day, such as 2026-03-24."
        )
    return day


def known_day(text: str) -> str | None:
    """Return a day as it is kept; None for what is none."""
    shown = single_line(text)
    try:
        return date.fromisoformat(shown).isoformat() if _ISO_DAY.fullmatch(shown) else None
    except ValueError:
        return None
