"""Reading quick lines as one session understands them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.model.quickline import Known, QuickLine, parse
from listening.model.text import fold

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile


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

    def saved(self, line: QuickLine) -> None:
        """Take note of a line that was saved, whose handle the session now knows."""
        if line.by is not None and fold(line.by) not in self._known.handles:
            self._known = self._file.known(self._session)
