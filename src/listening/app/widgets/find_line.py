"""The line in which words to find are typed, without leaving the screen."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class FindDesk(Protocol):
    """Who acts on the keys that are not letters to find."""

    def press_finding(self, key: str) -> bool:
        """Act on the name of a key; False if it means nothing here."""

    def narrow(self, words: str) -> None:
        """Show only what has these words, before the next key is looked at."""


class FindLine(Input):
    """A line that narrows the list while somebody types; its other keys keep their place in order."""

    DEFAULT_CSS = """
    FindLine { width: 1fr; padding: 0; }
    """

    # Textual's own lays the whole screen out anew with every letter; this line stays as long as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, desk: FindDesk, line: str = "") -> None:
        super().__init__(
            line,
            placeholder="words, or their beginnings",
            compact=True,
            select_on_focus=False,
            id="find",
        )
        self.cursor_blink = False
        self._desk = desk

    async def _on_key(self, event: events.Key) -> None:
        if self._desk.press_finding(event.key):
            event.stop()
            event.prevent_default()
        else:
            await super()._on_key(event)
            # Once is enough: Textual would call the method of the class above as well.
            event.prevent_default()
            self._desk.narrow(self.value)
