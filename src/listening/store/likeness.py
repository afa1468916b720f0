"""One thing said, taken down twice: joined by people, counted once, every wording kept.

A link is the token of the other wording, from the later to the earlier, so that two people who
join the same two contributions apart write the same link.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.text import single_line
from listening.store import joined, names, one_thing, queries
from listening.store.ledger import Ledger


def same(ledger: Ledger, one: str, other: str) -> tuple[Contribution, ...]:
    """Say that two contributions are one thing said; return both.

    Raises:
        WrongUse: they are one contribution, or of sessions that are not joined.
    """
    with ledger.transaction():
        earlier, later = _in_order(ledger.con, one, other)
        with ledger.change() as change:
            linked = {each.id: each for each in one_thing.linked(ledger.con)}
            roots = {_root(linked, earlier.id), _root(linked, later.id)}
            if len(roots) > 1:
                kept, joining = _by_age(ledger.con, roots)
                change.set(_record(ledger.con, joining), "same_as", kept)
            for record, field in _said_apart(ledger.con, earlier, later):
                change.set(record, field, None)
        return _again(ledger.con, earlier, later)


def two_voices(ledger: Ledger, one: str, other: str) -> tuple[Contribution, ...]:
    """Say that two contributions are from two voices: never proposed again; return both.

    Raises:
        WrongUse: they are one contribution, or of sessions that are not joined.
    """
    with ledger.transaction():
        earlier, later = _in_order(ledger.con, one, other)
        with ledger.change() as change:
            change.set(_name(later), names.TWO_VOICES + earlier.id, 1)
            if _are_joined(ledger.con, earlier.id, later.id):
                change.set(_name(later), "same_as", None)
        if _are_joined(ledger.con, earlier.id, later.id):
            with ledger.change() as change:
                change.set(_name(earlier), "same_as", None)
        return _again(ledger.con, earlier, later)


def groups(
    con: sqlite3.Connection, session: str | None, *, removed: bool = False
) -> tuple[frozenset[str], ...]:
    """Return the ids of those that are one thing said, group by group.

    Args:
        con: the file.
        session: the session that is meant; None is all.
        removed: whether those that were taken out are told too.
    """
    tokens = None if session is None else set(joined.parts(con, session))
    found = (
        frozenset(
            each.id
            for each in group
            if (removed or not each.removed) and (tokens is None or each.session in tokens)
        )
        for group in one_thing.groups(one_thing.linked(con))
    )
    return tuple(sorted((group for group in found if len(group) > 1), key=sorted))


def said_apart(con: sqlite3.Connection, session: str | None) -> frozenset[frozenset[str]]:
    """Return the pairs of ids that somebody has said to be two voices."""
    condition, tokens = joined.scope(con, session, "c.session")
    rows = con.execute(
        "SELECT c.id, v.other FROM two_voices v CROSS JOIN contribution c ON c.record = v.contribution "
        f"WHERE {condition}",
        tokens,
    )
    return frozenset(frozenset((one, single_line(other))) for one, other in rows)


def _root(linked: dict[str, one_thing.Linked], own: str) -> str:
    """Follow the links from one to the last that is there; in a ring, to where it closes."""
    seen = {own}
    while own in linked and (then := linked[own].same_as) in linked and then not in seen:
        own = str(then)
        seen.add(own)
    return own


def _are_joined(con: sqlite3.Connection, one: str, other: str) -> bool:
    ids = ({each.id for each in group} for group in one_thing.groups(one_thing.linked(con)))
    return any({one, other} <= group for group in ids)


def _in_order(con: sqlite3.Connection, one: str, other: str) -> tuple[Contribution, Contribution]:
    """Return two contributions, the earlier first."""
    found = {each.id: each for each in (queries.contribution(con, ref) for ref in (one, other))}
    if len(found) < 2:
        raise WrongUse("That is one contribution twice: name two that are to be compared.")
    earlier, later = (found[own] for own in _by_age(con, found))
    if not _of_one_session(con, earlier.session, later.session):
        raise WrongUse(
            "These two are from different sessions: join the sessions first, with --same-session."
        )
    return earlier, later


def _by_age(con: sqlite3.Connection, ids: Iterable[str]) -> tuple[str, str]:
    """Return two ids, that of the earlier contribution first."""
    rows = con.execute(
        "SELECT id FROM contribution WHERE id IN (?, ?) ORDER BY first, id", tuple(ids)
    ).fetchall()
    return str(rows[0][0]), str(rows[1][0])


def _of_one_session(con: sqlite3.Connection, one: str, other: str) -> bool:
    return one == other or any(
        {one, other} <= set(joined.parts(con, each.id)) for each in queries.sessions(con)
    )


def _said_apart(
    con: sqlite3.Connection, one: Contribution, other: Contribution
) -> list[tuple[str, str]]:
    """Return the cells, of either, that say the two are two voices."""
    return [
        (_name(each), names.TWO_VOICES + against.id)
        for each, against in ((one, other), (other, one))
        if con.execute(
            "SELECT 1 FROM two_voices WHERE contribution = ? AND other = ?",
            (_name(each), against.id),
        ).fetchone()
    ]


def _again(con: sqlite3.Connection, *found: Contribution) -> tuple[Contribution, ...]:
    return tuple(queries.contribution_in(con, one.session, one.id) for one in found)


def _name(one: Contribution) -> str:
    return names.contribution_record(one.session, one.id)


def _record(con: sqlite3.Connection, own: str) -> str:
    row = con.execute("SELECT record FROM contribution WHERE id = ?", (own,)).fetchone()
    return str(row[0])
