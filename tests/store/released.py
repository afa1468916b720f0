"""Session files as a program made them that knew an earlier version and no later one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from listening.store import indexing, opening, schema
from listening.store.versions import RELEASED
from tests.store import making

NUMBERS = sorted({*RELEASED, *(number + 1 for number in RELEASED if number > 1)})
"""All that a file may say that its version is: the odd ones from 3 on say that it is half-indexed."""
LINES = ("P1: The bus never comes. /a #rota", "We ring round.", "P2: Nobody rings back.")
RAINY = ("weather", making.stamp(making.NOON * 2), "Rainy", None)
"""What somebody who was ahead has said of a record, in a field that no version knows."""


def make(path: Path, number: int) -> Path:
    """Make a file that says that it is of a version, with a conflict, and a line that was never saved.

    A part of an index is made where the number says so: the caller sees to it that the file is large.
    """
    _make_today(path)
    form = schema.format_of(number)
    with closing(opening.connect(path)) as con:
        if number != form:
            assert not indexing.go_on(con)
        _take_back(con, form)
        con.execute(f"PRAGMA user_version = {number}")
    return path


def _make_today(path: Path) -> None:
    with making.new(path) as file:
        for line in LINES:
            said = making.say(file, line)
        file.keep_draft("Not saved yet")
    record = f"c.{said.session}.{said.id}"
    with making.raw(path) as con:
        (writer,) = con.execute("SELECT record FROM writer").fetchone()
    apart = (record, "words", making.stamp(making.NOON * 2), "Nobody rings.", None)
    making.put(path, [apart, (record, *RAINY), (writer, *RAINY), ("z.odd", *RAINY)])


def _take_back(con: sqlite3.Connection, version: int) -> None:
    """Make the state of a file as a version had it, with what that version showed."""
    then, today = RELEASED[version], schema.TODAY
    for name in today.views:
        con.execute(f"DROP VIEW {name}")
    for name, sql in today.tables.items():
        if then.tables.get(name) != sql:
            _take_back_table(con, name, then.tables.get(name))
    there = {name for (name,) in con.execute("SELECT name FROM sqlite_schema").fetchall()}
    for name in (today.indexes.keys() - then.indexes.keys()) & there:
        con.execute(f"DROP INDEX {name}")
    for name, sql in {**then.indexes, **then.views}.items():
        if name not in there or name in then.views:
            con.execute(sql)


def _take_back_table(con: sqlite3.Connection, name: str, then: str | None) -> None:
    con.execute(f"ALTER TABLE {name} RENAME TO later")
    if then is not None:
        con.execute(then)
        asked = "SELECT name FROM pragma_table_info(?) INTERSECT SELECT name FROM pragma_table_info('later')"
        kept = ", ".join(f'"{column}"' for (column,) in con.execute(asked, (name,)).fetchall())
        con.execute(f"INSERT INTO {name} ({kept}) SELECT {kept} FROM later")
    con.execute("DROP TABLE later")
