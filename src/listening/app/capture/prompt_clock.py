"""How long a prompt has been open, in words that change once a minute."""

from __future__ import annotations

from datetime import datetime


def minutes_in_words(began: datetime, now: datetime, planned: int | None) -> str:
    """Return how long a prompt has been open: `9 of 20 min`, or that it is running over."""
    gone = max(0, int((now - began).total_seconds() // 60))
    if planned is None:
        return f"{gone} min"
    over = ", running over" if gone > planned else ""
    return f"{gone} of {planned} min{over}"
