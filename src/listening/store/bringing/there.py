"""What the file holds of the sessions that a source is about: now, and when the source was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from listening.model.brought import Brought, Said
from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.text import fold
from listening.model.vocabulary import Check, Sharing
from listening.store import likeness, queries
from listening.store.asked import Where


class There:
    """What is there."""

    def __init__(
        self,
        con: sqlite3.Connection,
        before: sqlite3.Connection | None,
        brought: Brought,
        session: str | None,
    ) -> None:
        """Learn it.

        Args:
            con: the file.
            before: the file as it was when the source was written; None where nobody knows.
            brought: what was read.
            session: the session of the rows that name none of the file.

        Raises:
            WrongUse: it is not clear to which session some rows belong.
        """
        self._con = con
        self._whole = brought.whole
        self.is_dated = before is not None
        """Whether it is known what the file held when the source was written."""
        self._session = session
        self.sessions = sorted({self.session_of(each) for each in brought.said} | self._exported())
        self.now = _contributions(con, self.sessions)
        """The contributions of the file, by their ids."""
        self.then = _contributions(before, self.sessions) if before else self.now
        """Those that the file held when the source was written."""
        self._alike = _alike(before or con, self.then)
        self._numbers = {
            each.id: each.number
            for session in self.sessions
            for each in queries.prompts(before or con, session)
        }
        self.prompt = cache(self._prompt_by)
        self._short = cache(self._short_codes)

    def _exported(self) -> set[str]:
        return {self._whole.id} if self._whole else set()

    def session_of(self, said: Said) -> str:
        """Return the token of the session that a contribution belongs to."""
        if self._whole:
            return self._whole.id
        if said.session and self._has_session(said.session):
            return said.session
        if self._session is None:
            raise WrongUse(
                "This file holds several sessions: say to which one the lines belong, with --session."
            )
        return self._session

    def _has_session(self, session: str) -> bool:
        found = self._con.execute("SELECT 1 FROM session WHERE id = ? AND removed = 0", (session,))
        return found.fetchone() is not None

    def levels(self, one: Contribution) -> frozenset[Sharing]:
        """Return what may be done with a contribution, and with those that it is one with."""
        return frozenset(each.sharing for each in self._alike.get(one.id, (one,)))

    def is_taken_back(self, one: Contribution) -> bool:
        """Tell whether a contribution, or one that it is one with, was taken back."""
        return any(each.check is Check.WITHDRAWN for each in self._alike.get(one.id, (one,)))

    def prompt_number(self, token: str | None) -> int | None:
        """Return the number that a prompt had when the source was written; None for one that was not there."""
        return self._numbers.get(token or "")

    def short(self, session: str, codes: Iterable[str]) -> Mapping[str, str]:
        """Return the short codes that rows may use, to their full keys, but for codes that are in use as they are."""
        # An export tells codes in full: a theme that happens to be called as a short code stays itself.
        used = set(codes)
        found = {} if self._whole else self._short(session)
        return {short: key for short, key in found.items() if short not in used}

    def _short_codes(self, session: str) -> Mapping[str, str]:
        return queries.known(self._con, session).codes

    def _prompt_by(self, session: str, name: int | str) -> str | None:
        """Return the token of the prompt of a session with this number or this text."""
        for prompt in queries.prompts(self._con, session):
            if name == prompt.number or fold(str(name)) == fold(prompt.text or ""):
                return prompt.id
        raise WrongUse(
            f"There is no prompt “{name}” in this session: make it first, or leave it out of the source."
        )


def _contributions(con: sqlite3.Connection, sessions: Iterable[str]) -> dict[str, Contribution]:
    return {
        each.id: each
        for session in sessions
        for removed in (False, True)
        for each in queries.contributions(con, Where(session=session, removed=removed))
    }


def _alike(
    con: sqlite3.Connection, known: Mapping[str, Contribution]
) -> Mapping[str, Sequence[Contribution]]:
    """Return, for each contribution that is one with others, all that are."""
    found: dict[str, Sequence[Contribution]] = {}
    for group in likeness.groups(con, None):
        alike = [known[own] for own in group if own in known]
        found |= {each.id: alike for each in alike}
    return found
