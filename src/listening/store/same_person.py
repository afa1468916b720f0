"""One person under two handles, in sessions set up apart: joined by people, never by themselves."""

from __future__ import annotations

import sqlite3

from listening.model.errors import WrongUse
from listening.model.records import Participant
from listening.store import joined, names, queries
from listening.store.ledger import Ledger


def same_person(ledger: Ledger, one: Participant, other: Participant) -> Participant:
    """Say that somebody is whom another handle names; return them. Both handles stay as they are.

    Raises:
        WrongUse: both are one participant.
    """
    if _key(one) == _key(other):
        raise WrongUse(
            f"{one.handle} is one participant: name the other handle of the same person."
        )
    with ledger.transaction():
        links = _links(ledger.con)
        part, whole = joined.root(links, _key(one)), joined.root(links, _key(other))
        if part != whole:
            with ledger.change() as change:
                change.set(f"{Participant.letter}.{part}", "same_as", whole)
        return queries.participant(ledger.con, one.session, one.id)


def alike(con: sqlite3.Connection) -> tuple[frozenset[str], ...]:
    """Return the ids of the handles that are one person, person by person."""
    links = _links(con)
    found: dict[str, set[str]] = {}
    for each in links:
        found.setdefault(joined.root(links, each), set()).add(names.own_token(each))
    return tuple(frozenset(ids) for ids in found.values() if len(ids) > 1)


def _links(con: sqlite3.Connection) -> dict[str, str | None]:
    rows = con.execute("SELECT session || '.' || id, same_as FROM participant")
    return dict(rows.fetchall())


def _key(one: Participant) -> str:
    return f"{one.session}.{one.id}"
