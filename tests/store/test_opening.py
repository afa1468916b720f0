"""What is refused at the door, each with a sentence of its own; and what is made whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from listening.model.errors import (
    Damaged,
    FileError,
    NewerVersion,
    NoSuchFile,
    NotASession,
    NotReadable,
    NotSaved,
)
from listening.store import opening, schema
from listening.store.check import check
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words

HOT_JOURNAL = """
import os, sys
from listening.store.session_file import SessionFile
from listening.model.quickline import raw
file = SessionFile.open(__import__("pathlib").Path(sys.argv[1]), author="Sam")
con = file._con
con.execute("PRAGMA cache_size = 1")
con.execute("BEGIN IMMEDIATE")
con.execute("UPDATE contribution SET words = 'half done'")
con.execute("UPDATE change SET value = zeroblob(9000) WHERE field = 'words'")
print("in the middle", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def closed(path: Path) -> Path:
    """A session file with forty contributions that nobody has open."""
    with making.new(path) as file, file.together():
        for number in range(40):
            say(file, f"P{number % 5}: Contribution number {number}, of some length. /a")
    return path


def refused(path: Path, error: type[FileError]) -> str:
    """Return the one sentence with which a file is refused."""
    with pytest.raises(error) as caught:
        SessionFile.open(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert check(path).trouble == sentence
    return sentence


def test_a_newer_file_asks_for_a_newer_program(closed: Path) -> None:
    with making.raw(closed) as con:
        con.execute("PRAGMA user_version = 9")
    assert f"format 9, this program knows {schema.FORMAT_VERSION}" in refused(closed, NewerVersion)


def test_a_database_of_another_program_is_not_a_session(path: Path) -> None:
    with making.raw(path) as con:
        con.execute("CREATE TABLE change (words TEXT)")
    before = path.read_bytes()
    assert "made by another program" in refused(path, NotASession)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "it is empty"), (b"Dear diary,\n" * 50, "another program"), (b"SQLite", "another")],
)
def test_what_is_no_database_is_not_a_session(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    assert said in refused(path, NotASession)
    assert path.read_bytes() == content


def test_a_folder_a_pipe_and_nothing_at_all_are_told_apart(path: Path, tmp_path: Path) -> None:
    assert "There is no session file" in refused(path, NoSuchFile)
    assert "it is a folder" in refused(tmp_path, NotASession)
    os.mkfifo(path)
    assert "it is no plain file" in refused(path, NotASession)
    refused(path / "inside", NotReadable)
    refused(tmp_path / ("x" * 300), NotReadable)


def test_a_file_that_was_never_finished_is_damaged(closed: Path) -> None:
    with making.raw(closed) as con:
        con.execute("PRAGMA user_version = 0")
    assert "never finished" in refused(closed, Damaged)


def test_a_file_that_was_cut_short_is_never_opened(closed: Path, tmp_path: Path) -> None:
    whole = closed.read_bytes()
    cut = tmp_path / "cut.sqlite"
    for size in (1, 15, 16, 99, 100, 101, 4_095, 4_096, 4_097, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:size])
        with pytest.raises((NotASession, Damaged)):
            SessionFile.open(cut)
        assert cut.read_bytes() == whole[:size]


def test_a_page_of_nonsense_is_found(closed: Path, tmp_path: Path) -> None:
    whole = closed.read_bytes()
    spoilt = tmp_path / "spoilt.sqlite"
    for page in range(1, len(whole) // 4_096):
        begins = page * 4_096
        spoilt.write_bytes(whole[:begins] + b"\xa5" * 4_096 + whole[begins + 4_096 :])
        result = check(spoilt)
        assert result.trouble is not None, page
        assert result.trouble.endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE erasure",
        "ALTER TABLE change ADD COLUMN more TEXT",
        "DROP TABLE contribution",
        "DROP TABLE tagging; CREATE VIEW tagging AS SELECT 1 AS contribution, 2 AS tag",
        "CREATE TABLE contribution_fts (words TEXT)",
    ],
)
def test_tables_that_are_not_those_of_the_format_are_refused(closed: Path, change: str) -> None:
    with making.raw(closed) as con:
        con.executescript(change)
    assert "is not the one of the format" in refused(closed, Damaged)


def test_triggers_are_refused_wherever_they_hide(closed: Path) -> None:
    trigger = "CREATE TRIGGER {name} AFTER INSERT ON change BEGIN DELETE FROM change; END"
    with making.raw(closed) as con:
        con.execute(trigger.format(name="quiet"))
    refused(closed, NotASession)
    with making.raw(closed) as con:
        con.execute("DROP TRIGGER quiet")
        con.execute(trigger.format(name="tagging"))
        con.execute("PRAGMA writable_schema = ON")
        con.execute("UPDATE sqlite_schema SET rowid = rowid + 1000 WHERE tbl_name = 'tagging'")
    assert "triggers" in refused(closed, NotASession)


