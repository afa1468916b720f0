"""What is asked: one file, or every file of a folder; both in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from listening.model.records import Contribution, Session
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from listening.store.views import Tally


class Source(Protocol):
    """Contributions that can be found, and the files in which they stand; a `Shelf` is one."""

    @property
    def troubles(self) -> Mapping[str, str]:
        """The files that could not be read, with the reasons."""

    def refresh(self) -> bool:
        """Read what has changed; tell whether something has."""

    def sessions(self) -> tuple[Session, ...]:
        """Return the sessions."""

    def tally(self, session: str | None = None) -> Tally:
        """Return the figures."""

    def found(self, words: str, where: Where, *, newest: int | None = None) -> tuple[int, ...]:
        """Return the numbers of what is found, or of so many of the newest."""

    def numbered(self, numbers: Sequence[int]) -> dict[int, Contribution]:
        """Return contributions by number, those that are there."""

    def file_of(self, one: Contribution) -> Path:
        """Return the file in which a contribution stands."""

    def close(self) -> None:
        """Be asked no more."""


class OneFile:
    """A session file on a connection of its own."""

    troubles: Mapping[str, str] = {}

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            ListeningError: it cannot be opened.
        """
        self._file = SessionFile.open(path, again=True)
        self.file = self._file
        """The file itself, for what only one file is asked."""
        self.close = self._file.close
        self.sessions = self._file.sessions
        self.tally = self._file.tally
        self.numbered = self._file.numbered

    def found(self, words: str, where: Where, *, newest: int | None = None) -> tuple[int, ...]:
        """Return the numbers of what is found, or of so many of the newest."""
        if words:
            self._file.prepare_to_search()
        return self._file.found(words, where, newest=newest)

    def refresh(self) -> bool:
        """Tell whether another connection has changed the file."""
        return self._file.changed_elsewhere()

    def file_of(self, one: Contribution) -> Path:  # noqa: ARG002 - all stand in one
        """Return the file."""
        return self._file.path
