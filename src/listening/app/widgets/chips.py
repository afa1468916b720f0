"""The line under the entry: what will be saved with the words, before Enter."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.widgets import Static

from listening.app.text import parts


class Chips(Static):
    """Chips in a row; a second row only where one does not hold them."""

    DEFAULT_CSS = """
    Chips {
        height: 1;
        padding: 0 1 0 3;
        color: $text-muted;
        &.-two-rows { height: 2; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="chips")
        self._texts: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the chips say."""
        return self._texts

    def show(self, texts: Sequence[str]) -> None:
        """Show these chips; nothing is drawn anew where they are the same."""
        if tuple(texts) == self._texts:
            return
        self._texts = tuple(texts)
        chips = [f"⟨{text}⟩" for text in self._texts]
        # Without a layout: only this line is painted while somebody types.
        self.update(parts(*chips, between=" "), layout=False)
        room = self.content_size.width
        self.set_class(bool(room) and cell_len(" ".join(chips)) > room, "-two-rows")
