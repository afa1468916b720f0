"""What goes with an erased contribution: links to and from it, relations heard in it, its place as an answer.

Their words may repeat what was erased, and none of them stands without it. The tombstones of these
name nobody's wish, so they bear no time: in whatever order files meet, the same ones are made.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from listening.model.records import Commitment, Link, Relation
from listening.store import names

_FOLLOWING = "CREATE TEMP TABLE IF NOT EXISTS following (record TEXT, field TEXT, PRIMARY KEY (record, field)) WITHOUT ROWID"
_OF_SESSION = "'c.' || substr(c.record, 3, 11) || CAST(c.value AS TEXT)"
_WHOLE = "'c.' || CAST(c.value AS TEXT)"
_MEMBER = f"'c.' || substr(c.field, {len(names.ANSWERS) + 1})"
_LEANING = (
    (Link, "''", _OF_SESSION, "c.field = 'source'"),
    (Link, "''", _WHOLE, "c.field = 'target'"),
    (Relation, "''", _OF_SESSION, "c.field = 'said_in'"),
    (
        Commitment,
        "c.field",
        _MEMBER,
        f"c.field >= '{names.ANSWERS}' AND c.field < '{names.ANSWERS[:-1]}0'",
    ),
)
"""Of each way to lean on a contribution: the kind of record, what of it goes, on which, in which change."""


def follow(con: sqlite3.Connection, *schemas: str) -> None:
    """Add tombstones for all that leans on an erased contribution, to `erasure` and `new_tombstone`.

    `following` names afterwards all that goes so, whether or not it had tombstones already.

    Args:
        con: the file, inside the open transaction, with all its tombstones in place.
        schemas: the names under which the ledgers are attached that are looked through.
    """
    con.execute(_FOLLOWING)
    con.execute("DELETE FROM temp.following")
    for schema in schemas:
        for kind, field, named, condition in _LEANING:
            con.execute(
                f"INSERT OR IGNORE INTO temp.following SELECT c.record, {field} FROM {schema}.change c "
                f"CROSS JOIN main.erasure e ON e.record = {named} AND e.field = '' AND e.stamp = '' "
                f"WHERE c.record >= '{kind.letter}.' AND c.record < '{kind.letter}/' AND {condition}"
            )
    con.execute(
        "INSERT INTO temp.new_tombstone SELECT f.record, f.field, '' FROM temp.following f WHERE NOT EXISTS "
        "(SELECT 1 FROM main.erasure e WHERE e.record = f.record AND e.field = f.field AND e.stamp = '')"
    )
    con.execute(
        "INSERT OR IGNORE INTO main.erasure SELECT record, field, '', '' FROM temp.following"
    )


@dataclass(frozen=True, slots=True)
class Leaning:
    """What leans on contributions."""

    records: frozenset[str]
    """The links and relations that go with them, by the ledger's names."""
    answered_by: tuple[str, ...]
    """The commitments that answer one of them and stay, by the ledger's names."""


def leaning(con: sqlite3.Connection, said: Iterable[str]) -> Leaning:
    """Return what leans on contributions, given by the ledger's names, and change nothing."""
    erased = json.dumps(list(said))
    found = [
        (kind, record)
        for kind, _, named, condition in _LEANING
        for (record,) in con.execute(
            f"SELECT DISTINCT c.record FROM change c WHERE c.record >= '{kind.letter}.' AND c.record < '{kind.letter}/' "
            f"AND {condition} AND {named} IN (SELECT value FROM json_each(?))",
            (erased,),
        )
    ]
    stay = {str(record) for kind, record in found if kind is Commitment}
    return Leaning(
        frozenset(str(record) for kind, record in found if kind is not Commitment),
        tuple(sorted(stay)),
    )


IS_EXPLAINED = f"""(e.record >= '{Link.letter}.' AND e.record < '{Link.letter}/'
    OR e.record >= '{Relation.letter}.' AND e.record < '{Relation.letter}/'
    OR e.field >= '{names.ANSWERS}' AND e.field < '{names.ANSWERS[:-1]}0')
  AND (EXISTS (SELECT 1 FROM temp.following f WHERE f.record = e.record AND f.field = e.field)
    OR NOT EXISTS (SELECT 1 FROM main.change c WHERE c.record = e.record))"""
"""The condition that a new tombstone `e` strikes nothing here but what goes with an erased contribution."""