def test_text_that_is_not_utf_8_is_refused(path: Path) -> None:
    with making.raw(path) as con:
        con.execute("PRAGMA encoding = 'UTF-16'")
        con.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.create(con)
    assert "its text is not UTF-8" in refused(path, NotASession)


@pytest.mark.parametrize(
    "name",
    ["a#b", "a?mode=memory", "50%41", "Anna's", 'say "so"', "two  words", "會議 é 😀", "&a=b;c"],
)
def test_a_path_may_hold_any_letter(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / f"{name}.sqlite"
    with making.new(path) as file:
        say(file, "One.")
        copied = file.copy(tmp_path / f"{name} again.sqlite")
    for one in (path, copied):
        assert making.is_sound(one)
        with SessionFile.open(one) as file:
            assert words(file) == ["One."]
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, copied.name])


def test_a_name_that_is_no_text_can_be_opened(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.sqlite"))
    making.new(path).close()
    with SessionFile.open(path) as file:
        assert file.session().title == "Brixton Library"


def test_a_file_that_may_only_be_read_is_read(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = opening.connect

    def reading(path: Path, mode: str = "rw") -> sqlite3.Connection:
        if mode == "rw":
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorname = "SQLITE_CANTOPEN"
            raise error
        return plain(path, mode)

    monkeypatch.setattr(opening, "connect", reading)
    with SessionFile.open(closed, author="Sam") as file:
        assert file.count() == 40
        with pytest.raises(NotSaved, match="may only be read"):
            say(file, "Not kept.")
        assert file.keep_draft("") is True
        with pytest.raises(NotSaved, match="may only be read"):
            file.keep_draft("Not kept.")
        assert file.count() == 40
        assert file.copy(closed.with_name("copy.sqlite")).exists()


def test_a_file_that_cannot_be_read_now_says_so(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_MS", 1)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another program is writing" in refused(closed, NotReadable)
    monkeypatch.setattr(Path, "open", _denied)
    assert "Permission denied" in refused(closed, NotReadable)


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def kill_in_the_middle(path: Path) -> Path:
    """Kill a program that writes to a file, and return the journal that it leaves."""
    writer = subprocess.Popen(
        [sys.executable, "-c", HOT_JOURNAL, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in the middle\n"
        writer.kill()
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 512
    return journal


def test_a_journal_beside_a_file_cannot_make_another_file_disappear(
    closed: Path, tmp_path: Path
) -> None:
    journal = kill_in_the_middle(closed)
    precious = tmp_path / "precious"
    precious.write_text("Not to be deleted.")
    name = os.fsencode(precious)
    with journal.open("ab") as file:
        file.write((1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big"))
        file.write((sum(name) & 0xFFFFFFFF).to_bytes(4, "big") + bytes.fromhex("d9d505f920a163d7"))
    assert "names other files" in refused(closed, Damaged)
    assert precious.exists()


def test_what_a_killed_writer_left_half_done_is_taken_back(closed: Path) -> None:
    with SessionFile.open(closed) as file:
        before = words(file)
    journal = kill_in_the_middle(closed)
    with SessionFile.open(closed, author="Sam") as file:
        assert words(file) == before
        say(file, "Going on.")
    assert not journal.exists()
    assert making.is_sound(closed)


def test_a_file_that_another_program_gave_a_log_becomes_one_file_again(closed: Path) -> None:
    with making.raw(closed) as con:
        con.execute("PRAGMA journal_mode = WAL")
    with SessionFile.open(closed, author="Sam") as file:
        say(file, "One more.")
        alone = Path(shutil.copyfile(closed, closed.with_name("alone.sqlite")))
        with SessionFile.open(alone) as copied:
            assert copied.count() == 41
    assert [one.name for one in closed.parent.iterdir() if "wal" in one.name] == []


def test_a_log_that_is_in_use_stops_nobody(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM change").fetchone()
        with SessionFile.open(closed, author="Sam") as file:
            say(file, "Saved all the same.")
            assert file.count() == 41


def test_tables_of_others_beside_ours_do_no_harm(closed: Path) -> None:
    with making.raw(closed) as con:
        con.execute("CREATE TABLE notes (mine TEXT)")
        con.execute("ANALYZE")
    with SessionFile.open(closed, author="Sam") as file:
        say(file, "One more.")
    assert making.is_sound(closed)


def test_reading_a_check_aloud_says_how_many_there_are(closed: Path) -> None:
    found = check(closed)
    told = (found.trouble, found.version, found.contributions)
    assert told == (None, schema.FORMAT_VERSION, 40)
    assert found.changes > 120


def test_a_state_that_does_not_agree_with_the_history_is_named(closed: Path) -> None:
    with making.raw(closed) as con:
        con.execute("UPDATE contribution SET words = 'put into my mouth' WHERE n = 3")
    trouble = check(closed).trouble
    assert trouble is not None
    assert "does not agree with its own history in contribution" in trouble
    with SessionFile.open(closed) as file:
        copied = file.copy(closed.with_name("right.sqlite"))
    assert making.is_sound(copied)
