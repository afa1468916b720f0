"""Commitments: what a party said that it will do, followed until those who asked say it was kept."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from listening.model.days import iso_day
from listening.model.errors import WrongUse
from listening.model.parties import party
from listening.model.records import Commitment, Contribution
from listening.model.text import sanitise, says_nothing, single_line
from listening.model.vocabulary import Direction, Felt, Status
from listening.store import joined, names, noted, queries
from listening.store.clock import TOKEN_LENGTH
from listening.store.ledger import Change, Ledger, Value
from listening.store.reading import read_commitment


class CommitmentEdit(TypedDict, total=False):
    """The fields of a commitment that an edit sets; those left out stay as they are."""

    who: str
    what: str
    whom: str | None
    by_when: str | None
    report_back: str | None
    direction: Direction | None
    status: Status
    reason: str | None
    felt: Felt
    answers: Sequence[str]
    """The ids of all contributions that it answers."""


_ANSWERS = """(SELECT json_group_array(id) FROM (
    SELECT c.id FROM answer a CROSS JOIN contribution c ON c.record = 'c.' || a.contribution
    WHERE a.commitment = r.record AND c.removed = 0 ORDER BY c.first, c.id)) AS answers"""
_HOW_MANY = """SELECT count(*) FROM answer a CROSS JOIN commitment m ON m.record = a.commitment AND m.removed = 0
  WHERE a.contribution = ?"""
_COMMITMENTS = noted.select(Commitment, _ANSWERS)
_WITHOUT_ANSWERS = noted.select(Commitment, "NULL AS answers")
_SOONEST = "r.by_when IS NULL, r.by_when, r.first, r.id"


def commitments(con: sqlite3.Connection, session: str | None) -> tuple[Commitment, ...]:
    """Return those that are not removed, the soonest first and those without a date last."""
    here, tokens = joined.scope(con, session, "r.session")
    rows = noted.fetch(
        con, f"{_COMMITMENTS} WHERE r.removed = 0 AND {here} ORDER BY {_SOONEST}", tokens
    )
    return tuple(map(read_commitment, rows))


def counts(con: sqlite3.Connection, of: Sequence[Contribution]) -> Mapping[str, int]:
    """Return how many promises answer each of these contributions, by id; others are left out."""
    if not of or con.execute("SELECT 1 FROM answer LIMIT 1").fetchone() is None:
        return {}
    found: Counter[str] = Counter()
    for one in of:
        own = (names.whole_token(one.session, one.id),)
        found[one.id] = con.execute(_HOW_MANY, own).fetchone()[0]
    return +found


def commitment(con: sqlite3.Connection, ref: str) -> Commitment:
    """Return the commitment that an id, or the beginning of one, names; also a removed one.

    Raises:
        NotFound: there is none.
        Ambiguous: several begin so, or the beginning is too short.
    """
    return _commitment_of(con, noted.record_of(con, ref, [Commitment]))


def due(con: sqlite3.Connection, session: str | None, today: date) -> tuple[Commitment, ...]:
    """Return the open ones that should be kept, or reported back, by today."""
    return tuple(one for one in commitments(con, session) if one.is_due(today))


def number_due(con: sqlite3.Connection, today: date) -> int:
    """Return how many commitments of a file are due."""
    return sum(one.is_due(today) for one in map(read_commitment, _dated(con, today)))


def commit(ledger: Ledger, session: str, fields: CommitmentEdit) -> Commitment:
    """Note a commitment and return it.

    Raises:
        WrongUse: nobody who could be asked is named, nothing is promised, or a day is none.
        NotFound, Ambiguous: the session or a contribution is not in the file.
    """
    with ledger.transaction():
        token = queries.session(ledger.con, session).id
        record = names.commitment_record(token, ledger.tokens(TOKEN_LENGTH))
        with ledger.change() as change:
            _write(change, change.fresh(record), fields)
        return _commitment_of(ledger.con, record)


def update(ledger: Ledger, ref: str, fields: CommitmentEdit) -> Commitment:
    """Set fields of a commitment and return it; the former values stay in its history.

    Raises:
        WrongUse: nobody who could be asked is named, nothing is promised, or a day is none.
        NotFound, Ambiguous: an id does not name one.
    """
    with ledger.transaction():
        record = noted.record_of(ledger.con, ref, [Commitment])
        with ledger.change() as change:
            _write(change, record, fields)
        return _commitment_of(ledger.con, record)


def from_text(field: str, text: str) -> CommitmentEdit | None:
    """Return the edit that sets a field of the ledger from text; None for a field that text cannot set.

    Raises:
        UnknownTerm: it is not a term of the field.
    """
    read = _FROM_TEXT.get(field)
    return read(text) if read else None


def _dated(con: sqlite3.Connection, today: date) -> list[sqlite3.Row]:
    """Return the rows of those of which a day has come, without what they answer."""
    day = today.isoformat()
    return noted.fetch(
        con,
        f"{_WITHOUT_ANSWERS} WHERE r.removed = 0 AND (r.by_when <= ? OR r.report_back <= ?)",
        (day, day),
    )


def _commitment_of(con: sqlite3.Connection, record: str) -> Commitment:
    return read_commitment(noted.fetch(con, f"{_COMMITMENTS} WHERE r.record = ?", (record,))[0])


def _write(change: Change, record: str, fields: CommitmentEdit) -> None:
    for field, value in fields.items():
        if field in _KEPT:
            change.set(record, field, _KEPT[field](value))
    if "answers" in fields:
        _answer(change, record, fields["answers"])


def _answer(change: Change, record: str, refs: Iterable[str]) -> None:
    """Make these contributions those that a commitment answers."""
    found = (queries.contribution(change.con, ref) for ref in refs)
    wanted = {names.whole_token(one.session, one.id) for one in found}
    shown = change.con.execute(
        "SELECT a.contribution FROM answer a CROSS JOIN contribution c ON c.record = 'c.' || a.contribution "
        "WHERE a.commitment = ? AND c.removed = 0",
        (record,),
    )
    # What is removed for now is not seen by whoever edits, and comes back as it was.
    held = {str(each) for (each,) in shown}
    for each in sorted(held ^ wanted):
        change.set(record, names.ANSWERS + each, 1 if each in wanted else None)


def _what(text: str) -> str:
    if says_nothing(text):
        raise WrongUse(
            "A commitment says what will be done: write it in a few words, such as “publish the rota”."
        )
    return sanitise(text)


def _line(text: str | None) -> str | None:
    return single_line(text or "") or None


def _text(text: str | None) -> str | None:
    return sanitise(text or "") or None


def _day(text: str | None) -> str | None:
    return iso_day(text) if text else None


def _unless(usual: str | None) -> Callable[[str | None], str | None]:
    """Return what gives the key of a term; None for the usual one, which is not written."""
    return lambda term: None if term is None or term == usual else str(term)


_KEPT: Mapping[str, Callable[[Any], Value]] = {
    "who": party,
    "what": _what,
    "whom": _line,
    "by_when": _day,
    "report_back": _day,
    "direction": _unless(None),
    "status": _unless(Status.OFFERED),
    "reason": _text,
    "felt": _unless(Felt.NOT_ASKED),
}
"""How each field is kept."""

_FROM_TEXT: Mapping[str, Callable[[str], CommitmentEdit]] = {
    "who": lambda text: {"who": text},
    "what": lambda text: {"what": text},
    "whom": lambda text: {"whom": text},
    "by_when": lambda text: {"by_when": text},
    "report_back": lambda text: {"report_back": text},
    "direction": lambda text: {"direction": Direction.parse(text)},
    "status": lambda text: {"status": Status.parse(text)},
    "reason": lambda text: {"reason": text},
    "felt": lambda text: {"felt": Felt.parse(text)},
}
"""The edit that sets each field from text."""
