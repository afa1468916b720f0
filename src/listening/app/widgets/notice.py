"""A sentence that says what is wrong, and takes no room where nothing is."""

from __future__ import annotations

from textual.widgets import Static

from listening.app.text import plain


class Notice(Static):
    """Hidden until it has something to say; then it stays until it is told otherwise."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        color: $warning;
        &.-says { display: block; }
    }
    """

    sentence: str = ""
    """What it says, as it was given."""

    def say(self, sentence: str) -> None:
        """Say this sentence, or nothing."""
        self.sentence = sentence
        self.update(plain(f"! {sentence}" if sentence else ""))
        self.set_class(bool(sentence), "-says")
