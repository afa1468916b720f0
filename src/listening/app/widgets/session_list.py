"""The list of the sessions in a folder."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from listening.app.home_rows import Columns, session_row
from listening.store.views import Summary


class SessionList(OptionList):
    """One row for each file; the chosen one keeps its mark when the list is read again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, compact=True)
        self._summaries: tuple[Summary, ...] = ()
        self._drawn_for = 0
        self._columns = Columns.of((), 0)
        self._marked: int | None = None

    @property
    def chosen(self) -> Summary | None:
        """The file that the mark stands before."""
        return None if self.highlighted is None else self.summary(self.highlighted)

    def summary(self, index: int) -> Summary:
        """Return the file of a row, counted from 0."""
        return self._summaries[index]

    def show(self, summaries: Sequence[Summary]) -> None:
        """List these files, the mark staying on the file that it was on."""
        was = self.chosen.file if self.chosen else None
        files = [one.file for one in summaries]
        self._marked = None
        self.clear_options()
        self._summaries, self._drawn_for = tuple(summaries), self._width
        self._columns = Columns.of(summaries, self._drawn_for)
        self.add_options(Option(self._row(one, chosen=False)) for one in summaries)
        self.highlighted = files.index(was) if was in files else (0 if files else None)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        super().watch_highlighted(highlighted)
        self._mark(self._marked, chosen=False)
        self._mark(highlighted, chosen=True)
        self._marked = highlighted

    def on_resize(self, _: events.Resize) -> None:
        """Draw the rows for the room there is."""
        if self._drawn_for != self._width:
            self.show(self._summaries)

    def _mark(self, index: int | None, *, chosen: bool) -> None:
        if index is not None and index < len(self._summaries):
            row = self._row(self._summaries[index], chosen=chosen)
            self.replace_option_prompt_at_index(index, row)

    def _row(self, summary: Summary, *, chosen: bool) -> Content:
        return session_row(summary, self._columns, self._drawn_for, chosen=chosen)

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width
