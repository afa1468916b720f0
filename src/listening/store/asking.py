"""What is asked of a session file, and of several together: nothing here changes anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from listening.store import faults, paging, queries
from listening.store.asked import EVERYTHING, Where

if TYPE_CHECKING:
    from listening.model.quickline import Known
    from listening.model.records import Contribution, Participant, Prompt, Session
    from listening.model.repeats import Wording
    from listening.store.views import Found, HistoryEntry, Tally


class Asking:
    """The methods with which sessions, people, contributions and figures are read."""

    _con: sqlite3.Connection
    path: Path
    """What is read."""

    def sessions(self) -> tuple[Session, ...]:
        """Return the sessions of the file, oldest first."""
        with faults.reading(self.path):
            return queries.sessions(self._con)

    def session(self, ref: str | None = None) -> Session:
        """Return the session that an id, or the beginning of one, names; without it the only one.

        Raises:
            NotFound: there is none.
            Ambiguous: there are several.
        """
        with faults.reading(self.path):
            return queries.session(self._con, ref)

    def prompts(self, session: str) -> tuple[Prompt, ...]:
        """Return the prompts of a session in their order, numbered from 1."""
        with faults.reading(self.path):
            return queries.prompts(self._con, session)

    def participants(self, session: str | None = None) -> tuple[Participant, ...]:
        """Return the participants, by handle (`P2` before `P10`)."""
        with faults.reading(self.path):
            return queries.participants(self._con, session)

    def contributions(
        self,
        where: Where = EVERYTHING,
        *,
        limit: int | None = None,
        offset: int = 0,
        of: int | None = None,
    ) -> tuple[Contribution, ...]:
        """Return contributions, oldest first.

        Args:
            where: which.
            limit: how many; None for all that follow.
            offset: how many are passed over.
            of: how many there are, if that is known: then the end of a long list is as near as its beginning.
        """
        with faults.reading(self.path):
            return queries.contributions(self._con, where, limit=limit, offset=offset, of=of)

    def count(self, where: Where = EVERYTHING) -> int:
        """Return how many contributions there are."""
        with faults.reading(self.path):
            return queries.count(self._con, where)

    def position(self, ref: str, where: Where = EVERYTHING) -> int | None:
        """Return the place, from 0, of a contribution in what `contributions(where)` lists."""
        with faults.reading(self.path):
            return paging.position(self._con, ref, where)

    def next_untagged(self, after: str | None, where: Where = EVERYTHING) -> str | None:
        """Return the id of the next contribution not yet tagged, round the end; None if all are."""
        with faults.reading(self.path):
            return paging.next_untagged(self._con, after, where)

    def contribution(self, ref: str) -> Contribution:
        """Return the contribution that an id, or the beginning of one, names; also a removed one.

        Raises:
            NotFound: there is none.
            Ambiguous: several begin so, or the beginning is too short.
        """
        with faults.reading(self.path):
            return queries.contribution(self._con, ref)

    def wordings(self, session: str) -> tuple[Wording, ...]:
        """Return all words and paraphrases that contributions of a session have or had.

        Those of what was taken out, or taken back, are among them: nobody is to be shown these, and
        whoever shows something else may have to know what must not stand in it.
        """
        from listening.store import wordings

        with faults.reading(self.path):
            return wordings.of_session(self._con, session)

    def known(self, session: str) -> Known:
        """Return what the session knows that changes how a quick line is read."""
        with faults.reading(self.path):
            return queries.known(self._con, session)

    def tally(self, session: str | None = None) -> Tally:
        """Return the figures of a session, or of all."""
        from listening.store import tallies

        with faults.reading(self.path):
            return tallies.tally(self._con, session)

    def history(
        self, ref: str | None = None, session: str | None = None
    ) -> tuple[HistoryEntry, ...]:
        """Return who changed what when, oldest first: of one contribution, or of all."""
        from listening.store import history

        with faults.reading(self.path):
            return history.history(self._con, ref, session)

    def search(
        self,
        words: str,
        where: Where = EVERYTHING,
        *,
        session: str | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        """Return the contributions in which all these words, or words beginning so, occur; best first.

        Args:
            words: what is looked for.
            where: among which contributions.
            session: the token of a session, if not all of the file is meant.
            limit: how many, the best ones.
        """
        from listening.store import search

        self.prepare_to_search()
        asked = where if session is None else replace(where, session=session)
        with faults.reading(self.path):
            return search.search(self._con, words, asked, limit=limit)

    def found(
        self, words: str, where: Where = EVERYTHING, *, newest: int | None = None
    ) -> tuple[int, ...]:
        """Return the numbers of what `search` finds, quickly: of very many, the newest stand first.

        Without words, all that is meant, oldest first. `numbered` says what they are.

        Args:
            words: what is looked for.
            where: among which contributions.
            newest: how many, the newest, are enough where an index can tell them at once; without
                words, how many of the oldest.
        """
        from listening.store import search

        with faults.reading(self.path):
            return tuple(search.numbers(self._con, words, where, newest=newest))

    def numbered(self, numbers: Sequence[int]) -> dict[int, Contribution]:
        """Return contributions by the numbers that `found` gave, in that order, those that are there."""
        with faults.reading(self.path):
            return queries.by_numbers(self._con, numbers)

    def prepare_to_search(self) -> None:
        """Do what makes searching quick, such as an index: not while somebody captures."""
