"""Numbers of things, in words."""

from __future__ import annotations


def counted(number: int, thing: str) -> str:
    """Return how many things there are: `1 file`, `2 files`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
