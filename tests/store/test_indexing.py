"""A large file gets its index part by part: whatever happens meanwhile, nobody waits and nothing is missed."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from listening.model.errors import Damaged, NewerVersion
from listening.model.text import search_key
from listening.store import fulltext, indexing, opening, schema
from listening.store.asked import EVERYTHING, Where
from listening.store.check import check
from listening.store.merge import merge
from listening.store.search import search
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words

LINES = [f"P{n % 3}: line{n} about buses and choir number {n}" for n in range(12)]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be large, and every part hold two contributions."""
    monkeypatch.setattr(fulltext, "THRESHOLD", 3)
    monkeypatch.setattr(fulltext, "PART", 150)


@pytest.fixture
def room(file: SessionFile) -> SessionFile:
    """A session in which twelve things were said, and which was never searched."""
    with file.together():
        for line in LINES:
            say(file, line)
    return file


@pytest.fixture
def other(room: SessionFile) -> Iterator[sqlite3.Connection]:
    """Another window's connection, which makes parts of the index, and waits for nobody."""
    with closing(opening.connect(room.path)) as con:
        con.execute("PRAGMA busy_timeout = 0")
        yield con


def version(path: Path) -> int:
    """Return what the file says of itself."""
    with making.raw(path) as con:
        return int(con.execute("PRAGMA user_version").fetchone()[0])


def by_hand(file: SessionFile, asked: str) -> set[str]:
    """Return the ids of contributions in which all words stand or are begun."""
    keys = {one.id: search_key(one.words or "") for one in file.contributions()}
    wanted = search_key(asked).split()
    return {
        own
        for own, key in keys.items()
        if all(any(said.startswith(word) for said in re.findall(r"\w+", key)) for word in wanted)
    }


def found(file: SessionFile, asked: str) -> set[str]:
    """Return the ids of what is found, as every way of searching must tell it, with no part made by it."""
    numbers = file.found(asked)
    ids = {one.id for one in file.numbered(numbers).values()}
    assert len(numbers) == len(set(numbers)) == len(ids)
    narrowed = file.numbered(file.found(asked, Where(match=asked.split()[0]))).values()
    assert {one.id for one in narrowed} == ids
    if fulltext.exists(file._con):
        assert set(file.found(asked, newest=2)) == set(sorted(numbers)[-2:])
    return ids


def index_is_right(con: sqlite3.Connection) -> bool:
    """Tell whether the index holds what it reaches, to the letter and nothing more."""
    kept = con.execute(
        "SELECT n, search_key(CAST(words AS BLOB)) FROM contribution WHERE n <= ?",
        (fulltext.reach(con),),
    ).fetchall()
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.execute("CREATE TABLE contribution (n INTEGER PRIMARY KEY, words TEXT)")
        fresh.execute(fulltext.TABLE)
        fresh.executemany("INSERT INTO contribution_fts (rowid, words) VALUES (?, ?)", kept)
        return instances(con) == instances(fresh)


