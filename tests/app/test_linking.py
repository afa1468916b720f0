"""Links between contributions: two keys and the other one; seen, walked, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.app.commands import Place
from listening.model.vocabulary import Area, Bond
from tests.app.capture_room import CaptureApp, fill, make, open_file
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, type_keys, until

Shown = list[tuple[str, Bond, str]]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[CaptureApp]:
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        fill(file, "P1: one /a", "P3: two", "P7: three", "P1: four")
        yield CaptureApp(file)


async def into_list(pilot: Pilot[None], app: CaptureApp) -> None:
    await until(pilot, lambda: app.is_up, "the capture screen")
    press_keys(app, "up")
    await until(pilot, lambda: app.room.place is Place.LIST, "the list")


def chosen(app: CaptureApp) -> str:
    row = app.room.rows.cursor_row
    return row.words if row else ""


def links(app: CaptureApp) -> Shown:
    words = {one.id: str(one.words) for one in app.file.contributions()}
    return [
        (words[one.source], one.bond, words[one.target.partition(".")[2]])
        for one in app.file.links()
    ]


@pytest.mark.parametrize(
    ("key", "bond"),
    [
        ("e", Bond.ECHOES),
        ("d", Bond.DISAGREES),
        ("b", Bond.BUILDS_ON),
        ("x", Bond.EXAMPLE_OF),
        ("c", Bond.CORRECTS),
    ],
)
async def test_two_keys_and_the_other_one_make_a_link(
    app: CaptureApp, key: str, bond: Bond
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", key, "up", "up", "enter")
        await until(pilot, lambda: links(app) == [("four", bond, "two")], "the link")
        assert [one.areas for one in app.file.contributions()] == [(Area.ATTITUDES,), (), (), ()]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_what_is_asked_and_what_is_linked_is_seen(
    app: CaptureApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "d", "home", "enter", "l")
        await until(pilot, lambda: "go along its 1 link" in screen_text(app), "the link")
        await looks_like(pilot, f"linking-{size[0]}x{size[1]}")


async def test_links_are_walked_one_after_the_other_and_taken_away(app: CaptureApp) -> None:
    four, one, two = (app.file.contributions()[place].id for place in (3, 0, 1))
    app.file.link(four, Bond.ECHOES, one)
    app.file.link(two, Bond.DISAGREES, four)
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "g")
        await until(pilot, lambda: chosen(app) == "two", "the newest link")
        press_keys(app, "end", "l", "g")
        await until(pilot, lambda: chosen(app) == "one", "the one before")
        press_keys(app, "end", "l", "-")
        await until(pilot, lambda: len(links(app)) == 1, "one taken away")
        press_keys(app, "u")
        await until(pilot, lambda: len(links(app)) == 2, "both again")


@pytest.mark.parametrize("before", [(), ("e",)], ids=["asked what", "asked which"])
async def test_escape_leaves_the_link_unmade(app: CaptureApp, before: tuple[str, ...]) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", *before, "escape")
        await until(pilot, lambda: "echoes" not in screen_text(app), "nothing asked")
        press_keys(app, "r")
        await until(pilot, lambda: app.file.contributions()[3].areas, "an area again")
        assert not links(app)


async def test_letters_do_nothing_while_the_other_one_is_chosen(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "e")
        await until(pilot, lambda: "echoes which?" in screen_text(app), "the question")
        press_keys(app, "d", "up", "enter")
        await until(pilot, lambda: links(app) == [("four", Bond.ECHOES, "three")], "the link")
        assert app.file.count() == 4


async def test_the_other_one_can_be_found_by_its_words(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "e", "/")
        await until(pilot, lambda: app.room.place is Place.FIND, "the line to find with")
        type_keys(app, "two")
        await until(pilot, lambda: "1 found" in screen_text(app), "what was looked for")
        press_keys(app, "enter")
        await until(pilot, lambda: "echoes which?" in screen_text(app), "the question again")
        press_keys(app, "enter")
        await until(pilot, lambda: links(app) == [("four", Bond.ECHOES, "two")], "the link")


async def test_a_contribution_is_not_linked_with_itself(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "e", "enter")
        await until(pilot, lambda: "That is the same one" in screen_text(app), "what is wrong")
        press_keys(app, "up", "enter")
        await until(pilot, lambda: links(app) == [("four", Bond.ECHOES, "three")], "the link")


async def test_going_back_to_the_line_leaves_the_link_unmade(app: CaptureApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l", "e", "down")
        await until(pilot, lambda: app.room.place is Place.CAPTURE, "the line")
        press_keys(app, "up", "r")
        await until(pilot, lambda: app.file.contributions()[3].areas, "an area")
        assert not links(app)


@pytest.mark.parametrize("keys", [("e",), ("g",), ("-",)], ids=["echo", "go along", "take away"])
async def test_a_contribution_that_is_erased_meanwhile_is_told_and_nothing_ends(
    app: CaptureApp, keys: tuple[str, ...]
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await into_list(pilot, app)
        press_keys(app, "l")
        await until(pilot, lambda: "e echoes" in screen_text(app), "the question")
        with open_file(app.file.path, 9000, author="Alex") as other:
            other.erase([other.contributions()[3].id])
        press_keys(app, *keys)
        await until(pilot, lambda: "There is no" in screen_text(app), "that it is gone")
        assert app.is_running
