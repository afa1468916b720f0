"""The figures of a session or a file: each opens what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.finding.figures import Figure, Follows
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList
from listening.store.asked import Where

_AT_LEAST = "Each figure is of what the notes hold: at least so many."
_NUMBER = 7
_WIDEST = 60


class FiguresScreen(Screen[Where | Follows | None]):
    """Lists figures under headings; gives back what somebody wants to read."""

    CSS_PATH = "figures.tcss"
    BINDINGS = bindings(Place.FIGURES)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.FIGURES})
    """Where its commands apply."""

    def __init__(self, title: str, figures: Sequence[Figure]) -> None:
        super().__init__()
        self._title, self._figures = title, tuple(figures)

    def compose(self) -> ComposeResult:
        """Put the title over the list."""
        yield Static(parts(("Figures", "bold"), self._title, between=" · "), id="title")
        yield Static(plain(_AT_LEAST), id="told")
        yield MarkedList(id="figures")
        yield CommandFooter(Place.FIGURES)

    def on_mount(self) -> None:
        """List the figures."""
        headings = {place for place, one in enumerate(self._figures) if one.opens is None}
        self.query_one(MarkedList).show([partial(_row, one) for one in self._figures], headings)

    def action_open_figure(self) -> None:
        """Show what is behind the chosen figure."""
        place = self.query_one(MarkedList).highlighted
        opens = None if place is None else self._figures[place].opens
        if opens is not None and self.is_current:
            self.dismiss(opens)

    @on(OptionList.OptionSelected)
    def open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Show what is behind the figure that was chosen."""
        event.stop()
        self.action_open_figure()

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)


def _row(one: Figure, width: int) -> Sequence[Content]:
    if one.opens is None:
        return [plain(one.name, "bold")]
    room = max(1, min(width, _WIDEST) - _NUMBER)
    name = plain(one.name).truncate(room, ellipsis=True)
    gap = " " * (room - cell_len(name.plain))
    return [parts(name.plain, gap, f"{one.number:>{_NUMBER},}")]
