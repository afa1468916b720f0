"""Which lines of which rows stand on a page, where one unit of scrolling is one row.

Only the heights of rows that are seen, or that stand beside them, are ever asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """One line on the screen."""

    index: int
    """The place of the row it belongs to."""
    number: int
    """Which of the row's lines it is."""


@dataclass(frozen=True, slots=True)
class Page:
    """The room for rows, and how to learn how high each is."""

    height: int
    """Lines on the screen, at least 1."""
    count: int
    """How many rows there are in all."""
    height_of: Callable[[int], int]
    """Returns how many lines a row has: at least 1."""

    def rows_at_end(self) -> int:
        """Return how many rows fit whole at the end: at least one, if there are any."""
        return self.count - self.top_for(self.count - 1) if self.count else 0

    def top_for(self, last: int) -> int:
        """Return the first row of the page on which this row is the last, and whole if it can be."""
        top, used = last, self.height_of(last)
        while top and used + self.height_of(top - 1) <= self.height:
            top -= 1
            used += self.height_of(top)
        return top

    def lines_from(self, top: int, *, at_end: bool) -> list[Seen]:
        """Return the lines of the page that begins with this row.

        At the end, room above that no whole row fills shows the last lines of the row before, so
        that the newest row stands at the bottom.
        """
        lines: list[Seen] = []
        index = top
        while index < self.count and len(lines) < self.height:
            lines += self._lines_of(index)
            index += 1
        missing = self.height - len(lines)
        if at_end and top > 0 and missing > 0:
            lines = self._lines_of(top - 1)[-missing:] + lines
        return lines[: self.height]

    def _lines_of(self, index: int) -> list[Seen]:
        return [Seen(index, number) for number in range(self.height_of(index))]
