"""Bringing files of earlier versions to today's, whatever these versions are.

All that differs from one version to the next is state, which the ledger says again. So there is one
step for all of them: what is made otherwise today is dropped, made as today, and folded anew. What
is made in the same way stays, so that a large file pays for what has changed and no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from listening.model.records import RECORDS, SETS, Contribution, Record
from listening.store import fulltext, schema
from listening.store.fold import fill
from listening.store.versions import RELEASED
from listening.store.versions.snapshot import Snapshot

_CONFLICT = "conflict"
"""The one table of the state that shows records of every kind."""
_SAME_NUMBERS = """INSERT INTO temp.contribution (n, record, session, id, first)
  SELECT n, record, session, id, first FROM main.contribution c
  WHERE EXISTS (SELECT 1 FROM change WHERE record = c.record)"""
_SAME_CONFLICTS = "INSERT INTO temp.conflict SELECT * FROM main.conflict"


def upgrade(con: sqlite3.Connection) -> None:
    """Bring a file of an earlier version to today's, entirely or not at all."""
    con.execute("BEGIN IMMEDIATE")
    try:
        # Asked here, for somebody else may have done it while this one waited.
        (says,) = con.execute("PRAGMA user_version").fetchone()
        if (version := schema.format_of(says)) < schema.FORMAT_VERSION:
            bring_up(con, version)
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise


def bring_up(con: sqlite3.Connection, version: int) -> None:
    """Bring a file from an earlier version to today's, inside the open transaction.

    What another program has put under a name that was free until today makes way: a table is
    renamed, a view or an index, which holds nothing of its own, is dropped.
    """
    then, today = RELEASED[version], schema.TODAY
    anew = _to_make(version)
    _make_way(con, _differing(then, today) - then.tables.keys() - then.search.keys())
    _drop_search(con, then, anew)
    for name in then.tables:
        if name in anew or name not in today.tables:
            con.execute(f"DROP TABLE {name}")
    for sql in anew.values():
        con.execute(sql)
    _fill(con, anew)
    _make_what_lacks(con, {**today.indexes, **today.views})
    half = fulltext.PROGRESS_NAME in fulltext.tables(con)
    number = schema.INDEXING_VERSION if half else schema.FORMAT_VERSION
    con.execute(f"PRAGMA user_version = {number}")


def stand_in(con: sqlite3.Connection, version: int) -> None:
    """Give a file of an earlier version that may only be read, in memory, the tables that it lacks.

    They show what the ledger says now, and nothing of what others write from now on. Contributions
    keep their row numbers, by which the file's full-text index knows them.
    """
    anew = _to_make(version)
    if not anew:
        return
    in_memory = {_CONFLICT: schema.STATE[_CONFLICT], **anew}
    for sql in in_memory.values():
        con.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    if Contribution.table in anew:
        con.execute(_SAME_NUMBERS)
    if _CONFLICT not in anew:
        con.execute(_SAME_CONFLICTS)
    _fill(con, anew)
    for sql in schema.INDEXES.values():
        if sql.split()[4] in anew:
            con.execute(sql.replace("CREATE INDEX ", "CREATE INDEX temp.", 1))


def _to_make(version: int) -> Mapping[str, str]:
    """Return the state tables that are to be made anew: whole kinds of records, with all their sets."""
    differing = _differing(RELEASED[version], schema.TODAY).union(
        *(later.folded_otherwise for number, later in RELEASED.items() if number > version)
    )
    if _CONFLICT in differing:
        return schema.STATE
    names = [
        name for kind in RECORDS if differing & set(_tables_of(kind)) for name in _tables_of(kind)
    ]
    return {name: schema.STATE[name] for name in names}


def _differing(then: Snapshot, today: Snapshot) -> set[str]:
    """Return the names of all that two versions do not both have, made in the same way."""
    before, after = then.everything, today.everything
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _tables_of(kind: type[Record]) -> tuple[str, ...]:
    return kind.table, *(member.table for member in SETS if member.record is kind)


def _fill(con: sqlite3.Connection, anew: Mapping[str, str]) -> None:
    kinds = [kind for kind in RECORDS if kind.table in anew]
    fill(con, None if _CONFLICT in anew else kinds)


def _make_way(con: sqlite3.Connection, names: Iterable[str]) -> None:
    """Free these names; tables first, for SQLite renames none while a view lacks what it shows."""
    wanted = sorted(names)
    there = con.execute(
        "SELECT type, name FROM main.sqlite_schema "
        f"WHERE name COLLATE NOCASE IN ({', '.join('?' * len(wanted))}) ORDER BY type <> 'table'",
        wanted,
    )
    for kind, name in there.fetchall():
        if kind == "table":
            con.execute(f"ALTER TABLE {name} RENAME TO {name}_before_{schema.FORMAT_VERSION}")
        else:
            con.execute(f"DROP {kind} {name}")


def _drop_search(con: sqlite3.Connection, then: Snapshot, anew: Mapping[str, str]) -> None:
    """Drop a full-text index that would not fit any more; the next search makes another."""
    if Contribution.table in anew or then.search != schema.SEARCH:
        for name in then.search:
            con.execute(f"DROP TABLE IF EXISTS {name}")


def _make_what_lacks(con: sqlite3.Connection, wanted: Mapping[str, str]) -> None:
    there = {name for (name,) in con.execute("SELECT lower(name) FROM main.sqlite_schema")}
    for name, sql in wanted.items():
        if name not in there:
            con.execute(sql)
