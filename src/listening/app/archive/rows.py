"""Contributions of several sessions as rows: each says which session it is from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from listening.app.capture.contribution_row import row_of
from listening.app.dates import show_iso
from listening.app.widgets.row_layout import Row
from listening.model.records import Contribution, Session
from listening.model.text import single_line
from listening.model.vocabulary import DEFAULT_SHARING
from listening.store.asked import EVERYTHING
from listening.store.following import NOTHING, Follows
from listening.store.session_file import SessionFile

MOST_FOUND = 500
"""How many contributions finding shows, the best first."""


class FromAll:
    """Tells of each contribution which session it is from."""

    def __init__(self, file: SessionFile, sessions: Iterable[Session]) -> None:
        self._file = file
        self._sessions = {one.id: one for one in sessions}

    def rows(self, found: Iterable[Contribution]) -> list[Row]:
        """Return contributions as rows."""
        these = tuple(found)
        follows = self._file.follows(these)
        return [self._row(one, follows.get(one.id, NOTHING)) for one in these]

    def _row(self, one: Contribution, follows: Follows) -> Row:
        session = self._sessions.get(one.session)
        rule = (session.room_rule if session else None) or DEFAULT_SHARING
        row = row_of(one, rule, follows)
        title = single_line(session.title or "") if session else ""
        date = show_iso((session.date if session else None) or one.at[:10])
        return replace(row, meta=" · ".join(filter(None, (title, date, row.meta))))


class Everything:
    """All contributions of a file, oldest first."""

    def __init__(self, file: SessionFile, told: FromAll) -> None:
        self._file, self._told = file, told
        self._count: int | None = None

    def count(self) -> int:
        """Return how many there are."""
        self._count = self._file.count(EVERYTHING)
        return self._count

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many from this one on."""
        return self._told.rows(
            self._file.contributions(EVERYTHING, limit=limit, offset=offset, of=self._count)
        )


class FoundInAll:
    """The contributions that hold some words; the best stands last, where the eye is."""

    def __init__(self, file: SessionFile, told: FromAll, words: str) -> None:
        found = file.search(words, limit=MOST_FOUND)
        self._ids = [one.contribution.id for one in reversed(found)]
        self._file, self._told = file, told

    def count(self) -> int:
        """Return how many there are."""
        return len(self._ids)

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many from this one on, as they are now."""
        ids = self._ids[offset : offset + limit]
        return self._told.rows(self._file.contribution(own) for own in ids)
