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
        """Show these figures, the mark staying on its line, wherever that stands now."""
        before = self.chosen
        self.lines = tuple(lines)
        headings = {place for place, line in enumerate(self.lines) if line.is_heading}
        self.show([partial(_drawn, line) for line in self.lines], headings)
        if before is not None:
            self._go_to(before)

    def _go_to(self, wanted: Line) -> None:
        names = [_name(line) for line in self.lines]
        name, chosen = _name(wanted), self.highlighted
        if name in names and (chosen is None or names[chosen] != name):
            self.highlighted = names.index(name)


def _name(line: Line) -> object:
    """Return what a line is known by: what is behind it, for the number of a prompt may change."""
    return line.behind or (line.text, line.is_heading)


def _drawn(line: Line, width: int) -> Sequence[Content]:
    style = "$text-muted" if line.is_heading or line.behind is None else ""
    room = width - cell_len(line.told) - _GAP
    name = (line.text, f"{style} bold".strip() if line.is_heading else style)
    if cell_len(line.text) <= room:
        gap = " " * (width - cell_len(line.text) - cell_len(line.told))
        return [parts(name, gap, (line.told, "$text-muted"))]
    return [*plain(*name).wrap(width), plain(line.told, "$text-muted")]
