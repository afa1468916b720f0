"""Settling in the app: differences and likely duplicates, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from listening.app.listening_app import ListeningApp
from listening.app.review.items import Difference, Twice
from listening.app.review.queue import Queue
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.review import ReviewScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.notice import Notice
from listening.insight.duplicates import Duplicate
from listening.model.records import Contribution
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import merged, none_against_area, session
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until


async def at_review(pilot: Pilot[None], found: int) -> ReviewScreen:
    """Wait until so many things to decide are found, and return the screen."""
    app = pilot.app

    def looked() -> bool:
        screen = app.screen
        return (
            isinstance(screen, ReviewScreen)
            and screen.has_looked
            and len(screen.queue.items) == found
            and isinstance(app.focused, VerticalScroll)
        )

    await until(pilot, looked, f"{found} things to decide")
    assert isinstance(app.screen, ReviewScreen)
    return app.screen


async def from_home(pilot: Pilot[None], found: int = 2) -> ReviewScreen:
    """Go from home to settling what differs in the only file."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "v")
    return await at_review(pilot, found)


def is_in_page(app: ListeningApp) -> bool:
    """Tell whether the page with the versions has the focus."""
    return isinstance(app.focused, VerticalScroll)


def said(screen: ReviewScreen) -> str:
    """Return what the screen says below."""
    return screen.query_one(Notice).sentence


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_both_versions_stand_with_who_and_when(folder: Path, size: tuple[int, int]) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await from_home(pilot)
            await looks_like(pilot, f"review-{size[0]}x{size[1]}")
            press_keys(app, "n")
            await until(pilot, lambda: "taken down twice" in screen_text(app), "the two wordings")
            await looks_like(pilot, f"review-twice-{size[0]}x{size[1]}")


async def test_a_version_is_kept_by_its_number_and_the_next_is_shown(folder: Path) -> None:
    path = merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            item = screen.queue.item
            assert isinstance(item, Difference)
            wanted = item.conflict.versions[1].value
            press_keys(app, "2")
            await until(pilot, lambda: screen.queue.at == 1, "the next")
            assert is_in_page(app)
            assert not screen.file.conflicts()
            press_keys(app, "p")
            await until(pilot, lambda: "version 2 stands" in screen_text(app), "what was decided")
            assert "2 keep 2" not in screen_text(app)
            press_keys(app, "n", "s")
            await until(pilot, lambda: "All is settled" in said(screen), "the end")
            press_keys(app, "escape")
            await at_home(pilot, 1)
    with SessionFile.open(path) as file:
        assert file.contributions()[1].words == wanted
        assert len(file.same_groups()) == 1


async def test_what_was_decided_is_taken_back_and_decided_anew(folder: Path) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            item = screen.queue.item
            assert isinstance(item, Difference)
            newest, other = (version.value for version in item.conflict.versions)
            told = [(each.value, each.author, each.at) for each in item.conflict.versions]
            press_keys(app, "2", "u")
            await until(pilot, lambda: "it is open again" in said(screen), "that it is open again")
            assert screen.file.contributions()[1].words == newest
            (again,) = screen.file.conflicts()
            assert [(each.value, each.author, each.at) for each in again.versions] == told
            press_keys(app, "2")
            await until(pilot, lambda: screen.queue.at == 1, "the next")
            assert screen.file.contributions()[1].words == other
            assert not screen.file.conflicts()
            press_keys(app, "v")
            await until(pilot, lambda: bool(screen.file.said_apart()), "two voices")
            press_keys(app, "u")
            await until(pilot, lambda: "it is open again" in said(screen), "that it is open again")
            assert not screen.file.said_apart()
            press_keys(app, "s")
            await until(pilot, lambda: len(screen.file.same_groups()) == 1, "the link")
            assert is_in_page(app)


async def test_what_is_open_again_is_there_for_whoever_comes_next(folder: Path) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            press_keys(app, "1", "u")
            await until(pilot, lambda: "it is open again" in said(screen), "that it is open again")
            press_keys(app, "escape")
            screen = await from_home(pilot)
            assert isinstance(screen.queue.items[0], Difference)
            await until(pilot, lambda: "Buses stop at 6." in screen_text(app), "both versions")


