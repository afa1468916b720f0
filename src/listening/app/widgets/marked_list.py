"""A list whose chosen row has a mark before it; a row is drawn for the room there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from listening.app.text import plain

RowOf = Callable[[int], Sequence[Content]]
"""Draws the lines of a row in so many cells."""

_MARK, _NO_MARK = " ▸ ", "   "


class MarkedList(OptionList):
    """Rows of one or more lines; the mark keeps its place when they are drawn anew."""

    DEFAULT_CSS = """
    MarkedList {
        height: 1fr;
        padding: 0;
        border: none;
        background: $background;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, compact=True)
        self._rows: tuple[RowOf, ...] = ()
        self._headings: AbstractSet[int] = frozenset()
        self._drawn_for = 0
        self._marked: int | None = None

    def show(self, rows: Sequence[RowOf], headings: AbstractSet[int] = frozenset()) -> None:
        """Show these rows; where there are as many as before, the list stays where it was scrolled.

        Args:
            rows: what draws each row.
            headings: the places of the rows that cannot be chosen.
        """
        as_many = len(rows) == len(self._rows) == self.option_count
        as_many = as_many and headings == self._headings
        self._rows, self._headings, self._drawn_for = tuple(rows), headings, self._width
        if as_many:
            for index in range(len(rows)):
                self._draw(index)
            return
        at = self.highlighted or 0
        self._marked = None
        self.clear_options()
        self.add_options(
            Option(self._row(index, chosen=False), disabled=index in headings)
            for index in range(len(rows))
        )
        self.highlighted = self._nearest(min(at, len(rows) - 1)) if rows else None

    def _nearest(self, at: int) -> int | None:
        """Return the first row from this one on that can be chosen, else the last before it."""
        places = [place for place in range(len(self._rows)) if place not in self._headings]
        after = (place for place in places if place >= at)
        return next(after, places[-1] if places else None)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        super().watch_highlighted(highlighted)
        before, self._marked = self._marked, highlighted
        for index in (before, highlighted):
            if index is not None:
                self._draw(index)

    def on_resize(self, _: events.Resize) -> None:
        """Draw the rows for the room there is."""
        if self._drawn_for != self._width:
            self.show(self._rows, self._headings)

    def _draw(self, index: int) -> None:
        if index < min(len(self._rows), self.option_count):
            row = self._row(index, chosen=index == self._marked)
            self.replace_option_prompt_at_index(index, row)

    def _row(self, index: int, *, chosen: bool) -> Content:
        mark = plain(_MARK if chosen else _NO_MARK, "bold")
        if index in self._headings:
            mark = Content(" ")
        lines = self._rows[index](max(1, self._drawn_for - len(_MARK)))
        return Content.assemble(mark, Content(f"\n{_NO_MARK}").join(lines))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width
