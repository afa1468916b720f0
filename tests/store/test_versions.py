"""Files of every released version open: also once a later version keeps more, or keeps it otherwise."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from listening.model.records import Contribution, Writer
from listening.store import fold, form_drafts, fulltext, indexing, opening, schema, upgrading
from listening.store.check import check
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from listening.store.versions import RELEASED
from tests.store import making, released, version_1
from tests.store.pretending import NEXT, Pretending

AS_RELEASED = {1: "1fe27bd92c59", 2: "95ed1fc856df"}
"""What the statements of each released version come to. A number here never changes: see `WHAT_TO_DO`."""
NEVER_CHANGED = "0d244194dc22"
"""The same of what stands in no version, since it is the same in all of them."""

NEWEST = max(RELEASED)
WHAT_TO_DO = f"""
What files of version {NEWEST} have was released: leave store/versions/version_{NEWEST}.py as it is, or files that
people have will be refused as damaged. What is to be kept otherwise is version {NEXT}: add
store/versions/version_{NEXT}.py and its line in AS_RELEASED, as FORMAT.md says under “How a next version is made”."""


def digest(statements: Mapping[str, str]) -> str:
    """Return what tells whether any statement was altered, but for its white space."""
    told = "\n".join(f"{name} {' '.join(sql.split())}" for name, sql in sorted(statements.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


# What was released ---------------------------------------------------------------------------


def test_what_is_made_today_is_what_the_newest_version_has() -> None:
    today, newest = schema.TODAY.everything, RELEASED[NEWEST].everything
    differing = [name for name in {*today, *newest} if today.get(name) != newest.get(name)]
    assert not differing, f"{', '.join(sorted(differing))}: {WHAT_TO_DO}"


def test_no_released_version_was_ever_altered() -> None:
    assert {n: digest(made.everything) for n, made in RELEASED.items()} == AS_RELEASED, WHAT_TO_DO


def test_what_holds_what_stands_nowhere_else_was_never_altered() -> None:
    kept = {**schema.LEDGER, "draft": schema.DRAFT, "form_draft": form_drafts.TABLE}
    assert digest(kept) == NEVER_CHANGED, "No version may alter what people typed: add a table."


def test_version_1_is_told_as_it_was_made() -> None:
    told = (*schema.LEDGER.values(), *schema.expected(1).values())
    views = (*RELEASED[1].indexes.values(), *RELEASED[1].views.values())
    assert {*told, *views} == {*version_1.TABLES}


def test_odd_numbers_are_left_to_files_that_are_half_indexed() -> None:
    assert [number for number in RELEASED if number % 2] == [1]
    assert [schema.format_of(number) for number in (1, 2, 3, 4, 9)] == [1, 2, 2, 4, 9]


# A version that is yet to come -----------------------------------------------------------------


@pytest.fixture(params=released.NUMBERS)
def old(request: pytest.FixtureRequest, path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of every version that there is, and half-indexed ones."""
    monkeypatch.setattr(fulltext, "THRESHOLD", 1)
    monkeypatch.setattr(fulltext, "PART", 60)
    return released.make(path, request.param)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pretending]:
    """The next version of this program, as soon as it is told what it keeps."""
    yield Pretending(monkeypatch)
    monkeypatch.undo()
    fold._statements.cache_clear()


def version(path: Path) -> int:
    """Return what the file says of itself."""
    with making.raw(path) as con:
        return int(con.execute("PRAGMA user_version").fetchone()[0])


def made(path: Path) -> dict[str, str]:
    """Return what a file consists of, but for a full-text index."""
    with making.raw(path) as con:
        rows = con.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {name: sql for name, sql in rows if not name.startswith(fulltext.NAME)}


def ledger(path: Path) -> list[tuple[object, ...]]:
    """Return all that the file says."""
    with making.raw(path) as con:
        asked = "SELECT record, field, stamp, value, base FROM change"
        return con.execute(f"{asked} ORDER BY record, field, stamp").fetchall()


