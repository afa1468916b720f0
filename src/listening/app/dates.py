"""Dates as they are shown to people; files keep them as `2026-03-24`."""

from __future__ import annotations

from datetime import UTC, date, datetime

from listening.model.written_days import show_date


def this_day() -> date:
    """Return today, by the clock on the wall."""
    return datetime.now(UTC).astimezone().date()


def show_iso(text: str | None) -> str:
    """Return a date from a file as it is shown to people; one that cannot be read stays as it is."""
    try:
        return show_date(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text or ""
