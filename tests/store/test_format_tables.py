"""FORMAT.md tells of every table that the program can make, to the letter."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from listening.model.records import RECORDS
from listening.store import form_drafts, fulltext, indexing, opening, schema
from listening.store.check import check
from listening.store.session_file import SessionFile
from tests.store import making, released
from tests.store.by_the_text import FIELDS, MEMBERS, SQL, TEXT, Writer

_COLUMNS = {
    "text": '"{}" TEXT',
    "number": '"{}" INTEGER',
    "yes or no": '"{}" INTEGER NOT NULL DEFAULT 0',
}
_IN_MEMORY = {"kept"}
"""Tables that are in no file: those of the folder's index."""


def tables_told() -> dict[str, str]:
    """Return every table that the text tells of, by the statement that the text makes it with."""
    alone = {
        re.findall(r"TABLE (\w+)", SQL[block])[0]: SQL[block]
        for block in (
            *("change", "erasure", "conflict", "draft", "form-draft"),
            *("index", "index-progress"),
        )
    }
    state = {table: state_table(table) for table in FIELDS}
    return alone | state | {table: set_table(table, names) for _, _, table, names in MEMBERS}


def state_table(table: str) -> str:
    """Return the statement that makes the table of a kind of record."""
    kept = ",\n  ".join(_COLUMNS[kind].format(column) for _, column, kind, _ in FIELDS[table])
    sql = SQL["state-table"].format(table=table, columns=kept)
    number = "n INTEGER PRIMARY KEY"
    assert f"`contribution` has a row number `{number}` before `record`" in TEXT
    return sql.replace("  record", f"  {number},\n  record", 1) if table == "contribution" else sql


def set_table(table: str, names: str) -> str:
    """Return the statement that makes the table of a field of many values."""
    kept = ",\n  ".join(f"{name} TEXT NOT NULL" for name in names.split(", "))
    return SQL["set-table"].format(table=table, columns=kept, names=names)


TOLD = tables_told()


def test_how_columns_are_made_is_told() -> None:
    assert all(f"`{column.format('column')}`" in TEXT for column in _COLUMNS.values())


def test_every_table_that_the_program_makes_is_told_to_the_letter() -> None:
    made = {
        **schema.LEDGER,
        **schema.expected(schema.FORMAT_VERSION, there=schema.SEARCH),
        "form_draft": form_drafts.TABLE,
    }
    assert made == TOLD


def test_no_module_makes_a_table_of_which_nothing_is_told() -> None:
    found: set[str] = set()
    for module in resources.files("listening.store").iterdir():
        if module.name.endswith(".py"):
            made = r"CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?(\w+) (?:\(|USING)"
            found |= {*re.findall(made, module.read_text(encoding="utf-8"))}
    assert "form_draft" in found
    assert found - _IN_MEMORY <= {*TOLD}


def test_every_view_is_told() -> None:
    (line,) = re.findall(r"^.* there are views: .*$", TEXT, re.MULTILINE)
    assert {*re.findall(r"`([^`]+)`", line)} == {*schema.VIEWS}


@pytest.fixture
def half_indexed(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with everything that a file can have: a part of an index, and a form half written."""
    monkeypatch.setattr(fulltext, "THRESHOLD", 1)
    monkeypatch.setattr(fulltext, "PART", 60)
    with making.new(path) as file, file.together():
        for line in ("P1: The bus never comes.", "We ring round.", "Nobody rings back."):
            making.say(file, line)
    form_drafts.InFile(path, "Sam", "promise").keep('{"what": "Ring back"}')
    with closing(opening.connect(path)) as con:
        assert not indexing.go_on(con)
    return path


@pytest.fixture
def con(half_indexed: Path) -> Iterator[sqlite3.Connection]:
    """That file, opened with SQLite alone."""
    with closing(sqlite3.connect(half_indexed, isolation_level=None)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def made(con: sqlite3.Connection) -> Mapping[str, str]:
    """Return the tables of a file, by the statements that they were made with."""
    rows = con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {row[0]: row[1] for row in rows}


def test_a_file_has_no_table_of_which_nothing_is_told(con: sqlite3.Connection) -> None:
    there = made(con)
    assert there.items() >= TOLD.items()
    assert [name for name in there if name not in FIELDS and f"`{name}`" not in TEXT] == []


def test_every_version_is_told(con: sqlite3.Connection) -> None:
    told = re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)
    assert [int(number) for number in told] == released.NUMBERS
    assert f"**Version {schema.FORMAT_VERSION}.**" in TEXT
    assert con.execute(SQL["identity"]).fetchone()["version"] == schema.INDEXING_VERSION
    assert SQL["not-half-indexed"] == f"PRAGMA user_version = {schema.FORMAT_VERSION}"


def test_what_is_written_by_this_text_into_a_half_indexed_file_is_found(
    half_indexed: Path, con: sqlite3.Connection
) -> None:
    session = con.execute("SELECT id FROM session").fetchone()["id"]
    Writer(con, session).write({(f"c.{session}.aaaaaaaaaa", "words"): "A bus came."})
    assert con.execute(SQL["identity"]).fetchone()["version"] == schema.FORMAT_VERSION
    assert not [name for name in made(con) if name.startswith("contribution_fts")]
    assert check(half_indexed).trouble is None
    with SessionFile.open(half_indexed) as file:
        assert {one.contribution.words for one in file.search("bus")} == {
            "The bus never comes.",
            "A bus came.",
        }


def test_a_file_that_is_made_by_this_text_is_one(path: Path) -> None:
    session = "0123456789"
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        con.row_factory = sqlite3.Row
        con.execute(f"PRAGMA application_id = {re.findall(r'`program` is ([0-9]+)', TEXT)[0]}")
        for name, sql in TOLD.items():
            if name not in (*schema.SEARCH, "form_draft"):
                con.execute(sql)
        writer = Writer(con, session)
        writer.write({(f"s.{session}", "title"): "Made elsewhere"})
        writer.write({(f"c.{session}.aaaaaaaaaa", "words"): "Said elsewhere."})
    assert check(path).trouble is None
    with SessionFile.open(path, author="Sam") as file:
        making.say(file, "P1: And here. /a")
        assert making.words(file)[0] is not None
        assert {*making.words(file)} == {"Said elsewhere.", "And here."}


def test_every_kind_of_record_has_a_table_of_its_own_in_the_text() -> None:
    assert [*FIELDS] == [record.table for record in RECORDS]
