"""Reading quick lines as one session understands them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from listening.model.odd_marks import odd_mark
from listening.model.quickline import Known, QuickLine, is_mark, parse
from listening.model.text import fold

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile


def no_mark_sentence(odd: str, words: str) -> str:
    """Return what is said of the last of some words where it looks like a mark and is none.

    Marks right before it stay in the words with it, so they are named too.
    """
    before = reversed(words.split()[:-1])
    kept = [odd, *takewhile(is_mark, before)]
    if len(kept) == 1:
        return f"“{odd}” is no mark and stays in the words."
    return f"“{odd}” is no mark, so “{' '.join(reversed(kept))}” stays in the words."


class Reader:
    """Reads the lines of one session, and learns the handles that they bring."""

    def __init__(self, file: SessionFile, session: str) -> None:
        self._file = file
        self._session = session
        self._known = file.known(session)

    @property
    def known(self) -> Known:
        """What the session knows, handles that others added meanwhile included."""
        if self._file.changed_elsewhere():
            self._known = self._file.known(self._session)
        return self._known

    def read(self, text: str) -> QuickLine:
        """Return a line, understood."""
        return parse(text, self.known)

    def odd_mark(self, text: str) -> str | None:
        """Return the last word of a line where it looks like a mark and is none."""
        return odd_mark(text, self.known)

    def is_new(self, line: QuickLine) -> bool:
        """Tell whether a line's handle is one that the session does not know yet."""
        return line.by is not None and fold(line.by) not in self.known.handles

    def saved(self, line: QuickLine) -> None:
        """Take note of a line that was saved, whose handle the session now knows."""
        if line.by is not None and fold(line.by) not in self._known.handles:
            self._known = self._file.known(self._session)
