"""Small pieces of sentences that people read: numbers of things, and how a sentence ends."""

from __future__ import annotations

_ENDS = (".", "?", "!", "…")
_CLOSING = "”’\"')]"


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts: `1 contribution`, `2,025 contributions`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def ended(text: str) -> str:
    """Return a text that ends as a sentence does, with a full stop where it has no end of its own."""
    return text if text.rstrip(_CLOSING).endswith(_ENDS) else f"{text}."
