"""Walking what was found: from one to the next, in their sessions, without going back to the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.message import Message

from listening.app.finding.answers import Said, read
from listening.app.finding.asker import Asker
from listening.app.finding.sources import Source


class NextFound(Message):
    """The next of what was found last is wanted, or the one before."""

    def __init__(self, by: int) -> None:
        """Say which.

        Args:
            by: 1 for the next, -1 for the one before.
        """
        super().__init__()
        self.by = by


class Walked(Message):
    """The next of what was found was read."""

    def __init__(self, said: Said | None, trouble: str = "") -> None:
        """Tell what was said.

        Args:
            said: it, and its file; None where it is there no more, or could not be read.
            trouble: why it could not be.
        """
        super().__init__()
        self.said, self.trouble = said, trouble


@dataclass(frozen=True, slots=True)
class Walk:
    """What was found, and which of it somebody went to."""

    asker: Asker[Source]
    """Asks what was searched."""
    numbers: tuple[int, ...]
    """Of all that was found, in order."""
    at: int
    """The place of the one that somebody went to, from 0."""

    @property
    def told(self) -> str:
        """Where the walk is, and how it goes on."""
        place = f"{self.at + 1:,} of {len(self.numbers):,} found"
        return f"{place}. A full stop goes to the next, a comma to the one before."

    def stepped(self, by: int) -> Walk | None:
        """Return the walk one further on; None beyond its ends."""
        at = self.at + by
        return replace(self, at=at) if 0 <= at < len(self.numbers) else None

    def read_here(self, take: Callable[[Walked], object]) -> None:
        """Read the one that the walk is at, in the source's own thread, from which it is handed over."""
        number = self.numbers[self.at]

        def fail(sentence: str) -> None:
            take(Walked(None, sentence))

        self.asker.ask(
            "walk", lambda source: take(Walked(read(source, [number]).get(number))), fail
        )
