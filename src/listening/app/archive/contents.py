"""The sessions of a file as rows of a list, those that match some words, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from listening.model.records import Session
from listening.model.text import search_key
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from listening.store.views import Summary

MOST = 300
"""How many sessions are listed at once; finding narrows to others."""


def listed(sessions: Iterable[Session], words: str) -> tuple[Session, ...]:
    """Return the sessions in whose title, place or date all these words occur, the newest first."""
    wanted = search_key(words).split()
    found = [one for one in sessions if all(word in _key(one) for word in wanted)]
    return tuple(sorted(found, key=lambda one: (one.date or "", one.id), reverse=True))


def summaries(file: SessionFile, sessions: Sequence[Session]) -> tuple[Summary, ...]:
    """Return the first of these sessions as rows; the file's name is the session's token."""
    return tuple(_summary(file, one) for one in sessions[:MOST])


def of_all(file: SessionFile, sessions: int) -> Summary:
    """Return the row for all sessions together; it bears no session's token."""
    return Summary(
        file="",
        title="All of them, in one list",
        sessions=sessions,
        heard=file.count(),
        untagged=file.count(Where(untagged=True)),
    )


def _summary(file: SessionFile, one: Session) -> Summary:
    return Summary(
        file=one.id,
        title=one.title,
        date=one.date,
        place=one.place,
        sessions=1,
        heard=file.count(Where(session=one.id)),
        untagged=file.count(Where(session=one.id, untagged=True)),
    )


def _key(one: Session) -> str:
    return search_key(f"{one.title} {one.place or ''} {one.date or ''} {one.series or ''}")
