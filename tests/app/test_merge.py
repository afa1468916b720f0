"""Merging in the app: what is chosen, what it would bring, and what it brought."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.app.listening_app import ListeningApp
from listening.app.merging import telling, trying
from listening.app.merging.choice import Choice, out_named
from listening.app.merging.trying import Stopped, stopping
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.merge import MergeScreen
from listening.app.screens.merge_questions import about_one_session
from listening.app.screens.question import Question
from listening.app.widgets.entry import Entry
from listening.app.widgets.marked_list import MarkedList
from listening.model.errors import WrongUse
from listening.store import merge
from listening.store.batch import SourceResult
from listening.store.look_alike import Alike
from listening.store.merge import MergeResult
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import session, two_note_takers
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until


async def at_merge(pilot: Pilot[None], rows: int) -> MergeScreen:
    """Go from home to merging."""
    app = pilot.app
    await at_home(pilot, rows)
    press_keys(app, "m")

    def listed() -> bool:
        screen = app.screen
        return (
            isinstance(screen, MergeScreen)
            and isinstance(app.focused, MarkedList)
            and screen.query_one(MarkedList).option_count == rows
        )

    await until(pilot, listed, "the files")
    assert isinstance(app.screen, MergeScreen)
    return app.screen


async def tried(pilot: Pilot[None], screen: MergeScreen) -> None:
    """Wait until what is chosen was tried, and is told."""
    await until(pilot, lambda: screen.is_tried, "what they bring")


def is_in_list(app: ListeningApp) -> bool:
    """Tell whether the list of files has the focus."""
    return isinstance(app.focused, MarkedList)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_each_file_says_what_it_brings_or_why_it_is_refused(
    folder: Path, size: tuple[int, int]
) -> None:
    two_note_takers(folder)
    (folder / "old-notes.sqlite").write_bytes(b"not a database at all" * 100)
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        screen = await at_merge(pilot, 3)
        press_keys(app, "a")
        await tried(pilot, screen)
        await looks_like(pilot, f"merge-{size[0]}x{size[1]}")


async def test_two_note_takers_files_are_merged_and_opened(folder: Path) -> None:
    sam, kim = two_note_takers(folder)
    before = sam.read_bytes(), kim.read_bytes()
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_merge(pilot, 2)
            press_keys(app, "space", "down", "space")
            await tried(pilot, screen)
            await shown(pilot, "5 new contributions")
            await shown(pilot, "1 difference to")
            press_keys(app, "m")
            await until(pilot, lambda: screen.result is not None, "the end of the merge")
            await looks_like(pilot, "merge-done-80x24")
            assert is_in_list(app)
            assert (sam.read_bytes(), kim.read_bytes()) == before
            press_keys(app, "enter")
            room = await at_capture(pilot)
            assert room.file.path.name == "2026-03-20-merged.sqlite"
            assert room.file.count() == 5
            press_keys(app, "ctrl+o")
            await at_home(pilot, 3)


async def test_space_chooses_and_a_chooses_all_or_none(folder: Path) -> None:
    for name in ("a", "b", "c"):
        session(folder, name, "Words.")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await at_merge(pilot, 3)
        press_keys(app, "a")
        await until(pilot, lambda: len(screen.choice.files) == 3, "all")
        press_keys(app, "space")
        await until(pilot, lambda: len(screen.choice.files) == 2, "one less")
        press_keys(app, "a", "a")
        await until(pilot, lambda: not screen.choice.files, "none")
        press_keys(app, "enter")
        await until(pilot, lambda: len(screen.choice.files) == 1, "one, by Enter")
        assert is_in_list(app)
        await shown(pilot, "m merge")
        press_keys(app, "escape")
        await at_home(pilot, 3)


async def test_files_are_added_to_one_that_is_there(folder: Path) -> None:
    session(folder, "a", "One.")
    session(folder, "b", "Two.", "Three.")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await at_merge(pilot, 2)
        press_keys(app, "a", "o")
        await until(pilot, lambda: isinstance(app.screen, LineQuestion), "the question")
        await until(pilot, lambda: isinstance(app.focused, Entry), "its line")
        press_keys(app, "ctrl+a", "ctrl+k")
        type_keys(app, "no/such\r")
        await until(pilot, lambda: "There is no folder" in screen_text(app), "the reason")
        press_keys(app, "ctrl+u")
        type_keys(app, "a\r")
        await until(pilot, lambda: screen.choice.out == folder / "a.sqlite", "the name")
        await until(pilot, lambda: is_in_list(app), "the list")
        await tried(pilot, screen)
        await stable(pilot)
        await shown(pilot, "the others are merged into this one")
        press_keys(app, "m")
        await until(pilot, lambda: screen.result is not None, "the end of the merge")
        await shown(pilot, "merged into a.sqlite")
    with SessionFile.open(folder / "a.sqlite") as file:
        assert len(file.sessions()) == 2


async def test_erasures_that_nobody_explained_are_asked_about(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(folder, "a", "One.")
    strange = session(folder, "b", "Two.")
    told: list[bool] = []

    def asking(out: Path, sources: object, is_stopped: Callable[[], bool]) -> trying.Rehearsal:
        trouble = SourceResult(strange, trouble="b.sqlite would erase.")
        return trying.Rehearsal(MergeResult(out, (trouble,)), frozenset({strange}))

    def merging(out: Path, sources: object, **options: object) -> MergeResult:
        told.append(bool(options["accept_erasures"]))
        return MergeResult(out, (SourceResult(strange),), made=True)

    monkeypatch.setattr("listening.app.screens.merge.rehearsed", asking)
    monkeypatch.setattr(merge, "merge", merging)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await at_merge(pilot, 2)
        press_keys(app, "a")
        await tried(pilot, screen)
        await stable(pilot)
        await shown(pilot, "you are asked")
        press_keys(app, "m")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "escape")
        await until(pilot, lambda: is_in_list(app), "the list")
        assert not told
        press_keys(app, "m")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "e")
        await until(pilot, lambda: told == [True], "the merge with its erasures")
        await until(pilot, lambda: not screen.is_merging, "the end of the merge")
        press_keys(app, "space", "space")
        await tried(pilot, screen)
        press_keys(app, "m")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "l")
        await until(pilot, lambda: told == [True, False], "the merge without that file")
        assert screen.choice.files == {"a.sqlite"}


def set_up_apart(folder: Path) -> Path:
    """Make two files of one meeting, each set up by its note-taker, and return where they are merged."""
    facts = {"title": "Brixton Library", "date": "2026-03-24"}
    for author in ("Ines", "Tom"):
        session(folder, author.lower(), f"As {author} heard it.", author=author, **facts)
    return folder / "2026-03-20-merged.sqlite"


@pytest.mark.parametrize(
    ("key", "sessions", "sentence"),
    [("y", 1, "1 session joined to the one"), ("n", 2, "2 files merged"), ("enter", 2, "2 files")],
)
async def test_what_looks_like_one_session_set_up_apart_is_asked_about(
    folder: Path, key: str, sessions: int, sentence: str
) -> None:
    out = set_up_apart(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_merge(pilot, 2)
            press_keys(app, "a")
            await tried(pilot, screen)
            await until(pilot, lambda: "you are asked" in screen_text(app), "what is foreseen")
            press_keys(app, "m")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            await looks_like(pilot, "merge-one-session-80x24")
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_list(app), "the list")
            assert not out.exists()
            press_keys(app, "m")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            press_keys(app, key)
            await until(pilot, lambda: screen.result is not None, "the end of the merge")
            await until(pilot, lambda: sentence in screen_text(app), "what came of it")
    with SessionFile.open(out) as file:
        assert len([one for one in file.sessions() if one.same_as is None]) == sessions
        assert file.count() == 2


def test_many_sessions_that_look_alike_are_named_up_to_a_few() -> None:
    there = [
        Alike(f"Meeting {n}", "2026-03-24", ("a", "b", "c"), ("Ada", "Kim", "Sam"))
        for n in range(5)
    ]
    sentence = about_one_session(there)._sentence
    assert sentence.startswith(
        "“Meeting 0” of Tue 24 Mar 2026 was set up 3 times, by Ada, Kim and Sam; “Meeting 1”"
    )
    assert "; and 2 more likewise. Was that one session" in sentence


async def test_a_merge_is_stopped_between_batches_and_nothing_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        session(folder, f"s{number:02}", "Words.")
    reached, go_on = threading.Event(), threading.Event()
    real = merge.merge

    def slowly(out: Path, sources: list[Path], **options: object) -> MergeResult:
        progress = options["progress"]

        def waits(done: int, of: int, path: Path) -> None:
            reached.set()
            go_on.wait(20)
            assert callable(progress)
            progress(done, of, path)

        return real(out, sources, progress=waits)

    monkeypatch.setattr(merge, "merge", slowly)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await at_merge(pilot, 12)
        press_keys(app, "a")
        await tried(pilot, screen)
        press_keys(app, "m")
        await until(pilot, reached.is_set, "the first batch")
        await shown(pilot, "x stop")
        press_keys(app, "space", "escape")
        await until(pilot, lambda: "Stopping" in screen_text(app), "that it stops")
        assert len(screen.choice.files) == 12
        go_on.set()
        await until(pilot, lambda: "was not made" in screen_text(app), "that it stopped")
        assert app.screen is screen
    assert not screen.choice.out.exists()


async def test_what_cannot_be_merged_at_all_says_why_and_can_be_chosen_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(folder, "a", "One.")

    def full(out: Path, sources: object, **_: object) -> MergeResult:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(merge, "merge", full)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await at_merge(pilot, 1)
        press_keys(app, "space")
        await tried(pilot, screen)
        press_keys(app, "m")
        await until(pilot, lambda: not screen.is_merging and screen.is_tried, "the new trial")
        await until(pilot, lambda: "No space left" in screen_text(app), "why")
        press_keys(app, "space")
        await until(pilot, lambda: "No space left" not in screen_text(app), "a new choice")


async def test_hostile_names_and_words_are_shown_letter_by_letter(folder: Path) -> None:
    session(folder, "a", HOSTILE)
    path = session(folder, "b", HOSTILE)
    path.rename(folder / "[nope] \x1b]0;x\x07[@click=app.quit].sqlite")
    with SessionFile.open(folder / "a.sqlite") as file:
        file.describe(file.session().id, {"title": HOSTILE})
    app = app_on(folder)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        screen = await at_merge(pilot, 2)
        press_keys(app, "a")
        await tried(pilot, screen)
        press_keys(app, "m")
        await until(pilot, lambda: screen.result is not None, "the end of the merge")
        await stable(pilot)
        assert app.is_running
        assert "\x1b" not in screen_text(app)
        await shown(pilot, "[@click=app.quit]")


@pytest.mark.parametrize("size", [(40, 12), (20, 5)], ids=str)
async def test_merging_survives_a_very_small_terminal(folder: Path, size: tuple[int, int]) -> None:
    session(folder, "a", "One.")
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        screen = await at_merge(pilot, 1)
        press_keys(app, "space")
        await tried(pilot, screen)
        await stable(pilot)
        assert app.is_running


def test_the_merged_file_is_named_as_people_type_it(folder: Path) -> None:
    assert out_named("county", folder) == folder / "county.sqlite"
    assert out_named(" 'my county.sqlite' ", folder) == folder / "my county.sqlite"
    for wrong in ("no/such", "\0", "x" * 5000, "~nobody-of-that-name/x"):
        with pytest.raises(WrongUse):
            out_named(wrong, folder)


def test_the_file_merged_into_is_no_source_of_itself(folder: Path) -> None:
    choice = Choice(folder, folder / "a.sqlite", frozenset({"b.sqlite", "a.sqlite"}))
    assert choice.sources == (folder / "b.sqlite",)


def test_progress_stops_between_batches_and_not_after_the_last() -> None:
    seen: list[int] = []
    progress = stopping(lambda: bool(seen), lambda done, *_: seen.append(done))
    progress(9, 9, Path())
    with pytest.raises(Stopped):
        progress(9, 18, Path())
    assert seen == [9, 9]


def test_what_a_stopped_merge_leaves_is_told() -> None:
    assert "was not made" in telling.stopped(Path("x.sqlite"), was_there=False)
    assert "is whole" in telling.stopped(Path("x.sqlite"), was_there=True)


def test_a_source_that_erases_without_a_word_is_told_apart_from_a_bad_one(folder: Path) -> None:
    whole = session(folder, "a", *(f"Number {number}." for number in range(12)))
    erased, bad = folder / "b.sqlite", folder / "c.sqlite"
    with SessionFile.open(whole, author="Sam") as file:
        file.copy(erased)
    with SessionFile.open(erased, author="Kim") as file:
        file.erase([one.id for one in file.contributions()])
    with closing(sqlite3.connect(erased)) as con, con:
        con.execute("DELETE FROM change WHERE field LIKE 'erased/%'")
    bad.write_bytes(b"not a database at all" * 100)
    found = trying.rehearsed(folder / "out.sqlite", [whole, erased, bad], lambda: False)
    assert found.asking == {erased}
    with pytest.raises(Stopped):
        trying.rehearsed(folder / "out.sqlite", [whole] * 12, lambda: True)