@pytest.mark.parametrize(("key", "areas"), [("1", ("roles", "system")), ("2", ())])
async def test_none_of_the_three_against_areas_is_settled_to_either(
    folder: Path, key: str, areas: tuple[str, ...]
) -> None:
    path = none_against_area(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot, 1)
            await looks_like(pilot, "review-none-80x24")
            press_keys(app, key)
            await until(pilot, lambda: "All is settled" in said(screen), "the end")
            press_keys(app, "u")
            await until(pilot, lambda: "it is open again" in said(screen), "that it is open again")
            assert len(screen.file.conflicts()) == 1
            press_keys(app, key)
            await until(pilot, lambda: "All is settled" in said(screen), "the end once more")
    with SessionFile.open(path) as file:
        (one,) = file.contributions()
        assert (one.areas, one.none_of_three, file.conflicts()) == (areas, not areas, ())


async def test_other_words_are_written_in_place_of_both(folder: Path) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            press_keys(app, "e")
            await until(pilot, lambda: isinstance(app.screen, LineQuestion), "the question")
            await until(pilot, lambda: isinstance(app.focused, Entry), "its line")
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_page(app), "the page")
            assert screen.file.conflicts()
            press_keys(app, "e")
            await until(pilot, lambda: isinstance(app.focused, Entry), "the line")
            type_keys(app, " In winter.\r")
            await until(pilot, lambda: not screen.file.conflicts(), "that it is settled")
            words = screen.file.contributions()[1].words
            assert words is not None
            assert words.endswith("In winter.")
            await until(pilot, lambda: is_in_page(app), "the page")


async def test_two_voices_are_never_proposed_again(folder: Path) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            press_keys(app, "n", "v")
            await until(pilot, lambda: screen.queue.left == 1, "one left")
            press_keys(app, "escape")
            await at_home(pilot, 1)
            press_keys(app, "v")
            await at_review(pilot, 1)


async def test_from_the_list_and_the_line_one_comes_and_goes_back(folder: Path) -> None:
    merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            room = await at_capture(pilot)
            type_keys(app, "half a thou")
            await until(pilot, lambda: room.entry.line == "half a thou", "the words")
            await shown(pilot, "1 difference to settle")
            press_keys(app, "ctrl+g", "v")
            await at_review(pilot, 2)
            press_keys(app, "1")
            press_keys(app, "escape")
            await until(pilot, lambda: isinstance(app.screen, CaptureScreen), "the room")
            await until(pilot, lambda: "to settle" not in screen_text(app), "no mark any more")
            assert room.entry.line == "half a thou"
            assert app.focused is room.entry
            room.action_to_list()
            press_keys(app, "v")
            await at_review(pilot, 1)
            press_keys(app, "escape")
            await until(pilot, lambda: app.screen is room, "the room")
            assert room.file.count() == 5


async def test_where_nothing_differs_that_is_said(folder: Path) -> None:
    session(folder, "a", "One.")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot, 0)
            await shown(pilot, "Nothing is to be settled here")
            press_keys(app, "1", "e", "s", "v", "n", "u")
            await stable(pilot)
            assert is_in_page(app)


async def test_what_cannot_be_saved_says_why_and_stays_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            with SessionFile.open(path, author="Kim") as other:
                other.settle(other.conflicts()[0].id, keep=1)
            press_keys(app, "2")
            await until(pilot, lambda: "There is no conflict" in said(screen), "why")
            assert not screen.queue.decided


@pytest.mark.parametrize("size", [NARROW, WIDE, (20, 5)], ids=str)
async def test_hostile_words_are_shown_letter_by_letter(
    folder: Path, size: tuple[int, int]
) -> None:
    merged(folder, sams=HOSTILE, kims=f"{HOSTILE} \u05e9\u05dc\u05d5\u05dd")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size, notifications=True) as pilot:
            screen = await from_home(pilot)
            await stable(pilot)
            shown = screen_text(app)
            assert "\x1b" not in shown
            if size[0] >= 80:
                assert "[/nope] [@click=app.quit]" in shown
            press_keys(app, "1", "p")
            await stable(pilot)
            assert app.is_running
            assert screen.queue.left == 1


def test_deciding_goes_round_to_what_is_open() -> None:
    one = Contribution(id="aaaa", session="s", words="x", at="2026-03-24T14:07:31+00:00")
    items = [Twice(Duplicate(one, one, 90.0)) for _ in range(3)]
    queue = Queue()
    assert queue.item is None
    queue.add(items)
    queue.step(-1)
    assert queue.at == 2
    queue.decide("x")
    assert queue.at == 0
    queue.decide("y")
    queue.decide("z")
    assert (queue.at, queue.left, queue.last_decided()) == (1, 0, 1)
    queue.take_back(2)
    assert (queue.at, queue.left, queue.decided) == (2, 1, "")
