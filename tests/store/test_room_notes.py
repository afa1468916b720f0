"""What went on in the room: noted in the file, merged, never undone, never shown as history."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.model.errors import NotSaved
from listening.store.asked import PromptPlan
from listening.store.merge import merge
from listening.store.room_notes import Happened, Heard
from listening.store.session_file import SessionFile
from tests.app.capture_room import fill, make, open_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "room.sqlite"
    make(found)
    return found


def test_what_was_noted_is_there_after_a_restart(path: Path) -> None:
    with open_file(path) as file:
        session = file.session().id
        first, second, _ = file.prompts(session)
        file.note_prompt(session, first.id, 1000)
        file.note_prompt(session, second.id, 5000)
    with open_file(path, 2000) as file:
        file.note_break(session, begins=True)
        file.note_break(session, begins=False)
        *opened, begins, ends = file.room_notes(session)
        assert [(note.ms, note.happened, note.prompt) for note in opened] == [
            (1000, Happened.OPENED, first.id),
            (5000, Happened.OPENED, second.id),
        ]
        assert opened[0].writer == opened[1].writer != ""
        assert (begins.happened, ends.happened) == (Happened.BEGINS, Happened.ENDS)


def test_a_sitting_that_opened_a_prompt_notes_once_that_it_leaves(path: Path) -> None:
    with open_file(path) as file:
        session = file.session().id
        file.note_leaving()
        assert file.room_notes(session) == ()
        file.note_prompt(session, file.prompts(session)[0].id)
        file.note_leaving()
        file.note_leaving()
        opened, left = file.room_notes(session)
    assert (left.happened, left.prompt, left.writer) == (Happened.LEFT, None, opened.writer)
    assert left.ms >= opened.ms


def test_notes_are_no_history_and_undo_leaves_them(path: Path) -> None:
    with SessionFile.open(path, author="Sam") as file:
        session = file.session().id
        fill(file, "one")
        before = file.history()
        file.note_break(session, begins=True)
        assert file.history() == before
        file.undo(session)
        assert file.count() == 0
        assert len(file.room_notes(session)) == 1


def test_notes_of_two_copies_are_merged(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    with open_file(path) as file:
        session = file.session().id
        prompt = file.prompts(session)[0].id
        file.copy(copy)
        file.note_prompt(session, prompt, 1000)
    with open_file(copy, 3000, "Kim") as file:
        file.note_break(session, begins=True)
    out = tmp_path / "out.sqlite"
    merge(out, [path, copy])
    with SessionFile.open(out) as file:
        assert [note.happened for note in file.room_notes(session)] == [
            Happened.OPENED,
            Happened.BEGINS,
        ]


def test_what_another_program_wrote_amiss_is_passed_over(path: Path) -> None:
    with open_file(path) as file:
        session = file.session().id
        prompt = file.prompts(session)[0].id
        for what in ("", "x", f"{prompt} soon", f"{prompt} -1", f"{prompt} 99999999999999"):
            with file._ledger.change() as change:
                change.set(f"w.{session}.00000abc", f"opened/{len(what):010d}", what)
        with file._ledger.change() as change:
            change.set(f"w.{session}.00000abc", "break/0000000001", "dances 1")
        assert file.room_notes(session) == ()


def test_a_note_that_finds_the_file_busy_waits_hardly_at_all(path: Path) -> None:
    with open_file(path) as file, open_file(path, 5000) as other:
        session = file.session().id
        with other.together(), pytest.raises(NotSaved):
            file.note_prompt(session, file.prompts(session)[0].id)
        file.note_prompt(session, file.prompts(session)[0].id)


def test_it_is_told_when_something_was_said_and_to_what(path: Path) -> None:
    with open_file(path) as file:
        session = file.session().id
        fill(file, "one", prompt=2)
        fill(file, "later ~afterwards", "gone")
        file.remove([file.contributions()[-1].id])
        (one,) = file.heard_when(session)
        assert one == Heard(1774361251000, file.prompts(session)[1].id)


def test_the_newest_are_told_oldest_first(path: Path) -> None:
    with open_file(path) as file:
        session = file.session().id
        fill(file, "one", "two", "three")
        assert [one.words for one in file.latest(session, 2)] == ["two", "three"]
        assert [one.words for one in file.latest(session, 9)] == ["one", "two", "three"]


def test_a_session_without_anything_tells_nothing(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "e.sqlite", {"title": "E"}, [PromptPlan("x")]) as file:
        session = file.session().id
        assert file.room_notes(session) == file.heard_when(session) == file.latest(session, 5) == ()
