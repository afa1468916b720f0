"""What is typed is looked for without getting in its way: a few first, all when no key has come for a moment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.app import App

from listening.app.commands import Place
from listening.app.finding import answers, as_you_type
from listening.app.finding.as_you_type import AsYouType
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.row_layout import CURSOR_MARK
from listening.store.asked import EVERYTHING, Where
from listening.store.asking import Asking
from tests.app import capture_room
from tests.app.capture_room import CaptureApp
from tests.app.driving import app_on, at_home
from tests.app.waiting import NARROW, press_keys, screen_text, shown, stable, type_keys, until

LATER = 600.0
"""So many seconds that nothing comes by itself while a test runs."""

BUSES = tuple(f"P1: The bus, the {nth} time." for nth in ("first", "second", "third", "fourth"))


class Typed(App[None]):
    """Nothing but questions, and what was asked of them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.typed = AsYouType[str](self, self._few, self._everything)

    def _few(self, question: str) -> None:
        self.asked.append(f"a few of {question}")

    def _everything(self, question: str) -> None:
        self.asked.append(f"all of {question}")


async def test_of_letters_that_come_at_once_only_the_last_is_asked() -> None:
    app = Typed()
    async with app.run_test() as pilot:
        for question in ("b", "bu", "bus"):
            app.typed.ask(question)
        await until(pilot, lambda: app.asked, "a question")
        assert app.asked == ["a few of bus"]


async def test_all_is_asked_for_when_no_key_has_come_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(as_you_type, "A_MOMENT", 0.01)
    app = Typed()
    async with app.run_test() as pilot:
        app.typed.ask("bus")
        app.typed.ask_for_all_soon()
        await until(pilot, lambda: "all of bus" in app.asked, "all")


async def test_a_key_comes_before_all_of_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_you_type, "A_MOMENT", LATER)
    app = Typed()
    async with app.run_test() as pilot:
        app.typed.ask("bus")
        app.typed.ask_for_all_soon()
        app.typed.ask("tram")
        await until(pilot, lambda: app.asked, "a question")
        assert app.asked == ["a few of tram"]


async def test_nothing_is_asked_once_it_matters_no_more() -> None:
    app = Typed()
    async with app.run_test() as pilot:
        app.typed.ask("bus")
        app.typed.stop()
        app.typed.ask_for_all_soon()
        await stable(pilot)
        assert app.typed.question is None
        assert not app.asked


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions that count as large, with an index, of which two are found at first, and all only when asked for."""
    everything = Asking.found

    def found(
        file: Asking, words: str, where: Where = EVERYTHING, *, newest: int | None = None
    ) -> Sequence[int]:
        numbers = everything(file, words, where)
        return numbers if newest is None else tuple(sorted(numbers))[-newest:]

    monkeypatch.setattr(Asking, "found", found)
    monkeypatch.setattr(as_you_type, "A_MOMENT", LATER)
    monkeypatch.setattr("listening.app.screens.list_commands.LARGE", 0)
    monkeypatch.setattr("listening.app.screens.list_commands.A_FEW", 2)
    monkeypatch.setattr(answers, "WEIGHED", 2)
    monkeypatch.setattr(answers, "A_FEW", 2)


@pytest.fixture
def app(tmp_path: Path, few: None) -> CaptureApp:
    """A session with four buses, between which is a tram."""
    path = tmp_path / "large.sqlite"
    capture_room.make(path)
    file = capture_room.open_file(path)
    capture_room.fill(file, *BUSES[:2], "P3: A tram.", *BUSES[2:])
    return CaptureApp(file)


async def test_the_newest_are_found_first_and_all_keep_the_place_of_who_went_up(
    app: CaptureApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "bus")
        await shown(pilot, "2 found and more. Arrows")
        press_keys(app, "up")
        third = f"{CURSOR_MARK}14:07  P1   The bus, the third"
        await until(pilot, lambda: third in screen_text(app), "the one above")
        app.room._look_for_all("bus")
        await shown(pilot, "4 found. Arrows")
        assert third in screen_text(app)
        press_keys(app, "enter")
        rows = app.room.rows
        await until(pilot, lambda: (rows.count, rows.cursor) == (5, 3), "it among all")
    app.file.close()


async def test_an_emptied_line_shows_all_again(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the room")
        press_keys(app, "ctrl+f")
        await until(pilot, lambda: app.room.place is Place.FIND, "finding")
        type_keys(app, "tram")
        await shown(pilot, "1 found. Arrows")
        press_keys(app, "ctrl+u")
        await shown(pilot, "All 5 are shown. Escape goes back.")
        assert app.room.rows.count == 5
        press_keys(app, "enter")
        await until(pilot, lambda: app.room.place is Place.CAPTURE, "the line")
    app.file.close()


@pytest.mark.usefixtures("few")
async def test_what_is_done_with_all_is_done_to_more_than_the_few_that_are_shown(
    folder: Path,
) -> None:
    capture_room.make(folder / "buses.sqlite")
    with capture_room.open_file(folder / "buses.sqlite") as file:
        capture_room.fill(file, *BUSES)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "/")
            await until(pilot, lambda: isinstance(app.focused, FindLine), "the line")
            type_keys(app, "bus")
            await shown(pilot, "2 found and more…")
            press_keys(app, "tab", "t")
            await shown(pilot, "Which area or code for all that is found together?")
            type_keys(app, "late-bus\r")
            await shown(pilot, "4 contributions tagged")


@pytest.mark.usefixtures("few")
async def test_a_place_beyond_the_few_is_kept_when_it_is_looked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_you_type, "A_MOMENT", 0.01)
    capture_room.make(folder / "buses.sqlite")
    with capture_room.open_file(folder / "buses.sqlite") as file:
        capture_room.fill(file, *BUSES)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "/")
            await until(pilot, lambda: isinstance(app.focused, FindLine), "the line")
            type_keys(app, "bus")
            await shown(pilot, "4 found")
            press_keys(app, "tab", "end")
            rows = app.screen.query_one(HeardRows)
            await until(pilot, lambda: rows.cursor == 3, "the last")
            press_keys(app, "s")
            await shown(pilot, "Saved.")
            await until(pilot, lambda: "System" in screen_text(app), "the tag")
            assert rows.cursor == 3
