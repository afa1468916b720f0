"""Sharing in the app: the very text that would leave, what may give somebody away, and writing it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from listening.app.listening_app import ListeningApp
from listening.app.screens import share as share_screen
from listening.app.screens.archive import ArchiveScreen
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.question import Question
from listening.app.screens.share import ShareScreen
from listening.app.share import writing
from listening.app.share.writing import Put
from listening.app.widgets.entry import Entry
from listening.app.widgets.leaving_text import LeavingText
from listening.app.widgets.notice import Notice
from listening.app.widgets.session_list import SessionList
from listening.model.vocabulary import Sharing
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import archive, session
from tests.app.waiting import (
    NARROW,
    WIDE,
    press_keys,
    screen_text,
    settled,
    shown,
    stable,
    type_keys,
    until,
)

LIVES = "P3: I live at 12 Mill Lane, LS6 3HN, and nobody comes. /s"
LINES = (
    LIVES,
    "P7: We write the rota on Friday. %analysis",
    "Mrs Okafor opens the hall. !works",
    "Something else. %off",
)


@pytest.fixture(autouse=True)
def clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text be made at the same time."""
    monkeypatch.setattr(
        share_screen, "wall_clock", lambda: datetime(2026, 3, 24, 16, 0, tzinfo=UTC)
    )


async def at_share(pilot: Pilot[None]) -> ShareScreen:
    """Wait until what would leave is shown, and return the screen."""
    app = pilot.app

    def shown() -> bool:
        screen = app.screen
        return (
            isinstance(screen, ShareScreen)
            and screen.is_shown
            and isinstance(app.focused, LeavingText)
            and screen.query_one(LeavingText).text != ""
        )

    await until(pilot, shown, "what would leave")
    assert isinstance(app.screen, ShareScreen)
    return app.screen


async def from_home(pilot: Pilot[None]) -> ShareScreen:
    """Go from home to sharing the only file."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "s")
    return await at_share(pilot)


async def at_question(pilot: Pilot[None]) -> None:
    """Wait until one of several answers is asked for."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, Question) and isinstance(app.focused, OptionList),
        "a question with answers",
    )


async def at_line(pilot: Pilot[None]) -> Entry:
    """Wait until words are asked for, and return the line with those that are offered."""
    app = pilot.app

    def offered() -> bool:
        focused = app.focused
        return (
            isinstance(app.screen, LineQuestion)
            and isinstance(focused, Entry)
            and focused.line != ""
        )

    await until(pilot, offered, "a line to write in")
    assert isinstance(app.focused, Entry)
    return app.focused


async def written_to(pilot: Pilot[None], name: str) -> None:
    """Have it written to a file of this name."""
    press_keys(pilot.app, "w")
    (await at_line(pilot)).load_line(name)
    press_keys(pilot.app, "enter")


def text_of(screen: ShareScreen) -> str:
    """Return the text that would leave, as the screen holds it."""
    return screen.query_one(LeavingText).text


def is_elsewhere(screen: ShareScreen, before: int | None) -> bool:
    """Tell whether another hint is shown than before."""
    return screen.at != before


def said(screen: ShareScreen) -> str:
    """Return what the screen says below."""
    return screen.query_one(Notice).sentence


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_text_that_would_leave_stands_with_what_is_held_back_and_why(
    folder: Path, size: tuple[int, int]
) -> None:
    session(folder, "leeds", *LINES, date="2026-03-20")
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        screen = await from_home(pilot)
        assert text_of(screen).startswith("---\nformat: ")
        await shown(pilot, "3 hints at what may give somebody away")
        # Where a hint is brought into sight depends on how high the text is by then.
        await stable(pilot)
        press_keys(app, "n")
        await until(pilot, lambda: "Hint 1 of 3" in screen_text(app), "the first hint")
        await looks_like(pilot, f"share-{size[0]}x{size[1]}")


async def test_hints_are_walked_through_and_marked_in_the_text(folder: Path) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        area = screen.query_one(LeavingText)
        seen = []
        for key in ("n", "n", "n", "n", "p", "p"):
            before = screen.at
            press_keys(app, key)
            await until(pilot, partial(is_elsewhere, screen, before), "another hint")
            await settled(pilot)
            seen.append(area.selected_text)
        assert seen == [
            *("12 Mill Lane", "LS6 3HN", "Mrs Okafor", "12 Mill Lane"),
            *("Mrs Okafor", "LS6 3HN"),
        ]
        await shown(pilot, "LS6 3HN, and nobody comes")


