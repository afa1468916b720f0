"""Relations: how one party stands to another, where people said so."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from listening.model.errors import NotFound, WrongUse
from listening.model.parties import related_party
from listening.model.records import Contribution, Relation
from listening.model.text import sanitise
from listening.model.vocabulary import RelationKind, RelationState
from listening.store import joined, names, noted, queries
from listening.store.clock import TOKEN_LENGTH
from listening.store.ledger import Change, Ledger
from listening.store.reading import read_relation


class RelationEdit(TypedDict, total=False):
    """The fields of a relation that an edit sets; those left out stay as they are."""

    kind: RelationKind
    from_party: str
    to_party: str
    about: str | None
    state: RelationState
    said_in: str | None
    """The id of the contribution that it was heard in."""


_RELATIONS = noted.select(Relation)
_STANDS = (
    "(r.said_in IS NULL OR EXISTS (SELECT 1 FROM contribution c "
    "WHERE c.record = 'c.' || r.session || '.' || r.said_in AND c.removed = 0))"
)
"""The condition that what it was heard in is there."""
_HOW_MANY = """SELECT r.session || '.' || r.said_in, count(*) FROM relation r
  WHERE r.removed = 0 AND r.said_in IS NOT NULL GROUP BY 1"""


def relations(con: sqlite3.Connection, session: str | None) -> tuple[Relation, ...]:
    """Return those that are not removed, nor heard in what is removed, oldest first."""
    here, tokens = joined.scope(con, session, "r.session")
    rows = noted.fetch(
        con,
        f"{_RELATIONS} WHERE r.removed = 0 AND {_STANDS} AND {here} ORDER BY r.first, r.id",
        tokens,
    )
    return tuple(one for one in map(read_relation, rows) if one is not None)


def counts(con: sqlite3.Connection, of: Sequence[Contribution]) -> Mapping[str, int]:
    """Return how many relations were heard in each of these contributions, by id; others are left out."""
    heard = dict(con.execute(_HOW_MANY).fetchall()) if of else {}
    found = {one.id: heard.get(names.whole_token(one.session, one.id), 0) for one in of}
    return {own: number for own, number in found.items() if number}


def relation(con: sqlite3.Connection, ref: str) -> Relation:
    """Return the relation that an id, or the beginning of one, names; also a removed one.

    Raises:
        NotFound: there is none, or it is of a kind that is not known here.
        Ambiguous: several begin so, or the beginning is too short.
    """
    return _relation_of(con, noted.record_of(con, ref, [Relation]))


def relate(ledger: Ledger, session: str, fields: RelationEdit) -> Relation:
    """Note a relation and return it; it is of the session of what it was heard in.

    Raises:
        WrongUse: a party is nobody.
        NotFound, Ambiguous: the session or the contribution is not in the file.
    """
    with ledger.transaction():
        token = queries.session(ledger.con, session).id
        heard_in = _contribution(ledger.con, fields.get("said_in"))
        record = names.relation_record(
            heard_in.session if heard_in else token, ledger.tokens(TOKEN_LENGTH)
        )
        with ledger.change() as change:
            _write(change, change.fresh(record), fields, heard_in)
        return _relation_of(ledger.con, record)


def update(ledger: Ledger, ref: str, fields: RelationEdit) -> Relation:
    """Set fields of a relation and return it; the former values stay in its history.

    Raises:
        WrongUse: a party is nobody, or what it was heard in is of another session.
        NotFound, Ambiguous: an id does not name one.
    """
    with ledger.transaction():
        record = noted.record_of(ledger.con, ref, [Relation])
        heard_in = _contribution(ledger.con, fields.get("said_in"))
        if heard_in is not None and heard_in.session != names.session_of(record):
            raise WrongUse(
                "That was said in another session: note the relation again there, from what was said."
            )
        with ledger.change() as change:
            _write(change, record, fields, heard_in)
        return _relation_of(ledger.con, record)


def from_text(field: str, text: str) -> RelationEdit | None:
    """Return the edit that sets a field of the ledger from text; None for a field that text cannot set.

    Raises:
        UnknownTerm: it is not a term of the field.
    """
    read = _FROM_TEXT.get(field)
    return read(text) if read else None


_FROM_TEXT: Mapping[str, Callable[[str], RelationEdit]] = {
    "kind": lambda text: {"kind": RelationKind.parse(text)},
    "from_party": lambda text: {"from_party": text},
    "to_party": lambda text: {"to_party": text},
    "about": lambda text: {"about": text},
    "state": lambda text: {"state": RelationState.parse(text)},
    "said_in": lambda text: {"said_in": text or None},
}
"""The edit that sets each field from text."""


def _contribution(con: sqlite3.Connection, ref: str | None) -> Contribution | None:
    return None if ref is None else queries.contribution(con, ref)


def _relation_of(con: sqlite3.Connection, record: str) -> Relation:
    found = read_relation(noted.fetch(con, f"{_RELATIONS} WHERE r.record = ?", (record,))[0])
    if found is None:
        raise NotFound("relation", names.own_token(record))
    return found


def _write(
    change: Change, record: str, fields: RelationEdit, heard_in: Contribution | None
) -> None:
    if "kind" in fields:
        change.set(record, "kind", str(fields["kind"]))
    if "from_party" in fields:
        change.set(record, "from_party", related_party(fields["from_party"]))
    if "to_party" in fields:
        change.set(record, "to_party", related_party(fields["to_party"]))
    if "about" in fields:
        change.set(record, "about", sanitise(fields["about"] or "") or None)
    if "state" in fields:
        usual = fields["state"] is RelationState.NOT_SAID
        change.set(record, "state", None if usual else str(fields["state"]))
    if "said_in" in fields:
        change.set(record, "said_in", heard_in.id if heard_in else None)
