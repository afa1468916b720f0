"""The line in which the words that are read back are corrected, where they stand."""

from __future__ import annotations

from collections.abc import Callable

from listening.app.widgets.entry import Entry, Led
from listening.sharing.playback import Card


class CorrectionLine(Entry):
    """Hidden until something is corrected; all that is typed in it is words, and nothing is a mark."""

    DEFAULT_CSS = """
    CorrectionLine { display: none; width: 100%; }
    """

    def __init__(self, save: Callable[[str], bool]) -> None:
        """Make the line.

        Args:
            save: keeps the words, and closes the line where they are on the disk.
        """
        super().__init__(_WordsAlone(save), id="correction")
        self.card: Card | None = None
        """What is being corrected; None while nothing is."""
        self.seen: frozenset[str] = frozenset()
        """What was said of it when the correction began."""

    @property
    def is_changed(self) -> bool:
        """Whether something stands here that is not saved."""
        return self.card is not None and self.line != self.card.words

    def begin(self, card: Card, seen: frozenset[str]) -> None:
        """Show the words of a contribution, to be changed."""
        self.card, self.seen = card, seen
        self.load_line(card.words)
        self.display = True
        self.focus()

    def end(self) -> None:
        """Take the line away."""
        self.card = None
        self.clear_line()
        self.display = False


class _WordsAlone:
    """Acts on Enter, and on no other key."""

    def __init__(self, save: Callable[[str], bool]) -> None:
        self._save = save

    def save_line(self, line: str) -> bool:
        """Keep the words."""
        return self._save(line)

    def press(self, line: str, key: str) -> str | None:  # noqa: ARG002 - no key means anything here
        """Leave every key to the line."""
        return None

    def leader_changed(self, *, waiting: bool) -> None:
        """Nothing is led here."""

    def lead(self, line: str, key: str) -> Led:  # noqa: ARG002 - nothing is led here
        """Leave the line as it is."""
        return Led(line)

    def leave_upwards(self) -> None:
        """There is nothing above."""