async def test_a_hint_leads_to_its_contribution_and_back_to_a_fresh_text(folder: Path) -> None:
    path = session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "n", "n", "e")
        await at_line(pilot)
        assert app.screen.query_one(Entry).line == LIVES
        type_keys(app, " %analysis\r")
        await until(pilot, lambda: "12 Mill" not in text_of(screen), "a text without it")
        assert isinstance(app.focused, LeavingText)
        assert "Changed" in said(screen)
        text = screen.query_one(LeavingText)
        await until(pilot, lambda: text.selected_text == "Mrs Okafor", "the next hint")
        press_keys(app, "e")
        await at_line(pilot)
        app.screen.query_one(Entry).load_line("Somebody opens the hall. !works")
        press_keys(app, "enter")
        await until(pilot, lambda: not (screen.shown and screen.shown.hints), "no hints")
        assert screen.check_action("change", ()) is False
        press_keys(app, "n")
        await stable(pilot)
        assert screen.at is None
    with SessionFile.open(path) as file:
        first, _, third, _ = file.contributions()
        assert (first.own_sharing, first.words) == (Sharing.ANALYSIS, LIVES[4:-3])
        assert third.words == "Somebody opens the hall."


async def test_a_paraphrase_is_changed_as_one_and_what_cannot_be_saved_stays_in_the_line(
    folder: Path,
) -> None:
    path = session(folder, "leeds", "P3: Call me. %paraphrase", "P4: I live at 12 Mill Lane.")
    with SessionFile.open(path) as file:
        file.edit(file.contributions()[0].id, paraphrase="They wish to be rung on 07700 900123.")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "n", "e")
        (await at_line(pilot)).load_line(" ")
        press_keys(app, "enter")
        await stable(pilot)
        app.screen.query_one(Entry).load_line("They wish to be rung.")
        press_keys(app, "enter")
        await until(pilot, lambda: "07700" not in text_of(screen), "a text without it")
        press_keys(app, "e")
        await at_line(pilot)
        type_keys(app, " %off\r")
        await until(pilot, lambda: app.screen.query_one(Notice).sentence, "why not")
        assert "%off" in app.screen.query_one(Entry).line
        press_keys(app, "escape")
        await at_share(pilot)
    with SessionFile.open(path) as file:
        first, second = file.contributions()
        assert first.paraphrase == "They wish to be rung."
        assert second.own_sharing is None


async def test_a_hint_in_what_the_session_is_about_leads_to_that_text(folder: Path) -> None:
    path = session(folder, "leeds", "Nobody asked.", place="9 Station Parade")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "n", "enter")
        assert (await at_line(pilot)).line == "9 Station Parade"
        await shown(pilot, "Change the place. Enter saves it.")
        press_keys(app, "enter")
        await until(pilot, lambda: "Nothing was changed" in said(screen), "that it is the same")
        press_keys(app, "e")
        (await at_line(pilot)).load_line("Norwood")
        press_keys(app, "enter")
        await until(pilot, lambda: not (screen.shown and screen.shown.hints), "no hints")
    with SessionFile.open(path) as file:
        assert file.session().place == "Norwood"


async def test_a_hint_in_a_code_leads_to_the_line_in_which_it_stands(folder: Path) -> None:
    session(folder, "leeds", "Nobody asked. #sw2-5sg")
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "n")
        await shown(pilot, "postcode · “sw2-5sg”")
        text = screen.query_one(LeavingText)
        await until(pilot, lambda: text.selected_text == "sw2-5sg", "the hint in the text")
        press_keys(app, "e")
        assert (await at_line(pilot)).line == "Nobody asked. #sw2-5sg"
        app.screen.query_one(Entry).load_line("Nobody asked. #norwood")
        press_keys(app, "enter")
        await until(pilot, lambda: not (screen.shown and screen.shown.hints), "no hints")
        await shown(pilot, "norwood")


