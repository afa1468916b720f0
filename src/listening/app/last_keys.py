"""Keys still on their way when the app closes, dropped with the screens they were meant for.

Textual closes the screens first and looks for the bindings of the screen after that: a key pressed
in between would end the program with an error.
"""

from __future__ import annotations

from textual import events
from textual.app import App


class DropsLastKeys(App[None]):
    """An app in which a key or a paste that outlives the last screen does nothing."""

    async def on_event(self, event: events.Event) -> None:
        """Let everything go its way but keys that no screen is left for."""
        if self.screen_stack or not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
