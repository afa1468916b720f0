"""Keys pressed while the app is still coming up, kept for the widget that will want them.

Textual reads the terminal before its first screen can take keys, and drops what comes until then.
Somebody who starts the program and types at once would lose the beginning of a sentence.
"""

from __future__ import annotations

from textual import events
from textual.types import CSSPathType

from listening.app.last_keys import DropsLastKeys

_PATIENCE = 2.0


class KeepsEarlyKeys(DropsLastKeys):
    """An app that hands the keys and pastes of its first moments to what first gets the focus.

    Where nothing gets the focus within two seconds of its mounting, they go the way that keys go
    when nothing has it.
    """

    def __init__(
        self, *, css_path: CSSPathType | None = None, ansi_color: bool | None = None
    ) -> None:
        """Begin with nothing kept; the arguments are Textual's."""
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self._early: list[events.Event] = []
        self._is_up = False

    def on_mount(self) -> None:
        """Wait no longer than is sensible for something to get the focus."""
        self.set_timer(_PATIENCE, self.take_early_keys)

    async def on_event(self, event: events.Event) -> None:
        """Keep a key that comes too early; let everything else go its way."""
        is_input = isinstance(event, events.Key | events.Paste)
        if is_input and not self._is_up and not event.is_forwarded:
            self._early.append(event)
        else:
            await super().on_event(event)

    async def on_descendant_focus(self) -> None:
        """Something can take keys now."""
        await self.take_early_keys()

    def keep_keys_again(self) -> None:
        """Keep what is typed from now on until something gets the focus: a screen is coming up."""
        self._is_up = False
        self.set_timer(_PATIENCE, self.take_early_keys)

    async def take_early_keys(self) -> None:
        """Let the kept keys go their way, before any that came later, unless one asks to keep them."""
        self._is_up = True
        while self._is_up and self._early:
            await super().on_event(self._early.pop(0))
