"""Finding: in a folder and in a file, as one types; what is found is walked, tagged and counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.app.finding import figures
from listening.app.listening_app import ListeningApp
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.figures import FiguresScreen
from listening.app.screens.find import FindScreen
from listening.app.screens.promises import PromisesScreen
from listening.app.screens.relations import RelationsScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.marked_list import MarkedList
from listening.app.widgets.notice import Notice
from listening.model.quickline import parse
from listening.model.vocabulary import Bond, RelationKind, Sharing
from listening.sample.build import build
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home, make
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

ROOMS = {
    "Brixton": ("P3: The rota changes every week. /s !barrier #rota", "P1: I ring and ring. /a"),
    "Norwood": ("P7: A rota that nobody keeps. /r", "The rota, said the room.", f"P2: {HOSTILE}"),
}


def rooms(folder: Path) -> dict[str, Path]:
    """Make two sessions with what was said there."""
    paths = {title: make(folder, title.lower(), title, date="2026-03-19") for title in ROOMS}
    for title, path in paths.items():
        with SessionFile.open(path, author="Sam", now=lambda: 1_774_000_000_000) as file:
            session = file.session().id
            for line in ROOMS[title]:
                file.capture(parse(line, file.known(session)), session=session)
    return paths


async def finding(pilot: Pilot[None], number: int) -> FindScreen:
    """Wait until so many are found."""
    app = pilot.app

    def has_found() -> bool:
        screen = app.screen
        return (
            isinstance(screen, FindScreen) and screen.has_answer and screen.found.count() == number
        )

    await until(pilot, has_found, f"{number} found")
    assert isinstance(app.screen, FindScreen)
    return app.screen


async def from_home(pilot: Pilot[None], words: str, number: int) -> FindScreen:
    """Go from home to what these words find in the folder."""
    await at_home(pilot, len(ROOMS))
    await to_the_line(pilot)
    type_keys(pilot.app, words)
    return await finding(pilot, number)


async def to_the_line(pilot: Pilot[None]) -> None:
    """Press the key that finds in all, and wait for the line."""
    press_keys(pilot.app, "/")
    await until(pilot, lambda: isinstance(pilot.app.focused, FindLine), "a line to find with")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_every_session_of_the_folder_is_searched_from_home(
    folder: Path, size: tuple[int, int]
) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await from_home(pilot, "rota", 3)
            await looks_like(pilot, f"finding-{size[0]}x{size[1]}")
            press_keys(app, "escape")
            await at_home(pilot, 2)


async def test_filters_narrow_and_what_cannot_be_read_is_told(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            screen = await from_home(pilot, "rota area:r", 1)
            press_keys(app, "backspace")
            await finding(pilot, 3)
            type_keys(app, "nothing")
            await until(
                pilot, lambda: "is not one area" in screen.query_one(Notice).sentence, "why"
            )
            await shown(pilot, "area")


async def test_where_nothing_is_found_that_is_said_until_something_is(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot, "zebra", 0)
            notice = screen.query_one(Notice)
            await until(pilot, lambda: notice.sentence.startswith("Nothing here"), "the sentence")
            assert notice.is_kindly
            await shown(pilot, "from:  to:  is:")
            press_keys(app, "ctrl+u")
            await until(pilot, lambda: notice.sentence == "", "its end")


async def at_its_row(pilot: Pilot[None]) -> CaptureScreen:
    """Wait until the list of a session has the focus."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, CaptureScreen) and isinstance(app.focused, HeardRows),
        "its session, and its row",
    )
    assert isinstance(app.screen, CaptureScreen)
    return app.screen


async def test_enter_goes_to_the_place_where_it_was_said_and_back(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot, "nobody keeps", 1)
            press_keys(app, "enter")
            room = await at_its_row(pilot)
            assert room.rows.cursor == 0
            assert room.picture.session.title == "Norwood"
            assert isinstance(app.focused, HeardRows)
            press_keys(app, "escape", "ctrl+o")
            await finding(pilot, 1)


async def test_enter_before_the_answer_goes_as_soon_as_it_is_there(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 2)
            await to_the_line(pilot)
            type_keys(app, "ring")
            press_keys(app, "enter")
            await at_its_row(pilot)


