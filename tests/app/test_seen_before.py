"""What was heard before: a quiet hint while somebody types or reads, and their words only if asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from listening.app.capture.seen_before import Alike, SeenBefore
from listening.app.screens.alike import AlikeScreen
from listening.app.screens.capture import CaptureScreen
from listening.app.widgets.chips import Chips
from listening.app.widgets.rows import Rows
from listening.model.quickline import parse
from listening.model.records import Contribution
from listening.model.vocabulary import Check
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, make
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

if TYPE_CHECKING:
    from listening.app.finding.asker import Asker
    from listening.store.shelf import Shelf

EARLIER = {
    "Norwood": ("P7: In the mornings nobody told me which carer was coming.", "Tea and cake."),
    "Dulwich": (f"P2: Nobody tells me which carer is coming {HOSTILE}", "The bus is late."),
}


def rooms(folder: Path) -> Path:
    """Make earlier sessions, and one to capture into; return its path."""
    for title, lines in EARLIER.items():
        path = make(folder, title.lower(), title, date="2026-03-19")
        with SessionFile.open(path, author="Sam", now=lambda: 1_774_000_000_000) as file:
            session = file.session().id
            for line in lines:
                file.capture(parse(line, file.known(session)), session=session)
    return make(folder, "today", "Today", date="2026-03-20")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_hint_names_the_sessions_and_their_words_are_read_on_asking(
    folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    app.begin_with(rooms(folder), home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            room = await at_capture(pilot)
            type_keys(app, "Nobody tells us which carer is coming")
            await until(pilot, lambda: "2 like this" in screen_text(app), "a hint")
            assert (
                "2 like this in Dulwich and Norwood · ^G = to read" in room.query_one(Chips).texts
            )
            assert "mornings" not in screen_text(app)
            press_keys(app, "ctrl+g", "=")
            await until(pilot, lambda: isinstance(app.screen, AlikeScreen), "their words")
            await stable(pilot)
            await shown(pilot, HOSTILE_SHOWN[:9])
            await looks_like(pilot, f"alike-{size[0]}x{size[1]}")
            press_keys(app, "escape")
            await until(pilot, lambda: app.screen is room, "the line")
            assert room.entry.line == "Nobody tells us which carer is coming"
            type_keys(app, "\r")
            await until(pilot, lambda: "like this" not in screen_text(app), "the hint gone")


async def test_enter_goes_to_what_was_heard_before_and_the_line_is_kept(folder: Path) -> None:
    app = app_on(folder)
    app.begin_with(rooms(folder), home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            room = await at_capture(pilot)
            type_keys(app, "Nobody tells us which carer is coming")
            await until(pilot, lambda: "2 like this" in screen_text(app), "a hint")
            path = room.alike.paths[0]
            press_keys(app, "ctrl+g", "=")
            await until(pilot, lambda: isinstance(app.screen, AlikeScreen), "their words")
            await shown(pilot, "Enter go to it")
            press_keys(app, "enter")
            await until(
                pilot,
                lambda: (
                    app.screen is not room and any(one.cursor_row for one in app.screen.query(Rows))
                ),
                "the place in the other session",
            )
            there = app.screen
            assert isinstance(there, CaptureScreen)
            assert there.file.path == path
            row = there.rows.cursor_row
            assert row is not None
            assert "carer is coming" in row.words
    with SessionFile.open(folder / "today.sqlite", author="Sam") as file:
        assert [each.line for each in file.drafts_left()] == [
            "Nobody tells us which carer is coming"
        ]


async def test_what_is_chosen_in_the_list_is_looked_for_too(folder: Path) -> None:
    path = rooms(folder)
    with SessionFile.open(path, author="Sam") as file:
        file.capture(parse("The bus came late again, the bus"), session=file.session().id)
    app = app_on(folder)
    app.begin_with(path, home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await at_capture(pilot)
            press_keys(app, "up")
            await until(pilot, lambda: "1 like this in Dulwich" in screen_text(app), "a hint")


async def test_where_nothing_is_alike_nothing_is_said_unless_somebody_asks(folder: Path) -> None:
    app = app_on(folder)
    app.begin_with(rooms(folder), home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await at_capture(pilot)
            type_keys(app, "Zebras graze on the common")
            press_keys(app, "ctrl+g", "=")
            await until(pilot, lambda: "No other session" in screen_text(app), "so")
            assert "like this in" not in screen_text(app)


class _Shelf:
    """Stands for the thread: notes what it is asked, and answers nothing."""

    def __init__(self) -> None:
        self.lanes: list[str] = []

    def ask(self, lane: str, *_: object) -> None:
        """Note the question."""
        self.lanes.append(lane)


def test_it_looks_at_most_twice_a_second_and_never_for_the_same_again() -> None:
    shelf, now, told = _Shelf(), [10.0], list[Alike]()
    seen = SeenBefore(cast("Asker[Shelf]", shelf), ["s"], told.append, clock=lambda: now[0])
    for words, at in (
        ("nobody tells us", 10.0),
        ("nobody tells us who", 10.2),
        ("nobody tells us who", 10.6),
        ("nobody tells us who", 12.0),
        ("short", 13.0),
    ):
        now[0] = at
        seen.look(words)
    assert shelf.lanes == ["alike", "alike"]
    assert told == [Alike("short")]


def test_a_hint_of_many_sessions_names_two_and_counts_the_others() -> None:
    said = tuple(Contribution(id=str(n), session=str(n), words="x", at="") for n in range(4))
    assert Alike("x", said, ("A", "B", "C", "")).hint.startswith("4 like this in A, B and 1 more ·")
    assert Alike("x", said[:1], ("",)).hint.startswith("1 like this in other sessions")


async def test_what_is_taken_back_in_an_earlier_session_goes_from_what_was_heard_before(
    folder: Path,
) -> None:
    app = app_on(folder)
    app.begin_with(rooms(folder), home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_capture(pilot)
            type_keys(app, "Nobody tells us which carer is coming")
            await shown(pilot, "2 like this")
            press_keys(app, "ctrl+g", "=")
            await shown(pilot, "In the mornings nobody told me")
            with SessionFile.open(folder / "norwood.sqlite", author="Ali") as other:
                other.edit(other.contributions()[0].id, check=Check.WITHDRAWN)
            await until(pilot, lambda: "In the mornings" not in screen_text(app), "it is gone")
            await shown(pilot, "Nobody tells me which carer is coming")
