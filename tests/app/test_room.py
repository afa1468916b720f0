"""What a facilitator sees of the room: prompts and minutes, breaks, voices, what is behind a figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile
from pathlib import Path

import pytest
from textual import on
from textual.app import App
from textual.pilot import Pilot

from listening.app.capture.picture import Picture
from listening.app.keys_in_turn import KeysInTurn
from listening.app.room.figures import breaks_in_words, voices_lines
from listening.app.room.gentle import Gently
from listening.app.room.messages import ShowScreen
from listening.app.screens.agenda import AgendaScreen
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.find import FindScreen
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.voices import VoicesScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.figure_list import FigureList
from listening.app.widgets.gentle_line import GentleLine
from listening.insight.timing import MINUTE, Break, Timing, timing
from listening.model.records import Contribution, Prompt
from listening.model.vocabulary import Kind
from listening.store.asked import PromptPlan
from listening.store.room_notes import Happened
from listening.store.session_file import SessionFile
from tests.app.capture_room import NOON, fill, make, open_file
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home
from tests.app.goldens import looks_like
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

HEARD = (
    "P3: Mum's carers change every week. /s",
    "P7: We write the rota on Friday. /r",
    "P1: I stopped asking. /a",
    "And parking. !off-agenda",
)
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])


class Wall:
    """A clock on the wall that goes on when it is told to; the file's clock goes with it."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def later(self, minutes: int) -> None:
        """Let time go by."""
        self.at += timedelta(minutes=minutes)

    @property
    def ms(self) -> int:
        """The time in milliseconds since 1970."""
        return int(self.at.timestamp() * 1000)


