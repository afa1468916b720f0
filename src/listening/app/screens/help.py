"""Help: every command with its keys, made from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from listening.app.commands import TABLE, Command, Place
from listening.app.text import cell, plain

_TITLE = "Help · Escape goes back · every command, and its keys"

_NO_KEY = "in the list of Ctrl+P"


def in_sections(places: frozenset[Place]) -> tuple[tuple[Place, tuple[Command, ...]], ...]:
    """Return the commands by place: first where somebody is, then everywhere, then the others."""
    order = sorted(Place, key=lambda place: _nearness(place, places))
    sections = ((place, tuple(one for one in TABLE if place in one.where)) for place in order)
    return tuple((place, entries) for place, entries in sections if entries)


class HelpScreen(ModalScreen[None]):
    """Lists every command."""

    CSS_PATH = "help.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,f1,ctrl+l,question_mark,q",
            "leave",
            "Back",
            id="help.leave",
            tooltip="Go back to where you were.",
        )
    ]

    def __init__(self, places: frozenset[Place]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """Show the sections under one another, in a page that scrolls."""
        yield Static(plain(_TITLE), id="title")
        with VerticalScroll(id="page"):
            for place, entries in in_sections(self._places):
                yield Static(plain(place.label), classes="section")
                yield Static(_table(entries))

    def action_leave(self) -> None:
        """Go back to where somebody was."""
        if self.is_current:
            self.dismiss(None)


def _nearness(place: Place, places: frozenset[Place]) -> int:
    if place in places:
        return 0
    return 1 if place is Place.EVERYWHERE else 2


def _table(entries: tuple[Command, ...]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1, min_width=8)
    table.add_column(ratio=3)
    for entry in entries:
        table.add_row(cell(entry.key_names or _NO_KEY), cell(entry.help))
    return table
