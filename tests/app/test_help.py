"""Help and the footer: made from the table, on every screen, at every size."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from listening.app.commands import TABLE, Place
from listening.app.commands.footing import fitting, wanted
from listening.app.screens.help import HelpScreen, in_sections
from listening.app.screens.home import HomeScreen
from listening.app.screens.setup import SetupScreen
from listening.app.widgets.footer import CommandFooter
from tests.app.driving import app_on, at_capture, at_home, make
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_lines, screen_text, stable, until

SIZES = [NARROW, WIDE, (40, 12), (20, 5)]


def test_help_lists_every_command_and_begins_where_somebody_is() -> None:
    sections = in_sections(frozenset({Place.LIST}))
    assert [place for place, _ in sections][:2] == [Place.LIST, Place.EVERYWHERE]
    assert {entry for _, entries in sections for entry in entries} == set(TABLE)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_help_from_home(folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen), "help")
        await looks_like(pilot, f"help-{size[0]}x{size[1]}")


@pytest.mark.parametrize("key", ["escape", "f1", "ctrl+l", "question_mark", "q"])
async def test_help_goes_back_to_where_it_came_from(folder: Path, key: str) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        home = await at_home(pilot, 0)
        was = app.focused
        press_keys(app, "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen), "help")
        await stable(pilot)
        press_keys(app, key)
        await until(pilot, lambda: app.screen is home, "home")
        assert app.focused is was


async def test_help_can_be_read_to_its_end(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=(40, 12)) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen), "help")
        await stable(pilot)
        press_keys(app, "end")
        last = in_sections(frozenset({Place.HOME}))[-1][1][-1].help
        await until(pilot, lambda: last.split()[-1] in screen_text(app), "the last line")


async def test_a_question_mark_is_a_letter_where_somebody_types(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "n")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen) and app.focused, "set-up")
        await stable(pilot)
        app.post_message(events.Key("question_mark", "?"))
        await until(pilot, lambda: "Title             ?" in screen_text(app), "the letter")
        press_keys(app, "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen), "help")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_footer_is_never_cut_off(folder: Path, size: tuple[int, int]) -> None:
    make(folder, "a", "Brixton")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_home(pilot, 1)
            for place in (Place.HOME, Place.SETUP, Place.CAPTURE, Place.LIST, Place.FIND):
                offered = wanted([entry for entry in TABLE if entry.applies([place])])
                assert fitting(offered, size[0] - 2), place
            await stable(pilot)
            footer = app.screen.query_one(CommandFooter)
            last = list(screen_lines(app))[-1].strip()
            assert last == "   ".join(f"{one.key_text} {one.word}".rstrip() for one in footer.shown)
            press_keys(app, "enter")
            await at_capture(pilot)
            await stable(pilot)
            footer = app.screen.query_one(CommandFooter)
            last = list(screen_lines(app))[-1].strip()
            assert last == "   ".join(f"{one.key_text} {one.word}".rstrip() for one in footer.shown)


async def test_a_click_on_the_footer_does_what_its_key_does(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        home = await at_home(pilot, 0)
        await stable(pilot)
        assert isinstance(home, HomeScreen)
        await pilot.click(CommandFooter, offset=(2, 0))
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "set-up")