async def test_a_hint_in_a_party_leads_to_it_and_it_stays_a_party(folder: Path) -> None:
    path = session(folder, "leeds", "Nobody asked.")
    with SessionFile.open(path) as file:
        file.commit(file.session().id, who="Mrs Smith", what="ring back")
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        await shown(
            pilot, "title and name · “Mrs Smith” · a promise, who promises it · may well be"
        )
        press_keys(app, "n")
        await shown(pilot, "Hint 1 of 1 at what may give somebody away: it may well be meant.")
        press_keys(app, "e")
        (await at_line(pilot)).load_line("tbc")
        press_keys(app, "enter")
        await until(pilot, lambda: "“tbc” is not a party" in screen_text(app), "a kind refusal")
        app.screen.query_one(Entry).load_line("The council")
        press_keys(app, "enter")
        await until(pilot, lambda: "The council" in text_of(screen), "the party")
        assert screen.shown is not None
        assert not screen.shown.hints
    with SessionFile.open(path) as file:
        assert file.commitments()[0].who == "The council"


async def test_who_reads_it_and_as_what_are_chosen_and_shown_at_once(folder: Path) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        assert "rota" not in text_of(screen)
        press_keys(app, "a")
        await at_question(pilot)
        press_keys(app, "t")
        await until(pilot, lambda: "rota" in text_of(screen), "what the team reads")
        await stable(pilot)
        await shown(pilot, "for organisers and note-takers")
        await shown(pilot, "The team reads everything")
        press_keys(app, "f")
        await at_question(pilot)
        await until(pilot, lambda: "Markdown (.md)" in screen_text(app), "the formats")
        press_keys(app, "down", "enter")
        await until(pilot, lambda: screen.choice.to != "markdown", "another format")
        await at_share(pilot)
        wanted = f"be written as {screen.choice.format.label}"
        await until(
            pilot, lambda: wanted in " ".join(screen_text(app).split()), "as what it is written"
        )
        press_keys(app, "a")
        await at_question(pilot)
        press_keys(app, "escape")
        await at_share(pilot)
        assert screen.choice.audience.value == "team"


async def test_a_question_with_many_answers_is_whole_in_large_print(folder: Path) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=(40, 12)) as pilot:
            await from_home(pilot)
            press_keys(app, "a")
            await at_question(pilot)
            for key in ("down", "up"):
                await stable(pilot)
                await shown(pilot, "Who will read it?")
                press_keys(app, key)
            press_keys(app, "end")
            await until(pilot, lambda: "Organisers" in screen_text(app), "the last answer")
            await stable(pilot)
            await shown(pilot, "Who will read it?")


async def test_a_report_is_chosen_and_shown_in_plain_words(folder: Path) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "r")
        await at_question(pilot)
        await until(pilot, lambda: "We asked, you said" in screen_text(app), "the reports")
        press_keys(app, "2")
        await until(pilot, lambda: "# Session report" in text_of(screen), "the report")
        usual = text_of(screen)
        press_keys(app, "l")
        await until(pilot, lambda: text_of(screen) != usual, "the report in plain words")
        await until(pilot, lambda: "Markdown · plain" in screen_text(app), "that it is plain")
        assert isinstance(app.focused, LeavingText)


async def test_it_is_written_where_it_is_offered_and_noted(folder: Path) -> None:
    path = session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        shown = text_of(screen)
        press_keys(app, "w")
        await at_line(pilot)
        out = folder / "leeds-public.md"
        assert app.screen.query_one(Entry).line == str(out)
        press_keys(app, "enter")
        await until(pilot, lambda: "Written for everybody" in said(screen), "that it was written")
        assert str(out) in said(screen)
        assert out.read_text() == shown
        press_keys(app, "escape")
        await at_home(pilot, 1)
    with SessionFile.open(path) as file:
        (noted,) = file.exports()
        assert (noted.audience, noted.format, noted.author) == ("public", "markdown", "Sam")


async def test_nothing_of_somebody_else_is_replaced_unasked_and_a_session_file_never(
    folder: Path,
) -> None:
    path = session(folder, "leeds", *LINES)
    before = path.read_bytes()
    other = folder / "shopping.md"
    other.write_text("milk")
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        for answer, left in (("k", True), ("escape", True), ("r", False)):
            await written_to(pilot, "shopping")
            await at_question(pilot)
            press_keys(app, answer)
            await at_share(pilot)
            if left:
                assert not screen.is_writing
                assert other.read_text() == "milk"
        await until(pilot, lambda: "Written" in said(screen), "that it was written")
        assert other.read_text() == text_of(screen)
        await written_to(pilot, "leeds.sqlite")
        await at_question(pilot)
        press_keys(app, "r")
        await until(pilot, lambda: "is there already" in said(screen), "why not")
    assert path.read_bytes()[:15] == before[:15]


