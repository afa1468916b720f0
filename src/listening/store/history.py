"""Who changed what when, and taking the last action back by a further change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from listening.model.records import (
    BY_LETTER,
    Contribution,
    Participant,
    Prompt,
    Session,
    Writer,
)
from listening.model.text import sanitise, single_line
from listening.store import joined, names, noted, taken_back
from listening.store.clock import TOKEN_LENGTH, moment, writer_of
from listening.store.ledger import Change, Ledger, Value
from listening.store.views import HistoryEntry, Undone

_CHANGES = """SELECT c.record, c.field, c.stamp, c.value, c.base, w.name, w.utc_offset FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)
  WHERE {condition} ORDER BY c.stamp, c.record, c.field"""
_OF_ALL = "c.record NOT LIKE 'w.%'"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that an action set, and what it held before."""

    record: str
    field: str
    former: Value
    replaced_since: bool
    first: bool
    """Whether the action made the record."""


@dataclass
class _Effect:
    """What an undo does, gathered."""

    contributions: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    fields: dict[str, None] = field(default_factory=dict)
    left: int = 0


def history(
    con: sqlite3.Connection, ref: str | None, session: str | None
) -> tuple[HistoryEntry, ...]:
    """Return who changed what when, oldest first: of one record, of a session, or of all.

    Raises:
        NotFound, Ambiguous: the id does not name one contribution, commitment, relation or link.
    """
    if ref is not None:
        condition, values = "c.record = ?", [noted.record_of(con, ref)]
    elif session is not None:
        here, tokens = joined.scope(con, session, "substr(c.record, 3, 10)")
        condition, values = f"{here} AND {_OF_ALL}", [*tokens]
    else:
        condition, values = _OF_ALL, []
    found = con.execute(_CHANGES.format(condition=condition), values).fetchall()
    return tuple(_without_taken_back(con, row, entry) for row, entry in _entries(found))


def undo(ledger: Ledger, session: str | None) -> Undone | None:
    """Take the author's last action back; None if nothing is left to take back.

    What somebody has changed again since stays as it is. What the action made, such as a
    contribution that it captured, is removed; its words stay in its history.
    """
    effect = _Effect()
    with ledger.change() as change:
        stamp = _last_action(ledger.con, ledger.author, session)
        if stamp is None:
            return None
        for cell in _cells(ledger.con, stamp):
            _take_back(ledger, change, cell, effect)
        for touched in {names.session_of(cell.record) for cell in _cells(ledger.con, stamp)}:
            change.set(names.writer_record(touched, ledger.writer), names.UNDONE + stamp, 1)
    return Undone(
        contributions=tuple(effect.contributions),
        others=tuple(effect.others),
        fields=tuple(effect.fields),
        left=effect.left,
        people=tuple(effect.people),
    )


def _take_back(ledger: Ledger, change: Change, cell: _Cell, effect: _Effect) -> None:
    letter = cell.record[:1]
    if letter == Contribution.letter:
        effect.contributions[names.own_token(cell.record)] = None
    elif letter in _NAMED:
        effect.others[names.own_token(cell.record)] = None
    elif letter == Participant.letter:
        effect.people[names.own_token(cell.record)] = None
    if cell.first and (letter in _NAMED or _is_unused(ledger, cell.record)):
        change.set(cell.record, "removed", 1)
        effect.fields["removed"] = None
    elif cell.replaced_since:
        effect.left += 1
    elif not cell.first:
        change.set(cell.record, cell.field, cell.former)
        effect.fields[cell.field] = None


def _is_unused(ledger: Ledger, record: str) -> bool:
    """Tell whether nobody else has changed a participant or a prompt, or put words under it."""
    column = _NAMED_BY.get(record[:1])
    if column is None:
        return False
    session = names.session_of(record)
    (made,) = ledger.con.execute(
        "SELECT min(stamp) FROM change WHERE record = ?", (record,)
    ).fetchone()
    others = ledger.con.execute(
        "SELECT 1 FROM change c LEFT JOIN writer w ON w.record = 'w.' || ? || '.' || substr(c.stamp, 19) "
        "WHERE c.record = ? AND w.name IS NOT ?",
        (session, record, ledger.author),
    ).fetchone()
    said = ledger.con.execute(
        f"SELECT 1 FROM contribution WHERE session = ? AND {column} = ? AND removed = 0 AND first <> ?",
        (session, names.own_token(record), made),
    ).fetchone()
    return others is None and said is None


_NAMED = frozenset(kind.letter for kind in noted.NAMED)
"""The letters of what stands for itself, whoever else has named it."""
_NAMED_BY = {Participant.letter: "participant", Prompt.letter: "prompt"}
"""The column of a contribution in which such a record is named."""


