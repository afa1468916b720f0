"""Erasing: the words are gone from the file's bytes, and a tombstone without words stays.

The tombstone keeps merges from bringing the words back, and stops saves on what was erased. Of a
participant the handle stays, so that later words can stand under it; their agreed name and their
perspectives go, by tombstones of the fields, which spell neither. With a contribution go the links
to and from it and the relations heard in it; a promise that answers it stays, and is named.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.records import Commitment, Contribution, Link, Relation
from listening.model.text import fold, single_line
from listening.store import (
    consequences,
    exports_noted,
    faults,
    fulltext,
    joined,
    likeness,
    names,
    noted,
    queries,
    repeating,
    unsaved,
)
from listening.store.exports_noted import NotedExport
from listening.store.fold import refold_touched
from listening.store.ledger import Ledger
from listening.store.repeating import Repeating
from listening.store.union import forget_tombstones, strike
from listening.store.views import Erasure

_OF_PERSON = ("agreed_name", names.PERSPECTIVE)
"""The fields of a participant that are erased; one that ends in a slash is all its members."""

_SAME_PERSON = """WITH RECURSIVE alike (session, id) AS (
  SELECT session, id FROM participant WHERE record = ?
  UNION SELECT p.session, p.id FROM alike a CROSS JOIN participant p
    ON p.same_as = a.session || '.' || a.id
    OR p.record = (SELECT 'p.' || o.same_as FROM participant o WHERE o.record = 'p.' || a.session || '.' || a.id))
  SELECT session, id FROM alike"""


@dataclass(frozen=True, slots=True)
class _Person:
    """A participant whose words are erased."""

    session: str
    id: str
    handle: str


def erase(ledger: Ledger, refs: Sequence[str], *, by: str | None, session: str | None) -> Erasure:
    """Erase contributions, commitments and relations, or all that a participant said.

    Returns:
        What was erased, and what could not be reached.

    Raises:
        WrongUse: nothing is named, or both.
        NotFound, Ambiguous: an id or a handle does not name one.
        NotSaved: nothing was erased.
    """
    _refuse_unclear(refs, by)
    with ledger.transaction():
        done = _erase(ledger, _meant(ledger.con, refs, by, session))
    return _made_anew(ledger, done)


def meant(
    con: sqlite3.Connection, refs: Sequence[str], *, by: str | None, session: str | None
) -> Erasure:
    """Return what `erase` would erase and what it could not reach, and change nothing.

    Raises:
        WrongUse, NotFound, Ambiguous: as `erase` does.
    """
    _refuse_unclear(refs, by)
    return _found(con, _meant(con, refs, by, session))


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is erased."""

    said: Mapping[str, Contribution]
    """Contributions by the ledger's names, those that were removed too."""
    people: Sequence[_Person]
    noted: Sequence[str]
    """Commitments, relations and links that were named themselves, by the ledger's names."""

    @property
    def sessions(self) -> set[str]:
        """The tokens of the sessions that it is of."""
        return {
            *(one.session for one in self.said.values()),
            *(person.session for person in self.people),
            *map(names.session_of, self.noted),
        }


def _meant(
    con: sqlite3.Connection, refs: Sequence[str], by: str | None, session: str | None
) -> _Meant:
    people = _people(con, by, session) if by is not None else ()
    named = [noted.record_of(con, ref) for ref in refs]
    said = [record for record in named if record[:1] == Contribution.letter]
    others = [record for record in named if record not in said]
    return _Meant(_said(con, said, people), people, tuple(dict.fromkeys(others)))


def _found(con: sqlite3.Connection, what: _Meant) -> Erasure:
    """Return what an erasure takes, and what it cannot reach."""
    gone = consequences.leaning(con, what.said)
    by_kind = Counter(record[:1] for record in {*what.noted, *gone.records})
    return Erasure(
        contributions=tuple(one.id for one in what.said.values()),
        participants=tuple(dict.fromkeys(person.handle for person in what.people)),
        commitments=by_kind[Commitment.letter],
        relations=by_kind[Relation.letter],
        links=by_kind[Link.letter],
        answered_by=tuple(
            names.own_token(record) for record in gone.answered_by if record not in what.noted
        ),
        repeated_by=_repeated_by(con, what, gone.records),
        other_wordings=_other_wordings(con, what.said.values()),
        exports=_exports(con, what.sessions),
    )


def _refuse_unclear(refs: Sequence[str], by: str | None) -> None:
    if bool(refs) == (by is not None):
        raise WrongUse("Name what to erase: ids of contributions, or who said it, with --by.")


