"""Erasing: the words are gone from the file's bytes, and a tombstone without words stays.

The tombstone keeps merges from bringing the words back, and stops saves on what was erased. Of a
participant the handle stays, so that later words can stand under it; their agreed name and their
perspectives go, by tombstones of the fields, which spell neither.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.records import Contribution
from listening.model.text import fold, single_line
from listening.store import (
    exports_noted,
    faults,
    fulltext,
    joined,
    likeness,
    names,
    queries,
    unsaved,
)
from listening.store.fold import refold_touched
from listening.store.ledger import Ledger
from listening.store.union import forget_tombstones, strike
from listening.store.views import Erasure, NotedExport

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
    """Erase contributions, or all that a participant said, and say what could not be reached.

    Raises:
        WrongUse: nothing is named, or both.
        NotFound, Ambiguous: an id or a handle does not name one.
        NotSaved: nothing was erased.
    """
    _refuse_unclear(refs, by)
    with ledger.transaction():
        people = _people(ledger.con, by, session) if by is not None else ()
        said = _said(ledger.con, refs, people)
        done = _erase(ledger, said, people)
    return _made_anew(ledger, done)


def meant(
    con: sqlite3.Connection, refs: Sequence[str], *, by: str | None, session: str | None
) -> Erasure:
    """Return what `erase` would erase and what it could not reach, and change nothing.

    Raises:
        WrongUse, NotFound, Ambiguous: as `erase` does.
    """
    _refuse_unclear(refs, by)
    people = _people(con, by, session) if by is not None else ()
    said = _said(con, refs, people)
    return _found(con, said, people)


def _found(
    con: sqlite3.Connection, said: dict[str, Contribution], people: Sequence[_Person]
) -> Erasure:
    """Return what an erasure takes, and what it cannot reach."""
    return Erasure(
        contributions=tuple(one.id for one in said.values()),
        participants=tuple(dict.fromkeys(person.handle for person in people)),
        other_wordings=_other_wordings(con, said.values()),
        exports=_exports(con, said.values(), people),
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
    con: sqlite3.Connection, refs: Iterable[str], people: Iterable[_Person]
) -> dict[str, Contribution]:
    """Return what shall be erased, by the ledger's names, those that were removed too."""
    found = [queries.contribution(con, ref) for ref in refs]
    for person in people:
        rows = con.execute(
            "SELECT session, id FROM contribution WHERE participant = ? AND session = ?",
            (person.id, person.session),
        )
        found += [queries.contribution_in(con, *row) for row in rows.fetchall()]
    return {names.contribution_record(one.session, one.id): one for one in found}


def _erase(ledger: Ledger, said: dict[str, Contribution], people: Sequence[_Person]) -> Erasure:
    con = ledger.con
    tombstones = [(record, "") for record in said]
    for person in people:
        record = names.participant_record(person.session, person.id)
        tombstones += [(record, field) for field in _OF_PERSON]
    done = replace(
        _found(con, said, people),
        drafts=unsaved.wipe_alike(con, said, [person.handle for person in people]),
    )
    _explain(ledger, {record for record, _ in tombstones})
    _strike(ledger, tombstones)
    return done


def _explain(ledger: Ledger, records: Iterable[str]) -> None:
    """Say who erased, on their own record, so that a merge can tell it from forgery."""
    with ledger.change() as change:
        for record in sorted(records):
            writer = names.writer_record(names.session_of(record), ledger.writer)
            change.set(writer, names.ERASED + record, 1)


def _strike(ledger: Ledger, tombstones: Iterable[tuple[str, str]]) -> None:
    con = ledger.con
    asked = datetime.fromtimestamp(ledger.now() / 1000, UTC).isoformat(timespec="seconds")
    forget_tombstones(con)
    con.executemany("INSERT INTO temp.new_tombstone VALUES (?, ?, '')", tombstones)
    con.execute(
        "INSERT OR IGNORE INTO erasure SELECT record, field, stamp, ? FROM temp.new_tombstone",
        (asked,),
    )
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


def _other_wordings(con: sqlite3.Connection, erased: Iterable[Contribution]) -> tuple[str, ...]:
    gone = {one.id for one in erased}
    alike = (group for group in likeness.groups(con, None) if group & gone)
    return tuple(sorted({own for group in alike for own in group} - gone))


def _exports(
    con: sqlite3.Connection, erased: Iterable[Contribution], people: Iterable[_Person]
) -> tuple[NotedExport, ...]:
    sessions = {one.session for one in erased} | {person.session for person in people}
    noted = exports_noted.noted(con, None)
    return tuple(export for export in noted if export.session in sessions)
