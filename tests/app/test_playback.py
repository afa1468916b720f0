"""Reading back: calmly, to the room, and nothing that was not shared with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Static

from listening.app.listening_app import ListeningApp
from listening.app.review.items import Twice
from listening.app.screens.playback import PlaybackScreen
from listening.app.screens.question import Question
from listening.app.second.coding import OwnCoding
from listening.app.widgets.entry import Entry
from listening.insight.duplicates import Duplicate
from listening.model.vocabulary import Bond, Check
from listening.store.session_file import SessionFile
from tests.app.capture_room import fill, make, open_file
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

ONE = "P3: Mum's carers change every week and nobody tells us who is coming. /s"
TWO = "P7: We write the rota on Friday. I know how that sounds. /r"
THREE = "P1: The one year it worked we had a person to ring. One person. /a"
HIDDEN = (
    "P1: I stopped asking. %analysis",
    "P2: a name %off",
    "P3: to be told otherwise %paraphrase",
)


@pytest.fixture
def path(folder: Path) -> Path:
    """Return a session in which three things may be read to the room, and three may not."""
    found = folder / "brixton.sqlite"
    make(found)
    with open_file(found) as file:
        fill(file, ONE, HIDDEN[0], TWO)
        fill(file, *HIDDEN[1:], THREE, prompt=2)
    return found


@pytest.fixture
async def app(path: Path, folder: Path) -> AsyncIterator[ListeningApp]:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        yield app


async def at_playback(pilot: Pilot[None]) -> PlaybackScreen:
    """Wait until something is read back."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, PlaybackScreen) and isinstance(app.focused, VerticalScroll),
        "what is read back",
    )
    assert isinstance(app.screen, PlaybackScreen)
    return app.screen


async def from_home(pilot: Pilot[None]) -> PlaybackScreen:
    """Go from home to reading the only session back."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "p")
    return await at_playback(pilot)


async def from_capture(pilot: Pilot[None]) -> PlaybackScreen:
    """Go from the line to reading back."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "enter")
    await at_capture(pilot)
    press_keys(pilot.app, "ctrl+g", "r")
    return await at_playback(pilot)


def shows(app: ListeningApp, words: str) -> bool:
    """Tell whether words stand on the screen."""
    return words in screen_text(app)


def checks(path: Path) -> list[Check]:
    """Return how far those that may be read were checked, in the order of the talk."""
    with SessionFile.open(path) as file:
        found = file.contributions()
        return [found[place].check for place in (0, 2, 5)]


