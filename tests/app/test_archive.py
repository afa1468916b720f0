"""A file of several sessions in the app: one is chosen, or all are read together."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from listening.app.archive import contents
from listening.app.listening_app import ListeningApp
from listening.app.screens.all_sessions import AllSessionsScreen
from listening.app.screens.archive import ArchiveScreen
from listening.app.screens.review import ReviewScreen
from listening.app.screens.second_coding import SecondCodingScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.session_list import SessionList
from listening.model.records import Session
from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import archive, merged, session
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until


async def at_archive(pilot: Pilot[None], rows: int = 4) -> ArchiveScreen:
    """Wait for the list of a file's sessions."""
    app = pilot.app

    def listed() -> bool:
        screen = app.screen
        return (
            isinstance(screen, ArchiveScreen)
            and screen.was_read
            and isinstance(app.focused, SessionList)
            and screen.query_one(SessionList).option_count == rows
        )

    await until(pilot, listed, "the sessions of the file")
    assert isinstance(app.screen, ArchiveScreen)
    return app.screen


async def from_home(pilot: Pilot[None], rows: int = 4) -> ArchiveScreen:
    """Open the only file at home."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "enter")
    return await at_archive(pilot, rows)


async def at_all(pilot: Pilot[None]) -> AllSessionsScreen:
    """Go from home to one list of all sessions."""
    app = pilot.app
    await from_home(pilot)
    press_keys(app, "enter")
    await until(pilot, lambda: is_in_all(app), "the list of all")
    assert isinstance(app.screen, AllSessionsScreen)
    return app.screen


def is_in_all(app: ListeningApp) -> bool:
    """Tell whether the list of all sessions has the focus."""
    return isinstance(app.screen, AllSessionsScreen) and isinstance(app.focused, HeardRows)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_home_shows_a_merged_file_and_what_is_to_settle_in_it(
    folder: Path, size: tuple[int, int]
) -> None:
    merged(folder, "one")
    archive(folder)
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot, 2)
        await looks_like(pilot, f"home-merged-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_opening_it_asks_which_session_or_all(folder: Path, size: tuple[int, int]) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await from_home(pilot)
            await looks_like(pilot, f"archive-{size[0]}x{size[1]}")


async def test_one_session_is_gone_on_with_and_left_for_the_list(folder: Path) -> None:
    path = archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot)
            press_keys(app, "down", "down", "enter")
            room = await at_capture(pilot)
            assert room.picture.session.title == "Norwood"
            type_keys(app, "A third thing.\r")
            await until(pilot, lambda: room.rows.count == 3, "the new row")
            press_keys(app, "ctrl+o")
            screen = await at_archive(pilot)
            assert screen.query_one(SessionList).highlighted == 2
            await until(pilot, lambda: "3 heard" in screen_text(app), "the count")
            press_keys(app, "escape")
            await at_home(pilot, 1)
    with SessionFile.open(path) as file:
        assert file.count() == 4


async def test_a_path_to_a_merged_file_goes_to_its_sessions_and_then_home(folder: Path) -> None:
    path = archive(folder)
    app = app_on(folder.parent)
    app.begin_with(path, home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_archive(pilot)
            press_keys(app, "down", "enter")
            await at_capture(pilot)
            press_keys(app, "ctrl+o")
            await at_archive(pilot)
            press_keys(app, "escape")
            await at_home(pilot, 1)


async def test_a_session_is_found_by_its_title_place_or_date(folder: Path) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot)
            press_keys(app, "slash")
            await until(pilot, lambda: isinstance(app.focused, Input), "the line to find with")
            type_keys(app, "norw")
            await until(
                pilot, lambda: screen.query_one(SessionList).option_count == 1, "one session"
            )
            press_keys(app, "enter")
            await until(pilot, lambda: isinstance(app.focused, SessionList), "the list")
            press_keys(app, "escape")
            await at_archive(pilot)
            press_keys(app, "escape")
            await at_home(pilot, 1)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_all_sessions_are_read_in_one_list(folder: Path, size: tuple[int, int]) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_all(pilot)
            await looks_like(pilot, f"all-sessions-{size[0]}x{size[1]}")


async def test_in_the_list_of_all_contributions_are_tagged_and_undone(folder: Path) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_all(pilot)
            press_keys(app, "home", "n")
            type_keys(app, "r")

            def stairs() -> tuple[Area, ...]:
                return next(o.areas for o in screen.file.contributions() if o.words == "Stairs.")

            await until(pilot, lambda: stairs() == (Area.ROLES,), "Roles")
            assert is_in_all(app)
            type_keys(app, "u")
            await until(pilot, lambda: stairs() == (), "that it is taken back")
            type_keys(app, "0")
            await until(pilot, lambda: "none of the three" in screen_text(app), "none")
            type_keys(app, "n")
            await until(pilot, lambda: "All are tagged." in screen_text(app), "that all are")
            type_keys(app, "c")
            await until(pilot, lambda: isinstance(app.focused, Entry), "the question")
            type_keys(app, "rota\r")
            await until(pilot, lambda: "rota" in screen.file.tally().codes, "the code")
            await until(pilot, lambda: is_in_all(app), "the list")
            press_keys(app, "escape")
            await at_archive(pilot)


async def test_words_are_found_in_all_sessions(folder: Path) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_all(pilot)
            type_keys(app, "/")
            await until(pilot, lambda: isinstance(app.focused, FindLine), "the line to find with")
            type_keys(app, "nobody")
            await until(pilot, lambda: screen.rows.count == 1, "what was found")
            press_keys(app, "enter")
            await until(pilot, lambda: is_in_all(app) and screen.rows.count == 3, "all again")
            row = screen.rows.cursor_row
            assert row is not None
            assert row.words == "Nobody asked."
            type_keys(app, "/zzz")
            await until(pilot, lambda: screen.rows.count == 0, "nothing")
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_all(app) and screen.rows.count == 3, "all again")


async def test_v_settles_in_the_whole_file_and_c_codes_the_chosen_session(folder: Path) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot)
            press_keys(app, "v")
            await until(pilot, lambda: isinstance(app.screen, ReviewScreen), "settling")
            press_keys(app, "escape")
            await at_archive(pilot)
            press_keys(app, "c")
            await stable(pilot)
            assert isinstance(app.screen, ArchiveScreen)
            press_keys(app, "down", "c")
            await until(pilot, lambda: isinstance(app.screen, SecondCodingScreen), "coding")
            await until(pilot, lambda: "Leeds" in screen_text(app), "the chosen session")
            press_keys(app, "escape")
            await at_archive(pilot)
            press_keys(app, "escape")
            await at_home(pilot, 1)
            press_keys(app, "c")
            await at_archive(pilot)


async def test_a_file_that_went_away_says_so(folder: Path) -> None:
    path = archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot)
            path.unlink()
            press_keys(app, "enter")
            await until(pilot, lambda: "There is no session file" in screen_text(app), "why")
            press_keys(app, "escape")
            await at_home(pilot, 0)


@pytest.mark.parametrize("size", [NARROW, WIDE, (20, 5)], ids=str)
async def test_hostile_words_are_shown_letter_by_letter(
    folder: Path, size: tuple[int, int]
) -> None:
    path = archive(folder)
    with SessionFile.open(path, author="Sam") as file:
        for one in file.sessions():
            file.describe(one.id, {"title": HOSTILE, "place": HOSTILE})
        for said in file.contributions():
            file.edit(said.id, words=HOSTILE)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size, notifications=True) as pilot:
            await at_all(pilot)
            await stable(pilot)
            assert "\x1b" not in screen_text(app)
            if size[0] >= 80:
                await shown(pilot, "[/nope] [@click=app.quit]")
            press_keys(app, "escape")
            await at_archive(pilot)
            await stable(pilot)
            assert "\x1b" not in screen_text(app)
            assert app.is_running


def test_sessions_are_listed_the_newest_first_and_narrowed() -> None:
    sessions = [
        Session(id="a", session="a", title="Norwood", date="2026-03-19", place="Élan Valley"),
        Session(id="b", session="b", title="Leeds", date="2026-03-20"),
        Session(id="c", session="c", title="No date"),
    ]
    assert [one.id for one in contents.listed(sessions, "")] == ["b", "a", "c"]
    assert [one.id for one in contents.listed(sessions, "elan NOR")] == ["a"]
    assert [one.id for one in contents.listed(sessions, "2026-03")] == ["b", "a"]


async def test_a_session_of_one_opens_at_once(folder: Path) -> None:
    session(folder, "a", "One.")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            await at_capture(pilot)
