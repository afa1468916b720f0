"""Coding a second time in the app: blind, saved at once, compared and settled afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from listening.app.listening_app import ListeningApp
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.comparing import ComparingScreen
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.question import Question
from listening.app.screens.second_coding import SecondCodingScreen, given
from listening.app.widgets.entry import Entry
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.marked_list import MarkedList
from listening.app.widgets.notice import Notice
from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import session
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

LINES = (
    "P3: Mum's carers change every week and nobody tells us who is coming. /s",
    "P7: We write the rota on Friday. /r #rota",
    "P1: I stopped asking, because asking counts against you. /a",
    "P2: off you go %off",
)
CODER = "kim"


@pytest.fixture
def path(folder: Path) -> Path:
    """Return a session of three contributions with tags, and one without words."""
    return session(folder, "Brixton", *LINES, date="2026-03-24")


async def at_coding(pilot: Pilot[None]) -> SecondCodingScreen:
    """Go from home to coding the only session a second time."""
    app = pilot.app
    await at_home(pilot, 1)
    press_keys(app, "c")
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, SecondCodingScreen) and isinstance(app.focused, VerticalScroll)
        ),
        "the words to code",
    )
    assert isinstance(app.screen, SecondCodingScreen)
    return app.screen


async def code_as_kim(pilot: Pilot[None], screen: SecondCodingScreen) -> None:
    """Say that Kim is coding."""
    app = pilot.app
    press_keys(app, "w")
    await until(pilot, lambda: isinstance(app.focused, Entry), "the question")
    press_keys(app, "ctrl+u")
    type_keys(app, "Kim\r")
    await until(pilot, lambda: screen.coding.coder == "Kim" and is_in_page(app), "the coder")


async def at_comparison(pilot: Pilot[None]) -> ComparingScreen:
    """Wait for the comparison."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, ComparingScreen), "the comparison")
    assert isinstance(app.screen, ComparingScreen)
    return app.screen


def is_in_page(app: ListeningApp) -> bool:
    """Tell whether the words have the focus."""
    return isinstance(app.screen, SecondCodingScreen) and isinstance(app.focused, VerticalScroll)