def is_in_field(app: ListeningApp, name: str) -> bool:
    """Tell whether a field of the session's details has the focus."""
    focused = app.focused
    return focused is not None and any(each.id == f"row-{name}" for each in focused.ancestors)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_one_contribution_stands_alone_in_the_middle(
    app: ListeningApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await from_home(pilot)
        await looks_like(pilot, f"playback-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_prompts_contributions_stand_together_page_by_page(
    app: ListeningApp, path: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "p", "y")
        await until(
            pilot, lambda: screen.reading.at == 1 and "1 confirmed" in screen_text(app), "two"
        )
        await looks_like(pilot, f"playback-together-{size[0]}x{size[1]}")
        press_keys(app, "right")
        await until(pilot, lambda: screen.reading.at == 2, "the next page")
        assert checks(path) == [Check.CONFIRMED, Check.READ_BACK, Check.UNREAD]
        press_keys(app, "left")
        await until(pilot, lambda: screen.reading.at == 0, "the page before")


async def test_yes_to_the_last_of_a_page_goes_on_to_the_next_page(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "p", "down", "y")
        await until(pilot, lambda: screen.reading.at == 2, "the next page")
        assert checks(path) == [Check.READ_BACK, Check.CONFIRMED, Check.UNREAD]
        press_keys(app, "u")
        await until(pilot, lambda: screen.reading.at == 1, "the page before")
        assert checks(path) == [Check.READ_BACK, Check.UNREAD, Check.UNREAD]


async def test_yes_goes_on_to_the_next_and_undo_returns(app: ListeningApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "y")
        await shown(pilot, "Confirmed; this is the next. u takes it back and returns.")
        await shown(pilot, "rota")
        press_keys(app, "u")
        await shown(pilot, "Mum's")
        assert checks(path) == [Check.UNREAD, Check.UNREAD, Check.UNREAD]
        press_keys(app, "y", "y", "y")
        await shown(pilot, "Confirmed, and that was the last one.")
        assert screen.reading.at == 2
        assert checks(path) == [Check.CONFIRMED] * 3


async def test_nothing_is_shown_that_is_not_for_the_room(app: ListeningApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        seen = []
        for words in ("Mum's", "rota", "One person"):
            await until(pilot, partial(shows, app, words), "the next")
            seen.append(screen_text(app))
            press_keys(app, "right")
        await until(pilot, lambda: "That was the last one." in screen_text(app), "the end")
        told = "".join(seen)
        assert not any(words in told for words in ("stopped asking", "a name", "told otherwise"))
        assert not any(handle in told for handle in ("P1", "P3", "P7", "14:07"))
        assert "Not shown: 1 analysis only" in told


async def test_what_is_moved_on_from_was_read_back(app: ListeningApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "y", "right", "left")
        await until(pilot, lambda: screen.reading.at == 1, "back at the second")
        await until(pilot, lambda: "1 confirmed · 1 read back" in screen_text(app), "how far")
        press_keys(app, "escape")
        await at_home(pilot, 1)
        assert checks(path) == [Check.CONFIRMED, Check.READ_BACK, Check.UNREAD]
        screen = await from_home(pilot)
        assert screen.reading.at == 2


async def test_what_is_longer_than_the_screen_is_read_to_its_end_before_the_next(
    app: ListeningApp, path: Path
) -> None:
    long = " ".join(f"word{number}" for number in range(1, 241))
    with SessionFile.open(path) as file:
        file.edit(file.contributions()[0].id, words=long)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        await shown(pilot, "Part 1 of 3 · Space goes on to the rest")
        await shown(pilot, "        1 of 3\n")
        assert "word240" not in screen_text(app)
        press_keys(app, "space", "pagedown")
        await shown(pilot, "Part 3 of 3 · this is its end")
        await shown(pilot, "word240")
        await shown(pilot, "        1 of 3\n")
        press_keys(app, "pageup")
        await shown(pilot, "Part 2 of 3")
        press_keys(app, "right", "space")
        await until(pilot, lambda: screen.reading.at == 1, "the next")
        await until(pilot, lambda: checks(path)[0] is Check.READ_BACK, "that it was read back")


async def test_what_was_not_shown_to_its_end_was_not_read_back(
    app: ListeningApp, path: Path
) -> None:
    with SessionFile.open(path) as file:
        file.edit(file.contributions()[2].id, words="over and over " * 120)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "right", "left")
        await until(pilot, lambda: checks(path)[0] is Check.READ_BACK, "that the first was read")
        press_keys(app, "right")
        await shown(pilot, "Part 1 of 2")
        press_keys(app, "left")
        await until(pilot, lambda: screen.reading.at == 0, "the first")
        press_keys(app, "right", "m")
        await at_capture(pilot)
    assert checks(path)[1] is Check.UNREAD


async def test_words_are_corrected_where_they_stand_and_the_former_stay(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "c")
        await until(pilot, lambda: isinstance(app.focused, Entry), "the line")
        type_keys(app, " Yes, y! /r")
        press_keys(app, "enter")
        await until(pilot, lambda: "Corrected." in screen_text(app), "the correction")
        assert screen.focused is screen.query_one("#page")
        press_keys(app, "c")
        await until(pilot, lambda: isinstance(app.focused, Entry), "the line")
        type_keys(app, "not this")
        press_keys(app, "escape")
        await until(pilot, lambda: screen.focused is screen.query_one("#page"), "the words")
        assert "not this" not in screen_text(app)
    with SessionFile.open(path) as file:
        one = file.contributions()[0]
        assert (
            one.words
            == "Mum's carers change every week and nobody tells us who is coming. Yes, y! /r"
        )
        assert one.check is Check.CORRECTED
        assert [each.field for each in file.history(one.id) if each.former] == ["words"]


async def test_only_a_paraphrase_is_shown_and_corrected_where_only_that_may_be_told(
    app: ListeningApp, path: Path
) -> None:
    with SessionFile.open(path) as file:
        own = file.contributions()[4].id
        file.edit(own, paraphrase="Somebody was let down.")
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "right", "right")
        await until(pilot, lambda: "Somebody was let down." in screen_text(app), "the paraphrase")
        press_keys(app, "c")
        await until(pilot, lambda: isinstance(app.focused, Entry), "the line")
        assert screen.correction.line == "Somebody was let down."
        press_keys(app, "ctrl+u")
        type_keys(app, "Nobody came.\r")
        await until(pilot, lambda: "Corrected." in screen_text(app), "the correction")
    with SessionFile.open(path) as file:
        one = file.contribution(own)
        assert (one.paraphrase, one.words) == ("Nobody came.", "to be told otherwise")


