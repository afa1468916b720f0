"""When the disk, the folder or another program stands in the way: nothing half kept, and then on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from listening.model.errors import ListeningError, NotReadable, NotSaved
from listening.model.quickline import raw
from listening.store import faults, opening
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a save that is in nobody's way wait for 20 milliseconds only."""
    monkeypatch.setattr(opening, "BUSY_MS", 20)


def introductions(path: Path) -> list[tuple[str, int]]:
    """Return how often each sitting says who writes."""
    with making.raw(path) as con:
        return con.execute(
            "SELECT record, count(*) FROM change WHERE record LIKE 'w.%' AND field = 'name' GROUP BY 1"
        ).fetchall()


def not_saved(action: Callable[[], object]) -> str:
    """Return the sentence with which a save fails."""
    with pytest.raises(NotSaved) as caught:
        action()
    sentence = str(caught.value)
    assert sentence.startswith("Not saved: ")
    assert sentence.endswith(".")
    return sentence


def test_on_a_full_disk_nothing_is_half_kept_and_later_saves_go_on(
    path: Path,
) -> None:
    making.new(path).close()
    with SessionFile.open(path, author="Alex") as file:
        session = file.session().id
        (pages,) = file._con.execute("PRAGMA page_count").fetchone()
        file._con.execute(f"PRAGMA max_page_count = {pages}")
        long = raw("word " * 40_000, "P9")
        said = not_saved(lambda: file.capture(long, session=session))
        assert said == "Not saved: the disk is full. Free some room, then save again."
        assert (words(file), file.participants()) == ([], ())
        file._con.execute("PRAGMA max_page_count = 100000")
        assert file.capture(long, session=session).by == "P9"
        assert making.differing(file) == ()
    assert [count for _, count in introductions(path)] == [1, 1]
    assert making.is_sound(path)


def test_a_file_that_was_moved_away_takes_no_words_until_it_is_back(
    file: SessionFile, path: Path
) -> None:
    say(file, "One.")
    elsewhere = path.with_name("elsewhere.sqlite")
    path.rename(elsewhere)
    assert "moved or removed" in not_saved(lambda: say(file, "Lost."))
    elsewhere.rename(path)
    say(file, "Two.")
    assert words(file) == ["One.", "Two."]
    assert making.is_sound(path)


def test_a_file_that_was_removed_says_so_at_every_save(file: SessionFile, path: Path) -> None:
    path.unlink()
    for _ in range(2):
        assert "moved or removed" in not_saved(lambda: say(file, "Lost."))


def test_a_file_that_was_replaced_is_never_written_over(file: SessionFile, path: Path) -> None:
    say(file, "One.")
    other = path.with_name("other.sqlite")
    making.new(other, place="Elsewhere").close()
    other.replace(path)
    before = path.read_bytes()
    not_saved(lambda: say(file, "Lost."))
    assert path.read_bytes() == before


def test_a_lock_that_lasts_is_waited_for_and_then_named(file: SessionFile, path: Path) -> None:
    file._con.execute("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not_saved(lambda: say(file, "Lost.")) == (
            "Not saved: another program is using the file. Wait a moment, then save again."
        )
        assert words(file) == []
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        for save in (
            lambda: file.capture(raw("Lost."), session=file._ledger.sitting),
            lambda: file.tag(["abcd"], add=["a"]),
            lambda: file.edit("abcd", words="Lost."),
            lambda: file.remove(["abcd"]),
            lambda: file.describe("x", {"place": "Lost"}),
            lambda: file.arrange("x", []),
            lambda: file.set_participant("x", "P1"),
            file.undo,
        ):
            not_saved(save)
        for ask in (
            file.sessions,
            file.contributions,
            file.tally,
            file.history,
            file.changed_elsewhere,
            file.participants,
            lambda: file.search("x"),
            file.drafts_left,
        ):
            with pytest.raises(NotReadable, match="another program"):
                ask()
        with pytest.raises(ListeningError):
            file.copy(path.with_name("copy.sqlite"))
        other.execute("ROLLBACK")
    say(file, "Kept.")
    assert words(file) == ["Kept."]
    assert [count for _, count in introductions(path)] == [1, 1]


def test_a_commit_that_fails_keeps_nothing_and_the_next_save_introduces_the_writer_once(
    path: Path,
) -> None:
    making.new(path).close()
    with SessionFile.open(path, author="Alex") as file:
        file._con.execute("PRAGMA busy_timeout = 20")
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM change").fetchone()
            assert "another program" in not_saved(lambda: say(file, "Lost."))
        assert words(file) == []
        say(file, "One.")
        say(file, "Two.")
    assert [count for _, count in introductions(path)] == [1, 1]
    assert making.is_sound(path)


def test_what_is_interrupted_is_not_kept(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("listening.store.ledger.refold", interrupted)
        with pytest.raises(KeyboardInterrupt):
            say(file, "Lost.")
    assert words(file) == []
    say(file, "Kept.")
    assert words(file) == ["Kept."]
    assert making.differing(file) == ()


def test_what_cannot_be_read_back_was_not_saved(
    file: SessionFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise sqlite3.OperationalError

    with monkeypatch.context() as patched:
        patched.setattr("listening.store.queries.contribution_in", unreadable)
        not_saved(lambda: say(file, "Said once."))
    say(file, "Said once.")
    assert words(file) == ["Said once."]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SQLITE_FULL", "the disk is full"),
        ("SQLITE_IOERR_WRITE", "the disk could not be written"),
        ("SQLITE_READONLY", "may only be read"),
        ("SQLITE_READONLY_DBMOVED", "moved or removed"),
        ("SQLITE_CANTOPEN", "folder could not be written"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_TOOBIG", "too long"),
        ("SQLITE_NOMEM", "no memory left"),
        ("SQLITE_SOMETHING_NEW", "the disk could not be written"),
        ("", "the disk could not be written"),
    ],
)
def test_every_failure_is_a_sentence_with_a_cure(path: Path, name: str, said: str) -> None:
    error = sqlite3.OperationalError("technical")
    error.sqlite_errorname = name
    sentence = str(faults.not_saved(path, error))
    assert said in sentence
    assert "technical" not in sentence
    assert sentence.count(".") == 2


def test_a_folder_that_is_gone_takes_no_copy(file: SessionFile, path: Path) -> None:
    shutil.rmtree(path.parent)
    not_saved(lambda: say(file, "Lost."))
    path.parent.mkdir()
