"""A sentence that says what is wrong, or what was done, and takes no room where there is none."""

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
        &.-kindly { color: $foreground; }
    }
    """

    sentence: str = ""
    """What it says, as it was given."""
    _shown: str = ""

    @property
    def is_kindly(self) -> bool:
        """Whether what it says is no fault."""
        return self.has_class("-kindly")

    def say(self, sentence: str) -> None:
        """Say what is wrong, after a mark, or nothing."""
        self._show(sentence, f"! {sentence}" if sentence else "")
        self.remove_class("-kindly")

    def tell(self, sentence: str) -> None:
        """Say what was done, or what can be done now: nothing is wrong."""
        self._show(sentence, sentence)
        self.add_class("-kindly")

    def _show(self, sentence: str, shown: str) -> None:
        self.sentence = sentence
        if shown == self._shown:
            return
        self._shown = shown
        self.update(plain(shown))
        self.set_class(bool(sentence), "-says")
