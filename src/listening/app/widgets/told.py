"""Words beside others that change while somebody types."""

from __future__ import annotations

from rich.cells import cell_len
from textual.widgets import Static

from listening.app.text import plain, visible


class Told(Static):
    """Plain words on a line; the screen is touched only where they change, and laid out only where they need other room."""

    words: str = ""
    """What it says, as it was given."""

    def say(self, words: str) -> None:
        """Say something else, or nothing."""
        if words == self.words:
            return
        is_as_wide = cell_len(visible(words)) == cell_len(visible(self.words))
        self.words = words
        self.update(plain(words), layout=not is_as_wide)