def _last_action(con: sqlite3.Connection, author: str, session: str | None) -> str | None:
    """Return the stamp of the author's newest action that made no session, is no undo, and stands."""
    writers = con.execute(
        "SELECT DISTINCT id FROM writer WHERE name = ? AND (? IS NULL OR session = ?)",
        (author, session, session),
    ).fetchall()
    marks = ", ".join("?" * len(writers))
    own = f"substr(c.stamp, 19) IN ({marks}) AND (? IS NULL OR substr(c.record, 3, 10) = ?)"
    row = con.execute(
        f"SELECT max(c.stamp) FROM change c WHERE {own} AND c.record NOT LIKE 'w.%' AND {_IN_A_SESSION} "
        f"AND c.stamp NOT IN ({_UNDOS}) AND c.stamp NOT IN ({_TAKEN_BACK}) "
        f"AND c.stamp NOT IN (SELECT first FROM {Session.table})",
        [*(writer for (writer,) in writers), session, session],
    ).fetchone()
    return row[0] if row else None


_IN_A_SESSION = f"c.record GLOB '[a-z].{'[0-9a-z]' * TOKEN_LENGTH}*'"
"""The condition for a record on whose session it can be noted that it was taken back."""
_ALL_UNDONE = f"FROM {Writer.table} w CROSS JOIN change u ON u.record = w.record AND u.field >= 'undone/' AND u.field < 'undone0'"
_UNDOS = f"SELECT u.stamp {_ALL_UNDONE}"
_TAKEN_BACK = f"SELECT substr(u.field, {len(names.UNDONE) + 1}) {_ALL_UNDONE}"


def _cells(con: sqlite3.Connection, stamp: str) -> Iterable[_Cell]:
    rows = con.execute(
        "SELECT record, field, base FROM change WHERE stamp = ? AND record NOT LIKE 'w.%'", (stamp,)
    )
    for record, name, base in rows.fetchall():
        first = con.execute("SELECT min(stamp) FROM change WHERE record = ?", (record,))
        yield _Cell(
            record=record,
            field=name,
            former=_former(con, record, name, base),
            replaced_since=_in_effect(con, record, name) != stamp,
            first=first.fetchone()[0] == stamp,
        )


def _in_effect(con: sqlite3.Connection, record: str, name: str) -> str | None:
    """Return the stamp of the change whose value a cell has; what was taken back counts as never done."""
    row = con.execute(_NEWEST, (record, name)).fetchone()
    stamp: str | None = row[0] if row else None
    while stamp is not None and (taken := _taken_back_by(con, record, stamp)):
        before = con.execute(
            "SELECT base FROM change WHERE record = ? AND field = ? AND stamp = ?",
            (record, name, taken),
        ).fetchone()
        stamp = max(((before and before[0]) or "").split(), default=None)
    return stamp


def _taken_back_by(con: sqlite3.Connection, record: str, stamp: str) -> str | None:
    """Return which action another one took back in the session of a record, if it took one back."""
    row = con.execute(
        f"SELECT substr(field, {len(names.UNDONE) + 1}) FROM change "
        "WHERE record = ? AND field >= 'undone/' AND field < 'undone0' AND stamp = ?",
        (names.writer_record(names.session_of(record), writer_of(stamp)), stamp),
    ).fetchone()
    return str(row[0]) if row else None


_NEWEST = "SELECT max(stamp) FROM change WHERE record = ? AND field = ?"


def _former(con: sqlite3.Connection, record: str, name: str, base: str | None) -> Value:
    """Return the newest of the values that a change replaced."""
    stamps = (base or "").split()
    if not stamps:
        return None
    row = con.execute(
        "SELECT value FROM change WHERE record = ? AND field = ? AND stamp = ?",
        (record, name, max(stamps)),
    ).fetchone()
    value: Value = row[0] if row else None
    return value


def _without_taken_back(
    con: sqlite3.Connection, row: Sequence[Any], entry: HistoryEntry
) -> HistoryEntry:
    """Return an entry without the words of what was taken back."""
    if not taken_back.hidden(con, row[0], row[1]):
        return entry
    value, former = (each and taken_back.INSTEAD for each in (entry.value, entry.former))
    return replace(entry, value=value, former=former)


def _entries(rows: Iterable[Sequence[Any]]) -> Iterable[tuple[Sequence[Any], HistoryEntry]]:
    """Yield each row with what it tells."""
    values: dict[tuple[str, str, str], Value] = {}
    for row in rows:
        record, name, stamp, value, base, author, offset = row
        shown = shown_value(value)
        values[record, name, stamp] = shown
        former = values.get((record, name, max((base or "").split(), default="")))
        entry = HistoryEntry(
            at=moment(stamp, offset),
            author=single_line(author or "") or single_line(writer_of(stamp)),
            kind=BY_LETTER[record[0]].table if record[:1] in BY_LETTER else "record",
            id=single_line(names.own_token(record)),
            field=single_line(name),
            value=shown,
            former=former,
            stamp=single_line(stamp),
        )
        yield row, entry


def shown_value(value: object) -> Value:
    """Return a value as it may be shown, whatever type a foreign file gave it."""
    if value is None or isinstance(value, int):
        return value
    return sanitise(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