def told(path: Path) -> tuple[object, ...]:
    """Return what a file shows to whoever opens it."""
    with SessionFile.open(path, author="Sam") as file:
        drafts = [draft.line for draft in file.drafts_left()]
        return file.contributions(), file.sessions(), file.participants(), drafts


def weather(con: sqlite3.Connection, table: str = "contribution") -> set[tuple[str]]:
    """Return which weather is known."""
    return {*con.execute(f"SELECT weather FROM {table} WHERE weather IS NOT NULL").fetchall()}


def found(file: SessionFile, asked: str) -> list[str | None]:
    """Return the words of what is found."""
    return [one.contribution.words for one in file.search(asked)]


def test_a_file_of_every_version_opens_in_the_next_with_all_words_and_its_new_field(
    old: Path, later: Pretending, tmp_path: Path
) -> None:
    before, said = told_by_a_copy(old), ledger(old)
    later.keep_weather(Contribution, Writer)
    assert told(old) == before
    assert ledger(old) == said
    with closing(opening.open_checked(old)) as con:
        assert weather(con) == weather(con, "writer") == {("Rainy",)}
    making.new(tmp_path / "new.sqlite").close()
    assert made(old) == made(tmp_path / "new.sqlite")
    assert (check(old).trouble, check(old).version, version(old)) == (None, NEXT, NEXT)


def test_it_goes_on_being_written_and_searched_there(old: Path, later: Pretending) -> None:
    later.keep_weather(Contribution)
    with SessionFile.open(old, author="Sam") as file:
        assert found(file, "ring round") == ["We ring round."]
        one = making.say(file, "P3: Nobody tells us why.")
        file.edit(one.id, words="Nobody told us why.")
        assert found(file, "told") == ["Nobody told us why."]
        assert file.indexing is not None
        file.indexing.wait()
        assert found(file, "told why") == ["Nobody told us why."]
        assert fulltext.reach(file._con) == fulltext.ALL
    assert (check(old).trouble, version(old)) == (None, NEXT)


def test_what_is_kept_as_before_is_not_made_again(old: Path, later: Pretending) -> None:
    later.keep_weather(Writer)
    with making.raw(old) as con:
        there = con.execute("SELECT n, record FROM contribution ORDER BY n").fetchall()
        index = [*fulltext.tables(con)]
        con.execute("UPDATE contribution SET kind = 'not of the ledger'")
    with closing(opening.open_checked(old)) as con:
        assert con.execute("SELECT n, record FROM contribution ORDER BY n").fetchall() == there
        assert {*con.execute("SELECT kind FROM contribution")} == {("not of the ledger",)}
        assert weather(con, "writer") == {("Rainy",)}
        assert [*fulltext.tables(con)] == index
    half = fulltext.PROGRESS_NAME in index
    assert version(old) == (schema.INDEXING_VERSION if half else NEXT)
    with SessionFile.open(old, author="Sam") as file:
        assert found(file, "ring round") == ["We ring round."]
        assert file.indexing is not None
        file.indexing.wait()
    assert version(old) == NEXT


