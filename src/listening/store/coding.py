"""Coding a session a second time, apart from the tags of its notes, and settling where they differ.

The shared tags are the first coding, under the name “notes”. Settling a difference changes them:
what they were is kept as the coding of the notes, so that agreement stays what it was before
people spoke about it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from listening.model.codes import parse_tag
from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.text import fold, single_line
from listening.store import edits, joined, names, queries
from listening.store.ledger import Change, Ledger

NOTES = "notes"
"""The coder under whose name the shared tags stand."""

Codings = Mapping[str, Mapping[str, frozenset[str]]]
"""By coder: the contributions that they have looked at, each with the tags that they gave it."""

_SECOND = """SELECT g.coder, c.id, g.tag FROM contribution c CROSS JOIN coding g ON g.contribution = c.record
  WHERE c.removed = 0 AND {condition}"""
_SHARED = """SELECT c.id, g.tag FROM contribution c LEFT JOIN tagging g ON g.contribution = c.record
  WHERE c.removed = 0 AND (c.none_of_three <> 0 OR g.tag IS NOT NULL) AND {condition}
  AND NOT EXISTS (SELECT 1 FROM settled_tag s WHERE s.contribution = c.record)"""


def coder_key(name: str) -> str:
    """Return what a coder is called in the file: the name, folded, without slashes.

    Raises:
        WrongUse: nothing is left, or it is the name of the notes.
    """
    key = fold(single_line(name)).replace("/", "")
    if not key or key == NOTES:
        raise WrongUse("A second coding needs the name of its coder: say who codes, with --as.")
    return key


def code(ledger: Ledger, refs: Sequence[str], tags: Iterable[str], coder: str) -> None:
    """Make these the tags that a coder gives contributions; none says that nothing fits them.

    Raises:
        WrongUse: a tag cannot be one, or the coder has no name.
    """
    key, tags = coder_key(coder), tuple(tags)
    with ledger.change() as change:
        for ref in refs:
            one = queries.contribution(ledger.con, ref)
            short = queries.known(ledger.con, one.session).codes
            wanted = {short.get(tag, tag) for tag in map(parse_tag, tags)}
            _write(change, names.contribution_record(one.session, one.id), key, wanted)


def codings(con: sqlite3.Connection, session: str | None) -> Codings:
    """Return who has coded which contributions how, the notes first."""
    condition, tokens = joined.scope(con, session, "c.session")
    found: dict[str, dict[str, set[str]]] = {NOTES: defaultdict(set)}
    for own, tag in con.execute(_SHARED.format(condition=condition), tokens):
        found[NOTES][own].add(tag or "")
    for coder, own, tag in con.execute(_SECOND.format(condition=condition), tokens):
        found.setdefault(single_line(coder), defaultdict(set))[own].add(tag)
    return {
        coder: {own: frozenset(tags - {""}) for own, tags in seen.items()}
        for coder, seen in found.items()
    }


def settled(con: sqlite3.Connection, session: str | None) -> frozenset[tuple[str, str]]:
    """Return the differences that were settled: contribution and tag."""
    condition, tokens = joined.scope(con, session, "c.session")
    rows = con.execute(
        "SELECT c.id, s.tag FROM settled_tag s CROSS JOIN contribution c ON c.record = s.contribution "
        f"WHERE {condition}",
        tokens,
    )
    return frozenset((own, tag) for own, tag in rows)


def settle(ledger: Ledger, ref: str, tag: str, *, on: bool) -> Contribution:
    """Settle whether a tag fits a contribution, in the shared tags; return the contribution.

    A tag that whoever spoke gave themself stays on, whatever is settled.

    Raises:
        WrongUse: the tag cannot be one.
    """
    with ledger.transaction():
        one = queries.contribution(ledger.con, ref)
        key = parse_tag(tag)
        key = queries.known(ledger.con, one.session).codes.get(key, key)
        record = names.contribution_record(one.session, one.id)
        with ledger.change() as change:
            _keep_notes(change, record, one)
            change.set(record, names.SETTLED + key, 1)
            edits.put_tags(change, record, {key} if on else set(), set() if on else {key})
        return queries.contribution_in(ledger.con, one.session, one.id)


def own_tags(con: sqlite3.Connection, session: str | None) -> Mapping[str, frozenset[str]]:
    """Return the tags that people gave to what they said themselves, by contribution."""
    condition, tokens = joined.scope(con, session, "c.session")
    found: dict[str, set[str]] = defaultdict(set)
    for own, tag in con.execute(
        "SELECT c.id, o.tag FROM own_tag o CROSS JOIN contribution c ON c.record = o.contribution "
        f"WHERE {condition}",
        tokens,
    ):
        found[own].add(single_line(tag))
    return {own: frozenset(tags) for own, tags in found.items()}


def _write(change: Change, record: str, coder: str, wanted: set[str]) -> None:
    given = {
        tag
        for (tag,) in change.con.execute(
            "SELECT tag FROM coding WHERE contribution = ? AND coder = ?", (record, coder)
        )
    }
    for tag in sorted(given - wanted - {""}):
        change.set(record, f"{names.CODING}{coder}/{tag}", None)
    for tag in sorted(wanted | {""}):
        change.set(record, f"{names.CODING}{coder}/{tag}", 1)


def _keep_notes(change: Change, record: str, one: Contribution) -> None:
    """Keep the shared tags, as they are before the first difference is settled, as the notes' coding."""
    there = "SELECT 1 FROM settled_tag WHERE contribution = ?"
    tags = {*one.areas, *one.codes}
    if (tags or one.none_of_three) and not change.con.execute(there, (record,)).fetchone():
        _write(change, record, NOTES, {str(tag) for tag in tags})
