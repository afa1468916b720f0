"""The figures of a session or a file: each opens what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.finding.asker import Asker
from listening.app.finding.elsewhere import Elsewhere
from listening.app.finding.figures import Figure, Follows, all_figures
from listening.app.finding.sources import OneFile
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList
from listening.store.asked import Where

_AT_LEAST = "Each figure is of what the notes hold: at least so many."
_NUMBER = 7
_WIDEST = 60


class FiguresScreen(SeesChanges[Where | Follows | None]):
    """Lists figures under headings; gives back what somebody wants to read."""

    CSS_PATH = "figures.tcss"
    BINDINGS = bindings(Place.FIGURES)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.FIGURES})
    """Where its commands apply."""

    @dataclass
    class Counted(Message):
        """It was counted again, in a thread."""

        figures: Sequence[Figure]

    def __init__(
        self, title: str, figures: Sequence[Figure], path: Path, session: str | None
    ) -> None:
        """Show figures.

        Args:
            title: of what they are, as people call it.
            figures: as they are now.
            path: the file.
            session: the session's token; None for all of the file.
        """
        super().__init__()
        self._title, self._figures, self._session = title, tuple(figures), session
        self._asker = Asker(lambda: OneFile(path))
        self._elsewhere = Elsewhere(self._asker)

    def compose(self) -> ComposeResult:
        """Put the title over the list."""
        yield Static(parts(("Figures", "bold"), self._title, between=" · "), id="title")
        yield Static(plain(_AT_LEAST), id="told")
        yield MarkedList(id="figures")
        yield CommandFooter(Place.FIGURES)

    def on_mount(self) -> None:
        """List the figures, and begin to look whether others change them."""
        self._elsewhere.look()
        self._show()

    def on_unmount(self) -> None:
        """Look at the file no more."""
        self._elsewhere.close()

    def changed_elsewhere(self) -> bool:
        """Tell whether others changed the file; it is looked at in the thread."""
        return self._elsewhere.look()

    def catch_up(self) -> None:
        """Count again, in the thread."""

        def count(source: OneFile) -> None:
            self.post_message(self.Counted(all_figures(source.file, self._session)))

        self._asker.ask("figures", count, _not_now)

    @on(Counted)
    def take_in(self, event: Counted) -> None:
        """Show what was counted, the mark staying on its figure."""
        event.stop()
        rows = self.query_one(MarkedList)
        before = None if rows.highlighted is None else self._figures[rows.highlighted]
        self._figures = tuple(event.figures)
        self._show()
        names = [(one.name, one.opens) for one in self._figures]
        if before and (before.name, before.opens) in names:
            rows.highlighted = names.index((before.name, before.opens))

    def _show(self) -> None:
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


def _not_now(sentence: str) -> None:
    """Pass over that it could not be counted: it is counted at the next change."""


def _row(one: Figure, width: int) -> Sequence[Content]:
    if one.opens is None:
        return [plain(one.name, "bold")]
    room = max(1, min(width, _WIDEST) - _NUMBER)
    name = plain(one.name).truncate(room, ellipsis=True)
    gap = " " * (room - cell_len(name.plain))
    return [parts(name.plain, gap, f"{one.number:>{_NUMBER},}")]
