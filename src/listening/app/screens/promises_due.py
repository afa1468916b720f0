"""What was promised in all sessions of a folder and is still open, what is due first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.promises import board
from listening.app.promises.board import Order, Promised
from listening.app.promises.rows import heading, row
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList, RowOf
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError
from listening.store import promised

_LOOKING = "Looking through the sessions in this folder…"
_NOTHING = (
    "No promise made in this folder's sessions is still open, and nobody is left to be asked whether "
    "one was felt."
)


class Doors(Protocol):
    """Where one can go from here."""

    def promises(self, path: Path, at: str = "") -> None:
        """Go to the promises in a file.

        Raises:
            ListeningError: the file cannot be opened.
        """


class PromisesDueScreen(Screen[None]):
    """Lists the promises of every session in a folder that are open or to be asked about, by date."""

    CSS_PATH = "follow_list.tcss"
    BINDINGS = bindings(Place.DUE)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.DUE})
    """Where its commands apply."""

    @dataclass
    class Read(Message):
        """The folder was read."""

        promises: Sequence[Promised]
        """What is open in it, or to be asked about."""
        trouble: str = ""
        """Why the folder, or some of it, could not be read."""

    def __init__(self, folder: Path, doors: Doors, today: date) -> None:
        super().__init__(classes="follow-list")
        self._folder, self._doors, self._today = folder, doors, today
        self._rows: list[Promised | None] = []

    def compose(self) -> ComposeResult:
        """Put the list under its heading."""
        with Horizontal(id="head"):
            yield Static(parts(("Promises", "bold"), "all sessions", between=" · "), id="title")
            yield Static(id="how-many")
        yield Static(plain(_LOOKING), id="empty")
        yield MarkedList(id="rows")
        yield Notice(id="status")
        yield CommandFooter(Place.DUE)

    def on_screen_resume(self) -> None:
        """Read the folder, again whenever somebody comes back."""
        self.set_class(not self._rows, "-empty")
        self.call_after_refresh(self._look)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say that a promise can be opened only where there is one."""
        if action == "open":
            return self._chosen is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Go to the chosen promise in its session."""
        chosen = self._chosen
        if chosen is None or chosen.path is None:
            return
        try:
            self._doors.promises(chosen.path, chosen.commitment.id)
        except ListeningError as error:
            self.query_one(Notice).say(str(error))

    def action_leave(self) -> None:
        """Go back to the sessions."""
        self.dismiss()

    @on(OptionList.OptionSelected)
    def open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_open()

    @on(Read)
    def show(self, event: Read) -> None:
        """List what was read."""
        event.stop()
        self.query_one("#empty", Static).update(plain(_NOTHING))
        self._rows = []
        drawn: list[RowOf] = []
        for group in board.groups(event.promises, Order.BY_DATE, self._today):
            self._rows += [None, *group.promises]
            drawn += [heading(group.heading), *map(self._row, group.promises)]
        headings = {place for place, one in enumerate(self._rows) if one is None}
        self.query_one(MarkedList).show(drawn, headings)
        self.set_class(not self._rows, "-empty")
        told = board.how_many(event.promises, self._today)
        self.query_one("#how-many", Static).update(plain(told))
        self.query_one(Notice).say(event.trouble)
        self.refresh_bindings()

    @property
    def _chosen(self) -> Promised | None:
        rows = self.query(MarkedList)
        place = rows.first().highlighted if rows else None
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _row(self, promised: Promised) -> RowOf:
        one = promised.commitment
        return row(board.head(one), one.status.label, board.about(promised, self._today))

    @work(thread=True, exclusive=True, group="reading")
    def _look(self) -> None:
        worker = get_current_worker()
        read = _read(self._folder)
        if not worker.is_cancelled:
            self.post_message(read)


def _read(folder: Path) -> PromisesDueScreen.Read:
    """Return what is to follow in a folder's files; files that cannot be opened are left to home."""
    try:
        found = promised.promised(folder).promises
    except ListeningError as error:
        return PromisesDueScreen.Read((), str(error))
    return PromisesDueScreen.Read(
        [
            Promised(one.commitment, one.title, one.path)
            for one in found
            if board.is_to_follow(one.commitment)
        ]
    )
