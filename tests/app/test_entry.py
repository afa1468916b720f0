"""The entry keeps every key in order, whatever the app is busy with."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Button

from listening.app.keys_in_turn import KeysInTurn
from listening.app.line_edit import with_area_toggled
from listening.app.widgets.entry import _EDITING, Entry, Led
from listening.model.quickline import parse
from listening.model.vocabulary import Area
from tests.app.waiting import paste, press_keys, type_keys, until

AREAS = {"f2": Area.ATTITUDES, "f3": Area.ROLES, "f4": Area.SYSTEM}


@dataclass
class NoteTaker:
    """A desk that writes down what it was asked, and saves unless told that the disk is full."""

    saved: list[str] = field(default_factory=list)
    led: list[str] = field(default_factory=list)
    waiting: list[bool] = field(default_factory=list)
    disk_is_full: bool = False
    leave: Callable[[], None] = lambda: None

    def save_line(self, line: str) -> bool:
        """Keep the line unless the disk is full."""
        if not self.disk_is_full:
            self.saved.append(line)
        return not self.disk_is_full

    def press(self, line: str, key: str) -> str | None:
        """Toggle an area; leave every other key to others."""
        return with_area_toggled(line, AREAS[key]) if key in AREAS else None

    def leader_changed(self, *, waiting: bool) -> None:
        """Note it."""
        self.waiting.append(waiting)

    def lead(self, line: str, key: str) -> Led:
        """Note the key; k wants one more."""
        self.led.append(key)
        return Led(line, wants_more=True) if key == "k" else Led(f"{line} !{key}")

    def leave_upwards(self) -> None:
        """Go where the test says."""
        self.leave()


class Above(Button):
    """Something above the entry that notes the keys that reach it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.pressed: list[str] = []

    def on_key(self, event: events.Key) -> None:
        """Note it."""
        self.pressed.append(event.key)


