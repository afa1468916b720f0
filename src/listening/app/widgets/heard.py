"""The list of what was heard, in which each key acts before the next is looked at."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.actions import parse
from textual.binding import Binding

from listening.app.widgets.in_order import passed_on
from listening.app.widgets.row_source import RowSource
from listening.app.widgets.rows import Rows

_MOVES = {binding.key: binding.action for binding in Rows.BINDINGS if isinstance(binding, Binding)}


class RowDesk(Protocol):
    """Who acts on the keys of the list."""

    def press_in_list(self, key: str) -> bool:
        """Act on a key: a character, or the name of a key; False if it means nothing."""

    def leave_downwards(self) -> None:
        """Go back to the line."""


class HeardRows(Rows):
    """Rows whose keys are dealt with at once, in the order in which they were typed."""

    def __init__(self, source: RowSource, desk: RowDesk) -> None:
        super().__init__(source, id="rows")
        self._desk = desk

    def action_step(self, direction: int) -> None:
        """Go to the row above (-1) or below (1); below the last, to the line."""
        if self.cursor is not None and self.cursor + direction >= self.count:
            self._desk.leave_downwards()
        else:
            super().action_step(direction)

    async def _on_key(self, event: events.Key) -> None:
        if passed_on(self, event):
            return
        # Of Enter and Escape terminals send characters too, which nobody types.
        key = event.character if event.is_printable and event.character else event.key
        if self._moved(event.key) or self._desk.press_in_list(key):
            event.stop()
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        passed_on(self, event)

    def _moved(self, key: str) -> bool:
        action = _MOVES.get(key)
        if action:
            _, name, parameters = parse(action)
            getattr(self, f"action_{name}")(*parameters)
        return action is not None