async def test_what_is_taken_back_is_gone_from_every_screen_at_once_after_asking(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_capture(pilot)
        for answer, left in (("escape", 3), ("k", 3), ("t", 2)):
            press_keys(app, "w")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            press_keys(app, answer)
            await until(
                pilot,
                lambda left=left: app.screen is screen and len(screen.reading.cards) == left,
                "the answer",
            )
        await until(pilot, lambda: "1 taken back" in screen_text(app), "that it was taken back")
        assert "Mum's" not in screen_text(app)
        press_keys(app, "escape")
        await at_capture(pilot)
        await stable(pilot)
        assert "Mum's" not in screen_text(app)
        await shown(pilot, "— taken back —")
    assert checks(path)[0] is Check.WITHDRAWN


def test_nobody_codes_or_settles_by_words_that_were_taken_back(path: Path) -> None:
    with SessionFile.open(path) as file:
        first = file.contributions()[0]
        file.edit(first.id, check=Check.WITHDRAWN)
        taken = file.contribution(first.id)
        assert taken.id not in [one.id for one in OwnCoding(file, first.session, "Kim").said]
    assert "Mum's" not in str(Twice(Duplicate(taken, taken, 100)).sides)


async def test_undo_brings_back_what_was_taken_back(app: ListeningApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "u")
        await until(pilot, lambda: "nothing left here" in screen_text(app), "that nothing was done")
        press_keys(app, "w")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "t")
        await until(pilot, lambda: app.screen is screen and len(screen.reading.cards) == 2, "gone")
        press_keys(app, "u")
        await until(pilot, lambda: "Mum's" in screen_text(app), "the words")
        await shown(pilot, "Undone: it can be read again.")
        assert checks(path)[0] is Check.UNREAD


async def test_undo_says_how_it_stands_with_what_stays_shown(app: ListeningApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "y")
        await shown(pilot, "1 confirmed")
        press_keys(app, "u")
        await shown(pilot, "Undone: it is as it was before, unread.")


async def test_it_is_read_by_area_as_well(app: ListeningApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "a", "left", "left")
        await until(pilot, lambda: "1 of 3, by area" in screen_text(app), "the first by area")
        assert [card.area for card in screen.reading.cards] == ["Attitudes", "Roles", "System"]
        press_keys(app, "a", "left", "left", "left")
        await until(pilot, lambda: "This is the first one." in screen_text(app), "the talk's first")
        assert [card.area for card in screen.reading.cards] == ["System", "Roles", "Attitudes"]


async def test_what_another_window_takes_back_vanishes_at_once(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_capture(pilot)
        with SessionFile.open(path, author="Kim") as file:
            file.edit(file.contributions()[0].id, check=Check.WITHDRAWN)
        await until(pilot, lambda: "Mum's" not in screen_text(app), "that it is gone")


async def test_an_unsaved_correction_is_asked_about_before_the_program_ends(
    app: ListeningApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "c")
        await until(pilot, lambda: isinstance(app.focused, Entry), "the line")
        type_keys(app, "more")
        press_keys(app, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "g")
        await until(pilot, lambda: app.screen is screen, "the correction")
        assert screen.correction.line.endswith("more")


async def test_the_safeguarding_contact_is_told_there_too(app: ListeningApp, path: Path) -> None:
    with SessionFile.open(path) as file:
        file.describe(file.session().id, {"safeguarding": "Ms Okoro, 020 7946 0000"})
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "f6")
        await until(pilot, lambda: "Ms Okoro, 020 7946 0000" in screen_text(app), "the contact")


async def test_where_no_contact_is_set_one_key_goes_to_where_it_is_written(
    app: ListeningApp,
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "f6")
        await shown(pilot, "F9 goes to where one is written")
        press_keys(app, "f9")
        await until(pilot, partial(is_in_field, app, "safeguarding"), "the contact's field")
        type_keys(app, "Ms Okoro")
        press_keys(app, "ctrl+s")
        await at_playback(pilot)
        press_keys(app, "f6")
        await shown(pilot, "Safeguarding contact: Ms Okoro.")


