"""Files of version 1 are opened, brought up to date, merged and checked; nothing in them is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from listening.store import opening, schema
from listening.store.check import check
from listening.store.merge import merge, rehearse
from listening.store.session_file import SessionFile
from listening.store.versions import RELEASED
from tests.store import making, version_1

STAMP = "1774353603000.000.elsewher"
PROMISE = "m.0123456789.cccccccccc"
FROM_A_MERGE = (
    (PROMISE, "who", STAMP, "The council", None),
    (PROMISE, "what", STAMP, "Publish the rota", None),
    (PROMISE, "answers/0123456789.aaaaaaaaaa", STAMP, 1, None),
    ("l.0123456789.dddddddddd", "bond", STAMP, "echoes", None),
    ("r.0123456789.tooshort", "kind", STAMP, "trust", None),
)
"""What the ledger of a file of version 1 may hold, from somebody who was ahead."""
NOT_THEN = RELEASED[2].tables.keys() - RELEASED[1].tables.keys()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file of version 1, into which somebody has merged what version 2 knows."""
    return version_1.make(tmp_path / "old.sqlite", FROM_A_MERGE)


def tables(path: Path) -> set[str]:
    """Return the names of a file's tables."""
    with making.raw(path) as con:
        rows = con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {name for (name,) in rows}


def rows(con: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Return all rows of a table."""
    return con.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()


def test_version_1_had_no_table_of_commitments(old: Path) -> None:
    assert {"commitment", "relation", "link", "answer"} == NOT_THEN
    assert not NOT_THEN & tables(old)


def test_opening_brings_it_to_this_version_with_all_that_it_holds(old: Path) -> None:
    with SessionFile.open(old, author="Sam") as file:
        assert making.words(file) == ["The bus never comes.", "We ring round."]
        assert file.session().title == "Brixton Library"
    with closing(opening.open_checked(old)) as con:
        assert con.execute("SELECT who, what FROM commitment").fetchall() == [
            ("The council", "Publish the rota")
        ]
        assert rows(con, "answer") == [(PROMISE, "0123456789.aaaaaaaaaa")]
        assert rows(con, "relation") == []
        assert con.execute("SELECT bond FROM link").fetchall() == [("echoes",)]
    found = check(old)
    assert (found.trouble, found.version) == (None, schema.FORMAT_VERSION)


def test_brought_up_it_is_made_like_a_new_one(old: Path, tmp_path: Path) -> None:
    opening.open_checked(old).close()
    making.new(tmp_path / "new.sqlite").close()
    made = [_made(path) for path in (old, tmp_path / "new.sqlite")]
    assert made[0] == made[1]


def _made(path: Path) -> dict[str, str]:
    with making.raw(path) as con:
        asked = con.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in asked.fetchall()}


def test_it_opens_where_it_may_only_be_read(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    making.may_only_be_read(monkeypatch)
    before = old.read_bytes()
    with closing(opening.open_checked(old)) as con:
        assert [row[4:6] for row in rows(con, "commitment")] == [
            ("The council", "Publish the rota")
        ]
    with SessionFile.open(old) as file:
        assert making.words(file) == ["The bus never comes.", "We ring round."]
    found = check(old)
    assert (found.trouble, found.version) == (None, 1)
    assert old.read_bytes() == before


def test_it_is_merged_as_a_source_and_not_changed(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    out = tmp_path / "out.sqlite"
    assert rehearse(out, [old]).complete
    assert merge(out, [old]).complete
    assert old.read_bytes() == before
    assert making.is_sound(out)
    with closing(opening.open_checked(out)) as con:
        assert len(rows(con, "commitment")) == 1


def test_others_are_merged_into_it(old: Path, tmp_path: Path) -> None:
    other = version_1.make(
        tmp_path / "other.sqlite", [(PROMISE, "who", STAMP, "The council", None)]
    )
    assert merge(old, [other]).complete
    assert making.is_sound(old)


def test_a_table_of_others_under_a_name_that_we_need_makes_way(tmp_path: Path) -> None:
    old = version_1.make(tmp_path / "old.sqlite")
    with making.raw(old) as con:
        con.execute("CREATE TABLE link (mine TEXT)")
        con.execute("INSERT INTO link VALUES ('kept')")
        con.execute("CREATE VIEW commitments AS SELECT 1")
    assert making.is_sound(old)
    with making.raw(old) as con:
        assert rows(con, f"link_before_{schema.FORMAT_VERSION}") == [("kept",)]


def test_two_programs_may_bring_it_up_at_once(old: Path) -> None:
    with closing(opening.connect(old)) as waiting:
        opening.open_checked(old).close()
        opening._upgrade(waiting)
    assert making.is_sound(old)


def test_a_state_table_that_is_not_the_formats_is_refused_in_version_1_too(old: Path) -> None:
    with making.raw(old) as con:
        con.execute("DROP TABLE conflict")
        con.execute("CREATE TABLE conflict (record TEXT)")
    assert "conflict" in (check(old).trouble or "")