def _people(con: sqlite3.Connection, who: str, session: str | None) -> tuple[_Person, ...]:
    """Return whom a handle or an id means in a session, under all the handles that were joined to it."""
    token = queries.session(con, session).id
    condition, tokens = joined.scope(con, token, "session")
    there = con.execute(f"SELECT record, id, handle FROM participant WHERE {condition}", tokens)
    known = [(record, own, fold(single_line(handle or ""))) for record, own, handle in there]
    wanted = fold(single_line(who))
    fits = {own: record for record, own, handle in known if handle == wanted} or {
        own: record
        for record, own, _ in known
        if len(wanted) >= queries.SHORTEST_REF and own.startswith(wanted)
    }
    alike = [_joined_to(con, record) for record in fits.values()]
    if not alike:
        raise NotFound("participant", who)
    if len(set(alike)) > 1:
        raise Ambiguous("participant", who, fits)
    return tuple(
        _Person(one.session, one.id, one.handle)
        for one in (queries.participant(con, *each) for each in sorted(alike[0]))
    )


def _joined_to(con: sqlite3.Connection, record: str) -> frozenset[tuple[str, str]]:
    """Return the session and the token of a participant, and of all that were joined to them."""
    return frozenset(con.execute(_SAME_PERSON, (record,)).fetchall())


def _said(
    con: sqlite3.Connection, records: Iterable[str], people: Iterable[_Person]
) -> dict[str, Contribution]:
    """Return what shall be erased, by the ledger's names, those that were removed too."""
    found = [(names.session_of(record), names.own_token(record)) for record in records]
    for person in people:
        rows = con.execute(
            "SELECT session, id FROM contribution WHERE participant = ? AND session = ?",
            (person.id, person.session),
        )
        found += rows.fetchall()
    each = (queries.contribution_in(con, *one) for one in found)
    return {names.contribution_record(one.session, one.id): one for one in each}


def _erase(ledger: Ledger, what: _Meant) -> Erasure:
    con = ledger.con
    tombstones = [(record, "") for record in (*what.said, *what.noted)]
    for person in what.people:
        record = names.participant_record(person.session, person.id)
        tombstones += [(record, field) for field in _OF_PERSON]
    done = replace(
        _found(con, what),
        drafts=unsaved.wipe_alike(con, what.said, [person.handle for person in what.people]),
    )
    _explain(ledger, {record for record, _ in tombstones}, repeating.repeating(con, what.said))
    _strike(ledger, tombstones)
    return done


def _explain(ledger: Ledger, records: Iterable[str], repeated: Iterable[Repeating]) -> None:
    """Say who erased, on their own record, so that a merge can tell it from forgery, and what repeats it."""
    with ledger.change() as change:
        for record in sorted(records):
            writer = names.writer_record(names.session_of(record), ledger.writer)
            change.set(writer, names.ERASED + record, 1)
        repeating.mark(change, ledger.writer, repeated)


def _strike(ledger: Ledger, tombstones: Iterable[tuple[str, str]]) -> None:
    con = ledger.con
    asked = datetime.fromtimestamp(ledger.now() / 1000, UTC).isoformat(timespec="seconds")
    forget_tombstones(con)
    con.executemany("INSERT INTO temp.new_tombstone VALUES (?, ?, '')", tombstones)
    con.execute(
        "INSERT OR IGNORE INTO erasure SELECT record, field, stamp, ? FROM temp.new_tombstone",
        (asked,),
    )
    consequences.follow(con, "main")
    con.execute("DELETE FROM temp.touched")
    strike(con)
    refold_touched(con)
    fulltext.forget_erased(con)


def _made_anew(ledger: Ledger, done: Erasure) -> Erasure:
    """Write the file anew, without free pages, in which another program may have left words."""
    try:
        ledger.con.execute("VACUUM")
    except sqlite3.Error as error:
        return _with_trouble(done, faults.not_saved(ledger.path, error).why)
    return done


def _with_trouble(done: Erasure, why: str) -> Erasure:
    sentence = (
        f"The words were overwritten, but the file could not be written anew ({why}): if another program "
        "has ever changed it, make a copy with “listening copy” and delete this one."
    )
    return replace(done, trouble=sentence)


def _repeated_by(con: sqlite3.Connection, what: _Meant, gone: AbstractSet[str]) -> tuple[str, ...]:
    """Return the ids of what stays and repeats, now or in its history, what is erased."""
    found = dict.fromkeys(each.record for each in repeating.repeating(con, what.said))
    return tuple(names.own_token(record) for record in found if record not in gone | {*what.noted})


def _other_wordings(con: sqlite3.Connection, erased: Iterable[Contribution]) -> tuple[str, ...]:
    gone = {one.id for one in erased}
    alike = (group for group in likeness.groups(con, None) if group & gone)
    return tuple(sorted({own for group in alike for own in group} - gone))


def _exports(con: sqlite3.Connection, sessions: AbstractSet[str]) -> tuple[NotedExport, ...]:
    return tuple(export for export in exports_noted.noted(con, None) if export.session in sessions)
