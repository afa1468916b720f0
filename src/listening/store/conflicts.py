"""Where two people set one field apart from each other: both versions, and settling them.

Settling is one change that replaces all versions, so it merges like any other change; settled in
two copies to different values, it is a conflict again, between the two who settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.records import (
    BY_LETTER,
    Commitment,
    Contribution,
    Participant,
    Prompt,
    Relation,
    Session,
)
from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import Captured, Check, Kind, Sharing
from listening.store import (
    commitments,
    edits,
    joined,
    names,
    participants,
    queries,
    relations,
    setup,
)
from listening.store.asked import Edit
from listening.store.clock import moment, writer_of
from listening.store.history import shown_value
from listening.store.ledger import Change, Leaf, Ledger, Value, leaves_of
from listening.store.views import Conflict, Version

_CONFLICTS = """SELECT f.record, f.field FROM conflict f WHERE {condition}
  ORDER BY (SELECT min(stamp) FROM change c WHERE c.record = f.record), f.record, f.field"""


def conflicts(con: sqlite3.Connection, session: str | None) -> tuple[Conflict, ...]:
    """Return the fields that people set apart from each other, those of the oldest record first."""
    return tuple(_conflict(con, record, field) for record, field in _cells(con, session))


def count(con: sqlite3.Connection) -> int:
    """Return how many fields of the file people set apart from each other."""
    return int(con.execute("SELECT count(*) FROM conflict").fetchone()[0])


def settle(ledger: Ledger, ref: str, *, keep: int | None, text: str | None) -> None:
    """Settle a conflict, by the number of a version from 1, or by other text.

    Raises:
        NotFound, Ambiguous: the id does not name one conflict.
        WrongUse: there is no such version, or the text cannot be a value of the field.
    """
    if (keep is None) == (text is None):
        raise WrongUse("Settle it with one of the versions, by its number, or with a text.")
    with ledger.transaction():
        record, field = _named(ledger.con, ref)
        if text is not None:
            _settle_with_text(ledger, record, field, text)
        elif keep is not None:
            _keep(ledger, record, field, keep)


def _cells(con: sqlite3.Connection, session: str | None) -> list[tuple[str, str]]:
    condition, tokens = joined.scope(con, session, "substr(f.record, 3, 10)")
    return con.execute(_CONFLICTS.format(condition=condition), tokens).fetchall()


def _named(con: sqlite3.Connection, ref: str) -> tuple[str, str]:
    """Return the record and the field of the conflict that an id, or its beginning, names."""
    wanted = fold(single_line(ref))
    by_id = {names.conflict_token(*cell): cell for cell in _cells(con, None)}
    fits = [own for own in by_id if own.startswith(wanted)]
    if len(wanted) < queries.SHORTEST_REF:
        raise Ambiguous("conflict", ref, [])
    if not fits:
        raise NotFound("conflict", ref)
    if len(fits) > 1:
        raise Ambiguous("conflict", ref, fits)
    return by_id[fits[0]]


def _conflict(con: sqlite3.Connection, record: str, field: str) -> Conflict:
    versions = _versions(con, record, field)
    return Conflict(
        id=names.conflict_token(record, field),
        kind=BY_LETTER[record[0]].table if record[:1] in BY_LETTER else "record",
        record=single_line(names.own_token(record)),
        session=single_line(names.session_of(record)),
        field=single_line(field),
        versions=tuple(
            _version(con, record, field, leaf, shown=leaf == versions[0]) for leaf in versions
        ),
    )


def _versions(con: sqlite3.Connection, record: str, field: str) -> list[Leaf]:
    """Return the different values of a cell, each as who set it last, the newest first."""
    found: dict[tuple[type, Value], Leaf] = {}
    for leaf in reversed(leaves_of(con, record, field)):
        found.setdefault((type(leaf.value), leaf.value), leaf)
    return list(found.values())


def _version(
    con: sqlite3.Connection, record: str, field: str, leaf: Leaf, *, shown: bool
) -> Version:
    writer = writer_of(leaf.stamp)
    row = con.execute(
        "SELECT name, utc_offset FROM writer WHERE record = ?",
        (names.writer_record(names.session_of(record), writer),),
    ).fetchone()
    name, offset = row or (None, None)
    return Version(
        value=_as_read(con, record, field, shown_value(leaf.value)),
        author=single_line(name or "") or single_line(writer),
        at=moment(leaf.stamp, offset),
        stamp=single_line(leaf.stamp),
        shown=shown,
    )


def _as_read(con: sqlite3.Connection, record: str, field: str, value: Value) -> Value:
    """Return a value as people read it: a speaker by handle, a prompt by its text."""
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


def _keep(ledger: Ledger, record: str, field: str, number: int) -> None:
    versions = _versions(ledger.con, record, field)
    if not 1 <= number <= len(versions):
        raise WrongUse(f"There is no version {number}: choose a number from 1 to {len(versions)}.")
    value = versions[number - 1].value
    with ledger.change() as change:
        change.set(record, field, value)
        _bring_speaker_back(change, record, field, value)


def _bring_speaker_back(change: Change, record: str, field: str, value: Value) -> None:
    if record[:1] == Contribution.letter and field == "participant" and value is not None:
        participants.bring_back(change, names.session_of(record), str(value))


def _settle_with_text(ledger: Ledger, record: str, field: str, text: str) -> None:
    letter, session = record[:1], names.session_of(record)
    own = names.own_token(record)
    if letter == Contribution.letter and field in _EDITS:
        edits.edit(ledger, own, _EDITS[field](text))
    elif letter == Commitment.letter and (promise := commitments.from_text(field, text)):
        commitments.update(ledger, own, promise)
    elif letter == Relation.letter and (relation := relations.from_text(field, text)):
        relations.update(ledger, own, relation)
    elif letter == Session.letter:
        setup.describe(ledger, session, {field: text})
    elif (letter, field) in _LINES and single_line(text):
        with ledger.change() as change:
            change.set(record, field, single_line(text))
    else:
        raise WrongUse(
            f"“{text}” cannot be a value of {single_line(field)}: choose one of the versions, with --keep."
        )


_EDITS: Mapping[str, Callable[[str], Edit]] = {
    "words": lambda text: {"words": text},
    "paraphrase": lambda text: {"paraphrase": sanitise(text) or None},
    "participant": lambda text: {"by": single_line(text) or None},
    "kind": lambda text: {"kind": Kind.parse(text)},
    "sharing": lambda text: {"sharing": Sharing.parse(text)},
    "captured": lambda text: {"captured": Captured.parse(text)},
    "check": lambda text: {"check": Check.parse(text)},
}
"""The edit of a contribution that sets a field of the ledger from text."""

_LINES = {(Prompt.letter, "text"), (Participant.letter, "agreed_name")}
"""Other fields that can be any line: kind of record and field."""
