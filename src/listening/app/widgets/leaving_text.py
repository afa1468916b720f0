"""The text that would leave: to be read, and never to be written in."""

from __future__ import annotations

from textual.widgets import TextArea
from textual.widgets.text_area import Selection


class LeavingText(TextArea):
    """A long text in which one place can be marked."""

    DEFAULT_CSS = """
    LeavingText {
        height: 1fr;
        padding: 0 1;
        border: none;
        background: $background;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__("", read_only=True, compact=True, highlight_cursor_line=False, id=id)
        self.cursor_blink = False

    def show(self, text: str, *, again: bool) -> None:
        """Show a text.

        Args:
            text: the text.
            again: whether it is the one before with something changed: then it stays where it was
                scrolled.
        """
        top = self.scroll_offset.y if again else 0
        self.load_text(text)
        self.scroll_to(y=top, animate=False)

    def mark(self, start: int, end: int) -> None:
        """Mark a place, given by its characters, and bring it into the middle."""
        self.selection = Selection(self._location(start), self._location(end))
        self.scroll_cursor_visible(center=True, animate=False)

    def _location(self, place: int) -> tuple[int, int]:
        """Return the row and column of a character."""
        before = self.text[:place]
        return before.count("\n"), place - (before.rfind("\n") + 1)
