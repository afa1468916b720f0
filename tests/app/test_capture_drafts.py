"""What stands in the line survives the end of the program, and is offered, never forced."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from listening.app.capture.drafting import OFTEN, Drafting
from listening.model.errors import NotSaved
from tests.app.capture_room import CaptureApp, fill, is_in_line, make, open_file
from tests.app.waiting import NARROW, press_keys, screen_text, shown, type_keys, until


@pytest.fixture
async def left_behind(tmp_path: Path) -> AsyncIterator[CaptureApp]:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        prompt = file.prompts(file.session().id)[1].id
        file.keep_draft("P7: what I was about to [say", prompt)
        file._con.execute("UPDATE draft SET process = '1 0.00'")
    with open_file(path, 5000) as file:
        yield CaptureApp(file)


async def test_a_line_left_behind_is_offered_with_its_prompt(left_behind: CaptureApp) -> None:
    app = left_behind
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: app.is_up, "the capture screen")
        offer = "A line from 14:07 was not saved: “P7: what I was about to [say”"
        await until(pilot, lambda: offer in screen_text(app), "the offer")
        await shown(pilot, "2 of 3")
        press_keys(app, "enter")
        await until(pilot, lambda: app.room.entry.line == "P7: what I was about to [say", "it")
        type_keys(app, "]\r")
        await until(pilot, lambda: app.words() == ["what I was about to [say]"], "it is saved")
        await until(pilot, lambda: app.room.drafting._kept == "", "its draft is wiped")
        assert app.file._con.execute("SELECT count(*) FROM draft").fetchone() == (0,)


async def test_escape_leaves_it_for_the_next_time(left_behind: CaptureApp) -> None:
    app = left_behind
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "was not saved" in screen_text(app), "the offer")
        press_keys(app, "escape")
        await until(pilot, lambda: "was not saved" not in screen_text(app), "no offer")
        assert len(app.file.drafts_left()) == 1
        assert is_in_line(app)


async def test_delete_throws_it_away(left_behind: CaptureApp) -> None:
    app = left_behind
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "was not saved" in screen_text(app), "the offer")
        press_keys(app, "delete")
        await until(pilot, lambda: "was not saved" not in screen_text(app), "no offer")
        assert app.file.drafts_left() == ()


async def test_whoever_types_on_is_not_held_up(left_behind: CaptureApp) -> None:
    app = left_behind
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "was not saved" in screen_text(app), "the offer")
        type_keys(app, "something else\r")
        await until(pilot, lambda: app.words() == ["something else"], "what was typed")
        assert len(app.file.drafts_left()) == 1


async def test_an_offer_waits_while_something_is_edited(left_behind: CaptureApp) -> None:
    app = left_behind
    fill(app.file, "one")
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "was not saved" in screen_text(app), "the offer")
        press_keys(app, "up", "e", *["backspace"] * 3, "enter", "delete", "escape")
        await until(pilot, lambda: "was not saved" in screen_text(app), "the offer again")
        assert len(app.file.drafts_left()) == 1
        assert app.room.entry.line == ""
        assert app.words() == ["one"]


async def test_a_line_saved_in_the_last_moment_is_not_offered_again(tmp_path: Path) -> None:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        file.keep_draft("P7: on the disk already /r")
        fill(file, "P7: on the disk already /r")
        file._con.execute("UPDATE draft SET process = '1 0.00'")
    with open_file(path, 5000) as file:
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: app.is_up, "the capture screen")
            assert "was not saved" not in screen_text(app)
            assert file.drafts_left() == ()


async def test_what_is_typed_is_kept_and_what_is_emptied_is_wiped(tmp_path: Path) -> None:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: app.is_up, "the capture screen")
            type_keys(app, "xyzzy")
            await until(pilot, lambda: b"xyzzy" in path.read_bytes(), "the draft")
            press_keys(app, *["backspace"] * 5)
            await until(pilot, lambda: b"xyzzy" not in path.read_bytes(), "no draft")
            type_keys(app, "plugh")
            await until(pilot, lambda: b"plugh" in path.read_bytes(), "the draft")
            press_keys(app, "ctrl+g", "o")
            await until(pilot, lambda: b"plugh" not in path.read_bytes(), "no draft")
            assert app.room.entry.line == "plugh %off"


async def test_what_is_changed_is_kept_apart_from_the_line_that_was_set_aside(
    tmp_path: Path,
) -> None:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        fill(file, "one")
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: app.is_up, "the capture screen")
            type_keys(app, "half")
            await until(pilot, lambda: app.room.entry.line == "half", "a line")
            app.room.action_to_list()
            press_keys(app, "e")
            await until(pilot, lambda: app.room.entry.line == "one", "the other line")
            assert app.room.line_desk.draft_text() == "half"
            type_keys(app, " more")
            await until(pilot, lambda: app.room.entry.line == "one more", "the other line")
            assert app.room.line_desk.draft_text() == "half"
            await until(pilot, lambda: b"one more" in path.read_bytes(), "the change")
            (kept,) = file._con.execute("SELECT form FROM form_draft").fetchall()
            assert kept[0].split(" ") == ["edit", file.session().id, file.contributions()[0].id]
            press_keys(app, "escape")
            await until(pilot, lambda: b"one more" not in path.read_bytes(), "nothing of it")


class Slow:
    """A disk that takes its time, and a clock that knows."""

    def __init__(self) -> None:
        self.now = 0.0
        self.cost = 0.0
        self.fails = False
        self.kept: list[str] = []

    def keep(self, line: str, _: str | None) -> bool:
        """Keep the line, if the disk is not full."""
        self.now += self.cost
        if self.fails:
            raise NotSaved(Path("x"), "the disk is full", "Free some room.")
        self.kept.append(line)
        return True


def test_drafts_are_written_only_when_the_line_changed_and_not_too_often() -> None:
    disk = Slow()
    drafting = Drafting(disk.keep, lambda: disk.now)
    drafting.look("", None)
    drafting.look("a", None)
    drafting.look("ab", None)
    assert disk.kept == ["a"]
    disk.now += OFTEN
    drafting.look("ab", None)
    drafting.look("ab", None)
    assert disk.kept == ["a", "ab"]


def test_a_slow_disk_is_asked_less_often() -> None:
    disk = Slow()
    disk.cost = 0.1
    drafting = Drafting(disk.keep, lambda: disk.now)
    drafting.look("a", None)
    disk.now += 1.5
    drafting.look("ab", None)
    assert disk.kept == ["a"]
    disk.now += 0.5
    drafting.look("ab", None)
    assert disk.kept == ["a", "ab"]


def test_a_draft_that_cannot_be_kept_stops_nobody_and_is_tried_again() -> None:
    disk = Slow()
    disk.fails = True
    drafting = Drafting(disk.keep, lambda: disk.now)
    drafting.look("a", None)
    disk.fails = False
    disk.now += 10
    drafting.look("a", None)
    assert disk.kept == ["a"]
