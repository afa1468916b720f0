"""What stands in the entry: kept against a crash, and gone from the bytes when it is over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from listening.store import beside, opening
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import on_disk, say

LINE = "P1: Zebras in quiet pyjamas"
BYTES = b"Zebras in quiet pyjamas"


def test_a_line_of_a_sitting_that_ended_is_offered_to_its_author(
    file: SessionFile, path: Path
) -> None:
    prompt = file.prompts(file.session().id)[1].id
    assert file.keep_draft(LINE, prompt) is True
    assert file.drafts_left() == ()
    with SessionFile.open(path, author="Sam") as beside:
        assert beside.drafts_left() == ()
        file.close()
        (draft,) = beside.drafts_left()
        assert (draft.line, draft.prompt, draft.author) == (LINE, prompt, "Sam")
    with SessionFile.open(path, author="Alex") as other:
        assert other.drafts_left() == ()


def test_a_line_grows_in_place(file: SessionFile, path: Path) -> None:
    for end in range(1, len(LINE) + 1):
        file.keep_draft(LINE[:end])
    file.close()
    with SessionFile.open(path, author="Sam") as again:
        assert [draft.line for draft in again.drafts_left()] == [LINE]


@pytest.mark.parametrize("then", ["", "  \n", f"{LINE} %off", "%off"])
def test_a_line_that_is_emptied_or_goes_off_record_leaves_no_byte(
    file: SessionFile, path: Path, then: str
) -> None:
    file.keep_draft(LINE)
    assert BYTES in on_disk(path)
    assert file.keep_draft(then) is True
    assert BYTES not in on_disk(path)


def test_a_line_that_is_saved_stands_in_the_ledger_alone(file: SessionFile, path: Path) -> None:
    file.keep_draft(LINE)
    one = say(file, LINE)
    with making.raw(path) as con:
        assert con.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    with SessionFile.open(file.copy(path.with_name("copy.sqlite"))) as copied:
        assert copied.contribution(one.id).words == one.words


@pytest.mark.parametrize("size", [10, 3_000, 5_000, 60_000])
def test_a_line_of_any_length_is_wiped(file: SessionFile, path: Path, size: int) -> None:
    file.keep_draft("q" * size)
    file.keep_draft("w" * (size // 2))
    assert b"qqqqqqq" not in on_disk(path)
    file.keep_draft("")
    assert b"wwwww" not in on_disk(path)


def test_a_draft_that_is_dropped_leaves_no_byte(file: SessionFile, path: Path) -> None:
    file.keep_draft(LINE)
    file.close()
    with SessionFile.open(path, author="Sam") as again:
        again.drop_draft(again.drafts_left()[0])
        assert BYTES not in on_disk(path)
        assert again.drafts_left() == ()


def test_a_draft_is_in_no_copy_and_no_history(file: SessionFile, path: Path) -> None:
    file.keep_draft(LINE)
    copied = file.copy(path.with_name("copy.sqlite"))
    assert BYTES not in copied.read_bytes()
    assert file.count() == 0
    assert BYTES.decode() not in repr(file.history())


def test_a_busy_file_is_tried_again_later(file: SessionFile, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert file.keep_draft(LINE) is False
        other.execute("ROLLBACK")
    assert file.keep_draft(LINE) is True
    (waits,) = file._con.execute("PRAGMA busy_timeout").fetchone()
    assert waits >= 1_000


def test_whatever_is_typed_can_be_kept(file: SessionFile, path: Path) -> None:
    assert file.keep_draft("lone \ud800 surrogate \x1b[31m") is True
    file.close()
    with SessionFile.open(path, author="Sam") as again:
        assert again.drafts_left()[0].line == "lone  surrogate [31m"


def test_an_escaped_mark_is_words_and_is_kept(file: SessionFile, path: Path) -> None:
    assert file.keep_draft(rf"{LINE} \%off") is True
    assert BYTES in on_disk(path)


def test_whoever_types_does_not_wait_for_somebody_who_reads(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(file, "One.")
    # What would be waited is far beyond what anybody waits for this check to end.
    monkeypatch.setattr(beside, "WAIT_MS", 10**9)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contribution").fetchone()
        assert file.keep_draft("half a line") is False
        reader.execute("COMMIT")
    assert file.keep_draft("half a line") is True


def test_a_second_opening_for_a_thread_does_not_look_at_every_page(
    file: SessionFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    checked = opening.check_trust

    def noted(con: sqlite3.Connection, of: Path, *, thorough: bool = True) -> None:
        looked.append(thorough)
        checked(con, of, thorough=thorough)

    monkeypatch.setattr(opening, "check_trust", noted)
    SessionFile.open(path).close()
    SessionFile.open(path, again=True).close()
    assert looked == [True, False]
