"""Set-up: a session in under a minute, by keyboard alone, and nothing typed is lost unasked."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Collapsible, Input, TextArea

from listening.app.screens.capture import CaptureScreen
from listening.app.screens.question import Question
from listening.app.screens.setup import SetupScreen
from listening.app.widgets.field import FieldRow
from listening.app.widgets.notice import Notice
from listening.app.widgets.ticks import Ticks
from listening.model.errors import NotSaved
from listening.model.quickline import raw
from listening.model.records import Session
from listening.model.vocabulary import Mode, Sharing
from listening.store.session_file import SessionFile
from listening.store.settings import last_author
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home, make
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


async def at_setup(pilot: Pilot[None]) -> SetupScreen:
    """Wait until the form can be filled in, and return it."""
    app = pilot.app
    await until(
        pilot,
        lambda: (
            isinstance(app.screen, SetupScreen)
            and app.focused is not None
            and app.focused is inner(app.screen, "title")
        ),
        "the set-up form",
    )
    await settled(pilot)
    assert isinstance(app.screen, SetupScreen)
    return app.screen


async def new_form(pilot: Pilot[None]) -> SetupScreen:
    """Go from an empty home to the form, and return it."""
    await at_home(pilot, 0)
    press_keys(pilot.app, "n")
    return await at_setup(pilot)


def inner(form: Any, name: str) -> Any:
    """Return the place to fill in of a field."""
    return next(iter(form.query(f"#row-{name} .inner")), None)


def fill(form: SetupScreen, **values: str) -> None:
    """Fill fields in at once."""
    for name, value in values.items():
        place = inner(form, name)
        if isinstance(place, TextArea):
            place.text = value
        else:
            place.value = value


def wrong(form: SetupScreen, name: str) -> str:
    """Return what the form says is wrong with a field."""
    return form.query_one(f"#row-{name} Notice", Notice).sentence


def only_session(folder: Path) -> tuple[Session, list[str]]:
    """Return the session of the only file in the folder, and its prompts."""
    (path,) = folder.glob("*.sqlite")
    with SessionFile.open(path) as file:
        session = file.session()
        prompts = [f"{one.text} {one.minutes}" for one in file.prompts(session.id)]
    return session, prompts


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_form_of_a_new_session(folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        await new_form(pilot)
        await looks_like(pilot, f"setup-{size[0]}x{size[1]}")


async def test_what_is_typed_while_the_form_comes_up_is_in_it(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "n")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "the form")
        type_keys(app, "Brixton")
        form = await at_setup(pilot)
        await until(pilot, lambda: inner(form, "title").value == "Brixton", "the title")


async def test_a_title_is_enough(folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await new_form(pilot)
            type_keys(app, "Brixton Library")
            press_keys(app, "ctrl+s")
            capture = await at_capture(pilot)
            assert capture.file.path == folder / "2026-03-20-brixton-library.sqlite"
            assert capture.file.author == "Sam"
    session, prompts = only_session(folder)
    assert (session.title, session.date) == ("Brixton Library", "2026-03-20")
    assert (session.note_taker, session.room_rule) == ("Sam", Sharing.UNNAMED)
    assert prompts == []


async def test_by_keyboard_alone_from_field_to_field(folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            form = await new_form(pilot)
            type_keys(app, "Brixton Library\r")
            await until(pilot, lambda: app.focused is inner(form, "date"), "the date")
            press_keys(app, "tab")
            await until(pilot, lambda: app.focused is inner(form, "place"), "the place")
            type_keys(app, "Brixton\r")
            await until(pilot, lambda: app.focused is inner(form, "mode"), "how people meet")
            press_keys(app, "down", "space", "tab")
            await until(pilot, lambda: app.focused is inner(form, "prompts"), "the prompts")
            type_keys(app, "20 min: What matters?\rWhat gets in the way?")
            press_keys(app, "tab")
            await until(pilot, lambda: app.focused is inner(form, "facilitator"), "who leads")
            type_keys(app, "Ade")
            press_keys(app, "ctrl+s")
            await at_capture(pilot)
    session, prompts = only_session(folder)
    assert (session.place, session.mode, session.facilitator) == ("Brixton", Mode.ONLINE, "Ade")
    assert prompts == ["What matters? 20", "What gets in the way? None"]


async def test_every_field_reaches_the_file(folder: Path) -> None:
    said = {
        "title": "Brixton",
        "series": "Spring",
        "purpose": "To hear.\nTo answer.",
        "who_decides": "The council",
        "can_change": "Rotas",
        "cannot_change": "The law",
        "date": "24 March",
        "starts": "14:00",
        "ends": "16:00",
        "place": "Library",
        "agreements": "One at a time",
        "access": "Captions",
        "in_room": "24",
        "spoke": "12",
        "facilitator": "Ade",
        "note_taker": "Robin",
        "responsible": "The circle",
        "basis": "Agreed in the room",
        "privacy_notice": "On the door",
        "keep_until": "1/4/2027",
        "safeguarding": "Jo, 01632 960000",
        "feedback_date": "30 April 2026",
    }
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            form = await new_form(pilot)
            fill(form, **said)
            inner(form, "room_rule").tick("analysis")
            inner(form, "lenses").tick("making-it-real")
            inner(form, "lenses").tick("care-act")
            press_keys(app, "ctrl+s")
            capture = await at_capture(pilot)
            assert capture.file.author == "Robin"
            assert app.author == "Robin"
    assert last_author() == "Robin"
    session, _ = only_session(folder)
    days = {"date": "2026-03-24", "keep_until": "2027-04-01", "feedback_date": "2026-04-30"}
    numbers = {"in_room": 24, "spoke": 12}
    for name, value in {**said, **days, **numbers}.items():
        assert getattr(session, name) == value, name
    assert session.room_rule is Sharing.ANALYSIS
    assert session.lens_keys == ("making-it-real", "care-act")


async def test_without_a_title_nothing_is_made_and_the_form_says_so(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        fill(form, place="Brixton")
        press_keys(app, "tab", "tab", "ctrl+s")
        await until(pilot, lambda: "needs a title" in wrong(form, "title"), "the reason")
        await until(pilot, lambda: app.focused is inner(form, "title"), "the title")
        assert inner(form, "place").value == "Brixton"
        assert not list(folder.glob("*.sqlite"))


async def test_a_wrong_date_is_told_under_the_field_and_stays_to_be_mended(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        fill(form, title="Brixton", date="31/2/2026")
        press_keys(app, "tab", "tab")
        await until(
            pilot, lambda: "“31/2/2026” cannot be read as a date" in wrong(form, "date"), "it"
        )
        press_keys(app, "ctrl+s")
        await until(pilot, lambda: app.focused is inner(form, "date"), "the date")
        assert inner(form, "date").value == "31/2/2026"
        assert not list(folder.glob("*.sqlite"))


async def test_a_date_is_shown_as_it_was_understood(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        press_keys(app, "tab")
        fill(form, date="tomorrow")
        press_keys(app, "tab")
        await until(pilot, lambda: inner(form, "date").value == "Sat 21 Mar 2026", "the day")


async def test_what_is_wrong_behind_more_is_brought_to_light(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        fill(form, title="Brixton", in_room="a dozen")
        press_keys(app, "ctrl+s")
        await until(pilot, lambda: app.focused is inner(form, "in_room"), "the number")
        assert not form.query_one(Collapsible).collapsed
        assert "“a dozen” cannot be read as a number" in wrong(form, "in_room")


async def test_more_speakers_than_people_are_told_under_their_field(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        fill(form, title="Brixton", in_room="3", spoke="40")
        press_keys(app, "ctrl+s")
        await until(pilot, lambda: app.focused is inner(form, "spoke"), "the number")
        assert "More people cannot have spoken (40) than were in the room (3)" in wrong(
            form, "spoke"
        )


async def test_the_button_saves(folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            form = await new_form(pilot)
            fill(form, title="Brixton")
            form.query_one(Button).focus()
            await stable(pilot)
            press_keys(app, "enter")
            await at_capture(pilot)


async def test_a_form_left_as_it_was_is_left_unasked(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_form(pilot)
        press_keys(app, "escape")
        await at_home(pilot, 0)


async def asked(pilot: Pilot[None]) -> None:
    """Type a title, press Escape, and wait for the question."""
    type_keys(pilot.app, "Brixton")
    press_keys(pilot.app, "escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, Question), "the question")
    await stable(pilot)


@pytest.mark.parametrize("key", ["escape", "k", "enter"])
async def test_escape_asks_and_keeps_what_was_typed(folder: Path, key: str) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        await asked(pilot)
        press_keys(app, key)
        await until(pilot, lambda: app.screen is form, "the form")
        assert inner(form, "title").value == "Brixton"
        assert app.focused is inner(form, "title")


async def test_escape_asks_and_leaves_without_saving(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_form(pilot)
        await asked(pilot)
        await looks_like(pilot, "setup-question-80x24")
        press_keys(app, "l")
        await at_home(pilot, 0)
        assert not list(folder.glob("*.sqlite"))


async def test_escape_asks_and_saves(folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await new_form(pilot)
            await asked(pilot)
            press_keys(app, "s")
            await at_capture(pilot)
    assert only_session(folder)[0].title == "Brixton"


async def test_leaving_the_program_asks_too(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        type_keys(app, "Brixton")
        press_keys(app, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "ctrl+q")
        await stable(pilot)
        press_keys(app, "k")
        await until(pilot, lambda: app.screen is form, "the form")
        press_keys(app, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, Question), "the question")
        press_keys(app, "l")
        await until(pilot, lambda: not app.is_running, "the end")


async def test_what_the_disk_does_not_take_stays_in_the_form(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> SessionFile:
        raise NotSaved(path, "the disk is full", "Free some room, then save again.")

    monkeypatch.setattr(SessionFile, "create", full)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_form(pilot)
        type_keys(app, "Brixton")
        press_keys(app, "ctrl+s")
        await until(pilot, lambda: "Not saved: the disk is full." in screen_text(app), "the reason")
        assert app.screen is form
        assert inner(form, "title").value == "Brixton"


async def test_a_session_is_opened_again_and_only_what_changed_is_written(folder: Path) -> None:
    path = make(folder, "a", "Brixton", "What matters?", "What gets in the way?", place="Library")
    with SessionFile.open(path, author="Sam") as file:
        session = file.session().id
        ids = [one.id for one in file.prompts(session)]
        file.capture(raw("Nobody asked."), session=session, prompt=ids[1])
        before = len(file.history())
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            await at_capture(pilot)
            press_keys(app, "f9")
            form = await at_setup(pilot)
            assert inner(form, "place").value == "Library"
            fill(form, place="Town hall", prompts="What gets in the way?\n10 min: What matters?")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: isinstance(app.screen, CaptureScreen), "capture")
            await at_capture(pilot)
    with SessionFile.open(path) as file:
        assert file.session().place == "Town hall"
        assert [one.id for one in file.prompts(session)] == ids[::-1]
        assert [one.minutes for one in file.prompts(session)] == [None, 10]
        assert file.contributions()[0].prompt == ids[1]
        changed = {(entry.kind, entry.field) for entry in file.history()[before:]}
    assert ("session", "place") in changed
    assert {field for kind, field in changed if kind == "session"} == {"place"}


async def test_a_session_opened_again_and_left_writes_nothing(folder: Path) -> None:
    path = make(folder, "a", "Brixton", "20 min: odd", date="2026-03-24")
    before = path.read_bytes()
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            await at_capture(pilot)
            press_keys(app, "f9")
            form = await at_setup(pilot)
            assert not form.has_unsaved
            press_keys(app, "ctrl+s")
            await at_capture(pilot)
    assert path.read_bytes() == before


async def test_a_lens_of_a_later_version_is_left_where_it_is(folder: Path) -> None:
    from listening.app.session_form import filled_in

    session = Session(id="x", session="x", title="T", lenses="care-act of-a-later-version")
    assert filled_in(session)["lenses"] == "care-act"


@pytest.mark.parametrize("size", [NARROW, WIDE, (40, 12), (20, 5)], ids=str)
async def test_hostile_words_go_in_and_come_back_and_do_nothing(
    folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size, notifications=True) as pilot:
            form = await new_form(pilot)
            fill(form, title=HOSTILE, place=HOSTILE, purpose=HOSTILE, prompts=HOSTILE, date=HOSTILE)
            press_keys(app, "tab", "tab", "ctrl+s")
            await until(pilot, lambda: "cannot be read" in wrong(form, "date"), "the reason")
            fill(form, date="")
            press_keys(app, "ctrl+s")
            await at_capture(pilot)
            press_keys(app, "f9")
            form = await at_setup(pilot)
            assert inner(form, "title").value == HOSTILE_SHOWN
            await stable(pilot)
            assert app.is_running
    session, prompts = only_session(folder)
    assert session.title == session.place == session.purpose == HOSTILE_SHOWN
    assert prompts == [f"{HOSTILE_SHOWN} None"]


async def test_ticks_say_with_letters_what_is_ticked(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        form = await new_form(pilot)
        mode = inner(form, "mode")
        assert isinstance(mode, Ticks)
        mode.tick("hybrid")
        await stable(pilot)
        await shown(pilot, "(•) hybrid")
        mode.tick("hybrid")
        await stable(pilot)
        await shown(pilot, "( ) hybrid")


async def test_every_field_of_the_form_is_a_fact_of_a_session(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        form = await new_form(pilot)
        names = [row.field.name for row in form.query(FieldRow)]
    not_asked = {"id", "session", "removed", "same_as"}
    known = {one.name for one in fields(Session)} - not_asked
    assert set(names) == known | {"prompts"}
    assert len(set(names)) == len(names)


async def test_a_small_terminal_still_has_room_for_the_title(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=(20, 5)) as pilot:
        await new_form(pilot)
        type_keys(app, "Brixton")
        await until(pilot, lambda: "Brixton" in screen_text(app), "the title")
        assert isinstance(app.focused, Input)
