"""Importing: what was read from a file of another kind comes into a session file, or makes one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from listening.store.clock import Milliseconds, Tokens, now_ms, random_token
from listening.store.ledger import Ledger

if TYPE_CHECKING:
    from listening.model.brought import Brought
    from listening.store.bringing import Outcome
    from listening.store.session_file import SessionFile


class Importing:
    """The methods with which a session file takes in what was read elsewhere."""

    _con: sqlite3.Connection
    _ledger: Ledger
    path: Path
    """Where the file is."""

    def bring(
        self,
        brought: Brought,
        *,
        session: str | None = None,
        before: SessionFile | None = None,
        skip: bool = False,
        rehearse: bool = False,
    ) -> Outcome:
        """Bring in what was read, in one transaction, and return what came of it.

        Contributions that are here are changed where the source says otherwise; the others are made, under
        their own times and note-takers. What was changed both here and in the source becomes a conflict.

        Args:
            brought: what was read.
            session: the session of rows that name none of the file; None where there are several.
            before: the file as it was when the source was written; None where nobody knows.
            skip: whether lines that cannot be taken are left out; else they stop all of it.
            rehearse: whether the file is left as it was in the end.

        Raises:
            NotTaken: some lines cannot be taken.
            WrongUse: it is not clear to which session some rows belong.
            NotSaved: the disk did not take it.
        """
        # Imported here because most files are opened for something else.
        from listening.store import bringing

        then = before._con if before else None  # noqa: SLF001 (one of the same kind)
        return bringing.bring(
            self._ledger, brought, session=session, before=then, skip=skip, rehearse=rehearse
        )


def make(
    path: Path,
    brought: Brought,
    *,
    author: str = "",
    now: Milliseconds = now_ms,
    tokens: Tokens = random_token,
    skip: bool = False,
    rehearse: bool = False,
) -> Outcome:
    """Make a session file from an export of a session, whole or not at all.

    Args:
        path: where it shall be.
        brought: what was read; it holds a session.
        author: who imports it.
        now: the clock.
        tokens: the source of names.
        skip: whether lines that cannot be taken are left out; else they stop all of it.
        rehearse: whether no file is made in the end.

    Raises:
        NotTaken: some lines cannot be taken.
        FileExists: something stands at that path.
        NotSaved: the disk did not take it.
    """
    from listening.store import building

    if rehearse:
        with closing(building.in_memory()) as con:
            return _filled(con, path, brought, author, now, tokens, skip=skip)
    with building.aside(path) as aside, closing(building.new_file(aside)) as con:
        return _filled(con, aside, brought, author, now, tokens, skip=skip)


def _filled(
    con: sqlite3.Connection,
    path: Path,
    brought: Brought,
    author: str,
    now: Milliseconds,
    tokens: Tokens,
    *,
    skip: bool,
) -> Outcome:
    from listening.store import bringing

    ledger = Ledger(con, path, author=author, now=now, tokens=tokens)
    return bringing.bring(ledger, brought, skip=skip)
