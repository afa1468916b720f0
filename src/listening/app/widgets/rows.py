"""The list of what was heard: as long as it likes, drawn only where somebody looks.

One unit of scrolling is one row, not one line. So the number of rows is all that must be known of
the whole; heights are worked out for the rows that are seen. At the very end the list is aligned
at the bottom, so that the newest row is always whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from listening.app.widgets.page import Page, Seen
from listening.app.widgets.row_layout import Line, Row, Shape, lay_out
from listening.app.widgets.row_source import RowSource, Windows
from listening.app.widgets.row_strips import Drawn, Styles, strip_of

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

    # Textual's own lays the whole screen out anew wherever the number of rows is another.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)

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
        self._layouts: LRUCache[tuple[Row, Shape], tuple[Line, ...]] = LRUCache(_LAYOUTS_KEPT)
        self._seen: tuple[object, list[Seen]] | None = None
        self._styles = Styles(self)
        self._painted: dict[int, Drawn | None] = {}
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

    def show(self, source: RowSource, *, at: int | None = None) -> None:
        """Show other rows, such as those that were found.

        Args:
            source: the rows.
            at: the place of the one that is chosen; None to show them from their end.
        """
        self._windows = Windows(source)
        if at is None:
            self.reload()
            return
        self.follow = False
        self.rows_changed()
        self.go_to(at)

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
        self._repaint()
        self.post_message(self.Moved(self, self._cursor, self.row(self._cursor).key))

    def rest(self) -> None:
        """Take the cursor away and follow the end again, as when somebody goes back to typing."""
        self._cursor, self.follow = None, True
        self._to_end()
        self._repaint()

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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines that are wanted, in the styles of now."""
        self._styles.look_again()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is seen."""
        shape = self._shape()
        drawn = self._painted[y] = self._drawn(y, shape)
        if drawn is None:
            return Strip.blank(shape.width, self.rich_style)
        return strip_of(self._lines_of(drawn.row, shape)[drawn.number], drawn, self._styles)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:  # noqa: ARG002 - Textual's
        """Stop following when somebody scrolls away from the end; begin again when they reach it."""
        # Not as Textual does it, which paints all anew where only the number of rows is another.
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        self._repaint()
        if not self._scrolling_itself:
            self.follow = new_value >= self.max_scroll_y

    def watch_virtual_size(self) -> None:
        """Show how far can be scrolled now."""
        self._scroll_update(self.virtual_size)

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
        seen = self._lines_seen(self._shape())
        if event.y < len(seen):
            self.go_to(seen[event.y].index)

    def _shape(self) -> Shape:
        region = self.scrollable_content_region
        return Shape(region.width, max(1, region.height), self.compact)

    def _lines_of(self, row: Row, shape: Shape) -> tuple[Line, ...]:
        lines = self._layouts.get((row, shape))
        if lines is None:
            lines = self._layouts[row, shape] = lay_out(row, shape)
        return lines

    def _height_of(self, index: int, shape: Shape) -> int:
        return len(self._lines_of(self.row(index), shape))

    def _drawn(self, y: int, shape: Shape) -> Drawn | None:
        """Return what stands on a line of the screen; None where nothing does."""
        seen = self._lines_seen(shape)
        if y >= len(seen):
            return None
        index, number = seen[y].index, seen[y].number
        return Drawn(self.row(index), number, index == self._cursor, shape)

    def _repaint(self) -> None:
        """Have those lines painted that look otherwise than they were painted last."""
        shape = self._shape()
        changed = [
            Region(0, y, self.size.width, 1)
            for y in range(self.size.height)
            if y not in self._painted or self._painted[y] != self._drawn(y, shape)
        ]
        if changed:
            self.refresh(*changed)

    def _lay_out_anew(self) -> None:
        self._seen = None
        if not self.size.height:
            return
        past_the_last_page = max(0, self.count - self._page(self._shape()).rows_at_end())
        self.virtual_size = Size(0, past_the_last_page + self.size.height)
        self._settle()
        self._repaint()
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
        self._scroll_rows(cursor if cursor < top else self._page(self._shape()).top_for(cursor))

    def _is_whole(self, index: int) -> bool:
        shape = self._shape()
        shown = sum(seen.index == index for seen in self._lines_seen(shape))
        return shown == self._height_of(index, shape)

    def _page(self, shape: Shape) -> Page:
        return Page(shape.height, self.count, lambda index: self._height_of(index, shape))

    def _rows_passed(self) -> int:
        """Return how many rows a page key passes: those seen, but one for the eye to hold on to."""
        return max(1, len({seen.index for seen in self._lines_seen(self._shape())}) - 1)

    def _lines_seen(self, shape: Shape) -> list[Seen]:
        top = self.scroll_offset.y
        key = (top, shape, self.count, self.max_scroll_y)
        if self._seen is None or self._seen[0] != key:
            at_end = top >= self.max_scroll_y
            self._seen = (key, self._page(shape).lines_from(top, at_end=at_end))
        return self._seen[1]
