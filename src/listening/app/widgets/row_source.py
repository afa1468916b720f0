"""Where the list gets its rows from: a window at a time, the last few kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.cache import LRUCache

from listening.app.widgets.row_layout import Row

_WINDOW = 64
_WINDOWS_KEPT = 16
_GONE = Row(key="")


class RowSource(Protocol):
    """Where the rows come from: asked for a window at a time, whenever one is to be seen."""

    def count(self) -> int:
        """Return how many rows there are."""

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many rows from this one on (0 is the first), fewer only at the end."""


class Windows:
    """The rows of a source, as they were at the last look."""

    def __init__(self, source: RowSource) -> None:
        self.count = 0
        """How many there are."""
        self._source = source
        self._kept: LRUCache[int, Sequence[Row]] = LRUCache(_WINDOWS_KEPT)

    def look_again(self) -> None:
        """Forget what was seen, and count anew."""
        self._kept.clear()
        self.count = self._source.count()

    def row(self, index: int) -> Row:
        """Return the row at this place; an empty one if it was taken out since the last look."""
        number, place = divmod(index, _WINDOW)
        window = self._kept.get(number)
        if window is None:
            window = self._kept[number] = self._source.window(number * _WINDOW, _WINDOW)
        return window[place] if place < len(window) else _GONE
