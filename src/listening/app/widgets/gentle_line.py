"""The place of the gentle line, under the prompt: quiet, and no room where nothing is said."""

from __future__ import annotations

from textual.widgets import Static

from listening.app.text import plain


class GentleLine(Static):
    """One sentence that asks for nothing."""

    DEFAULT_CSS = """
    GentleLine {
        display: none;
        height: auto;
        max-height: 2;
        padding: 0 1;
        color: $text-muted;
        text-style: italic;
    }
    """

    sentence: str = ""
    """What it says."""

    def __init__(self) -> None:
        super().__init__(id="gentle")

    def say(self, sentence: str) -> None:
        """Say something, or nothing; the screen is touched only where it changes."""
        if sentence != self.sentence:
            self.sentence = sentence
            self.update(plain(sentence))
            self.display = bool(sentence)
