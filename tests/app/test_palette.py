"""The palette: every command that applies where somebody is, and none that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.actions import parse
from textual.command import CommandPalette, DiscoveryHit, Hit
from textual.widgets import Input

from listening.app.commands import TABLE, Command, Place
from listening.app.listening_app import ListeningApp
from listening.app.palette import CommandProvider
from listening.app.screens.agenda import AgendaScreen
from listening.app.screens.alike import AlikeScreen
from listening.app.screens.all_sessions import AllSessionsScreen
from listening.app.screens.archive import ArchiveScreen
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.comparing import ComparingScreen
from listening.app.screens.figures import FiguresScreen
from listening.app.screens.find import FindScreen
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.home import HomeScreen
from listening.app.screens.merge import MergeScreen
from listening.app.screens.playback import PlaybackScreen
from listening.app.screens.promises import PromisesScreen
from listening.app.screens.promises_due import PromisesDueScreen
from listening.app.screens.relations import RelationsScreen
from listening.app.screens.review import ReviewScreen
from listening.app.screens.second_coding import SecondCodingScreen
from listening.app.screens.setup import SetupScreen
from listening.app.screens.share import ShareScreen
from listening.app.screens.voices import VoicesScreen
from listening.app.themes import DARK, LIGHT
from listening.store import settings
from tests.app.driving import HOSTILE, app_on, at_capture, at_home, make
from tests.app.waiting import NARROW, press_keys, screen_text, stable, until

SCREENS = {
    Place.HOME: HomeScreen,
    Place.SETUP: SetupScreen,
    Place.CAPTURE: CaptureScreen,
    Place.LIST: CaptureScreen,
    Place.FIND: CaptureScreen,
    Place.ARCHIVE: ArchiveScreen,
    Place.ALL: AllSessionsScreen,
    Place.MERGE: MergeScreen,
    Place.REVIEW: ReviewScreen,
    Place.CODING: SecondCodingScreen,
    Place.COMPARING: ComparingScreen,
    Place.SHARE: ShareScreen,
    Place.ASKING: FindScreen,
    Place.FOUND: FindScreen,
    Place.FIGURES: FiguresScreen,
    Place.PROMISES: PromisesScreen,
    Place.RELATIONS: RelationsScreen,
    Place.FOLLOWING: FollowForm,
    Place.DUE: PromisesDueScreen,
    Place.ALIKE: AlikeScreen,
    Place.AGENDA: AgendaScreen,
    Place.VOICES: VoicesScreen,
    Place.PLAYBACK: PlaybackScreen,
    Place.CORRECTING: PlaybackScreen,
}


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry.id)
def test_every_command_can_be_carried_out_where_it_applies(entry: Command) -> None:
    target, name, _ = parse(entry.action)
    owners = [ListeningApp] if target == "app" else [SCREENS[place] for place in entry.where]
    assert all(hasattr(owner, f"action_{name}") for owner in owners)


async def offered(app: ListeningApp) -> set[str]:
    """Return the ids of what the palette offers on the screen."""
    return {entry.id for entry in CommandProvider(app.screen).offered()}


def belonging(place: Place) -> set[str]:
    """Return the ids of all commands of a place, and of everywhere but the palette's own."""
    return {entry.id for entry in TABLE if entry.applies([place])} - {"app.palette"}


async def test_home_and_the_line_offer_all_their_commands(folder: Path) -> None:
    make(folder, "a", "Brixton")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            assert await offered(app) == belonging(Place.HOME)
            press_keys(app, "enter")
            await at_capture(pilot)
            assert await offered(app) == belonging(Place.CAPTURE)


async def test_what_is_not_possible_is_not_offered(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        assert await offered(app) == belonging(Place.HOME) - {"home.open"}


async def test_commands_are_found_by_their_names_and_by_what_they_do(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        provider = CommandProvider(app.screen)
        found = [hit async for hit in provider.search("new session")]
        assert all(isinstance(hit, Hit) for hit in found)
        assert max(found).text == "New session"
        assert "Try the sample session" in {hit.text async for hit in provider.search("invented")}
        assert not [hit async for hit in provider.search("\x1b[31m" + HOSTILE)]
        everything = [hit async for hit in provider.discover()]
        assert all(isinstance(hit, DiscoveryHit) and hit.help for hit in everything)


async def test_the_palette_runs_what_is_chosen(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "ctrl+p")
        await until(pilot, lambda: CommandPalette.is_open(app) and app.focused, "the palette")
        app.screen.query_one(Input).value = "new session"
        await until(pilot, lambda: "New session" in screen_text(app), "the command")
        await stable(pilot)
        press_keys(app, "enter")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "set-up")


async def test_textual_offers_nothing_of_its_own(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "ctrl+p")
        await until(pilot, lambda: CommandPalette.is_open(app) and app.focused, "the palette")
        app.screen.query_one(Input).value = "screenshot"
        await stable(pilot)
        assert "SVG" not in screen_text(app)


async def test_the_theme_is_changed_and_remembered(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        assert app.theme == DARK
        await app.run_action("app.other_theme")
        assert app.theme == LIGHT
    assert settings.theme() == LIGHT
    assert app_on(folder).theme == LIGHT
    assert ListeningApp(folder, author="Sam", no_color=True).theme not in (DARK, LIGHT)
