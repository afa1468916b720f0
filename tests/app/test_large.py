"""A list so large that nothing that asks it may make a key wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.app.commands import Place
from listening.app.screens import looks_again
from listening.model.errors import NoSuchFile
from listening.store.session_file import SessionFile
from tests.app import capture_room
from tests.app.capture_room import CaptureApp
from tests.app.waiting import NARROW, press_keys, screen_text, type_keys, until


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CaptureApp:
    """A session of which everything is looked up in a thread."""
    monkeypatch.setattr("listening.app.screens.list_commands.LARGE", 0)
    monkeypatch.setattr(looks_again, "_NEVER_FELT", -1.0)
    path = tmp_path / "large.sqlite"
    capture_room.make(path)
    file = capture_room.open_file(path)
    capture_room.fill(file, "P1: The bus is late. /s", "P3: A tram to town.", "P7: No bus at all.")
    return CaptureApp(file)


async def test_words_are_found_in_a_thread_and_gone_to(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "bus")
        await until(pilot, lambda: app.room.rows.count == 2, "what was found")
        await until(pilot, lambda: "2 found." in screen_text(app), "how many")
        press_keys(app, "up", "enter")
        rows = app.room.rows
        await until(pilot, lambda: (rows.count, rows.cursor) == (3, 0), "the first of all")
    app.file.close()


async def test_enter_before_the_answer_waits_for_it_and_no_word_is_lost(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        type_keys(app, "half a line")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "tram")
        press_keys(app, "enter")
        await until(pilot, lambda: app.room.focused is app.room.rows, "the list")
        assert app.room.rows.cursor == 1
        assert app.room.entry.line == "half a line"
        press_keys(app, "escape", "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding again")
        type_keys(app, "zebra")
        await until(pilot, lambda: "Nothing found." in screen_text(app), "that nothing was found")
        press_keys(app, "escape")
        await until(pilot, lambda: app.room.rows.count == 3, "all again")
    app.file.close()


async def test_figures_are_counted_in_a_thread_after_a_save(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        type_keys(app, "P9: Something else. /a\r")
        await until(pilot, lambda: app.room.picture.tally.heard == 4, "the figures")
        assert app.room.picture.speaker("P9") is not None
    app.file.close()


async def test_a_file_that_cannot_be_asked_is_told_in_a_sentence(
    app: CaptureApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = app.file.path.with_name("gone.sqlite")

    def refuse(_: Path, *, again: bool = False) -> SessionFile:
        raise NoSuchFile(gone)

    # Before the screen is there: what asks in a thread opens the file when it is first needed.
    monkeypatch.setattr(SessionFile, "open", refuse)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "bus")
        await until(pilot, lambda: "gone.sqlite" in "".join(screen_text(app).split()), "why")
    app.file.close()