class RoomApp(KeysInTurn):
    """Nothing but the capture screen, on a clock that is told how late it is."""

    def __init__(self, path: Path, wall: Wall) -> None:
        super().__init__()
        self.wall = wall
        self.file = SessionFile.open(path, author="Sam", now=lambda: wall.ms)

    def on_mount(self) -> None:
        """Go straight to the session."""
        self.push_screen(CaptureScreen(self.file, self.file.session().id, now=self.wall))

    @on(ShowScreen)
    def show(self, event: ShowScreen) -> None:
        """Show what is asked for, as the app does."""
        self.push_screen(event.make(), event.then)

    @property
    def room(self) -> CaptureScreen:
        """The capture screen."""
        screen = self.screen_stack[1]
        assert isinstance(screen, CaptureScreen)
        return screen

    @property
    def gentle(self) -> str:
        """The gentle line."""
        return self.room.query_one(GentleLine).sentence


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session in which something was said to the second prompt."""
    found = tmp_path / "brixton.sqlite"
    make(found, safeguarding="Ms Okoro")
    with open_file(found) as file:
        fill(file, *HEARD, prompt=2)
        file.describe(file.session().id, {"in_room": 20})
    return found


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def app(path: Path, wall: Wall) -> Iterator[RoomApp]:
    app = RoomApp(path, wall)
    yield app
    app.file.close()


def opened_last(app: RoomApp) -> str | None:
    """Return the prompt to which the room went last, as the file tells."""
    notes = app.file.room_notes(app.room.session_id)
    return next((note.prompt for note in reversed(notes) if note.prompt), None)


async def up(pilot: Pilot[None], app: RoomApp) -> None:
    await until(
        pilot, lambda: len(app.screen_stack) > 1 and isinstance(app.focused, Entry), "the line"
    )


async def at(pilot: Pilot[None], screen: type[object]) -> None:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, screen) and pilot.app.focused, screen.__name__
    )


def saved_as(app: RoomApp, words: str) -> Contribution:
    return next(one for one in app.file.contributions() if one.words == words)


def agenda_of(file: SessionFile) -> tuple[Prompt, ...]:
    return file.prompts(file.session().id)


def prompt_number(app: RoomApp) -> int:
    prompt = app.room.picture.prompt(app.room.open_prompt.token)
    return prompt.number if prompt else 0


def stands(app: App[None], *words: str) -> bool:
    return all(each in screen_text(app) for each in words)


def is_at(app: RoomApp, number: int) -> bool:
    return app.focused is app.room.entry and prompt_number(app) == number


@SIZES
async def test_the_agenda_shows_the_minutes_of_each_prompt(
    app: RoomApp, wall: Wall, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await up(pilot, app)
        wall.later(24)
        press_keys(app, "ctrl+g", "a")
        await at(pilot, AgendaScreen)
        await looks_like(pilot, f"agenda-{size[0]}x{size[1]}")


@SIZES
async def test_voices_show_perspectives_and_never_people(
    app: RoomApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "y")
        await at(pilot, VoicesScreen)
        await stable(pilot)
        assert not any(handle in screen_text(app) for handle in ("P1", "P3", "P7"))
        await looks_like(pilot, f"voices-{size[0]}x{size[1]}")


async def test_every_figure_opens_what_is_behind_it(path: Path, folder: Path) -> None:
    app = app_on(folder)
    path.rename(folder / path.name)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            room = await at_capture(pilot)
            for letter, keys in (("y", ("down", "enter")), ("a", ("end", "b"))):
                press_keys(app, "ctrl+g", letter)
                await at(pilot, VoicesScreen if letter == "y" else AgendaScreen)
                press_keys(app, *keys)
                await at(pilot, FindScreen)
                found = "Mum's carers" if letter == "y" else "And parking."
                await until(pilot, partial(stands, app, "1 found", found), "what is behind")
                press_keys(app, "escape")
                await until(
                    pilot, lambda: isinstance(app.screen, VoicesScreen | AgendaScreen), "back"
                )
                press_keys(app, "escape")
                await until(pilot, lambda: app.focused is room.entry, "the line")


def test_every_figure_of_voices_counts_what_it_opens(app: RoomApp) -> None:
    fill(app.file, "P3: And the rota.", "P9: I shall not say from where.", "All of us laughed.")
    picture = Picture.of(app.file, app.file.session().id)
    listed = voices_lines(picture, Timing())
    heard = list(takewhile(lambda line: not line.is_heading, listed[1:]))
    assert [line.text for line in heard][-2:] == ["not said", "the room"]
    assert all(line.behind and app.file.count(line.behind) == int(line.told) for line in heard)
    assert sum(int(line.told) for line in heard) == picture.tally.heard
    (unsaid,) = (line for line in listed if line.text.startswith("have not said"))
    assert (unsaid.told, unsaid.behind) == ("1 of 4", heard[-2].behind)


async def test_the_mark_goes_past_headings(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "y")
        await at(pilot, VoicesScreen)
        figures = app.screen.query_one(FigureList)
        await until(pilot, lambda: figures.chosen, "the figures")
        for key in ("home", *["down"] * len(figures.lines)):
            press_keys(app, key)
            await settled(pilot)
            assert figures.chosen is not None
            assert not figures.chosen.is_heading


async def test_a_figure_without_anything_behind_it_says_so(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "y")
        await at(pilot, VoicesScreen)
        figures = app.screen.query_one(FigureList)
        await until(pilot, lambda: figures.lines, "the figures")
        figures.highlighted = next(
            place for place, line in enumerate(figures.lines) if line.text == "commissioner"
        )
        press_keys(app, "enter")
        await until(
            pilot, lambda: "Nothing was said from there" in screen_text(app), "the sentence"
        )
        press_keys(app, "escape")
        await until(pilot, lambda: app.focused is app.room.entry, "the line")


async def test_any_prompt_is_one_key_away_and_the_line_stays(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "half a line")
        for keys, number in ((("3",), 3), (("home", "enter"), 1)):
            press_keys(app, "ctrl+g", "a")
            await at(pilot, AgendaScreen)
            press_keys(app, *keys)
            await until(pilot, partial(is_at, app, number), "the prompt and the line")
        assert app.room.entry.line == "half a line"


async def test_a_prompt_that_nobody_planned_is_added_on_the_fly(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "a")
        await at(pilot, AgendaScreen)
        press_keys(app, "n")
        await at(pilot, LineQuestion)
        type_keys(app, "10 min: What would you ask a minister?\r")
        await until(pilot, lambda: "Added as prompt 4" in screen_text(app), "the prompt")
        press_keys(app, "enter")
        await until(pilot, lambda: is_at(app, 4), "the prompt and the line")
        added = app.file.prompts(app.file.session().id)[-1]
        assert (added.text, added.minutes) == ("What would you ask a minister?", 10)
        type_keys(app, "why not us\r")
        await until(pilot, lambda: app.file.count() == 5, "the line")
        assert saved_as(app, "why not us").prompt == added.id


async def test_not_on_the_agenda_is_one_key_and_the_open_prompt_stays(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        before = app.room.open_prompt
        type_keys(app, "what about buses")
        press_keys(app, "f5", "enter")
        await until(pilot, lambda: app.file.count() == 5, "the line")
        assert saved_as(app, "what about buses").kind is Kind.OFF_AGENDA
        assert app.room.open_prompt == before
        press_keys(app, "ctrl+g", "a")
        await at(pilot, AgendaScreen)
        await until(pilot, lambda: "2 collected" in screen_text(app), "what was collected")


async def test_the_timer_says_that_a_prompt_runs_over_and_remembers_what_it_had(
    app: RoomApp, wall: Wall
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(21)
        await until(pilot, lambda: "21 of 20 min, running over" in screen_text(app), "the minutes")
        press_keys(app, "f8")
        await until(pilot, lambda: prompt_number(app) == 3, "the next prompt")
        wall.later(4)
        press_keys(app, "f7")
        await until(pilot, lambda: "21 of 20 min" in screen_text(app), "what it had before")


async def test_what_a_prompt_had_outlives_a_restart(path: Path, wall: Wall) -> None:
    app = RoomApp(path, wall)
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(7)
        press_keys(app, "f8")
        await until(pilot, lambda: prompt_number(app) == 3, "the next prompt")
        await until(pilot, lambda: opened_last(app) == app.room.open_prompt.token, "the note")
        wall.later(5)
    app.file.close()
    again = RoomApp(path, wall)
    async with again.run_test(size=NARROW) as pilot:
        await up(pilot, again)
        assert prompt_number(again) == 3
        await until(pilot, lambda: "5 min" in screen_text(again), "the minutes")
        press_keys(again, "f7")
        await until(pilot, lambda: "7 of 20 min" in screen_text(again), "what the other had")
    again.file.close()


async def test_that_the_room_is_here_again_is_noted_with_the_first_words(
    app: RoomApp, wall: Wall
) -> None:
    began = wall.ms
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(4)
        type_keys(app, "and on it goes\r")
        await until(pilot, lambda: opened_last(app) is not None, "the note")
        (note,) = app.file.room_notes(app.room.session_id)
        assert (note.ms, note.prompt) == (began, app.room.open_prompt.token)


async def test_a_room_without_a_sign_for_very_long_has_no_more_minutes(
    app: RoomApp, wall: Wall
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(200)
        await until(pilot, lambda: "60 of 20 min, running over" in screen_text(app), "the minutes")
        type_keys(app, "good morning\r")
        await until(pilot, lambda: app.file.count() == 5, "the words")
        wall.later(2)
        await until(pilot, lambda: "62 of 20 min, running over" in screen_text(app), "it goes on")


async def test_a_session_that_was_left_does_not_age(tmp_path: Path) -> None:
    found = tmp_path / "brixton.sqlite"
    make(found)
    app = app_on(tmp_path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 1)
        press_keys(app, "enter")
        await at_capture(pilot)
        press_keys(app, "f8", "ctrl+o")
        await until(pilot, lambda: app.open_file is None, "the end of the sitting")
    with SessionFile.open(found) as file:
        session = file.session().id
        notes = file.room_notes(session)
        assert [note.happened for note in notes][-1] is Happened.LEFT
        told = [timing(notes, (), notes[-1].ms + minutes * MINUTE).had for minutes in (0, 5, 900)]
        assert told[0] == told[1] == told[2]


async def test_prompts_that_are_passed_over_are_not_noted(app: RoomApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "f7", "f8", "f8")
        await until(pilot, lambda: prompt_number(app) == 3, "the last")
        app.room.keep_words()
        (note,) = app.file.room_notes(app.room.session_id)
        assert note.prompt == app.room.open_prompt.token


async def test_a_break_stops_the_timer_and_is_noted(app: RoomApp, wall: Wall) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(3)
        press_keys(app, "ctrl+g", "j")
        await until(pilot, lambda: app.gentle.startswith("On a break, 0 min"), "the break")
        wall.later(10)
        await until(pilot, lambda: "on a break, 10 min" in screen_text(app), "its minutes")
        press_keys(app, "ctrl+g", "j")
        await until(pilot, lambda: "The break is over." in screen_text(app), "its end")
        await until(pilot, lambda: "3 of 20 min" in screen_text(app), "the prompt's own minutes")
        notes = app.file.room_notes(app.room.session_id)
        assert [note.happened for note in notes] == [
            Happened.OPENED,
            Happened.BEGINS,
            Happened.ENDS,
        ]
        assert notes[2].ms - notes[1].ms == 600_000


async def test_a_break_that_another_window_noted_is_shown_here(app: RoomApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        with open_file(path, 7000, "Kim") as other:
            other.note_break(app.room.session_id, begins=True)
        await until(pilot, lambda: app.gentle.startswith("On a break"), "the break")


async def test_after_half_an_hour_a_break_is_asked_for_gently_until_a_key(
    app: RoomApp, wall: Wall
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        wall.later(29)
        type_keys(app, "still going on")
        await until(pilot, lambda: app.room.entry.line == "still going on", "the line")
        assert app.gentle == ""
        wall.later(1)
        await until(pilot, lambda: app.gentle.startswith("A break soon?"), "the gentle line")
        await looks_like(pilot, "gentle-80x24")
        press_keys(app, "ctrl+g", "z")
        await until(pilot, lambda: app.gentle == "", "quiet")
        assert app.room.entry.line == "still going on"
        press_keys(app, "ctrl+g", "z")
        await until(pilot, lambda: app.gentle.startswith("A break soon?"), "the gentle line again")


async def test_one_perspective_with_most_of_the_last_twenty_is_told_gently(app: RoomApp) -> None:
    fill(app.file, *["P7: and the rota"] * 20)
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        await until(pilot, lambda: "one perspective: provider" in app.gentle, "the gentle line")
        type_keys(app, "\r".join(["P1: but"] * 11) + "\r")
        await until(pilot, lambda: app.file.count() == 35, "other voices")
        await until(pilot, lambda: "draws on care" in app.gentle, "the other perspective")


@pytest.mark.parametrize(
    ("timing", "told"),
    [
        (Timing(), "No break noted yet."),
        (Timing(breaks=(Break(0, None),), break_since=0), "On a break now."),
        (Timing(breaks=(Break(0, 5 * MINUTE),)), "1 break, 5 min."),
        (
            Timing(breaks=(Break(0, 5 * MINUTE), Break(6 * MINUTE, None)), break_since=6 * MINUTE),
            "1 break, 5 min, on a break now.",
        ),
    ],
)
def test_breaks_are_told_without_contradicting_themselves(timing: Timing, told: str) -> None:
    assert breaks_in_words(timing) == told


def test_the_gentle_line_says_one_thing_at_a_time() -> None:
    gently = Gently()
    assert gently.quiet() == "There is no gentle line to take away."
    assert gently.line(on_break="", break_is_due=True, leading="carer").startswith("A break soon?")
    gently.quiet()
    assert "carer" in gently.line(on_break="", break_is_due=True, leading="carer")
    gently.quiet()
    assert gently.line(on_break="", break_is_due=True, leading="carer") == ""
    assert gently.line(on_break="on a break, 2 min", break_is_due=False, leading=None).startswith(
        "On"
    )


@pytest.mark.parametrize("keys", ["a", "y"])
async def test_hostile_words_are_shown_letter_by_letter(
    tmp_path: Path, wall: Wall, keys: str
) -> None:
    found = tmp_path / "hostile.sqlite"
    make(found, title=HOSTILE)
    with open_file(found) as file:
        session = file.session().id
        file.set_participant(session, "P1", perspectives=[HOSTILE])
        fill(file, f"P1: {HOSTILE}")
    app = RoomApp(found, wall)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", keys)
        await until(pilot, lambda: app.screen is not app.room, "the screen")
        await stable(pilot)
        await shown(pilot, HOSTILE_SHOWN)
    app.file.close()


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_they_survive_small_terminals(app: RoomApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await up(pilot, app)
        for letter in "ay":
            press_keys(app, "ctrl+g", letter)
            await until(pilot, lambda: app.screen is not app.room, "the screen")
            await stable(pilot)
            press_keys(app, "escape")
            await until(pilot, lambda: app.screen is app.room, "the line")


async def test_the_agenda_goes_on_while_it_is_shown_and_follows_what_others_save(
    app: RoomApp, path: Path, wall: Wall
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "a")
        await at(pilot, AgendaScreen)
        await shown(pilot, "0 of 20 min · 4 heard · open now")
        wall.later(7)
        await shown(pilot, "7 of 20 min · 4 heard · open now")
        with open_file(path, 7000, "Kim") as other:
            fill(other, "P3: Nobody rings back. /s", prompt=2)
            await shown(pilot, "5 heard · open now")
            session = other.session().id
            there = [
                PromptPlan(each.text or "", each.minutes, each.id) for each in agenda_of(other)
            ]
            other.arrange(session, [PromptPlan("How are we?"), *there])
        await shown(pilot, "How are we?")
        assert app.screen.query_one(FigureList).highlighted == 2, "the mark stays on its prompt"


async def test_a_prompt_that_is_added_leaves_those_of_others_where_they_are(
    app: RoomApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "a")
        await at(pilot, AgendaScreen)
        press_keys(app, "n")
        await at(pilot, LineQuestion)
        with open_file(path, 7000, "Kim") as other:
            there = [
                PromptPlan(each.text or "", each.minutes, each.id) for each in agenda_of(other)
            ]
            other.arrange(other.session().id, [*there, PromptPlan("Theirs")])
        type_keys(app, "Ours\r")
        await shown(pilot, "Added as prompt 5")
        assert [each.text for each in agenda_of(app.file)][-2:] == ["Theirs", "Ours"]


async def test_voices_follow_what_others_save(app: RoomApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        press_keys(app, "ctrl+g", "y")
        await at(pilot, VoicesScreen)
        await until(pilot, lambda: not stands(app, "councillor  "), "not yet")
        with open_file(path, 7000, "Kim") as other:
            other.set_participant(other.session().id, "P9", perspectives=["my own words for it"])
            fill(other, "P9: I live here.")
        await shown(pilot, "my own words for it")


async def test_that_another_window_went_on_is_told_and_nobody_is_moved(
    app: RoomApp, path: Path, wall: Wall
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await up(pilot, app)
        type_keys(app, "half a line")
        await until(pilot, lambda: app.room.entry.line == "half a line", "the line")
        wall.later(1)
        with open_file(path, 7000, "Kim") as other:
            third = agenda_of(other)[2].id
            other.note_prompt(other.session().id, third, wall.ms)
        await until(pilot, lambda: app.gentle.startswith("Kim went on to prompt 3:"), "it is told")
        assert is_at(app, 2)
        assert app.room.entry.line == "half a line"
        press_keys(app, "ctrl+g", "p", "3")
        await until(pilot, lambda: is_at(app, 3) and app.gentle == "", "this window there too")
        wall.later(1)
        with open_file(path, 8000, "Sam") as other:
            other.note_prompt(other.session().id, agenda_of(other)[0].id, wall.ms)
        await until(pilot, lambda: app.gentle.startswith("Your other window went on"), "it is told")
        press_keys(app, "ctrl+g", "z")
        await until(pilot, lambda: app.gentle == "", "quiet")
        assert is_at(app, 3)
