"""The strip above the footer: what the next letters mean, or one sentence for whoever is typing."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from listening.app.text import parts, plain


class HintStrip(Static):
    """A line or two that come when they are needed and take nothing away: never a dialog."""

    DEFAULT_CSS = """
    HintStrip {
        display: none;
        height: auto;
        max-height: 6;
        padding: 0 1;
        background: $surface;
        color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="strip")

    def say(self, sentence: str) -> None:
        """Show one sentence."""
        self.update(plain(sentence))
        self.display = True

    def ask(self, title: str, hints: Sequence[tuple[str, str]]) -> None:
        """Show what is asked, and keys with what they mean."""
        pieces = [parts((key, "bold"), (text, "$text-muted"), between=" ") for key, text in hints]
        line = parts((title, "bold $text-accent"), between="")
        for piece in pieces:
            line = line.append("   ").append(piece)
        self.update(line)
        self.display = True

    def clear(self) -> None:
        """Take it away."""
        self.display = False
