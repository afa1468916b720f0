"""The list of what was heard, in which each key acts before the next is looked at."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.actions import parse
from textual.binding import Binding

from listening.app.commands import Place, belonging_to
from listening.app.paste import is_of_words
from listening.app.widgets.entry import typed
from listening.app.widgets.handing_on import handed_on
from listening.app.widgets.row_source import RowSource
from listening.app.widgets.rows import Rows

_MOVES = {binding.key: binding.action for binding in Rows.BINDINGS if isinstance(binding, Binding)}
_ANYWHERE = {key for entry in belonging_to(Place.EVERYWHERE) for key in entry.keys}


class RowDesk(Protocol):
    """Who acts on the keys of the list."""

    @property
    def has_line(self) -> bool:
        """Whether there is a line to go back to, in which words can be typed."""

    def press_in_list(self, key: str) -> bool:
        """Act on a key: a character, or the name of a key; False if it means nothing."""

    def leave_downwards(self) -> None:
        """Go back to the line."""


class HeardRows(Rows):
    """Rows whose keys are dealt with at once, in the order in which they were typed.

    Words that are typed or pasted while the list has the focus go to the line: all that is no key
    of the list, and letters that came faster than hands type.
    """

    def __init__(self, source: RowSource, desk: RowDesk) -> None:
        super().__init__(source, id="rows")
        self._desk = desk

    def allow_focus(self) -> bool:
        """Tell whether the focus may come here: not to an empty list, where there is a line."""
        return super().allow_focus() and bool(self.count or not self._desk.has_line)

    def action_step(self, direction: int) -> None:
        """Go to the row above (-1) or below (1); below the last, to the line."""
        if self.cursor is not None and self.cursor + direction >= self.count:
            self._desk.leave_downwards()
        else:
            super().action_step(direction)

    async def _on_key(self, event: events.Key) -> None:
        if is_of_words(event) and self._handed_over(event):
            return
        # Of Enter and Escape terminals send characters too, which nobody types.
        key = event.character if event.is_printable and event.character else event.key
        if self._desk.press_in_list(key) or self._moved(event.key):
            event.stop()
            event.prevent_default()
        elif typed(event) and key not in _ANYWHERE:
            self._handed_over(event)

    async def _on_paste(self, event: events.Paste) -> None:
        self._handed_over(event)

    def _handed_over(self, event: events.Key | events.Paste) -> bool:
        """Go back to the line, and type there what came; False where there is no line."""
        if not self._desk.has_line:
            return False
        self._desk.leave_downwards()
        return handed_on(self, event)

    def _moved(self, key: str) -> bool:
        action = _MOVES.get(key)
        if action:
            _, name, parameters = parse(action)
            getattr(self, f"action_{name}")(*parameters)
        return action is not None