def coded(path: Path, coder: str = CODER) -> list[frozenset[str] | None]:
    """Return what a coder gave the contributions that have words, oldest first."""
    with SessionFile.open(path) as file:
        tags = file.coding().get(coder, {})
        return [tags.get(one.id) for one in file.contributions() if one.words]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_words_stand_alone_without_the_tags_of_the_notes(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_coding(pilot)
            await stable(pilot)
            assert "[x]" not in screen_text(app)
            await looks_like(pilot, f"coding-{size[0]}x{size[1]}")


async def test_each_key_is_saved_at_once_under_the_coders_name(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_coding(pilot)
            await code_as_kim(pilot, screen)
            press_keys(app, "r")
            await until(pilot, lambda: coded(path)[0] == {"roles"}, "Roles")
            press_keys(app, "r", "s")
            await until(pilot, lambda: coded(path)[0] == {"system"}, "System")
            press_keys(app, "right", "0", "right", "a", "right")
            await until(
                pilot, lambda: coded(path) == [{"system"}, frozenset(), {"attitudes"}], "all coded"
            )
            await until(pilot, lambda: "f compares it" in screen_text(app), "that all is coded")
            assert is_in_page(app)
            press_keys(app, "left", "left", "left")
            await until(pilot, lambda: "This is the first one." in screen_text(app), "the first")
            press_keys(app, "escape")
            await at_home(pilot, 1)
    with SessionFile.open(path) as file:
        assert [one.areas for one in file.contributions()][:3] == [
            (Area.SYSTEM,),
            (Area.ROLES,),
            (Area.ATTITUDES,),
        ]


async def test_a_code_is_given_by_its_first_letters_and_taken_off_again(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_coding(pilot)
            for given_now in ({"rota"}, frozenset[str]()):
                press_keys(app, "number_sign")
                await until(pilot, lambda: isinstance(app.focused, Entry), "the question")
                type_keys(app, "ro")
                await until(pilot, lambda: "▸ rota" in screen_text(app), "what is offered")
                press_keys(app, "down", "up", "enter")
                await until(
                    pilot,
                    lambda given_now=given_now: is_in_page(app) and screen.coding.tags == given_now,
                    "the words with the code, then without",
                )
            press_keys(app, "number_sign")
            await until(pilot, lambda: isinstance(app.focused, Entry), "the question")
            type_keys(app, "Bus Passes\r")
            await until(pilot, lambda: screen.coding.tags == {"bus-passes"}, "a new theme")


async def test_n_goes_to_what_is_not_coded_yet_and_coding_goes_on_there(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_coding(pilot)
            press_keys(app, "right", "0", "n")
            await until(pilot, lambda: screen.coding.at == 2, "the third")
            press_keys(app, "a", "n")
            await until(pilot, lambda: screen.coding.at == 0, "the first")
            press_keys(app, "right", "escape")
            await at_home(pilot, 1)
            screen = await at_coding(pilot)
            assert screen.coding.at == 0
            assert screen.coding.left == 1


async def test_comparing_asks_first_while_something_is_not_coded(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_coding(pilot)
            press_keys(app, "f")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            await until(pilot, lambda: "3 contributions are not" in screen_text(app), "how many")
            press_keys(app, "k")
            await until(pilot, lambda: is_in_page(app), "the words")
            press_keys(app, "f")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            press_keys(app, "s")
            await at_comparison(pilot)
            await until(pilot, lambda: "nothing to compare yet" in screen_text(app), "nothing")
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_page(app), "the words")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_agreement_is_told_and_differences_are_settled_into_the_shared_tags(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            screen = await at_coding(pilot)
            await code_as_kim(pilot, screen)
            press_keys(app, "s", "right", "s", "right", "a", "f")
            comparing = await at_comparison(pilot)
            await until(pilot, lambda: isinstance(app.focused, MarkedList), "the differences")
            await looks_like(pilot, f"comparing-{size[0]}x{size[1]}")
            tags = [one.tag for one in comparing.comparison.apart]
            assert tags == ["roles", "rota", "system"]
            press_keys(app, "n", "y", "y")
            await until(
                pilot,
                lambda: "All differences are settled" in comparing.query_one(Notice).sentence,
                "the end",
            )
            one = screen.file.contributions()[1]
            assert (one.areas, one.codes) == ((Area.SYSTEM,), ("rota",))
            press_keys(app, "u")
            await until(
                pilot, lambda: screen.file.contributions()[1].areas == (), "that it is taken back"
            )
            assert not comparing.comparison.apart[2].settled
            assert comparing.query_one(MarkedList).highlighted == 2
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_page(app), "the words")


async def test_a_tag_that_who_spoke_gave_themself_stays(path: Path, folder: Path) -> None:
    with SessionFile.open(path, author="Sam") as file:
        file.tag([file.contributions()[0].id], add=["system"], own=True)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_coding(pilot)
            press_keys(app, "0", "right", "r", "right", "a", "f")
            comparing = await at_comparison(pilot)
            await until(pilot, lambda: isinstance(app.focused, MarkedList), "the differences")
            press_keys(app, "n", "enter")
            await until(pilot, lambda: "y it fits" in comparing.query_one(Notice).sentence, "how")
            assert screen.file.contributions()[0].areas == (Area.SYSTEM,)
            press_keys(app, "n")
            await until(
                pilot, lambda: "it stays" in comparing.query_one(Notice).sentence, "that it stays"
            )


async def test_a_name_that_no_coder_can_have_is_refused_in_the_question(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await at_coding(pilot)
            press_keys(app, "w")
            await until(pilot, lambda: isinstance(app.focused, Entry), "the question")
            press_keys(app, "ctrl+u")
            type_keys(app, "notes\r")
            await until(pilot, lambda: "needs the name of its coder" in screen_text(app), "why")
            assert isinstance(app.screen, LineQuestion)
            press_keys(app, "escape")
            await until(pilot, lambda: is_in_page(app), "the words")
            assert screen.coding.coder == "Sam"


async def test_a_session_without_words_says_so(folder: Path) -> None:
    session(folder, "a")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_coding(pilot)
            await until(pilot, lambda: "Nothing was said yet" in screen_text(app), "that")
            press_keys(app, "a", "0", "right", "n", "f")
            await stable(pilot)
            assert is_in_page(app)


async def test_from_the_room_one_comes_and_goes_back(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            room = await at_capture(pilot)
            room.action_code_again()
            await until(pilot, lambda: is_in_page(app), "the words")
            press_keys(app, "a", "escape")
            await until(pilot, lambda: isinstance(app.screen, CaptureScreen), "the room")
            assert room.file.count() == 4


@pytest.mark.parametrize("size", [NARROW, (20, 5)], ids=str)
async def test_hostile_words_are_shown_letter_by_letter(
    folder: Path, size: tuple[int, int]
) -> None:
    session(folder, "x", f"P1: {HOSTILE} and more /a", series=HOSTILE)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size, notifications=True) as pilot:
            await at_coding(pilot)
            await stable(pilot)
            assert "\x1b" not in screen_text(app)
            if size == NARROW:
                await shown(pilot, HOSTILE_SHOWN)
            press_keys(app, "s", "f")
            await at_comparison(pilot)
            await stable(pilot)
            assert "\x1b" not in screen_text(app)
            assert app.is_running


def test_what_was_given_is_told_with_marks_and_words() -> None:
    assert given(None).endswith("not coded yet ○")
    assert "[x] none of the three" in given(frozenset())
    assert given(frozenset({"roles", "rota"})).endswith("· rota")


async def test_what_has_the_tag_of_a_difference_is_read_and_the_comparison_gone_back_to(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            screen = await at_coding(pilot)
            await code_as_kim(pilot, screen)
            press_keys(app, "r", "right", "0", "right", "a")
            await until(pilot, lambda: screen.coding.left == 0, "all coded")
            press_keys(app, "f")
            comparing = await at_comparison(pilot)
            await until(pilot, lambda: comparing.comparison.apart, "a difference")
            press_keys(app, "o")
            await until(pilot, lambda: isinstance(app.focused, FindLine), "what has the tag")
            await until(pilot, lambda: "area:" in screen_text(app), "the filter")
            await until(pilot, lambda: app.screen.found.count(), "what was found")
            press_keys(app, "enter")
            await until(pilot, lambda: bool(app._notifications), "why it is not opened")
            press_keys(app, "escape")
            assert await at_comparison(pilot) is comparing
