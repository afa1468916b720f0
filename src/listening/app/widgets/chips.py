"""The line under the entry: what will be saved with the words, before Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from listening.app.text import plain
from listening.app.widgets.packing import packed


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
        self._draw()

    def on_resize(self) -> None:
        """Fit the chips into the room there is."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        if not width:
            return
        lines = packed([plain(f"⟨{text}⟩") for text in self._texts], " ", width)
        # Without a layout: only this line is painted while somebody types.
        self.update(Content("\n").join(lines), layout=False)
        self.set_class(len(lines) > 1, "-two-rows")
