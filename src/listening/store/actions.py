"""Actions: what somebody did in one go, which is taken back in one go.

Most bear one stamp. What has several, or was written under others' names as an import is, is noted
on the record of whoever did it: `with/STAMP` and `with/WRITER`, at the stamp by which the whole is known.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from listening.model.records import Session, Writer
from listening.store import names
from listening.store.clock import TOKEN_LENGTH, WRITER_LENGTH
from listening.store.standing import is_among

_NOTES = f"FROM {Writer.table} w CROSS JOIN change u ON u.record = w.record AND u.field >= '{{0}}/' AND u.field < '{{0}}0'"
_UNDONE = _NOTES.format("undone")
_TIED = _NOTES.format("with")
_TAKEN_BACK = f"SELECT substr(u.field, {len(names.UNDONE) + 1}) {_UNDONE}"
_UNDOS = f"SELECT u.stamp, substr(u.field, {len(names.UNDONE) + 1}) {_UNDONE}"
_PARTS = f"SELECT substr(u.field, {len(names.WITH) + 1}) {_TIED}"
_IN_A_SESSION = f"c.record GLOB '[a-z].{'[0-9a-z]' * TOKEN_LENGTH}*'"
"""The condition for a record on whose session it can be noted that it was taken back."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done in one go."""

    stamp: str
    """What it is known by."""
    notes: frozenset[tuple[str, str]]
    """The sessions that it touched, each with what it consists of there: stamps, and tokens of writers."""

    @property
    def parts(self) -> frozenset[str]:
        """The stamps, and the tokens of writers, that it consists of."""
        return frozenset(part for _, part in self.notes)

    @property
    def imported(self) -> bool:
        """Whether it was an import, which writes in others' names and of other times."""
        return any(len(part) == WRITER_LENGTH for part in self.parts)

    def wrote(self, stamp: str) -> bool:
        """Tell whether it wrote what bears a stamp."""
        return is_among(stamp, self.parts)


def undos(con: sqlite3.Connection) -> Mapping[str, frozenset[str]]:
    """Return the stamps of all undos, each with what it took back: stamps, and tokens of writers."""
    found: dict[str, set[str]] = {}
    for stamp, part in con.execute(_UNDOS):
        found.setdefault(stamp, set()).add(str(part))
    return {stamp: frozenset(parts) for stamp, parts in found.items()}


def last(con: sqlite3.Connection, author: str, session: str | None) -> Action | None:
    """Return an author's newest action that made no session, is no undo, and stands.

    Args:
        con: the file.
        author: the note-taker's name.
        session: the session that it must have touched; None for any.
    """
    writers = con.execute(
        f"SELECT DISTINCT id FROM {Writer.table} WHERE name = ? AND (? IS NULL OR session = ?)",
        (author, session, session),
    ).fetchall()
    marks = ", ".join("?" * len(writers))
    values = [*(writer for (writer,) in writers), session, session]
    single, tied = (
        con.execute(query.format(marks=marks), values).fetchone()[0]
        for query in (_LAST_SINGLE, _LAST_TIED)
    )
    if single is None and tied is None:
        return None
    return _tied(con, tied) if (tied or "") > (single or "") else _single(con, single)


_LAST_SINGLE = (
    "SELECT max(c.stamp) FROM change c WHERE substr(c.stamp, 19) IN ({marks}) "
    "AND (? IS NULL OR substr(c.record, 3, 10) = ?) AND c.record NOT LIKE 'w.%' "
    f"AND {_IN_A_SESSION} AND c.stamp NOT IN (SELECT u.stamp {_UNDONE}) AND c.stamp NOT IN ({_TAKEN_BACK}) "
    f"AND c.stamp NOT IN (SELECT first FROM {Session.table}) "
    f"AND c.stamp NOT IN ({_PARTS}) AND substr(c.stamp, 19) NOT IN ({_PARTS})"
)
_LAST_TIED = (
    f"SELECT max(u.stamp) {_TIED} WHERE substr(u.stamp, 19) IN ({{marks}}) AND (? IS NULL OR w.session = ?) "
    f"AND u.stamp NOT IN ({_TAKEN_BACK})"
)


def _single(con: sqlite3.Connection, stamp: str) -> Action:
    sessions = con.execute(
        "SELECT DISTINCT substr(record, 3, 10) FROM change WHERE stamp = ? AND record NOT LIKE 'w.%'",
        (stamp,),
    )
    return Action(stamp, frozenset((session, stamp) for (session,) in sessions))


def _tied(con: sqlite3.Connection, stamp: str) -> Action:
    rows = con.execute(
        f"SELECT w.session, substr(u.field, {len(names.WITH) + 1}) {_TIED} WHERE u.stamp = ?",
        (stamp,),
    ).fetchall()
    return Action(stamp, frozenset({*rows, *((session, stamp) for session, _ in rows)}))


def cells(con: sqlite3.Connection, action: Action) -> list[tuple[str, str]]:
    """Return the record and the field of all that an action set, but for notes of writers."""
    rows = con.execute(_CELLS, (json.dumps(sorted(action.parts)),))
    return rows.fetchall()


_CELLS = (
    "WITH part (name) AS MATERIALIZED (SELECT value FROM json_each(?)) "
    "SELECT DISTINCT record, field FROM change WHERE record NOT LIKE 'w.%' "
    "AND (stamp IN (SELECT name FROM part) OR substr(stamp, 19) IN (SELECT name FROM part)) "
    "ORDER BY record, field"
)


def made(con: sqlite3.Connection, action: Action, records: Iterable[str]) -> frozenset[str]:
    """Return those of some records that an action made."""
    first = "SELECT min(stamp) FROM change WHERE record = ?"
    return frozenset(
        record
        for record in records
        if action.wrote(str(con.execute(first, (record,)).fetchone()[0]))
    )
