"""A form's draft in a session file, outside the ledger: wiped from the bytes once the form is saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from listening.model.quickline import parse
from listening.model.text import single_line
from listening.model.vocabulary import Sharing
from listening.store import beside, drafts, faults, opening, sittings
from listening.store.clock import WRITER_LENGTH, Milliseconds, now_ms, random_token
from listening.store.half_written import HalfWritten, fields_of

TABLE = """CREATE TABLE form_draft (
  writer  TEXT NOT NULL,
  author  TEXT NOT NULL,
  form    TEXT NOT NULL,
  filled  TEXT NOT NULL,
  at      INTEGER NOT NULL,
  machine TEXT NOT NULL,
  process TEXT NOT NULL,
  PRIMARY KEY (writer, form)
) STRICT, WITHOUT ROWID"""
"""It is made when the first form is kept: most files never have it."""

_KEEP = "INSERT OR REPLACE INTO form_draft VALUES (?, ?, ?, ?, ?, ?, ?)"
_WIPE = "DELETE FROM main.form_draft WHERE writer = ? AND form = ?"
_LEFT_BEGINNING = """SELECT form, writer, at, filled, machine, process FROM main.form_draft
  WHERE author = ? AND substr(form, 1, length(?)) = ? ORDER BY at, writer"""
_LEFT = """SELECT writer, at, filled, machine, process FROM form_draft
  WHERE author = ? AND form = ? ORDER BY at DESC, writer"""


class InFile:
    """Where one writing of a form is kept: in the session file that the form is about.

    It opens the file whenever it is asked, so that any thread may ask.
    """

    def __init__(
        self,
        path: Path,
        author: str,
        *form: str,
        said_in: str | None = None,
        now: Milliseconds = now_ms,
    ) -> None:
        """Say which form.

        Args:
            path: the session file.
            author: who writes: a draft is offered to nobody else.
            form: what sort of form, and the ids of what it is about: opened again, it is the same.
            said_in: the token of a session, where what is written is what somebody said there.
            now: the clock.
        """
        self._path, self._author, self._form = path, single_line(author), " ".join(form)
        self._writer = random_token(WRITER_LENGTH)
        self._said_in, self._now = said_in, now

    def keep(self, text: str) -> bool:
        """Keep what is written; nothing, and what is marked off record, wipes it.

        Returns:
            Whether it is kept; False where the file is busy and it should be tried again.

        Raises:
            ListeningError: it could not be kept.
        """
        with self._opened() as con:
            if not text or self._is_off_record(con, text):
                return self._wipe(con, self._writer)
            sittings.begin(self._writer)
            row = (self._writer, self._author, self._form, text, self._now(), *sittings.here())
            made = () if is_there(con) else ((TABLE, ()),)
            return beside.write(con, self._path, *made, (_KEEP, row))

    def left(self) -> HalfWritten | None:
        """Return what was written last in a sitting that ended without saving it.

        Raises:
            ListeningError: the file cannot be read.
        """
        with self._opened() as con, faults.reading(self._path):
            rows = con.execute(_LEFT, (self._author, self._form)) if is_there(con) else ()
            found = (
                HalfWritten(writer, beside.moment(at), fields_of(filled))
                for writer, at, filled, *where in rows
                if not sittings.goes_on(writer, *where)
            )
            return next((one for one in found if one.fields), None)

    def drop(self, left: HalfWritten) -> bool:
        """Wipe what was left, from the file's bytes; False where the file is busy.

        Raises:
            ListeningError: it could not be wiped.
        """
        with self._opened() as con:
            return self._wipe(con, left.writer)

    def end(self) -> None:
        """Say that the form is no longer there: what was kept of it is offered from now on."""
        sittings.end(self._writer)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            con = opening.open_checked(self._path, thorough=False)
        except OSError as error:
            raise faults.not_saved(self._path, error) from error
        with closing(con):
            yield con

    def _is_off_record(self, con: sqlite3.Connection, text: str) -> bool:
        lines = fields_of(text).values()
        if any(parse(line).marks.sharing is Sharing.OFF for line in lines):
            return True
        session = self._said_in
        if session is None:
            return False
        with faults.reading(self._path):
            return any(drafts.is_off_record_in(con, line, session) for line in lines)

    def _wipe(self, con: sqlite3.Connection, writer: str) -> bool:
        if not is_there(con):
            return True
        return beside.write(con, self._path, (_WIPE, (writer, self._form)))


def is_there(con: sqlite3.Connection) -> bool:
    """Tell whether a file has such drafts; a table of another program under that name is left alone."""
    asked = "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = 'form_draft'"
    made = con.execute(asked).fetchone()
    return made is not None and opening.same_sql(made[0] or "", TABLE)


@dataclass(frozen=True, slots=True)
class LeftForm:
    """A form that somebody left half-written."""

    form: tuple[str, ...]
    """Which form: its sort, and the ids of what it is about."""
    left: HalfWritten
    """What stood in it."""


def left_beginning(
    con: sqlite3.Connection, author: str, begin: Iterable[str]
) -> tuple[LeftForm, ...]:
    """Return what somebody left in all forms whose names begin so, the oldest first."""
    beginning = f"{' '.join(begin)} "
    rows = con.execute(_LEFT_BEGINNING, (author, beginning, beginning)) if is_there(con) else ()
    found = (
        LeftForm(tuple(form.split(" ")), HalfWritten(writer, beside.moment(at), fields_of(filled)))
        for form, writer, at, filled, *where in rows
        if not sittings.goes_on(writer, *where)
    )
    return tuple(one for one in found if one.left.fields)


def number_left(con: sqlite3.Connection, author: str) -> int:
    """Return how many forms somebody left half-written in sittings that have ended, without reading them."""
    asked = "SELECT writer, machine, process FROM form_draft WHERE author = ?"
    rows = con.execute(asked, (author,)) if is_there(con) else ()
    return sum(not sittings.goes_on(*row) for row in rows)


def kept(con: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], tuple[str, ...], str]]:
    """Yield every form's draft of a file: its key, what it is about, and each thing written in it."""
    rows = con.execute("SELECT writer, form, filled FROM main.form_draft") if is_there(con) else ()
    for writer, form, filled in rows:
        about = tuple(form.split(" "))
        for text in fields_of(filled).values():
            yield (writer, form), about, text


def wipe(con: sqlite3.Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Wipe these drafts, inside the open transaction."""
    for key in keys:  # where there is none, there may be no table
        con.execute(_WIPE, key)
