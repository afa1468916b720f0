"""Looking for what is to be decided in a file: slow where it holds much, so done in a thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from listening.app.review.items import Difference, Twice
from listening.app.review.renewing import shows_withdrawn
from listening.insight.duplicates import duplicates
from listening.model.errors import ListeningError
from listening.model.records import Contribution
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from listening.store.views import Conflict


def differences(file: SessionFile, session: str | None) -> tuple[Difference, ...]:
    """Return the fields that people set apart from each other, in one session or in all.

    Words that were taken back are not among them: nobody is to choose between versions of those.
    """
    found = (Difference(one, _said(file, one)) for one in file.conflicts(session))
    return tuple(one for one in found if not shows_withdrawn(one))


def said_twice(file: SessionFile, session: str | None) -> Iterator[tuple[Twice, ...]]:
    """Yield what may be one thing said, session by session."""
    sessions = [one.id for one in file.sessions()] if session is None else [session]
    for each in sessions:
        found = duplicates(
            file.contributions(Where(session=each)),
            joined=file.same_groups(each),
            apart=file.said_apart(each),
        )
        yield tuple(map(Twice, found))


def _said(file: SessionFile, conflict: Conflict) -> Contribution | None:
    if conflict.kind == "contribution":
        with suppress(ListeningError):
            return file.contribution(conflict.record)
    return None
