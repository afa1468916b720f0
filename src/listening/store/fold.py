"""The fold: state tables from the ledger, for the records that were touched and no others.

Shared by save, undo, copy and check. `touched(record)` is a temporary table; every statement goes
from it to `change` by CROSS JOIN or by a sub-query, since otherwise SQLite scans the ledger.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import lru_cache

from listening.model.kept import Column
from listening.model.records import (
    BY_LETTER,
    RECORDS,
    SETS,
    Contribution,
    MemberSet,
    Record,
    Session,
    Writer,
    columns,
)
from listening.store import fulltext
from listening.store.clock import TOKEN_LENGTH, WRITER_LENGTH
from listening.store.fold_conflicts import find_conflicts
from listening.store.fold_terms import IS_LEAF, SAYS_YES, in_range, kind_of_field, looked_for

TOUCHED = """CREATE TEMP TABLE IF NOT EXISTS touched (
  record TEXT PRIMARY KEY,
  fresh  INTEGER NOT NULL DEFAULT 0,
  stamp  TEXT,
  shaped INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID"""
"""The records to be folded. `fresh`: the state shows nothing of it yet. `stamp`: it is fresh, and all
its changes, of which there are some, bear this one, so that no cell has two. `shaped` is worked out by the fold. A record of
which nothing is known has its name alone, which is always right."""


def refold(con: sqlite3.Connection, records: Iterable[str]) -> None:
    """Make the state of these records what the ledger says, inside the open transaction."""
    names = tuple(records)
    con.execute("DELETE FROM temp.touched")
    con.executemany(
        "INSERT OR IGNORE INTO temp.touched (record) VALUES (?)", [(name,) for name in names]
    )
    con.execute(_FIND_SHAPED)
    _fold_touched(con, {name[:1] for name in names}, many=False)


def refold_all(con: sqlite3.Connection, occurring: frozenset[str] | None = None) -> None:
    """Make the whole state anew, inside the open transaction; `occurring` as in `refold_touched`."""
    con.execute("DELETE FROM temp.touched")
    con.execute(_touch_as_fresh("true"))
    for record in RECORDS:
        con.execute(f"DELETE FROM {record.table}")
    for member in SETS:
        con.execute(f"DELETE FROM {member.table}")
    con.execute("DELETE FROM conflict")
    _fold_touched(con, set(BY_LETTER), occurring)


def fill(con: sqlite3.Connection, kinds: Iterable[type[Record]] | None) -> None:
    """Make the state of all records of some kinds in tables that were just made for them.

    The full-text index is left as it is.

    Args:
        con: the file, inside the open transaction.
        kinds: of which records; None for every record, also those of no kind that is known here.
    """
    letters = set(BY_LETTER) if kinds is None else {kind.letter for kind in kinds}
    ranges = [f"record >= '{letter}.' AND record < '{letter}/'" for letter in sorted(letters)]
    con.execute("DELETE FROM temp.touched")
    for where in ["true"] if kinds is None else ranges:
        con.execute(_touch_as_fresh(where))
        con.execute(f"DELETE FROM conflict WHERE {where}")
    _fold(con, letters)


def refold_touched(con: sqlite3.Connection, occurring: frozenset[str] | None = None) -> None:
    """Make the state of all records in `touched` what the ledger says, inside the open transaction.

    Args:
        con: the file.
        occurring: what `kind_of_field` says of all fields of fresh records, so that no others are
            looked for in them; None where it is not known.
    """
    con.execute(_FIND_SHAPED)
    _fold_touched(con, set(BY_LETTER), occurring)


def _touch_as_fresh(where: str) -> str:
    """Return the statement that touches the records of the changes that meet a condition, as fresh ones."""
    return (
        "INSERT INTO temp.touched (record, fresh, stamp, shaped) "
        f"SELECT record, 1, iif(min(stamp) = max(stamp), min(stamp), NULL), {_IS_SHAPED} "
        f"FROM change WHERE {where} GROUP BY record"
    )


def _fold_touched(
    con: sqlite3.Connection,
    letters: set[str],
    occurring: frozenset[str] | None = None,
    *,
    many: bool = True,
) -> None:
    indexed = Contribution.letter in letters and fulltext.exists(con)
    if indexed:
        fulltext.forget_touched(con)
    _fold(con, letters, occurring, many=many)
    if indexed:
        fulltext.learn_touched(con)


def _fold(
    con: sqlite3.Connection,
    letters: set[str],
    occurring: frozenset[str] | None = None,
    *,
    many: bool = True,
) -> None:
    for record in RECORDS:
        if record.letter in letters:
            for statement in _statements(record.letter, occurring, many=many):
                con.execute(statement)
    find_conflicts(con, occurring)


def _shape(letter: str) -> str:
    own = {Session.letter: 0, Writer.letter: WRITER_LENGTH}.get(letter, TOKEN_LENGTH)
    return letter + "".join("." + _ANY * length for length in (TOKEN_LENGTH, own) if length)


_ANY = "[0-9a-z]"
_IS_SHAPED = "CASE substr(record, 1, 1) {} ELSE 0 END".format(
    " ".join(f"WHEN '{r.letter}' THEN record GLOB '{_shape(r.letter)}'" for r in RECORDS)
)
_FIND_SHAPED = f"UPDATE temp.touched SET shaped = {_IS_SHAPED}"
"""Looks at the shape of each name once, and not in every statement of the fold."""
_KINDS = {"TEXT": "TEXT", "INTEGER": "INTEGER", "FLAG": "INTEGER"}


def _member_cells(field: str) -> tuple[str, ...]:
    """Return the cells that put a value into a set, from the first of them; none for other fields."""
    prefix, _, value = field.partition("/")
    return next(
        (
            tuple(f"{each}/{value}" for each in member.prefixes)
            for member in SETS
            if member.prefix == prefix
        ),
        (),
    )


def _cell(column: Column) -> str:
    """Return what a cell comes to: the newest value; of a set, whether somebody put it in and nobody saw it out.

    The cast keeps one odd value from stopping the fold.
    """
    cells = _member_cells(column.cell)
    if cells:
        listed = ", ".join(f"'{cell}'" for cell in cells)
        return (
            f"EXISTS (SELECT 1 FROM change c WHERE c.record = t.record AND c.field IN ({listed}) "
            f"AND {SAYS_YES} AND {IS_LEAF})"
        )
    kind = _KINDS[column.sql]
    newest = (
        f"(SELECT CAST(c.value AS {kind}) FROM change c WHERE c.record = t.record AND c.field = '{column.cell}' "
        "ORDER BY c.stamp DESC LIMIT 1)"
    )
    return f"coalesce({newest}, 0) <> 0" if column.sql == "FLAG" else newest


def _drop_forgotten(record: type[Record]) -> str:
    return (
        f"DELETE FROM {record.table} WHERE record IN (SELECT t.record FROM temp.touched t "
        f"WHERE {in_range(record.letter)} AND NOT t.fresh "
        "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.record = t.record))"
    )


def _upsert(record: type[Record]) -> str:
    """Return the statement that folds records by a seek for each cell, however many changes it has."""
    source = (
        f"FROM temp.touched t WHERE {in_range(record.letter)} AND t.stamp IS NULL "
        "AND EXISTS (SELECT 1 FROM change c WHERE c.record = t.record)"
    )
    first = "(SELECT min(c.stamp) FROM change c WHERE c.record = t.record)"
    return _put(record, [first, *(_cell(column) for column in columns(record))], source)


def _upsert_plain(record: type[Record], occurring: frozenset[str] | None) -> str:
    """Return the statement that folds records of one action, by a join for each cell that occurs."""
    joins: list[str] = []
    values = [_plain_cell(column, occurring, joins) for column in columns(record)]
    source = f"FROM temp.touched t {' '.join(joins)} WHERE {in_range(record.letter)} AND t.stamp IS NOT NULL"
    return _put(record, ["t.stamp", *values], source)


def _put(record: type[Record], values: list[str], source: str) -> str:
    names = ["session", "id", "first", *(f'"{column.name}"' for column in columns(record))]
    updates = ", ".join(f"{name} = excluded.{name}" for name in names)
    return (
        f"INSERT INTO {record.table} (record, {', '.join(names)}) SELECT t.record, substr(t.record, 3, 10), "
        f"coalesce(nullif(substr(t.record, 14), ''), substr(t.record, 3)), {', '.join(values)} "
        f"{source} ON CONFLICT (record) DO UPDATE SET {updates}"
    )


def _plain_cell(column: Column, occurring: frozenset[str] | None, joins: list[str]) -> str:
    """Return what a cell with one change comes to, the same as `_cell` would find; add what it joins."""
    members = _member_cells(column.cell)
    found = []
    for cell in members or (column.cell,):
        if occurring is None or kind_of_field(cell) in occurring:
            name = f"c{len(joins)}"
            joins.append(
                f"LEFT JOIN change {name} ON {name}.record = t.record AND {name}.field = '{cell}' "
                f"AND {name}.stamp = t.stamp"
            )
            kind = "INTEGER" if members else _KINDS[column.sql]
            found.append(f"CAST({name}.value AS {kind})")
    if not found:
        return "0" if column.sql == "FLAG" else "NULL"
    if column.sql == "FLAG":
        return " OR ".join(f"coalesce({value}, 0) <> 0" for value in found)
    return found[0]


def _members(member: MemberSet, occurring: frozenset[str] | None) -> tuple[str, ...]:
    drop = (
        f"DELETE FROM {member.table} WHERE {member.record.table} IN "
        f"(SELECT t.record FROM temp.touched t WHERE {in_range(member.record.letter)} AND NOT t.fresh)"
    )
    return drop, *(_add_members(member, prefix, occurring) for prefix in member.prefixes)


def _add_members(member: MemberSet, prefix: str, occurring: frozenset[str] | None) -> str:
    of = looked_for(f"{prefix}/", occurring)
    value = f"substr(c.field, {len(prefix) + 2})"
    split, parts = "true", value
    if member.whose:
        split = f"instr({value}, '/') > 1"
        parts = (
            f"substr({value}, 1, instr({value}, '/') - 1), substr({value}, instr({value}, '/') + 1)"
        )
    return (
        f"INSERT OR IGNORE INTO {member.table} SELECT c.record, {parts} "
        f"FROM temp.touched t CROSS JOIN change c ON c.record = t.record "
        f"AND c.field > '{prefix}/' AND c.field < '{prefix}0' "
        f"WHERE {in_range(member.record.letter)} AND {of} AND {split} AND {SAYS_YES} AND (t.stamp IS NOT NULL OR {IS_LEAF})"
    )


@lru_cache(maxsize=256)
def _statements(letter: str, occurring: frozenset[str] | None, *, many: bool) -> tuple[str, ...]:
    record = BY_LETTER[letter]
    members = (
        statement
        for member in SETS
        if member.record is record
        for statement in _members(member, occurring)
    )
    # Of the few records of a save nothing is known: the long join would be prepared for nothing.
    plain = (_upsert_plain(record, occurring),) if many else ()
    settled = (_area_outweighs_none(occurring),) if record is Contribution else ()
    return (_drop_forgotten(record), *plain, _upsert(record), *members, *settled)


def _area_outweighs_none(occurring: frozenset[str] | None) -> str:
    """Where one person said “none of the three” and another an area, apart, the area stands."""
    return (
        f"UPDATE {Contribution.table} SET none_of_three = 0 WHERE none_of_three <> 0 "
        f"AND attitudes + roles + system > 0 AND record IN (SELECT t.record FROM temp.touched t "
        f"WHERE {in_range(Contribution.letter)} AND {looked_for('none_of_three', occurring)} "
        "AND EXISTS (SELECT 1 FROM change c WHERE c.record = t.record AND c.field = 'none_of_three'))"
    )
