"""Promises and relations in the app: written down, followed, and never lost from sight."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from listening.app.promises import board
from listening.app.promises.board import Order, Promised
from listening.app.promises.form import APromise, ARelation, read
from listening.app.promises.rows import row
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.promises import PromisesScreen
from listening.app.screens.promises_due import PromisesDueScreen
from listening.app.screens.question import Question
from listening.app.screens.relations import RelationsScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.marked_list import MarkedList
from listening.model.records import Commitment, Relation
from listening.model.vocabulary import Felt, RelationKind, Status
from listening.store.session_file import SessionFile
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, TODAY, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import session
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

LINES = (
    "P3: Mum's carers change every week and nobody tells us who is coming. /s",
    "P7: We write the rota on Friday. I know how that sounds. /r",
)
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])


@pytest.fixture
def path(folder: Path) -> Path:
    """Return a session with two contributions and two promises, one of them late."""
    path = session(folder, "Brixton", *LINES, date="2026-02-24")
    with SessionFile.open(path, author="Sam") as file:
        heard = [one.id for one in file.contributions()]
        file.commit(
            file.session().id,
            who="The council",
            what="publish the rota every Friday, and ring whoever is affected when it changes",
            whom="family carers",
            by_when="2026-03-08",
            answers=heard,
        )
        file.commit(file.session().id, who="Riverside Surgery", what="name one person to ring")
    return path


def promises(path: Path) -> tuple[Commitment, ...]:
    """Return the promises in the file."""
    with SessionFile.open(path) as file:
        return file.commitments()


def relations(path: Path) -> tuple[Relation, ...]:
    """Return the relations in the file."""
    with SessionFile.open(path) as file:
        return file.relations()


async def at_board(pilot: Pilot[None]) -> PromisesScreen:
    """Go from home over what is due to the promises of the only session."""
    app = pilot.app
    await at_home(pilot, 1)
    press_keys(app, "k")
    await until(pilot, lambda: _shows(app.screen, PromisesDueScreen), "what is due")
    press_keys(app, "enter")
    await until(pilot, lambda: _shows(app.screen, PromisesScreen), "the board")
    assert isinstance(app.screen, PromisesScreen)
    return app.screen


def _shows(screen: object, kind: type[PromisesDueScreen | PromisesScreen]) -> bool:
    return isinstance(screen, kind) and any(rows.option_count for rows in screen.query(MarkedList))


async def in_form(pilot: Pilot[None]) -> FollowForm:
    """Wait until something can be filled in."""
    app = pilot.app
    await until(
        pilot, lambda: isinstance(app.screen, FollowForm) and app.focused is not None, "the form"
    )
    assert isinstance(app.screen, FollowForm)
    return app.screen


def fill(form: object, **values: str) -> None:
    """Fill fields in at once."""
    assert isinstance(form, FollowForm)
    for name, value in values.items():
        place = form.query_one(f"#row-{name} .inner")
        if isinstance(place, TextArea):
            place.text = value
        elif isinstance(place, Input):
            place.value = value


@SIZES
async def test_home_says_how_many_promises_of_a_session_are_due(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_home(pilot, 1)
            await until(pilot, lambda: "1 promise due" in screen_text(app), "what is due")


@SIZES
async def test_what_is_due_in_all_sessions_stands_first(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "k")
            await until(pilot, lambda: _shows(app.screen, PromisesDueScreen), "what is due")
            await looks_like(pilot, f"promises-due-{size[0]}x{size[1]}")


async def test_what_was_not_kept_is_followed_until_those_who_raised_it_were_asked(
    path: Path, folder: Path
) -> None:
    with SessionFile.open(path) as file:
        late = promises(path)[0].id
        file.update_commitment(late, status=Status.NOT_KEPT, reason="No money came.")
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "k")
            await until(pilot, lambda: "No money came." in screen_text(app), "what is to be asked")
            await shown(pilot, "Not yet asked whether it was felt")
            await shown(pilot, "1 open · 1 not kept")
            with SessionFile.open(path) as file:
                file.update_commitment(late, felt=Felt.NO)
            press_keys(app, "escape")
            await at_home(pilot, 1)
            press_keys(app, "k")
            await until(pilot, lambda: "1 open" in screen_text(app), "what is open")
            assert "No money came." not in screen_text(app)


@SIZES
async def test_the_board_shows_the_words_behind_a_promise(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_board(pilot)
            await looks_like(pilot, f"promises-{size[0]}x{size[1]}")


async def test_a_promise_that_is_not_kept_has_a_reason_and_is_asked_about(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_board(pilot)
            press_keys(app, "x")
            await until(pilot, lambda: isinstance(app.focused, Entry), "the question why")
            type_keys(app, "No money came.\r")
            await until(pilot, lambda: promises(path)[0].status is Status.NOT_KEPT, "the state")
            assert promises(path)[0].reason == "No money came."
            await until(pilot, lambda: "Press f once" in screen_text(app), "what comes next")
            press_keys(app, "f")
            await until(pilot, lambda: isinstance(app.screen, Question), "whether it was felt")
            press_keys(app, "p")
            await until(pilot, lambda: promises(path)[0].felt is Felt.PARTLY, "the answer")
            press_keys(app, "y")
            await until(pilot, lambda: "So far they say partly" in screen_text(app), "as before")
            assert "reason noted before: No money" in " ".join(screen_text(app).split())
            press_keys(app, "u", "u", "u")
            await until(pilot, lambda: promises(path)[0].status is Status.OFFERED, "as it was")


@pytest.mark.parametrize(
    ("key", "status"),
    [("a", Status.AGREED), ("w", Status.UNDER_WAY), ("y", Status.KEPT)],
    ids=["agreed", "under way", "kept"],
)
async def test_one_key_says_how_far_a_promise_has_come(
    path: Path, folder: Path, key: str, status: Status
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_board(pilot)
            chosen, before = board.chosen, promises(path)[0].status
            press_keys(app, key)
            await until(pilot, lambda: promises(path)[0].status is status, "the state")
            await until(pilot, lambda: board.chosen == chosen, "the mark on its promise")
            await shown(pilot, "u takes it back.")
            press_keys(app, "u")
            await until(pilot, lambda: promises(path)[0].status is before, "the state before")


@SIZES
async def test_a_new_promise_is_made_by_a_party_that_can_be_asked(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            board = await at_board(pilot)
            press_keys(app, "n")
            await in_form(pilot)
            await looks_like(pilot, f"promise-form-{size[0]}x{size[1]}")
            form = app.screen
            fill(form, who="someone", what="open the hall on Tuesdays", by_when="30 June")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: "is not a party" in screen_text(app), "a kind refusal")
            fill(form, who="Norwood Parish")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: app.screen is board, "the board")
            made = {one.who: one for one in promises(path)}["Norwood Parish"]
            assert (made.what, made.by_when) == ("open the hall on Tuesdays", "2026-06-30")
            assert board.chosen == made.id


async def test_a_half_written_promise_is_asked_about_before_it_is_left(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_board(pilot)
            press_keys(app, "n")
            form = await in_form(pilot)
            type_keys(app, "the par")
            await until(pilot, lambda: form.has_unsaved, "the letters")
            press_keys(app, "escape")
            for stays in ("escape", "k"):
                await until(pilot, lambda: isinstance(app.screen, Question), "the question")
                press_keys(app, stays)
                await in_form(pilot)
                press_keys(app, "escape")
            await until(pilot, lambda: isinstance(app.screen, Question), "the question")
            press_keys(app, "l")
            await until(pilot, lambda: app.screen is board, "the board")
            assert len(promises(path)) == 2


async def test_what_another_window_changed_meanwhile_is_not_written_over(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_board(pilot)
            press_keys(app, "e")
            form = await in_form(pilot)
            with SessionFile.open(path, author="Alex") as other:
                other.update_commitment(board.chosen, status=Status.UNDER_WAY)
            fill(form, who="The council of Norwood")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: app.screen is board, "the board")
            one = promises(path)[0]
            assert (one.who, one.status) == ("The council of Norwood", Status.UNDER_WAY)


async def test_a_promise_and_a_relation_are_made_of_what_was_heard(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await at_home(pilot, 1)
            press_keys(app, "enter")
            room = await at_capture(pilot)
            press_keys(app, "up", "k")
            await in_form(pilot)
            await shown(pilot, "I know how that sounds.")
            fill(app.screen, who="Rosewood Homecare", what="write the rota on Wednesday")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: len(promises(path)) == 3, "the promise")
            made = {one.who: one for one in promises(path)}["Rosewood Homecare"]
            assert made.answers == (room.file.contributions()[1].id,)
            await until(pilot, lambda: isinstance(app.screen, CaptureScreen), "the session")
            press_keys(app, "t")
            await in_form(pilot)
            fill(app.screen, from_party="family carers", to_party="Rosewood Homecare")
            press_keys(app, "space")
            await until(pilot, lambda: "(•) trust" in screen_text(app), "a tick")
            press_keys(app, "ctrl+s")
            await until(pilot, lambda: len(relations(path)) == 1, "the relation")
            one = relations(path)[0]
            assert (one.kind, one.said_in) == (RelationKind.TRUST, room.file.contributions()[1].id)
            await shown(pilot, "The relation is saved; > lists all of this session.")
            await shown(pilot, "1 relation")
            press_keys(app, ">")
            await until(pilot, lambda: isinstance(app.screen, RelationsScreen), "the list")
            press_keys(app, "escape", "escape")
            await at_capture(pilot)
            press_keys(app, "ctrl+g", ">")
            await until(pilot, lambda: isinstance(app.screen, RelationsScreen), "the list again")


@SIZES
async def test_relations_are_listed_and_can_be_taken_out(
    path: Path, folder: Path, size: tuple[int, int]
) -> None:
    with SessionFile.open(path, author="Sam") as file:
        file.relate(
            file.session().id,
            kind=RelationKind.TRUST,
            from_party="family carers",
            to_party="the council",
            about="being told when the rota changes",
            said_in=file.contributions()[0].id,
        )
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=size) as pilot:
            await at_board(pilot)
            press_keys(app, "r")
            await until(pilot, lambda: isinstance(app.screen, RelationsScreen), "the relations")
            await looks_like(pilot, f"relations-{size[0]}x{size[1]}")
            press_keys(app, "d")
            await until(pilot, lambda: not relations(path), "none")
            press_keys(app, "u")
            await until(pilot, lambda: relations(path), "it again")


async def test_hostile_words_are_shown_and_act_nowhere(folder: Path) -> None:
    path = session(folder, "Brixton", f"P3: {HOSTILE}")
    with SessionFile.open(path, author="Sam") as file:
        (one,) = file.contributions()
        token = file.session().id
        file.commit(token, who=HOSTILE, what=HOSTILE, whom=HOSTILE, answers=[one.id])
        file.relate(
            token, kind=RelationKind.POWER, from_party=HOSTILE, to_party=HOSTILE, about=HOSTILE
        )
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await at_board(pilot)
            await stable(pilot)
            assert screen_text(app).count(HOSTILE_SHOWN) >= 3
            press_keys(app, "r")
            await until(pilot, lambda: isinstance(app.screen, RelationsScreen), "the relations")
            await stable(pilot)
            await shown(pilot, HOSTILE_SHOWN)


# Without a screen ---------------------------------------------------------------------------


def _promise(**fields: Any) -> Commitment:
    said = {"who": "a", "what": "b", "status": Status.OFFERED, "felt": Felt.NOT_ASKED} | fields
    return Commitment(id="m", session="s", **said)


days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@given(
    st.lists(
        st.builds(_promise, by_when=days, report_back=days, status=st.sampled_from(Status)),
        max_size=12,
    ),
    st.sampled_from(Order),
)
def test_every_promise_stands_in_one_group(there: list[Commitment], order: Order) -> None:
    found = board.groups([Promised(one) for one in there], order, TODAY)
    shown = [promised.commitment for group in found for promised in group.promises]
    assert sorted(map(id, shown)) == sorted(map(id, there))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-03-19", "by Thu 19 Mar 2026, 1 day late"),
        ("2026-03-20", "by Fri 20 Mar 2026, today"),
        ("2026-03-21", "by Sat 21 Mar 2026"),
    ],
)
def test_how_late_a_promise_is_stands_in_words(day: str, told: str) -> None:
    assert board.about(Promised(_promise(by_when=day)), TODAY) == told


def test_nothing_that_was_not_kept_is_counted_as_if_it_were() -> None:
    there = [Promised(_promise(status=state)) for state in Status]
    assert board.how_many(there, TODAY) == "3 open · 1 changed · 1 not kept · 1 kept"


def test_what_is_finished_is_never_late() -> None:
    one = _promise(by_when="2026-01-01", status=Status.KEPT, felt=Felt.YES)
    told = "by Thu 1 Jan 2026 · they say that it made a difference"
    assert board.about(Promised(one), TODAY) == told


@given(st.text(max_size=80), st.text(max_size=10), st.text(max_size=80), st.integers(1, 120))
def test_a_row_is_drawn_for_every_text_and_width(
    head: str, state: str, about: str, width: int
) -> None:
    assert row(head, state, about)(width)


def test_everything_that_cannot_be_read_is_told_at_once(folder: Path) -> None:
    path = session(folder, "Brixton", "P3: One.")
    with SessionFile.open(path) as file:
        fields = APromise(file, file.session().id).fields
    reading = read(fields, {"who": "tbc", "what": " ", "by_when": "soonish"}, TODAY)
    assert set(reading.troubles) == {"who", "what", "by_when"}


async def test_a_promise_that_is_gone_meanwhile_is_told_and_nothing_ends(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_board(pilot)
            with SessionFile.open(path, author="Alex") as other:
                other.erase([board.chosen])
            # Either the list has not been looked at since, or the other one has just come in its place.
            press_keys(app, "a")
            told = ("There is no", "has just gone")
            await until(pilot, lambda: any(each in screen_text(app) for each in told), "why")
            await until(pilot, lambda: "The council" not in screen_text(app), "the other one")
            assert [one.status for one in board.file.commitments()] == [Status.OFFERED]
            assert app.fault is None


def test_a_promise_is_asked_whose_the_staff_are_and_a_relation_is_not() -> None:
    troubles = read(APromise.fields, {"who": "the staff", "what": "ring back"}, TODAY).troubles
    assert troubles["who"].startswith("“the staff” could be many: say whose")
    sides = {"kind": "trust", "from_party": "a carer", "to_party": "the staff"}
    assert not read(ARelation.fields, sides, TODAY).troubles
    troubles = read(ARelation.fields, {**sides, "to_party": "TBC (council)"}, TODAY).troubles
    assert "leaves open who it is" in troubles["to_party"]
