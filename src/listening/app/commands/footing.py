"""What of a footer fits into the room there is."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.commands.command import Command

GAP = 3
"""How many cells part two commands."""


def wanted(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Return the commands that have a word for the footer, in the order given."""
    return tuple(entry for entry in commands if entry.word)


def fitting(commands: Sequence[Command], width: int) -> tuple[Command, ...]:
    """Return as many as fit into so many cells: the lowest rank goes first, of equals the last."""
    kept = list(commands)
    while kept and width_of(kept) > width:
        lowest = min(entry.rank for entry in kept)
        kept.remove(next(entry for entry in reversed(kept) if entry.rank == lowest))
    return tuple(kept)


def width_of(commands: Sequence[Command]) -> int:
    """Return how many cells the commands take in a row."""
    texts = sum(len(entry.key_text) + 1 + len(entry.word) for entry in commands)
    return texts + GAP * max(0, len(commands) - 1)