class EntryApp(KeysInTurn):
    """A screen with an entry and one other thing that can have the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = NoteTaker()
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        """Put the button above the entry."""
        yield Above("Above")
        yield Entry(self.desk, placeholder="Say it [as it was said]")

    def on_mount(self) -> None:
        """Begin in the entry."""
        self.desk.leave = lambda: self.screen.set_focus(self.above)
        self.query_one(Entry).focus()

    @on(Entry.Escaped)
    def note_escape(self) -> None:
        """Note it."""
        self.told.append("escaped")

    @on(Entry.Paged)
    def note_page(self, message: Entry.Paged) -> None:
        """Note which way."""
        self.told.append(f"paged {message.direction}")

    @property
    def above(self) -> Above:
        """What can have the focus besides the entry."""
        return self.query_one(Above)

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.query_one(Entry)


async def test_enter_saves_the_line_and_clears_the_entry() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "I stopped asking\rbecause asking counts\r")
        await until(pilot, lambda: len(app.desk.saved) == 2, "two saved lines")
        assert app.desk.saved == ["I stopped asking", "because asking counts"]
        assert app.entry.line == ""


async def test_a_line_that_cannot_be_saved_stays_in_the_entry() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        app.desk.disk_is_full = True
        type_keys(app, "keep me\r and more")
        await until(pilot, lambda: app.entry.line == "keep me and more", "the words in the entry")
        assert app.desk.saved == []


@pytest.mark.parametrize("nothing", ["\r", "  \r", "\n\r"])
async def test_enter_on_nothing_saves_nothing(nothing: str) -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, nothing + "x")
        await until(pilot, lambda: app.entry.line.endswith("x"), "the letter")
        assert app.desk.saved == []


async def test_ctrl_j_makes_a_new_line_and_the_entry_grows_to_six() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.entry.size.height == 1, "one line at first")
        for lines in range(2, 10):
            type_keys(app, f"line\n{lines}")
            await until(pilot, lambda n=lines: app.entry.line.endswith(str(n)), f"{lines} lines")
            await until(
                pilot, lambda n=lines: app.entry.size.height == min(n, 6), f"the height for {lines}"
            )


async def test_long_words_wrap_and_the_entry_grows_with_them() -> None:
    app = EntryApp()
    async with app.run_test(size=(40, 12)) as pilot:
        type_keys(app, "We write the rota on Friday. I know how that sounds.")
        await until(pilot, lambda: app.entry.size.height == 2, "two lines")


async def test_an_area_key_marks_the_line_and_typing_goes_on_in_the_words() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "We need")
        press_keys(app, "f2", "f4")
        type_keys(app, " a person")
        press_keys(app, "f2", "enter")
        await until(pilot, lambda: bool(app.desk.saved), "the saved line")
        assert app.desk.saved == ["We need a person /s"]


async def test_what_a_key_did_to_the_line_can_be_undone() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "We need")
        press_keys(app, "f2", "ctrl+z")
        type_keys(app, "!")
        await until(pilot, lambda: app.entry.line == "We need!", "the line without its mark")


async def test_undo_never_brings_back_a_saved_line() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "Saved already\r")
        press_keys(app, "ctrl+z", "ctrl+z")
        type_keys(app, "x")
        await until(pilot, lambda: app.entry.line == "x", "the letter alone")


async def test_keys_after_the_leader_are_not_words() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "It works")
        press_keys(app, "ctrl+g")
        type_keys(app, "kw and")
        await until(pilot, lambda: app.entry.line == "It works and !w", "the words after")
        assert app.desk.led == ["k", "w"]
        assert app.desk.waiting == [True, False]


async def test_escape_leaves_the_line_as_it_was_before_the_leader() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "It works")
        press_keys(app, "ctrl+g", "k", "escape")
        type_keys(app, "!")
        await until(pilot, lambda: app.entry.line == "It works!", "the line and the next letter")
        assert app.desk.waiting == [True, False]
        assert app.told == []


async def test_a_paste_keeps_every_line_and_loses_only_control_characters() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "He said: ")
        paste(app, "one\r\ntwo\rthree\n\n\tfour \x1b]0;x\x07 [/nope]\u202e #1 and/or ")
        type_keys(app, "end\r")
        await until(pilot, lambda: bool(app.desk.saved), "the saved line")
        assert app.desk.saved == ["He said: one\ntwo\nthree\n\n\tfour ]0;x [/nope] #1 and/or end"]


async def test_a_paste_after_the_leader_is_words() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        press_keys(app, "ctrl+g")
        paste(app, "kept")
        await until(pilot, lambda: app.entry.line == "kept", "the pasted words")
        assert app.desk.waiting == [True, False]


async def test_wide_blanks_and_joiners_are_typed_like_letters() -> None:
    words = "我\u3000们\u00a0👩\u200d🦽 می\u200cخواهم"
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, words + "\r")
        await until(pilot, lambda: bool(app.desk.saved), "the saved line")
        assert app.desk.saved == [words]


async def test_up_leaves_an_empty_entry_and_stays_in_one_with_words() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "words")
        press_keys(app, "up")
        type_keys(app, "My ")
        await until(pilot, lambda: app.entry.line == "My words", "the cursor at the start")
        press_keys(app, "ctrl+e", "enter", "up")
        await until(pilot, lambda: not app.entry.has_focus, "the focus above")
        assert app.desk.saved == ["My words"]


async def test_keys_on_their_way_to_the_entry_follow_the_focus() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        press_keys(app, "up", "a", "n")
        await until(pilot, lambda: app.above.pressed == ["a", "n"], "the keys above")
        assert app.entry.line == ""


@pytest.mark.parametrize("line", ["", "one line", "two\nlines"])
async def test_no_key_whatever_ends_the_app_or_leaves_the_entry_deaf(line: str) -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        for key in [*_EDITING, *(f"f{number}" for number in range(1, 13)), "insert", "alt+x"]:
            app.entry.load_line(line)
            press_keys(app, key)
            type_keys(app, "§")
            await until(pilot, lambda: "§" in app.entry.line, f"the letter after {key}")
        assert app.is_running


async def test_page_keys_and_escape_are_told_to_the_screen() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        type_keys(app, "kept")
        press_keys(app, "pageup", "pagedown", "escape")
        await until(pilot, lambda: len(app.told) == 3, "three messages")
        assert app.told == ["paged -1", "paged 1", "escaped"]
        assert app.entry.line == "kept"


async def test_the_placeholder_is_shown_letter_by_letter() -> None:
    app = EntryApp()
    async with app.run_test() as pilot:
        await until(
            pilot, lambda: "[as it was said]" in app.entry.render_line(0).text, "the brackets"
        )


class StalledApp(EntryApp):
    """An app that does nothing for a quarter of every second."""

    def on_mount(self) -> None:
        """Begin to stall."""
        self.set_interval(1.0, self.stall)

    def stall(self) -> None:
        """Hold everything up."""
        time.sleep(0.25)


def type_forty_lines(app: EntryApp) -> None:
    """Type forty lines with their areas, from another thread as a terminal's driver does."""
    for number in range(40):
        for character in f"Line {number}: nobody tells":
            type_keys(app, character)
            time.sleep(0.001)
        press_keys(app, ("f2", "f3", "f4")[number % 3])
        type_keys(app, " uss")
        press_keys(app, "backspace", "enter")


async def test_forty_quickly_typed_and_tagged_lines_come_out_intact_under_stalls() -> None:
    app = StalledApp()
    async with app.run_test() as pilot:
        await asyncio.to_thread(type_forty_lines, app)
        await until(pilot, lambda: len(app.desk.saved) == 40, "forty saved lines")
    lines = [parse(line) for line in app.desk.saved]
    assert [line.words for line in lines] == [f"Line {n}: nobody tells us" for n in range(40)]
    assert [line.marks.areas for line in lines] == [
        (AREAS[("f2", "f3", "f4")[n % 3]],) for n in range(40)
    ]
