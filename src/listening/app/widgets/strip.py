"""The strip above the footer: what the next letters mean, or one sentence for whoever is typing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from listening.app.text import parts, plain, visible
from listening.app.widgets.packing import packed

_GAP, _NARROW_GAP = "   ", "  "
_NARROW = 60
_PADDING = 2
_OTHER_LINES = 4
_MORE = "… Escape, then F1 shows the others"


class HintStrip(Static):
    """A line or two that come when they are needed and take nothing away: never a dialog."""

    DEFAULT_CSS = """
    HintStrip {
        display: none;
        height: auto;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._said = ""

    def say(self, sentence: str) -> None:
        """Show one sentence; nothing is laid out anew where it takes the place of one as high."""
        if self.display and sentence == self._said:
            return
        is_as_high = self.display and self._is_one_line(self._said) and self._is_one_line(sentence)
        self._said = sentence
        self.screen.remove_class("-asking")
        self.update(plain(sentence), layout=not is_as_high)
        self.display = True

    def ask(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show what is asked, and keys with what they mean; each group begins a line."""
        lines = [line for title, hints in groups for line in self._lines(title, hints)]
        room = max(1, self.app.size.height - _OTHER_LINES)
        if len(lines) > room:
            lines = [*lines[: room - 1], plain(_MORE, "$text-muted")]
        self._said = ""
        self.update(Content("\n").join(lines))
        self.display = True
        self.screen.add_class("-asking")

    def _is_one_line(self, sentence: str) -> bool:
        shown = visible(sentence)
        return "\n" not in shown and 0 < cell_len(shown) <= self.app.size.width - _PADDING

    def _lines(self, title: str, hints: Sequence[tuple[str, str]]) -> Sequence[Content]:
        asked = plain(title, "bold $text-accent")
        told = [parts((key, "bold"), (text, "$text-muted"), between=" ") for key, text in hints]
        width = self.app.size.width - _PADDING
        return packed([asked, *told], _GAP if width > _NARROW else _NARROW_GAP, width)

    def clear(self) -> None:
        """Take it away."""
        self.display = False
        self.screen.remove_class("-asking")
