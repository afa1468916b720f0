"""What of a footer fits into the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from listening.app.commands.command import Command

GAP = 3
"""How many cells part two commands."""

NEEDED = 85
"""From which rank on nobody can do without a command."""


def wanted(commands: Sequence[Command]) -> tuple[Command, ...]:
    """Return the commands that have a word for the footer, in the order given."""
    return tuple(entry for entry in commands if entry.word)


def fitting(commands: Sequence[Command], width: int) -> tuple[Command, ...]:
    """Return as many as fit into so many cells: the lowest rank goes first, of equals the last.

    Where one that nobody can do without would go, all have their short words; a key that would
    then stand alone keeps its word where there is room for it.
    """
    kept = _fitting(commands, width)
    if all(entry in kept for entry in commands if entry.rank >= NEEDED):
        return kept
    return _with_words(_fitting([_in_short(entry) for entry in commands], width), commands, width)


def _with_words(
    kept: tuple[Command, ...], commands: Sequence[Command], width: int
) -> tuple[Command, ...]:
    """Return the same commands, bare keys with their words as far as these fit: all of a rank or none."""
    words = {entry.id: entry.word for entry in commands}
    for rank in sorted({entry.rank for entry in kept if not entry.word}):
        told = tuple(
            replace(entry, word=words[entry.id]) if entry.rank == rank else entry for entry in kept
        )
        kept = told if width_of(told) <= width else kept
    return kept


def _in_short(entry: Command) -> Command:
    return entry if entry.short is None else replace(entry, word=entry.short)


def _fitting(commands: Sequence[Command], width: int) -> tuple[Command, ...]:
    kept = list(commands)
    while kept and width_of(kept) > width:
        lowest = min(entry.rank for entry in kept)
        kept.remove(next(entry for entry in reversed(kept) if entry.rank == lowest))
    return tuple(kept)


def width_of(commands: Sequence[Command]) -> int:
    """Return how many cells the commands take in a row."""
    texts = sum(len(f"{entry.key_text} {entry.word}".rstrip()) for entry in commands)
    return texts + GAP * max(0, len(commands) - 1)