async def test_the_line_goes_there_too_and_to_the_title_else(app: ListeningApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 1)
        press_keys(app, "enter")
        await at_capture(pilot)
        press_keys(app, "f6", "f9")
        await until(pilot, partial(is_in_field, app, "safeguarding"), "the contact's field")
        press_keys(app, "escape")
        await at_capture(pilot)
        press_keys(app, "f9")
        await until(pilot, partial(is_in_field, app, "title"), "the first field")


async def test_hostile_words_are_shown_letter_by_letter(folder: Path) -> None:
    found = folder / "hostile.sqlite"
    make(found, title=HOSTILE)
    with open_file(found) as file:
        fill(file, HOSTILE)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await from_home(pilot)
            await stable(pilot)
            await shown(pilot, HOSTILE_SHOWN)
            press_keys(app, "p")
            await stable(pilot)
            await shown(pilot, "[/nope]")


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_it_survives_small_terminals(app: ListeningApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await from_home(pilot)
        press_keys(app, "p", "right", "p", "a")
        await stable(pilot)
        assert isinstance(app.screen, PlaybackScreen)


async def test_a_small_terminal_breaks_no_line_twice(app: ListeningApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await from_home(pilot)
        await stable(pilot)
        card = screen.reading.card
        assert card is not None
        drawn = [line.strip() for line in screen_text(app).splitlines()]
        for line in screen.query_one("#words", Static).content.plain.splitlines():
            assert line.strip() in drawn


async def test_what_would_be_taken_back_is_seen_while_that_is_asked(app: ListeningApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "w")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        await stable(pilot)
        await shown(pilot, "Take this back?")
        await shown(pilot, "Mum's carers change every week")


async def test_a_session_with_nothing_to_read_says_so(folder: Path) -> None:
    make(folder / "empty.sqlite")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot)
            await until(pilot, lambda: "nothing yet" in screen_text(app), "that there is nothing")
            press_keys(app, "y", "c", "w", "m", "right", "escape")
            await at_home(pilot, 1)


async def test_more_to_say_goes_back_to_the_line_with_a_link_that_can_be_left_out(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_capture(pilot)
        press_keys(app, "m")
        screen = await at_capture(pilot)
        await until(pilot, lambda: "builds on P3, 14:07" in screen_text(app), "the link to be")
        type_keys(app, "one more thing")
        press_keys(app, "escape")
        await until(pilot, lambda: "builds on" not in screen_text(app), "no link")
        press_keys(app, "enter")
        await until(pilot, lambda: screen.file.count() == 7, "the line")
    with SessionFile.open(path) as file:
        assert file.links() == ()
        assert file.contributions()[-1].words == "one more thing"


async def test_what_is_saved_next_is_linked_once(app: ListeningApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "m")
        screen = await at_capture(pilot)
        await until(pilot, lambda: "builds on P3, 14:07" in screen_text(app), "the link to be")
        type_keys(app, "and my sister's too\r")
        await until(pilot, lambda: screen_text(app).count("1 link") == 2, "both ends of the link")
        type_keys(app, "something else\r")
        await until(pilot, lambda: screen.file.count() == 8, "both lines")
        await until(pilot, lambda: "builds on" not in screen_text(app), "no link any more")
    with SessionFile.open(path) as file:
        first, more = file.contributions()[0], file.contributions()[6]
        (link,) = file.links()
        assert (link.bond, link.source) == (Bond.BUILDS_ON, more.id)
        assert link.target.endswith(first.id)
        assert first.check is Check.READ_BACK


async def test_what_is_off_record_is_linked_with_nothing(app: ListeningApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_home(pilot)
        press_keys(app, "m")
        screen = await at_capture(pilot)
        type_keys(app, "a secret %off\r")
        await until(pilot, lambda: screen.file.count() == 7, "the line")
    with SessionFile.open(path) as file:
        assert file.links() == ()


async def test_more_to_say_belongs_to_the_prompt_to_which_it_was_said_first(
    app: ListeningApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await from_capture(pilot)
        press_keys(app, "m")
        screen = await at_capture(pilot)
        await shown(pilot, "Prompt 1 is open now: more to say belongs where it was said first.")
        type_keys(app, "one more thing\r")
        await until(pilot, lambda: screen.file.count() == 7, "the line")
        assert screen.file.contributions()[-1].prompt == screen.picture.prompts[0].id