async def test_what_was_changed_meanwhile_is_shown_before_it_is_written(folder: Path) -> None:
    path = session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        with SessionFile.open(path, author="Kim") as file:
            file.edit(file.contributions()[0].id, sharing=Sharing.ANALYSIS)
        press_keys(app, "w")
        await at_line(pilot)
        press_keys(app, "enter")
        await until(pilot, lambda: "Mill Lane" not in text_of(screen), "how it stands now")
        assert "Nothing was written" in said(screen)
        assert not (folder / "leeds-public.md").exists()


@pytest.fixture
def slow_writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let writing wait, after its first step, until it may go on."""
    may_go_on = threading.Event()
    real = writing.write

    def waiting(shown: Any, author: str, out: Path, step: Callable[[int, int], None]) -> Put:
        step(1, 2)
        may_go_on.wait(20)
        step(2, 2)
        return real(shown, author, out, step)

    monkeypatch.setattr(writing, "write", waiting)
    yield may_go_on
    may_go_on.set()


async def test_long_work_says_how_far_it_is_and_stops_at_escape(
    folder: Path, slow_writing: threading.Event
) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        screen = await from_home(pilot)
        before = {each.name for each in folder.iterdir()}
        press_keys(app, "w")
        await at_line(pilot)
        press_keys(app, "enter")
        await until(pilot, lambda: "Writing: 50 per cent" in said(screen), "how far it is")
        assert screen.check_action("write", ()) is False
        await shown(pilot, "x stop")
        press_keys(app, "escape")
        await until(pilot, lambda: "Stopping" in said(screen), "that it stops")
        slow_writing.set()
        await until(pilot, lambda: "nothing was written" in said(screen), "that it stopped")
        assert app.screen is screen
        assert {each.name for each in folder.iterdir()} == before


async def test_a_session_is_shared_from_where_it_is_captured(folder: Path) -> None:
    session(folder, "leeds", *LINES)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            room = await at_capture(pilot)
            type_keys(app, "half a sentence")
            press_keys(app, "ctrl+g", "e")
            screen = await at_share(pilot)
            assert "half a sentence" not in text_of(screen)
            press_keys(app, "n", "e")
            await at_line(pilot)
            type_keys(app, " %analysis\r")
            await until(pilot, lambda: "12 Mill" not in text_of(screen), "a text without it")
            press_keys(app, "escape")
            assert await at_capture(pilot) is room
            assert room.entry.line == "half a sentence"


async def test_of_an_archive_one_session_is_shared_or_all(folder: Path) -> None:
    archive(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "s")
            await until(
                pilot,
                lambda: (
                    isinstance(app.screen, ArchiveScreen)
                    and isinstance(app.focused, SessionList)
                    and app.focused.option_count == 4
                ),
                "the sessions",
            )
            press_keys(app, "s")
            screen = await at_share(pilot)
            assert screen.shown is not None
            assert len(screen.shown.sessions) == 3
            press_keys(app, "w")
            await at_line(pilot)
            assert app.screen.query_one(Entry).line == str(folder)
            press_keys(app, "enter")
            await until(pilot, lambda: "Written" in said(screen), "that it was written")
            assert said(screen).count("-public.md") == 3
            press_keys(app, "escape")
            await until(pilot, lambda: isinstance(app.focused, SessionList), "the sessions")
            press_keys(app, "down", "s")
            one = await at_share(pilot)
            assert one.shown is not None
            assert len(one.shown.sessions) == 1


async def test_hostile_words_are_shown_and_do_nothing(folder: Path) -> None:
    session(folder, "leeds", f"P3: {HOSTILE} at 12 Mill Lane [/x]", place=HOSTILE)
    app = app_on(folder)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        screen = await from_home(pilot)
        press_keys(app, "n")
        await until(pilot, lambda: screen.at == 0, "the hint")
        await stable(pilot)
        assert "\x1b" not in screen_text(app)
        await shown(pilot, "click=app")
        press_keys(app, "e")
        await at_line(pilot)
        assert HOSTILE_SHOWN in app.screen.query_one(Entry).line


async def test_a_file_that_cannot_be_read_says_so_at_home(folder: Path) -> None:
    (folder / "old.sqlite").write_bytes(b"no database at all " * 100)
    app: ListeningApp = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        home = await at_home(pilot, 1)
        press_keys(app, "s")
        await until(pilot, lambda: home.query_one(Notice).sentence, "why not")
        assert app.screen is home
