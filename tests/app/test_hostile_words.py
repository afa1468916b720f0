"""Whatever people write in whatever field, every screen shows it and acts on nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.screen import Screen

from listening.app.listening_app import ListeningApp
from listening.app.messages import OpenDetails, OpenFigures, OpenRelations
from listening.app.screens.all_sessions import AllSessionsScreen
from listening.app.screens.archive import ArchiveScreen
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.figures import FiguresScreen
from listening.app.screens.find import FindScreen
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
from listening.model.quickline import raw
from listening.model.vocabulary import Bond, RelationKind
from listening.store.asked import EVERYTHING, PromptPlan
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.app.driving import app_on, at_home
from tests.app.waiting import WIDE, screen_text, stable, until

BEGINNING = "Zq7 "
"""What all hostile words begin with, so that they can be looked for."""

ACTED_ON = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]"
)
"""What a terminal would act on."""

_PIECES = st.sampled_from(
    [
        "[/nope]",
        "[@click=app.quit]",
        "[bold red]",
        "\\[",
        "\x1b]0;x\x07",
        "\x1b[2J",
        "\u202e",
        "\u2067",
        "\u200f",
        "مرحبا",
        "שלום",
        "👩‍👩‍👧",
        "漢字かな",
        "e\u0301\u0301\u0301",
        "<b>*_`|",
        "%s {0} $x",
        "\ud800",
        "\u2028",
        "'; DROP TABLE change; --",
        "=1+1",
        "w" * 130,
    ]
)
hostile = st.lists(_PIECES | st.text(max_size=12), min_size=1, max_size=5).map(
    lambda pieces: BEGINNING + " ".join(pieces)
)

Door = Callable[[ListeningApp, Path, Path], object]


def _room(app: ListeningApp, path: Path, ask: Callable[[Screen[None]], object]) -> None:
    """Ask something of the app as a screen does that has the file open."""
    app.take(path, None)
    ask(app.screen)


DOORS: tuple[tuple[type[Screen[None]], Door], ...] = (
    (CaptureScreen, lambda app, one, _: app.open_session(one)),
    (ArchiveScreen, lambda app, _, many: app.open_session(many)),
    (AllSessionsScreen, lambda app, _, many: app.read_all(many)),
    (ReviewScreen, lambda app, one, _: app.review(one)),
    (SecondCodingScreen, lambda app, one, _: app.code_again(one)),
    (PlaybackScreen, lambda app, one, _: app.play_back(one)),
    (ShareScreen, lambda app, one, _: app.share(one)),
    (PromisesScreen, lambda app, one, _: app.promises(one)),
    (PromisesDueScreen, lambda app, one, _: app.promises_due(one.parent)),
    (MergeScreen, lambda app, one, _: app.merge_files(one.parent)),
    (FindScreen, lambda app, one, _: app.find_in_folder(one.parent, BEGINNING)),
    (FindScreen, lambda app, one, _: app.find_in_file(one, None, one.stem, EVERYTHING)),
    (FiguresScreen, lambda app, one, _: app.show_figures(one)),
    (SetupScreen, lambda app, one, _: _room(app, one, lambda at: at.post_message(OpenDetails()))),
    (
        RelationsScreen,
        lambda app, one, _: _room(app, one, lambda at: at.post_message(OpenRelations())),
    ),
    (
        FiguresScreen,
        lambda app, one, _: _room(app, one, lambda at: at.post_message(OpenFigures())),
    ),
)
"""Every screen that can be gone to from home, and how."""


def _files(folder: Path, words: str) -> tuple[Path, Path]:
    """Make a session in which these words stand wherever somebody can write, and an archive with it."""
    one, other, many = (folder / f"{name}.sqlite" for name in ("one", "other", "many"))
    _session(one, words)
    with SessionFile.open(one, author="Kim") as file:
        file.copy(other)
        said = file.contributions()[0].id
        file.edit(said, words=f"{words} again")
    with SessionFile.open(other, author="Robin") as file:
        file.edit(said, words=f"{words} once more")
    merge(one, [other])
    other.unlink()
    _session(folder / "two.sqlite", words)
    merge(many, [one, folder / "two.sqlite"])
    return one, many


def _session(path: Path, words: str) -> None:
    facts = {"title": words, "place": words, "purpose": words, "safeguarding": words}
    with SessionFile.create(path, facts, [PromptPlan(words, 10)], author=words) as file:
        session = file.session().id
        prompt = file.prompts(session)[0].id
        file.set_participant(session, "P1", perspectives=[words], agreed_name=words)
        one, other = (
            file.capture(raw(words, by="P1"), session=session, prompt=prompt) for _ in "ab"
        )
        file.edit(one.id, paraphrase=words)
        file.link(one.id, Bond.ECHOES, other.id)
        file.commit(session, who=words, what=words, whom=words, answers=[one.id])
        file.relate(
            session,
            kind=RelationKind.TRUST,
            from_party=words,
            to_party=words,
            about=words,
            said_in=one.id,
        )


async def _look_through(pilot: Pilot[None], app: ListeningApp, one: Path, many: Path) -> None:
    home = await at_home(pilot, 3)
    for kind, door in DOORS:
        door(app, one, many)
        await until(pilot, lambda kind=kind: isinstance(app.screen, kind), f"{kind.__name__}")
        await until(pilot, lambda: BEGINNING.strip() in screen_text(app), kind.__name__)
        await stable(pilot)
        assert not ACTED_ON.search(screen_text(app)), kind.__name__
        while not isinstance(app.screen, HomeScreen):
            await app.pop_screen()
        app.close_file()
    assert app.screen is home
    assert app.fault is None


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=hostile)
async def test_every_screen_shows_hostile_words_and_acts_on_nothing_of_them(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    one, many = _files(folder, words)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await _look_through(pilot, app, one, many)