async def test_what_is_found_is_tagged_together_in_every_file_and_taken_back(folder: Path) -> None:
    paths = rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            screen = await from_home(pilot, "rota", 3)
            press_keys(app, "tab", "t")
            await until(
                pilot, lambda: "for all 3 contributions" in screen_text(app), "the question"
            )
            type_keys(app, "week-by-week\r")
            await until(
                pilot, lambda: "week-by-week" in screen.query_one(Notice).sentence, "it done"
            )
            assert tagged(paths, "week-by-week") == 3
            await finding(pilot, 3)
            press_keys(app, "u")
            await until(
                pilot, lambda: screen.query_one(Notice).sentence == "Taken back.", "it undone"
            )
            assert tagged(paths, "week-by-week") == 0
            assert tagged(paths, "rota") == 1


def tagged(paths: dict[str, Path], code: str) -> int:
    """Count the contributions that have a code."""
    count = 0
    for path in paths.values():
        with SessionFile.open(path) as file:
            count += sum(code in one.codes for one in file.contributions())
    return count


async def test_keys_tag_the_chosen_one_and_words_typed_in_the_list_go_to_the_line(
    folder: Path,
) -> None:
    paths = rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await from_home(pilot, "ring", 1)
            press_keys(app, "tab", "s")
            await until(pilot, lambda: "Saved." in screen.query_one(Notice).sentence, "the tag")
            with SessionFile.open(paths["Brixton"]) as file:
                assert {area.value for area in file.contributions()[1].areas} == {
                    "attitudes",
                    "system",
                }
            await to_the_line(pilot)
            type_keys(app, " x")
            await finding(pilot, 0)


async def to_the_readers(pilot: Pilot[None]) -> None:
    """Press the key that exports, and wait for the question for whom."""
    press_keys(pilot.app, "x")
    await until(pilot, lambda: isinstance(pilot.app.focused, Entry), "the question")
    await stable(pilot)
    await shown(pilot, "Who will read it?")


async def test_what_is_found_is_exported_for_an_audience_and_no_more(folder: Path) -> None:
    paths = rooms(folder)
    with SessionFile.open(paths["Norwood"], author="Sam") as file:
        file.edit(file.contributions()[0].id, sharing=Sharing.ANALYSIS)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            screen = await from_home(pilot, "rota", 3)
            press_keys(app, "tab")
            await to_the_readers(pilot)
            type_keys(app, "\r")
            told = screen.query_one(Notice)
            await until(pilot, lambda: "2 of 3 written" in told.sentence, "two of them written")
            assert str(folder) in told.sentence
            table = (folder / "found-rota-public.csv").read_text(encoding="utf-8")
            assert "The rota changes every week." in table
            assert "I ring and ring." not in table
            assert "P3" not in table
            assert "nobody keeps" not in table
            with SessionFile.open(paths["Brixton"]) as file:
                assert [each.format for each in file.exports()] == ["found csv"]


