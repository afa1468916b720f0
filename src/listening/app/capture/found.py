"""What was found in the list of a large session: looked for in a thread, so that no key waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from textual.message import Message

from listening.app.widgets.row_layout import Row
from listening.model.records import Contribution
from listening.store.session_file import SessionFile

LARGE = 2_000
"""From how many contributions on a list is searched in a thread."""


@dataclass
class QuickFound(Message):
    """Something was found, or nothing."""

    words: str
    """What was looked for."""
    numbers: tuple[int, ...]
    """The numbers of what was found, oldest first."""
    is_all: bool
    """Whether that is all, and not only the newest, which are found first."""


@dataclass
class Unanswered(Message):
    """The file did not answer in its thread."""

    sentence: str
    """Why."""


class Numbered:
    """Contributions by number, as a source of rows."""

    def __init__(
        self,
        file: SessionFile,
        numbers: Sequence[int],
        rows: Callable[[Iterable[Contribution]], Sequence[Row]],
    ) -> None:
        """List them.

        Args:
            file: the open file.
            numbers: the numbers.
            rows: makes rows of contributions.
        """
        self._file, self._numbers, self._rows = file, numbers, rows

    def count(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many from this one on, as they are now."""
        found = self._file.numbered(self._numbers[offset : offset + limit])
        return self._rows(found.values())
