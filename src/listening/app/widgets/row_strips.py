"""Lines of rows as a screen draws them: the same style for all pieces of a sort, worked out once a paint."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from listening.app.widgets.row_layout import CURSOR_MARK, Line, Part, Row, Shape


class Drawn(NamedTuple):
    """What decides how a line looks; two that are equal look the same."""

    row: Row
    """The row to which it belongs."""
    number: int
    """Which of the row's lines it is."""
    has_cursor: bool
    """Whether the row is chosen."""
    shape: Shape
    """The room there is for the row."""


class Styles:
    """The styles of a list's pieces, as they are while it is painted once."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[Part, bool, bool], Style] = {}

    def look_again(self) -> None:
        """Forget them: the theme, or what has the focus, may be another."""
        self._known.clear()

    def of(self, part: Part, *, dim: bool, cursor: bool) -> Style:
        """Return the style of a piece, in a row that is drawn quietly or has the cursor."""
        key = (part, dim, cursor)
        if key not in self._known:
            self._known[key] = self._made(part, dim=dim, cursor=cursor)
        return self._known[key]

    def _made(self, part: Part, *, dim: bool, cursor: bool) -> Style:
        names = [] if part is Part.BLANK else [part.value]
        names += ["dim"] if dim and part is Part.WORDS else []
        names += ["cursor"] if cursor else []
        style = self._widget.rich_style
        for name in names:
            style += self._widget.get_component_rich_style(f"rows--{name}", partial=True)
        return style


def strip_of(line: Line, drawn: Drawn, styles: Styles) -> Strip:
    """Return a line of a row, as wide as there is room."""
    cursor = drawn.has_cursor
    segments = [
        Segment(piece.text, styles.of(piece.part, dim=drawn.row.dim, cursor=cursor))
        for piece in line
    ]
    if cursor and not drawn.number:
        segments = _with_mark(segments)
    base = styles.of(Part.BLANK, dim=False, cursor=cursor)
    return Strip(segments).adjust_cell_length(drawn.shape.width, base)


def _with_mark(segments: list[Segment]) -> list[Segment]:
    """Put the cursor's mark in the place that every lead keeps free for it."""
    first, *others = segments
    return [Segment(CURSOR_MARK + first.text[1:], first.style), *others]
