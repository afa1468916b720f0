"""A list of figures: the name on the left, the figure on the right, the chosen one marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from listening.app.room.figures import Line
from listening.app.text import parts, plain
from listening.app.widgets.marked_list import MarkedList

_GAP = 2


class FigureList(MarkedList):
    """Lines of figures."""

    def __init__(self) -> None:
        super().__init__(id="figures")
        self.lines: tuple[Line, ...] = ()
        """What is shown."""

    @property
    def chosen(self) -> Line | None:
        """The line with the mark."""
        at = self.highlighted
        return None if at is None or at >= len(self.lines) else self.lines[at]

    def tell(self, lines: Sequence[Line]) -> None:
        """Show these figures."""
        self.lines = tuple(lines)
        self.show([partial(_drawn, line) for line in self.lines])


def _drawn(line: Line, width: int) -> Sequence[Content]:
    style = "$text-muted" if line.is_heading or line.behind is None else ""
    room = width - cell_len(line.told) - _GAP
    name = (line.text, f"{style} bold".strip() if line.is_heading else style)
    if cell_len(line.text) <= room:
        gap = " " * (width - cell_len(line.text) - cell_len(line.told))
        return [parts(name, gap, (line.told, "$text-muted"))]
    return [*plain(*name).wrap(width), plain(line.told, "$text-muted")]