def test_it_is_read_where_it_may_only_be_read(
    old: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told_by_a_copy(old)
    later.keep_weather(Contribution)
    bytes_before = making.on_disk(old)
    making.may_only_be_read(monkeypatch)
    with SessionFile.open(old, author="Sam") as file:
        assert weather(file._con) == {("Rainy",)}
        assert found(file, "ring round") == ["We ring round."]
    assert told(old) == before
    assert check(old).trouble is None
    assert making.on_disk(old) == bytes_before


def test_it_is_found_in_its_folder_where_it_may_only_be_read(
    old: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    later.keep_weather(Contribution)
    making.may_only_be_read(monkeypatch)
    with closing(Shelf(old.parent)) as shelf:
        shelf.refresh()
        assert shelf.troubles == {}
        assert [one.contribution.words for one in shelf.search("ring round")] == ["We ring round."]


def test_a_whole_index_finds_the_right_words_where_a_file_may_only_be_read(
    path: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    released.make(path, NEWEST)
    with SessionFile.open(path) as file, closing(opening.connect(path)) as other:
        monkeypatch.setattr(fulltext, "THRESHOLD", 1)
        # Made in another order than that of the records' names, which a fold goes by.
        other.execute("UPDATE contribution SET n = 100 - n")
        indexing.finish(other, lambda _: False)
        assert fulltext.reach(file._con) == fulltext.ALL
    later.keep_weather(Contribution)
    making.may_only_be_read(monkeypatch)
    with SessionFile.open(path, author="Sam") as file:
        assert found(file, "bus never") == ["The bus never comes."]
        assert found(file, "ring round") == ["We ring round."]


def test_a_version_that_keeps_conflicts_otherwise_finds_them_again(
    path: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    released.make(path, NEWEST)
    making.put(path, [("z.odd", "weather", making.stamp(making.NOON * 3), "Dry", None)])
    with making.raw(path) as con:
        conflicts = con.execute("SELECT * FROM conflict ORDER BY 1, 2").fetchall()
    assert {record[0] for record, *_ in conflicts} == {"c", "z"}
    other = schema.STATE["conflict"].replace("leaves INTEGER", "leaves INTEGER CHECK (leaves > 1)")
    later.know({**schema.STATE, "conflict": other})
    for mode in ("ro", "rw"):
        with monkeypatch.context() as patch:
            if mode == "ro":
                making.may_only_be_read(patch)
            with closing(opening.open_checked(path)) as con:
                shown = con.execute("SELECT * FROM conflict ORDER BY 1, 2").fetchall()
                assert shown == conflicts
        assert check(path).trouble is None
    assert version(path) == NEXT


def test_a_version_of_whose_fold_other_rows_come_makes_them_anew(
    old: Path, later: Pretending
) -> None:
    with making.raw(old) as con:
        con.execute("UPDATE contribution SET kind = 'of another fold'")
    later.know(schema.STATE, "contribution")
    assert (check(old).trouble, version(old)) == (None, NEXT)


def test_a_table_that_is_kept_no_more_is_gone(
    path: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    released.make(path, NEWEST)
    mood = "CREATE TABLE mood (record TEXT NOT NULL UNIQUE) STRICT"
    before = RELEASED[NEWEST]
    monkeypatch.setitem(RELEASED, NEWEST, before._replace(tables={**before.tables, "mood": mood}))
    later.know(schema.STATE)
    with making.raw(path) as con:
        con.execute(mood)
    assert check(path).trouble is None
    assert "mood" not in made(path)


def test_what_others_have_put_under_a_name_that_is_needed_now_makes_way(path: Path) -> None:
    released.make(path, 1)
    with making.raw(path) as con:
        con.execute("CREATE TABLE Link_by_source (mine TEXT)")
        con.execute("INSERT INTO Link_by_source VALUES ('kept')")
        con.execute("CREATE TABLE ours (mine TEXT)")
        con.execute("CREATE INDEX answer ON ours (mine)")
        con.execute("CREATE VIEW commitment AS SELECT * FROM Link_by_source")
    assert check(path).trouble is None
    with making.raw(path) as con:
        kept = con.execute(f"SELECT * FROM Link_by_source_before_{NEWEST}").fetchall()
    assert kept == [("kept",)]


def test_where_it_cannot_be_brought_up_it_stays_as_it_is(
    old: Path, later: Pretending, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, there, says = told_by_a_copy(old), made(old), version(old)
    later.keep_weather(Contribution)
    with monkeypatch.context() as failing:
        failing.setattr(upgrading, "fill", full)
        assert "disk" in (check(old).trouble or "")
    assert (made(old), version(old)) == (there, says)
    assert told(old) == before


def full(*_: object) -> None:
    """Fail as SQLite does on a full disk."""
    raise sqlite3.OperationalError("database or disk is full")


def told_by_a_copy(path: Path) -> tuple[object, ...]:
    """Return what a file shows, without bringing it up."""
    return told(Path(shutil.copyfile(path, path.with_name("copy.sqlite"))))
