"""The list of what was heard: as long as it likes, drawn only where somebody looks.

One unit of scrolling is one row, not one line. So the number of rows is all that must be known of
the whole; heights are worked out for the rows that are seen. At the very end the list is aligned
at the bottom, so that the newest row is always whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from listening.app.widgets.page import Page, Seen
from listening.app.widgets.row_layout import CURSOR_MARK, Line, Part, Row, Shape, lay_out
from listening.app.widgets.row_source import RowSource, Windows

_LAYOUTS_KEPT = 512


def _binding(key: str, action: str, title: str, tooltip: str) -> Binding:
    return Binding(key, action, title, show=False, id=f"rows.{key}", tooltip=tooltip)


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of contributions that wraps their words, and that follows its end until scrolled away."""

    DEFAULT_CSS = """
    Rows {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        background: $background;
        scrollbar-size-vertical: 1;
        & > .rows--words { color: $foreground; }
        & > .rows--areas { color: $foreground; }
        & > .rows--lead { color: $text-muted; }
        & > .rows--meta { color: $text-muted; }
        & > .rows--dim { color: $text-muted; text-style: strike; }
        & > .rows--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--words",
        "rows--areas",
        "rows--lead",
        "rows--meta",
        "rows--dim",
        "rows--cursor",
    }

    # Bindings, not a key handler: they must keep their order among the commands on a row.
    BINDINGS: ClassVar[list[BindingType]] = [
        _binding("up", "step(-1)", "Row above", "Go to the row above."),
        _binding(
            "down", "step(1)", "Row below", "Go to the row below; below the last, leave the list."
        ),
        _binding("pageup", "page(-1)", "Page up", "Go one page up."),
        _binding("pagedown", "page(1)", "Page down", "Go one page down."),
        _binding("home", "first", "First row", "Go to the first row."),
        _binding("end", "last", "Last row", "Go to the newest row."),
    ]

    compact: reactive[bool] = reactive(default=False)
    """Whether what is said about the words may stand on their last line, for narrow screens."""

    @dataclass
    class Told(Message):
        """Something happened in a list."""

        rows: Rows
        """The list in which it happened."""

        @property
        def control(self) -> Rows:
            """The list in which it happened."""
            return self.rows

    @dataclass
    class Moved(Told):
        """The cursor went to a row."""

        index: int
        """The place of the row, 0 the first."""
        key: str
        """The key of the row."""

    @dataclass
    class LeaveDown(Told):
        """Somebody went down from the last row."""

    def __init__(
        self,
        source: RowSource,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.follow = True
        """Whether the list stays at its end as rows are added."""
        self._windows = Windows(source)
        self._cursor: int | None = None
        self._layouts: LRUCache[tuple[int, Shape], tuple[Line, ...]] = LRUCache(_LAYOUTS_KEPT)
        self._seen: tuple[object, list[Seen]] | None = None
        self._scrolling_itself = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._windows.count

    @property
    def cursor(self) -> int | None:
        """The place of the row with the cursor; None while nobody chose one."""
        return self._cursor

    @property
    def cursor_row(self) -> Row | None:
        """The row with the cursor; None while nobody chose one."""
        return None if self._cursor is None else self.row(self._cursor)

    def row(self, index: int) -> Row:
        """Return the row at this place; an empty one if it was taken out since the last look."""
        return self._windows.row(index)

    def show(self, source: RowSource) -> None:
        """Show other rows, such as those that were found, from their end."""
        self._windows = Windows(source)
        self.reload()

    def reload(self) -> None:
        """Begin anew: ask for everything again, forget the cursor, and follow the end."""
        self._cursor, self.follow = None, True
        self.rows_changed()

    def rows_changed(self) -> None:
        """Ask again for what is seen: rows were added, changed or taken out."""
        self._windows.look_again()
        if self._cursor is not None:
            self._cursor = min(self._cursor, self.count - 1) if self.count else None
        self._lay_out_anew()

    def go_to(self, index: int) -> None:
        """Put the cursor on the row at this place, or on the nearest there is, and show it."""
        if not self.count:
            return
        self._cursor = max(0, min(index, self.count - 1))
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved(self, self._cursor, self.row(self._cursor).key))

    def rest(self) -> None:
        """Take the cursor away and follow the end again, as when somebody goes back to typing."""
        self._cursor, self.follow = None, True
        self._to_end()
        self.refresh()

    def scroll_page(self, direction: int) -> None:
        """Show the page above (-1) or below (1) without moving the cursor."""
        self._scroll_rows(self.scroll_offset.y + direction * self._rows_passed())

    def action_step(self, direction: int) -> None:
        """Go to the row above (-1) or below (1); below the last, the list is left."""
        if self._cursor is None:
            self.go_to(self.count - 1)
        elif self._cursor + direction >= self.count:
            self.post_message(self.LeaveDown(self))
        else:
            self.go_to(self._cursor + direction)

    def action_page(self, direction: int) -> None:
        """Go one page up (-1) or down (1)."""
        here = self.count - 1 if self._cursor is None else self._cursor
        self.go_to(here + direction * self._rows_passed())

    def action_first(self) -> None:
        """Go to the first row."""
        self.go_to(0)

    def action_last(self) -> None:
        """Go to the newest row."""
        self.go_to(self.count - 1)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        seen = self._lines_seen()
        width = self._shape().width
        if y >= len(seen):
            return Strip.blank(width, self.rich_style)
        return self._strip(seen[y], width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Stop following when somebody scrolls away from the end; begin again when they reach it."""
        super().watch_scroll_y(old_value, new_value)
        if not self._scrolling_itself:
            self.follow = new_value >= self.max_scroll_y

    def watch_compact(self) -> None:
        """Lay the rows out anew."""
        self._lay_out_anew()

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self.rows_changed()

    def on_resize(self) -> None:
        """Lay the rows out for the new room, in which the chosen one is still to be seen."""
        self._lay_out_anew()
        self.call_after_refresh(self._show_cursor)

    def on_focus(self) -> None:
        """Choose the newest row if none was chosen."""
        if self._cursor is None:
            self.action_last()

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        seen = self._lines_seen()
        if event.y < len(seen):
            self.go_to(seen[event.y].index)

    def _shape(self) -> Shape:
        region = self.scrollable_content_region
        return Shape(region.width, max(1, region.height), self.compact)

    def _lines_of(self, index: int) -> tuple[Line, ...]:
        key = (index, self._shape())
        lines = self._layouts.get(key)
        if lines is None:
            lines = self._layouts[key] = lay_out(self.row(index), key[1])
        return lines

    def _lay_out_anew(self) -> None:
        self._layouts.clear()
        self._seen = None
        if not self.size.height:
            return
        past_the_last_page = max(0, self.count - self._page().rows_at_end())
        self.virtual_size = Size(0, past_the_last_page + self.size.height)
        self.refresh()
        self._settle()
        self.call_after_refresh(self._settle)

    def _to_end(self) -> None:
        self._scroll_rows(self.max_scroll_y, following=True)

    def _settle(self) -> None:
        """Show what should be seen: the end if it is followed, and in any case a cursor there."""
        if self.follow:
            self._to_end()
            self._show_cursor()

    def _scroll_rows(self, row: float, *, following: bool = False) -> None:
        self._scrolling_itself = following
        try:
            # Forced, for a scrollbar that is not shown yet would forbid it.
            self.scroll_to(y=row, animate=False, force=True)
        finally:
            self._scrolling_itself = False

    def _show_cursor(self) -> None:
        """Scroll as little as shows the whole of the row with the cursor."""
        cursor = self._cursor
        top = self.scroll_offset.y
        if cursor is None or self._is_whole(cursor):
            return
        self._scroll_rows(cursor if cursor < top else self._page().top_for(cursor))

    def _is_whole(self, index: int) -> bool:
        shown = sum(seen.index == index for seen in self._lines_seen())
        return shown == len(self._lines_of(index))

    def _page(self) -> Page:
        return Page(self._shape().height, self.count, lambda index: len(self._lines_of(index)))

    def _rows_passed(self) -> int:
        """Return how many rows a page key passes: those seen, but one for the eye to hold on to."""
        return max(1, len({seen.index for seen in self._lines_seen()}) - 1)

    def _lines_seen(self) -> list[Seen]:
        top = self.scroll_offset.y
        key = (top, self._shape(), self.count, self.max_scroll_y)
        if self._seen is None or self._seen[0] != key:
            at_end = top >= self.max_scroll_y
            self._seen = (key, self._page().lines_from(top, at_end=at_end))
        return self._seen[1]

    def _strip(self, seen: Seen, width: int) -> Strip:
        has_cursor = seen.index == self._cursor
        line = self._lines_of(seen.index)[seen.number]
        segments = [
            Segment(
                piece.text, self._style(piece.part, dim=self.row(seen.index).dim, cursor=has_cursor)
            )
            for piece in line
        ]
        if has_cursor and not seen.number:
            segments = _with_mark(segments)
        base = self._style(Part.BLANK, dim=False, cursor=has_cursor)
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, part: Part, *, dim: bool, cursor: bool) -> Style:
        style = self.rich_style
        if part is not Part.BLANK:
            style += self.get_component_rich_style(f"rows--{part.value}", partial=True)
        if dim and part is Part.WORDS:
            style += self.get_component_rich_style("rows--dim", partial=True)
        if cursor:
            style += self.get_component_rich_style("rows--cursor", partial=True)
        return style


def _with_mark(segments: list[Segment]) -> list[Segment]:
    """Put the cursor's mark in the place that every lead keeps free for it."""
    first, *others = segments
    return [Segment(CURSOR_MARK + first.text[1:], first.style), *others]
