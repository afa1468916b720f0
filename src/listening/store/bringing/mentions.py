"""Contributions that promises and links of a source name by their ids: which of the file they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from listening.model.brought import Brought, Named
from listening.model.records import Contribution
from listening.model.vocabulary import Check
from listening.store import names
from listening.store.bringing.outcome import STRANGER, Outcome


class Mentions:
    """What the file and one source know of contributions."""

    def __init__(self, con: sqlite3.Connection, brought: Brought, outcome: Outcome) -> None:
        """Learn which the source shows.

        Args:
            con: the file.
            brought: what was read.
            outcome: is told of ids that name nothing.
        """
        self._con = con
        self._outcome = outcome
        self.shown = frozenset(
            each.id
            for each in brought.said
            if each.id and each.fields.get("check") is not Check.WITHDRAWN
        )
        """The ids of those that the source shows."""

    def whole(self, own: str, session: str, known: Iterable[str] = ()) -> str | None:
        """Return how a contribution is named from anywhere; None where nobody knows it.

        Args:
            own: its id.
            session: the token of the session that is told of.
            known: how others are named that whoever names this one has named before.
        """
        row = self._con.execute(
            f"SELECT session FROM {Contribution.table} WHERE id = ? ORDER BY session = ? DESC",
            (own, session),
        ).fetchone()
        if row:
            return names.whole_token(str(row[0]), own)
        named = next((each for each in known if names.own_token(each) == own), None)
        if named is None and (own in self.shown or self._is_erased(own, session)):
            return names.whole_token(session, own)
        return named

    def _is_erased(self, own: str, session: str) -> bool:
        record = names.contribution_record(session, own)
        found = self._con.execute("SELECT 1 FROM erasure WHERE record = ? LIMIT 1", (record,))
        return found.fetchone() is not None

    def stop(self, strange: Sequence[Named], *, edited: bool) -> bool:
        """Note ids that name nothing, and tell whether what names them cannot be taken.

        Args:
            strange: where they stand.
            edited: whether somebody wrote them into the source; else it may be that it was exported from
                a file that knows more, and they are left out.
        """
        if edited:
            for each in strange:
                self._outcome.fail(each.line, STRANGER.format(each.id))
        else:
            self._outcome.strangers += [each.line for each in strange]
        return edited and bool(strange)
