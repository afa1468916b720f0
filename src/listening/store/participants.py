"""Participants: making them when a new handle speaks, and what they say of themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from listening.model.errors import WrongUse
from listening.model.quickline import parse_handle
from listening.model.records import Participant
from listening.model.text import single_line
from listening.model.vocabulary import Sharing, perspective_key
from listening.store import names, queries
from listening.store.ledger import Change, Ledger

MOST_PEOPLE = 999_999
"""More do not speak under one handle, nor fit into a room."""


def ensure(change: Change, session: str, handle: str) -> str:
    """Return the token of whoever bears the handle, made in this change if they are new."""
    own = names.participant_token(session, handle)
    record = names.participant_record(session, own)
    known = "SELECT 1 FROM participant WHERE record = ? AND removed = 0"
    if change.con.execute(known, (record,)).fetchone() is None:
        change.set(record, "handle", handle)
        change.set(record, "removed", None)
    return own


def bring_back(change: Change, session: str, own: str) -> None:
    """Bring a participant back who was taken out, since what they said is brought back."""
    record = names.participant_record(session, own)
    out = "SELECT 1 FROM participant WHERE record = ? AND removed <> 0"
    if change.con.execute(out, (record,)).fetchone() is not None:
        change.set(record, "removed", None)


def set_participant(
    ledger: Ledger,
    session: str,
    handle: str,
    *,
    perspectives: Sequence[str] | None,
    sharing: Sharing | None,
    speaks_for: int | None,
    agreed_name: str | None,
) -> Participant:
    """Make a participant, or set what they say of themselves; what is None stays as it is.

    Raises:
        WrongUse: the handle cannot be one, or a number is not possible.
    """
    if speaks_for is not None and not 1 <= speaks_for <= MOST_PEOPLE:
        raise WrongUse(
            f"A handle speaks for at least one person: give a number from 1 to {MOST_PEOPLE}."
        )
    with ledger.transaction():
        shown = parse_handle(handle, queries.known(ledger.con, session))
        with ledger.change() as change:
            own = _set(change, session, shown, perspectives, sharing, speaks_for, agreed_name)
        return queries.participant(ledger.con, session, own)


def _set(
    change: Change,
    session: str,
    handle: str,
    perspectives: Sequence[str] | None,
    sharing: Sharing | None,
    speaks_for: int | None,
    agreed_name: str | None,
) -> str:
    own = ensure(change, session, handle)
    record = names.participant_record(session, own)
    if perspectives is not None:
        _set_perspectives(
            change, record, {key for text in perspectives if (key := perspective_key(text))}
        )
    if sharing is not None:
        change.set(record, "sharing", sharing.value)
    if speaks_for is not None:
        change.set(record, "speaks_for", speaks_for)
    if agreed_name is not None:
        change.set(record, "agreed_name", single_line(agreed_name) or None)
    return own


def _set_perspectives(change: Change, record: str, wanted: set[str]) -> None:
    held = _held(change.con, record)
    for key in sorted(held ^ wanted):
        change.set(record, names.PERSPECTIVE + key, 1 if key in wanted else None)


def _held(con: sqlite3.Connection, record: str) -> set[str]:
    return {
        key
        for (key,) in con.execute(
            "SELECT perspective FROM perspective WHERE participant = ?", (record,)
        )
    }
