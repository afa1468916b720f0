"""Where two people set one field apart from each other: all versions of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from listening.model.records import BY_LETTER, Contribution, Participant, Prompt
from listening.model.text import single_line
from listening.store import joined, names, none_or_area, taken_back
from listening.store.clock import moment, writer_of
from listening.store.ledger import Leaf, Value, leaves_of
from listening.store.none_or_area import Told
from listening.store.standing import said_at

if TYPE_CHECKING:
    from listening.store.views import Conflict, Version

_CONFLICTS = """SELECT f.record, f.field FROM conflict f WHERE {condition}
  ORDER BY (SELECT min(stamp) FROM change c WHERE c.record = f.record), f.record, f.field"""


def conflicts(con: sqlite3.Connection, session: str | None) -> tuple[Conflict, ...]:
    """Return the fields that people set apart from each other, those of the oldest record first."""
    return tuple(_conflict(con, record, field) for record, field in cells(con, session))


def count(con: sqlite3.Connection) -> int:
    """Return how many fields of the file people set apart from each other."""
    return int(con.execute("SELECT count(*) FROM conflict").fetchone()[0])


def cells(con: sqlite3.Connection, session: str | None) -> list[tuple[str, str]]:
    """Return the record and the field of each conflict, those of the oldest record first."""
    condition, tokens = joined.scope(con, session, "substr(f.record, 3, 10)")
    return con.execute(_CONFLICTS.format(condition=condition), tokens).fetchall()


def _conflict(con: sqlite3.Connection, record: str, field: str) -> Conflict:
    # Imported here because most files hold no conflict, and most commands ask whether there is one.
    from listening.store.views import Conflict

    told = versions_of(con, record, field)
    return Conflict(
        id=names.conflict_token(record, field),
        kind=BY_LETTER[record[0]].table if record[:1] in BY_LETTER else "record",
        record=single_line(names.own_token(record)),
        session=single_line(names.session_of(record)),
        field=single_line(field),
        versions=tuple(
            _version(con, record, field, each, shown=number == 0)
            for number, each in enumerate(told)
        ),
    )


def versions_of(con: sqlite3.Connection, record: str, field: str) -> list[Told]:
    """Return the different values of a cell, each as who set it last, what is shown meanwhile first."""
    if none_or_area.is_about(record, field):
        return none_or_area.versions(con, record)
    found: dict[tuple[type, Value], Leaf] = {}
    for leaf in reversed(leaves_of(con, record, field)):
        found.setdefault((type(leaf.value), leaf.value), leaf)
    return [Told(leaf.value, (said_at(con, record, field, leaf),)) for leaf in found.values()]


def _version(
    con: sqlite3.Connection, record: str, field: str, told: Told, *, shown: bool
) -> Version:
    from listening.store.history import shown_value
    from listening.store.views import Version

    session, stamp = names.session_of(record), told.by[0]
    authors = dict.fromkeys(_writer(con, session, each)[0] for each in told.by)
    return Version(
        value=_as_read(con, record, field, shown_value(told.value)),
        author=", ".join(authors),
        at=moment(stamp, _writer(con, session, stamp)[1]),
        stamp=single_line(stamp),
        shown=shown,
    )


def _writer(con: sqlite3.Connection, session: str, stamp: str) -> tuple[str, str | None]:
    """Return the name of who made a stamp, or the writer's token, and the offset of their clock."""
    own = writer_of(stamp)
    record = names.writer_record(session, own)
    row = con.execute("SELECT name, utc_offset FROM writer WHERE record = ?", (record,)).fetchone()
    name, offset = row or (None, None)
    return single_line(name or "") or single_line(own), offset


def _as_read(con: sqlite3.Connection, record: str, field: str, value: Value) -> Value:
    """Return a value as people read it: a speaker by handle, a prompt by its text."""
    if taken_back.hidden(con, record, field):
        return value and taken_back.INSTEAD
    kind = _NAMED.get(field) if record[:1] == Contribution.letter else None
    if kind is None or value is None:
        return value
    named, column = kind
    own = f"{named.letter}.{names.session_of(record)}.{value}"
    row = con.execute(f"SELECT {column} FROM {named.table} WHERE record = ?", (own,)).fetchone()
    return single_line(str(row[0])) if row and row[0] else value


_NAMED: Mapping[str, tuple[type[Participant | Prompt], str]] = {
    "participant": (Participant, "handle"),
    "prompt": (Prompt, "text"),
}
"""The fields of a contribution that name another record, and what that one is known by."""