async def test_what_one_person_said_is_not_exported_together_for_others(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            screen = await from_home(pilot, "by:P3", 1)
            press_keys(app, "tab")
            await to_the_readers(pilot)
            type_keys(app, "room\r")
            told = screen.query_one(Notice)
            await until(pilot, lambda: "for the team alone" in told.sentence, "why not")
            assert not list(folder.glob("*.csv"))
            await to_the_readers(pilot)
            type_keys(app, "team\r")
            await until(pilot, lambda: "1 of 1 written" in told.sentence, "it written")


async def test_hostile_words_are_found_and_shown_letter_by_letter(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await from_home(pilot, "nope", 1)
            await stable(pilot)
            await shown(pilot, HOSTILE_SHOWN)
            type_keys(app, ' area:[/x] by:"[b]')
            await stable(pilot)
            await shown(pilot, "[/x]")


async def test_a_damaged_file_is_named_and_the_others_are_searched(folder: Path) -> None:
    rooms(folder)
    (folder / "broken.sqlite").write_bytes(b"no session at all")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 3)
            await to_the_line(pilot)
            type_keys(app, "rota")
            screen = await finding(pilot, 3)
            assert "broken.sqlite" in screen.query_one(Notice).sentence


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_figure_opens_the_contributions_behind_it(
    folder: Path, size: tuple[int, int]
) -> None:
    rooms(folder)
    app = app_on(folder)
    app.begin_with(folder / "brixton.sqlite", home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            room = await at_capture(pilot)
            type_keys(app, "half a line")
            press_keys(app, "ctrl+g", "i")
            await until(pilot, lambda: isinstance(app.screen, FiguresScreen), "the figures")
            await looks_like(pilot, f"figures-{size[0]}x{size[1]}")
            assert isinstance(app.focused, MarkedList)
            press_keys(app, "down", "enter")
            screen = await finding(pilot, 1)
            assert screen.query_one(FindLine).value == "area:attitudes "
            press_keys(app, "enter")
            await until(pilot, lambda: app.screen is room and room.rows.cursor == 1, "its row")
            assert room.entry.line == "half a line"


async def test_finding_with_filters_is_opened_from_the_line_and_left_for_it(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    app.begin_with(folder / "norwood.sqlite", home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            room = await at_capture(pilot)
            press_keys(app, "ctrl+g", "q")
            await finding(pilot, 3)
            press_keys(app, "escape")
            await until(pilot, lambda: app.screen is room and app.focused is room.entry, "the line")


def test_every_figure_counts_what_it_opens(tmp_path: Path) -> None:
    path = build(tmp_path / "sample.sqlite")
    with SessionFile.open(path, author="Sam") as file:
        session = file.session().id
        first, second, *_ = file.contributions()
        file.same(first.id, second.id)
        last = file.capture(parse("That is how it is.", file.known(session)), session=session)
        file.link(first.id, Bond.ECHOES, last.id)
        file.relate(session, kind=RelationKind.TRUST, from_party="carers", to_party="the council")
        listed = figures.all_figures(file, session)
        assert sum(one.opens is None for one in listed) == 8
        for one in listed:
            if isinstance(one.opens, Where):
                assert file.count(one.opens) == one.number, one.name
        names = [one.name for one in listed]
        assert {"no kind", "not said", "the room", "no prompt"} <= set(names)
        heard = file.tally(session).heard
        assert added_up("Prompts", listed) == added_up("Kind", listed) == heard
        assert file.count(Where(session=session)) > heard


def added_up(heading: str, listed: Sequence[figures.Figure]) -> int:
    """Return the sum of the figures under a heading."""
    at = next(place for place, one in enumerate(listed) if one.name == heading)
    return sum(one.number for one in takewhile(lambda one: one.opens, listed[at + 1 :]))


async def test_promises_and_relations_are_figures_that_open_their_lists(folder: Path) -> None:
    path = rooms(folder)["Norwood"]
    with SessionFile.open(path, author="Sam") as file:
        session = file.session().id
        file.commit(session, who="the council", what="publish the rota")
        file.relate(session, kind=RelationKind.TRUST, from_party="carers", to_party="the council")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 2)
            for steps, screen in ((1, RelationsScreen), (2, PromisesScreen)):
                press_keys(app, "i")
                await until(pilot, lambda: isinstance(app.screen, FiguresScreen), "the figures")
                await shown(pilot, "What follows from it")
                press_keys(app, "end", *["up"] * (steps - 1), "enter")
                await until(pilot, lambda wanted=screen: isinstance(app.screen, wanted), "the list")
                press_keys(app, "escape")
                await at_home(pilot, 2)


async def test_what_was_found_is_walked_through_its_sessions_without_going_back(
    folder: Path,
) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            await from_home(pilot, "rota", 3)
            press_keys(app, "enter")
            seen = []
            for key in (".", ".", ","):
                await until(pilot, lambda: any(one.cursor_row for one in _rows(app)), "a place")
                row = app.screen.query_one(HeardRows).cursor_row
                assert row is not None
                seen.append(row.words)
                press_keys(app, key)
                await until(
                    pilot,
                    lambda: any(
                        one.cursor_row and one.cursor_row.words != seen[-1] for one in _rows(app)
                    ),
                    "another place",
                )
            assert len(set(seen)) == 3
            press_keys(app, ",", ",")
            await shown(pilot, "This is the first one found.")


async def test_what_was_found_in_a_session_is_walked_in_its_list(folder: Path) -> None:
    app = app_on(folder)
    app.begin_with(rooms(folder)["Norwood"], home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            screen = await at_capture(pilot)
            press_keys(app, "up", ".")
            await shown(pilot, "Nothing was looked for yet that could be walked")
            press_keys(app, "escape", "ctrl+g", "q")
            await finding(pilot, 3)
            type_keys(app, "rota")
            await finding(pilot, 2)
            press_keys(app, "enter")
            await until(pilot, lambda: app.screen is screen and screen.rows.cursor_row, "a place")
            press_keys(app, ".")
            await shown(pilot, "2 of 2 found. A full stop goes to the next")
            press_keys(app, ".")
            await shown(pilot, "That was the last one found.")


def _rows(app: ListeningApp) -> list[HeardRows]:
    """Return the list of the session on the screen."""
    return list(app.screen.query(HeardRows)) if isinstance(app.screen, CaptureScreen) else []


async def test_where_no_words_are_looked_for_nobody_is_told_to_type_fewer(folder: Path) -> None:
    rooms(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await from_home(pilot, "kind:question", 0)
            await shown(pilot, "Nothing that was said fits this so far. Fewer filters")
