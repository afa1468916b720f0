"""Settling a conflict: one of its versions holds from now on, or something else.

It is one change that replaces all versions, so it merges like any other change; settled in two
copies to different values, it is a conflict again, between the two who settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.records import (
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
    conflicts,
    edits,
    names,
    none_or_area,
    participants,
    queries,
    relations,
    setup,
)
from listening.store.asked import Edit
from listening.store.ledger import Change, Ledger, Value


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


def _named(con: sqlite3.Connection, ref: str) -> tuple[str, str]:
    """Return the record and the field of the conflict that an id, or its beginning, names."""
    wanted = fold(single_line(ref))
    by_id = {names.conflict_token(*cell): cell for cell in conflicts.cells(con, None)}
    fits = [own for own in by_id if own.startswith(wanted)]
    if len(wanted) < queries.SHORTEST_REF:
        raise Ambiguous("conflict", ref, [])
    if not fits:
        raise NotFound("conflict", ref)
    if len(fits) > 1:
        raise Ambiguous("conflict", ref, fits)
    return by_id[fits[0]]


def _keep(ledger: Ledger, record: str, field: str, number: int) -> None:
    versions = conflicts.versions_of(ledger.con, record, field)
    if not 1 <= number <= len(versions):
        raise WrongUse(f"There is no version {number}: choose a number from 1 to {len(versions)}.")
    value = versions[number - 1].value
    with ledger.change() as change:
        if none_or_area.is_about(record, field):
            none_or_area.settle(change, record, none=value == 1)
        else:
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
