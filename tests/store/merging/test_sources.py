"""Every source is held against the format: what is foreign, hostile or out of reach is named, the rest is in."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from listening.model.errors import Damaged
from listening.store import batch, schema, sources, union
from listening.store.merge import MergeResult, merge
from listening.store.session_file import SessionFile
from listening.store.union import Into, Joined
from tests.store.making import is_sound, new, put, raw, say, stamp
from tests.store.merging.comparing import content, digests

SESSION, OWN = "ssssssssss", "cccccccccc"
RECORD = f"c.{SESSION}.{OWN}"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A session with one contribution."""
    return _session(tmp_path / "good.sqlite", "Said in the good one.")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Another, to which something is done."""
    return _session(tmp_path / "bad.sqlite", "Said in the other one.")


def _session(path: Path, *lines: str) -> Path:
    with new(path) as file:
        for line in lines:
            say(file, line)
    return path


def _merge_both(good: Path, bad: Path) -> MergeResult:
    """Merge two sources, of which neither may be changed by a byte."""
    there = [path for path in (good, bad) if path.is_file()]
    before = digests(*there)
    result = merge(good.with_name("out.sqlite"), [bad, good])
    assert digests(*there) == before
    assert is_sound(result.out)
    return result


def _assert_left_out(result: MergeResult, *of_sentence: str) -> None:
    """Make sure that the first source was left out with a sentence, and the second is in."""
    left_out, kept = result.sources
    assert left_out.trouble is not None
    for part in (*of_sentence, "."):
        assert part in left_out.trouble
    assert kept.trouble is None
    assert kept.joined.new_contributions == 1
    assert not result.complete
    assert content(result.out).changes == content(kept.path).changes


def _by_sql(*statements: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        with raw(path) as con:
            con.execute("PRAGMA writable_schema = ON")
            for statement in statements:
                con.execute(statement)

    return do


def _by_rows(*rows: tuple[object, ...]) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        with raw(path) as con:
            con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", rows)

    return do


def _made_by_another_program(path: Path) -> None:
    path.unlink()
    with raw(path) as con:
        con.execute("CREATE TABLE change (record, field, stamp, value, base)")


def _no_database(path: Path) -> None:
    path.write_bytes(b"Dear diary " * 1_000)


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9_000])


def _scribbled_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_LEFT_OUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "another program's": (_made_by_another_program, "another program"),
    "no database": (_no_database, "not a session file"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "cut short": (_cut_short, "cut short"),
    "scribbled over": (_scribbled_over, "damaged"),
    "a folder": (_a_folder, "folder"),
    "not there": (Path.unlink, "no session file"),
    "a newer version's": (_by_sql("PRAGMA user_version = 99"), "newer version"),
    "with a trigger": (
        _by_sql("CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM change; END"),
        "triggers",
    ),
    "with a generated column": (
        _by_sql(
            "UPDATE sqlite_schema SET sql = replace(sql, 'base   TEXT,', "
            "'base   TEXT, more TEXT AS (value),') WHERE name = 'change'"
        ),
        "table “change”",
    ),
    "with a view for a ledger": (
        _by_sql("DROP TABLE erasure", "CREATE VIEW erasure AS SELECT * FROM change"),
        "table “erasure”",
    ),
    "with a blob": (_by_rows((RECORD, "words", stamp(), b"\xff" * 99, None)), "not in the format"),
    "with a huge text": (
        _by_rows((RECORD, "words", stamp(), "x" * 1_000_001, None)),
        "not in the format",
    ),
    "with a broken number": (_by_rows((RECORD, "words", stamp(), 0.5, None)), "not in the format"),
    "with a stamp of its own kind": (
        _by_rows((RECORD, "words", "z" * 26, "Last of all.", None)),
        "not in the format",
    ),
    "with a stamp that spaces break": (
        _by_rows((RECORD, "words", stamp(writer="a b c d "), "So.", None)),
        "not in the format",
    ),
    "with an endless name": (
        _by_rows(("c." + "x" * 99, "words", stamp(), "So.", None)),
        "not in the format",
    ),
}


@pytest.mark.parametrize("kind", _LEFT_OUT)
def test_what_cannot_be_trusted_is_named_and_the_rest_is_merged(
    good: Path, bad: Path, kind: str
) -> None:
    spoil, sentence = _LEFT_OUT[kind]
    spoil(bad)
    result = _merge_both(good, bad)
    _assert_left_out(result, sentence)
    assert "bad.sqlite" in str(result.sources[0].trouble)


@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_where_no_source_can_be_trusted_nothing_is_made_and_nothing_changed(
    good: Path, bad: Path, tmp_path: Path, there: bool
) -> None:
    out = tmp_path / "out.sqlite"
    if there:
        merge(out, [good])
    before = out.read_bytes() if there else None
    bad.write_bytes(b"")
    result = merge(out, [bad, tmp_path])
    assert [bool(source.trouble) for source in result.sources] == [True, True]
    assert (out.read_bytes() if out.exists() else None) == before
    assert not list(tmp_path.glob(".*"))


def test_further_tables_and_views_do_no_harm_and_are_left_behind(good: Path, bad: Path) -> None:
    _by_sql("CREATE TABLE more (a)", "CREATE VIEW both AS SELECT * FROM change, more")(bad)
    result = _merge_both(good, bad)
    assert result.complete
    with closing(sqlite3.connect(result.out)) as con:
        made = {name for (name,) in con.execute("SELECT name FROM sqlite_schema")}
    assert not made & {"more", "both"}
    assert made >= set(schema.LEDGER)


def test_what_is_not_known_here_is_kept(good: Path, bad: Path) -> None:
    rows = [
        (f"m.{SESSION}.{OWN}", "what", stamp(), "A commitment.", None),
        (RECORD, "a field of later years", stamp(), 7, None),
    ]
    _by_rows(*rows)(bad)
    result = _merge_both(good, bad)
    assert result.complete
    assert set(rows) <= set(content(result.out).changes)


def test_a_clock_at_the_end_of_time_is_taken_and_stops_nobody(good: Path, bad: Path) -> None:
    late = stamp(9_999_999_999_999, 0xFFF)
    put(bad, [(RECORD, "words", late, "Said in 2286.", None)])
    result = _merge_both(good, bad)
    assert result.complete
    with SessionFile.open(result.out, author="Org") as file:
        last = file.contributions()[-1]
        assert (last.words, last.at[:4]) == ("Said in 2286.", "2286")
        other = file.contributions()[0]
        assert file.edit(other.id, words="Still to be changed.").words == "Still to be changed."


def test_a_stamp_that_says_something_else_here_leaves_the_source_out(good: Path, bad: Path) -> None:
    put(good, [(RECORD, "words", stamp(), "One thing.", None)])
    put(bad, [(RECORD, "words", stamp(), "Another thing.", None)])
    out = good.with_name("out.sqlite")
    result = merge(out, [good, bad])
    assert result.sources[0].trouble is None
    assert "1 of its changes" in str(result.sources[1].trouble)
    assert content(out).changes == content(good).changes


def _killed(path: Path, mode: str) -> None:
    """Leave beside a file what a program that is killed in the middle of a save leaves."""
    copied = path.with_name("while-open.sqlite")
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        con.execute(f"PRAGMA journal_mode = {mode}")
        con.execute("PRAGMA cache_size = 1")
        con.execute("PRAGMA wal_autocheckpoint = 0")
        con.execute("BEGIN")
        rows = [(RECORD, f"field{n}", stamp(), "x" * 900, None) for n in range(60)]
        con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", rows)
        if mode == "WAL":
            con.execute("COMMIT")
        beside = "-wal" if mode == "WAL" else "-journal"
        for end in ("", beside):
            shutil.copy(path.with_name(path.name + end), copied.with_name(copied.name + end))
    for end in ("-wal", "-journal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    for end in ("", beside):
        copied.with_name(copied.name + end).replace(path.with_name(path.name + end))


@pytest.mark.parametrize(("mode", "brought"), [("DELETE", 0), ("WAL", 60)])
def test_what_a_killed_program_left_is_made_whole_in_a_copy(
    good: Path, bad: Path, mode: str, brought: int
) -> None:
    whole = content(bad).changes
    _killed(bad, mode)
    result = _merge_both(good, bad)
    assert result.complete
    assert result.sources[0].joined.new_changes == len(whole) + brought


def test_a_file_in_wal_mode_gets_nothing_beside_it(good: Path, bad: Path) -> None:
    with closing(sqlite3.connect(bad)) as con:
        con.execute("PRAGMA journal_mode = WAL")
    result = _merge_both(good, bad)
    assert result.complete
    assert not list(bad.parent.glob("bad.sqlite-*"))


def test_a_journal_that_names_another_file_is_not_played_back(
    good: Path, bad: Path, tmp_path: Path
) -> None:
    _killed(bad, "DELETE")
    precious = tmp_path / "precious"
    precious.write_text("Not to be deleted.")
    name = os.fsencode(precious)
    sums = sum(name) & 0xFFFFFFFF
    with bad.with_name("bad.sqlite-journal").open("ab") as file:
        file.write((1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big"))
        file.write(sums.to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7"))
    _assert_left_out(_merge_both(good, bad), "names other files")
    assert precious.exists()


def test_a_source_on_a_stick_that_may_only_be_read_is_merged(good: Path, bad: Path) -> None:
    bad.chmod(0o400)
    assert _merge_both(good, bad).complete


def test_a_source_that_another_program_holds_is_named_after_a_moment(
    good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PATIENCE_MS", 10)
    with closing(sqlite3.connect(bad, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = merge(good.with_name("out.sqlite"), [bad, good])
        other.execute("ROLLBACK")
    _assert_left_out(result, "bad.sqlite")


def test_a_source_that_goes_away_half_way_is_left_out_and_the_others_are_in(
    good: Path, bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = _session(tmp_path / "third.sqlite", "Said in the third.")
    unite = union.unite

    def going_away(into: Into, path: Path, name: str) -> Joined:
        if path == bad:
            joined = unite(into, path, name)
            assert joined.new_contributions == 1
            raise sqlite3.OperationalError("disk I/O error")
        return unite(into, path, name)

    monkeypatch.setattr(batch, "unite", going_away)
    monkeypatch.setattr(
        sources, "fault_of", lambda _con, path, _name: Damaged(path, "parts of it cannot be read")
    )
    result = merge(tmp_path / "out.sqlite", [good, bad, third])
    assert [bool(source.trouble) for source in result.sources] == [False, True, False]
    with SessionFile.open(result.out) as file:
        assert {one.words for one in file.contributions()} == {
            "Said in the good one.",
            "Said in the third.",
        }


def test_the_file_itself_is_no_source_and_one_source_twice_is_known_the_second_time(
    good: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.sqlite"
    merge(out, [good])
    shutil.copy(good, tmp_path / "copy.sqlite")
    result = merge(out, [out, good, good, tmp_path / "copy.sqlite"])
    assert "merged into" in str(result.sources[0].trouble)
    for source in result.sources[1:]:
        assert source.trouble is None
        assert (source.joined.new_changes, source.joined.known_contributions) == (0, 1)


def test_any_character_may_stand_in_a_path(good: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it's #1? 100%25 & “so” \\ ;"
    folder.mkdir()
    odd = folder / "a'b#c?d=e%20.sqlite"
    good.replace(odd)
    result = merge(folder / "o'ut?#.sqlite", [odd])
    assert result.complete
    assert content(result.out).changes == content(odd).changes