def instances(con: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return every word of the index, and where it stands."""
    con.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.seen USING fts5vocab(main, contribution_fts, instance)"
    )
    return con.execute("SELECT term, doc, offset FROM temp.seen ORDER BY 1, 2, 3").fetchall()


def test_a_part_holds_no_more_than_so_many_letters_or_one_long_contribution(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    say(room, "very long " * 100)
    reached = [0]
    while not indexing.go_on(other):
        reached.append(fulltext.reach(other))
    assert reached == [0, 2, 4, 6, 8, 10, 12]
    assert fulltext.reach(other) == fulltext.ALL


def test_between_any_two_parts_somebody_else_saves_without_waiting(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    room._con.execute("PRAGMA busy_timeout = 0")
    said: list[str] = []

    def somebody_saves(_: float) -> bool:
        said.append(say(room, f"Meanwhile {len(said)}.").id)
        return False

    indexing.finish(other, somebody_saves)
    assert len(said) > len(LINES) / 2
    assert found(room, "meanwhile") == set(said)
    assert index_is_right(other)


def test_who_makes_parts_gives_way_to_somebody_who_is_saving(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    saving = ExitStack()
    waited: list[float] = []

    def goes_on(_: float) -> bool:
        waited.append(fulltext.reach(room._con))
        if len(waited) == 2:
            saving.enter_context(room.together())
            say(room, "In peace.")
        if len(waited) == 4:
            saving.close()
        return False

    indexing.finish(other, goes_on)
    assert waited[:5] == [fulltext.NOTHING, 2, 2, 2, 4]
    assert words(room)[-1] == "In peace."
    assert index_is_right(other)


def test_two_windows_that_make_it_at_once_make_each_part_once(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    while not indexing.go_on(other):
        indexing.go_on(room._con)
    assert indexing.go_on(room._con)
    assert index_is_right(room._con)


def test_a_search_with_a_part_of_an_index_finds_what_it_finds_without(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    scores = scored(room)
    assert len(scores) == len(LINES)
    while not indexing.go_on(other):
        assert found(room, "line1 buses") == by_hand(room, "line1 buses")
        assert found(room, "choir") == by_hand(room, "choir")
        assert scored(room) == scores


def scored(file: SessionFile) -> list[tuple[str, float]]:
    """Search without making a part of the index."""
    best = search(file._con, "choir numb", EVERYTHING, limit=None)
    return [(one.contribution.id, one.score) for one in best]


def test_a_half_made_index_goes_on_where_it_stopped(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    for _ in range(3):
        indexing.go_on(other)
    room.close()
    with SessionFile.open(room.path, author="Kim") as again:
        assert fulltext.reach(again._con) == 6
        assert again.found("line7")
        again.prepare_to_search()
        assert again.indexing is not None
        again.indexing.wait()
        assert fulltext.reach(again._con) == fulltext.ALL
        assert index_is_right(again._con)
    assert making.is_sound(room.path)


def test_a_file_says_that_it_is_half_indexed_to_programs_that_would_not_know(
    room: SessionFile, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexing.go_on(other)
    assert version(room.path) == schema.INDEXING_VERSION
    assert (check(room.path).trouble, check(room.path).version) == (None, schema.FORMAT_VERSION)
    with monkeypatch.context() as before:
        before.setattr(schema, "format_of", lambda version: version)
        with pytest.raises(NewerVersion, match="newer version"):
            SessionFile.open(room.path)
    indexing.finish(other, lambda _: False)
    assert version(room.path) == schema.FORMAT_VERSION
    assert [*fulltext.tables(other)] == [fulltext.NAME]
    assert making.is_sound(room.path)


def test_copies_merges_and_bytes_of_a_half_indexed_file_are_whole(
    room: SessionFile, other: sqlite3.Connection, tmp_path: Path
) -> None:
    indexing.go_on(other)
    copied = room.copy(tmp_path / "copy.sqlite")
    assert version(copied) == schema.FORMAT_VERSION
    with SessionFile.of_content(room.path.read_bytes(), room.path) as inside:
        assert found(inside, "choir") == by_hand(room, "choir")
        inside.search("choir")
        assert fulltext.reach(inside._con) == fulltext.ALL
    with making.new(tmp_path / "kims.sqlite", "Kim") as kims:
        say(kims, "P1: Another choir.")
    assert merge(room.path, [kims.path]).complete
    assert merge(tmp_path / "all.sqlite", [room.path]).complete
    assert version(room.path) == schema.INDEXING_VERSION
    assert len(found(room, "choir")) == len(LINES) + 1
    indexing.finish(other, lambda _: False)
    assert index_is_right(other)
    assert len(found(room, "choir")) == len(LINES) + 1


def test_words_that_are_erased_meanwhile_are_in_no_byte_and_no_later_part(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    first, *_, last = room.contributions()
    for one, secret in ((first, "xylophone"), (last, "quagmire")):
        room.edit(one.id, words=f"The {secret} in the choir.")
    for _ in range(2):
        indexing.go_on(other)
    room.erase([first.id, last.id])
    for _ in range(2):
        indexing.finish(other, lambda _: False)
        assert b"xylophone" not in making.on_disk(room.path)
        assert b"quagmire" not in making.on_disk(room.path)
    assert index_is_right(other)
    assert len(found(room, "choir")) == len(LINES) - 2


def test_where_another_program_dropped_the_index_it_is_made_anew(
    room: SessionFile, other: sqlite3.Connection
) -> None:
    indexing.go_on(other)
    with making.raw(room.path) as con:
        con.execute("DROP TABLE IF EXISTS contribution_fts")
    say(room, "And the choir sang.")
    assert found(room, "choir") == by_hand(room, "choir")
    indexing.finish(other, lambda _: False)
    assert index_is_right(other)
    assert version(room.path) == schema.FORMAT_VERSION


def test_a_table_of_progress_that_is_not_that_of_the_format_is_refused(room: SessionFile) -> None:
    room.close()
    with making.raw(room.path) as con:
        con.execute("CREATE TABLE contribution_fts_upto (n TEXT)")
    with pytest.raises(Damaged, match="is not the one of the format"):
        SessionFile.open(room.path)


def test_a_file_whose_index_comes_to_its_end_while_it_is_opened_is_not_taken_for_damaged(
    room: SessionFile, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    while fulltext.reach(other) < len(LINES) - 2:
        indexing.go_on(other)
    tables = fulltext.tables

    def looked_at_just_before(con: sqlite3.Connection) -> Mapping[str, str]:
        there = tables(con)
        if con is not other:
            with suppress(sqlite3.OperationalError):  # it has to wait
                indexing.go_on(other)
        return there

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(fulltext, "tables", looked_at_just_before)
        opening.open_checked(room.path).close()
    assert indexing.go_on(other)
    opening.open_checked(room.path).close()


# In the thread ---------------------------------------------------------------------------------


def test_searching_answers_at_once_and_the_index_is_made_beside_it(room: SessionFile) -> None:
    assert {one.contribution.id for one in room.search("choir")} == by_hand(room, "choir")
    assert room.indexing is not None
    for n in range(5):
        say(room, f"Saved meanwhile, choir {n}.")
    assert {one.contribution.id for one in room.search("choir")} == by_hand(room, "choir")
    room.indexing.wait()
    assert fulltext.reach(room._con) == fulltext.ALL
    assert index_is_right(room._con)
    assert making.differing(room) == ()


def test_closing_a_file_stops_the_making_of_its_index(
    room: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_LEAST_REST_S", 3_600)
    room.prepare_to_search()
    assert room.indexing is not None
    assert room.indexing.is_at_work
    room.close()
    assert not room.indexing.is_at_work
    assert "indexing" not in {thread.name for thread in threading.enumerate()}
    assert making.is_sound(room.path)


def test_a_file_that_may_only_be_read_is_searched_without_an_index(room: SessionFile) -> None:
    room._con.execute("PRAGMA query_only = ON")
    assert len(room.search("choir")) == len(LINES)
    assert room.indexing is not None
    assert not room.indexing.is_at_work
    assert not fulltext.exists(room._con)


ENDS = """
import sys
from pathlib import Path
from listening.store import fulltext, indexing
from listening.store.session_file import SessionFile
fulltext.THRESHOLD, fulltext.PART = 3, 150
file = SessionFile.open(Path(sys.argv[1]))
if sys.argv[2] == "killed":
    go_on = fulltext.go_on
    def killed(con):
        go_on(con)
        print("ready", flush=True)
        sys.stdin.read()
    indexing.go_on(file._con)
    fulltext.go_on = killed
file.prepare_to_search()
"""


def test_the_end_of_a_program_cuts_off_no_part(room: SessionFile) -> None:
    room.close()
    subprocess.run([sys.executable, "-c", ENDS, str(room.path), "ends"], check=True)
    assert [one.name for one in room.path.parent.iterdir()] == [room.path.name]
    assert making.is_sound(room.path)


def test_a_kill_within_a_part_leaves_the_parts_before_it(room: SessionFile) -> None:
    room.close()
    command = [sys.executable, "-c", ENDS, str(room.path), "killed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.kill()
    with SessionFile.open(room.path) as again:
        assert fulltext.reach(again._con) == 2
        assert found(again, "choir") == by_hand(again, "choir")
        indexing.finish(again._con, lambda _: False)
        assert index_is_right(again._con)
    assert making.is_sound(room.path)
