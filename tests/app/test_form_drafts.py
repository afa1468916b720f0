"""What stands half-written in a form survives the end of the program, and is offered, never forced."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from listening.app.half_written import LOOK_EVERY, FormDraft, offer
from listening.app.home_rows import left
from listening.app.screens.agenda import AgendaScreen
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.playback import PlaybackScreen
from listening.app.screens.question import Question
from listening.app.screens.setup import SetupScreen
from listening.app.widgets.entry import Entry
from listening.model.errors import NotSaved
from listening.model.records import Commitment
from listening.model.vocabulary import Mode, Status
from listening.store.form_drafts import InFile
from listening.store.half_written import HalfWritten, written
from listening.store.session_file import SessionFile
from listening.store.unfinished import InFolder
from listening.store.views import Summary
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home
from tests.app.goldens import looks_like
from tests.app.merged_room import session
from tests.app.waiting import (
    NARROW,
    WIDE,
    press_keys,
    screen_text,
    settled,
    shown,
    type_keys,
    until,
)

SOME_DAY = int(datetime(2020, 3, 24, 14, 7, 31, tzinfo=UTC).timestamp() * 1000)
BEGUN = "You had begun to write this"
SLOW = pytest.mark.slow
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
HEARD = "P3: Nobody tells us who is coming. /s"


@pytest.fixture
def path(folder: Path) -> Path:
    """Return a session in which one thing was said and promised."""
    path = session(folder, "Brixton", HEARD, date="2026-02-24")
    with SessionFile.open(path, author="Sam") as file:
        file.commit(file.session().id, who="The council", what="publish the rota")
    return path


def some_day() -> int:
    """Return a time that is long ago."""
    return SOME_DAY


def left_behind(path: Path, *form: str, **fields: str) -> None:
    """Leave a form half-written, as a program does that is killed."""
    writing = InFile(path, "Sam", *form, now=some_day)
    assert writing.keep(written(fields))
    writing.end()


def left_in(path: Path, *form: str) -> dict[str, str]:
    """Return what is left of a form."""
    left = InFile(path, "Sam", *form).left()
    return dict(left.fields) if left else {}


def holds(path: Path, words: str) -> bool:
    """Tell whether a file holds these words anywhere in its bytes."""
    return words.encode() in path.read_bytes()


def only_promise(path: Path) -> Commitment:
    """Return the promise that was made at the beginning."""
    with SessionFile.open(path) as file:
        return file.commitments()[0]


def ids(path: Path) -> tuple[str, str]:
    """Return the id of the session, and of what was heard in it."""
    with SessionFile.open(path) as file:
        return file.session().id, file.contributions()[0].id


async def at(pilot: Pilot[None], kind: type[Screen[Any]]) -> Any:
    """Wait until such a screen is there and takes keys, and return it."""
    app = pilot.app
    await until(
        pilot, lambda: isinstance(app.screen, kind) and app.focused is not None, kind.__name__
    )
    return app.screen


async def at_line(pilot: Pilot[None]) -> None:
    """Go from home to the line of the only session."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "enter")
    await at_capture(pilot)


async def new_promise(pilot: Pilot[None]) -> Any:
    """Go from the line to a new promise for what was heard."""
    await at_line(pilot)
    press_keys(pilot.app, "up", "k")
    return await at(pilot, FollowForm)


async def new_prompt(pilot: Pilot[None]) -> Any:
    """Go from the line to a prompt that nobody planned."""
    await at_line(pilot)
    press_keys(pilot.app, "ctrl+g", "a")
    await at(pilot, AgendaScreen)
    await shown(pilot, "Not on today's agenda")
    press_keys(pilot.app, "n")
    asked = await at(pilot, LineQuestion)
    # What lies under the question is painted once, with it.
    await settled(pilot)
    return asked


async def correcting(pilot: Pilot[None]) -> Any:
    """Go from home to the correction of what is read back."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "p")
    screen = await at(pilot, PlaybackScreen)
    press_keys(pilot.app, "c")
    await until(pilot, lambda: isinstance(pilot.app.focused, Entry), "the words in the line")
    return screen


async def why_not_kept(pilot: Pilot[None]) -> Any:
    """Go from home to the reason for which the promise was not kept."""
    await at_home(pilot, 1)
    press_keys(pilot.app, "k")
    await shown(pilot, "1 open")
    press_keys(pilot.app, "enter")
    await shown(pilot, "Promises · Brixton")
    press_keys(pilot.app, "x")
    return await at(pilot, LineQuestion)


async def another_relation(pilot: Pilot[None]) -> Any:
    """Go from the line to a relation that was told of."""
    await at_line(pilot)
    press_keys(pilot.app, "up", "t")
    form = await at(pilot, FollowForm)
    form.row("from_party").take_focus()
    await until(pilot, lambda: isinstance(pilot.app.focused, Input), "a line to type in")
    return form


async def details(pilot: Pilot[None]) -> Any:
    """Go from the line to the details of the session."""
    await at_line(pilot)
    press_keys(pilot.app, "f9")
    return await at(pilot, SetupScreen)


ROUTES = pytest.mark.parametrize(
    "go",
    [
        new_promise,
        pytest.param(another_relation, marks=SLOW),
        pytest.param(new_prompt, marks=SLOW),
        correcting,
        pytest.param(why_not_kept, marks=SLOW),
        pytest.param(details, marks=SLOW),
    ],
)


@ROUTES
async def test_what_is_typed_is_kept_offered_and_brought_back(
    path: Path, folder: Path, go: Callable[[Pilot[None]], Any]
) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot)
        type_keys(app, "xyzzy plugh")
        await until(pilot, lambda: holds(path, "xyzzy plugh"), "it on the disk")
    app.close_file()
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot)
        await shown(pilot, BEGUN)
        press_keys(app, "ctrl+r")
        await until(pilot, lambda: BEGUN not in screen_text(app), "no offer")
        await shown(pilot, "xyzzy plugh")
        type_keys(app, "!")
        await until(pilot, lambda: holds(path, "xyzzy plugh!"), "it on the disk again")
    app.close_file()


@SLOW
@ROUTES
async def test_what_was_left_can_be_put_away(
    path: Path, folder: Path, go: Callable[[Pilot[None]], Any]
) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot)
        type_keys(app, "xyzzy")
        await until(pilot, lambda: holds(path, "xyzzy"), "it on the disk")
    app.close_file()
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await go(pilot)
        await shown(pilot, BEGUN)
        press_keys(app, "ctrl+o")
        await until(pilot, lambda: BEGUN not in screen_text(app), "no offer")
        await until(pilot, lambda: not holds(path, "xyzzy"), "nothing in the file")
    app.close_file()


async def test_what_is_saved_leaves_no_draft(path: Path, folder: Path) -> None:
    app = app_on(folder)
    own, heard = ids(path)
    left_behind(path, "promise", own, heard, who="The surgery", what="ring back")
    async with app.run_test(size=NARROW) as pilot:
        await new_promise(pilot)
        await shown(pilot, BEGUN)
        press_keys(app, "ctrl+r")
        await shown(pilot, "ring back")
        press_keys(app, "ctrl+s")
        await shown(pilot, "The promise is saved")
        await until(pilot, lambda: drafts(path) == 0, "no draft")
    app.close_file()
    with SessionFile.open(path) as file:
        assert [one.what for one in file.commitments()] == ["publish the rota", "ring back"]


def drafts(path: Path) -> int:
    """Return how many forms are kept in a file."""
    with closing(sqlite3.connect(path)) as con:
        found: int = con.execute("SELECT count(*) FROM form_draft").fetchone()[0]
    return found


async def test_what_is_left_on_purpose_is_gone(path: Path, folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_promise(pilot)
        type_keys(app, "xyzzy")
        await until(pilot, lambda: holds(path, "xyzzy"), "it on the disk")
        press_keys(app, "escape")
        await at(pilot, Question)
        press_keys(app, "l")
        await at(pilot, CaptureScreen)
        await until(pilot, lambda: not holds(path, "xyzzy"), "nothing in the file")
        press_keys(app, "k")
        await at(pilot, FollowForm)
        assert BEGUN not in screen_text(app)
    app.close_file()


@SLOW
async def test_a_question_that_escape_leaves_keeps_nothing(path: Path, folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_prompt(pilot)
        type_keys(app, "xyzzy")
        await until(pilot, lambda: holds(path, "xyzzy"), "it on the disk")
        press_keys(app, "escape")
        await at(pilot, AgendaScreen)
        await until(pilot, lambda: not holds(path, "xyzzy"), "nothing in the file")
    app.close_file()


async def test_whoever_quits_in_a_question_finds_it_again(path: Path, folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_prompt(pilot)
        type_keys(app, "xyzzy")
        press_keys(app, "ctrl+q")
        await until(pilot, lambda: not app.is_running, "the end")
    app.close_file()
    await_kept(path, "xyzzy")
    assert left_in(path, "prompt", ids(path)[0]) == {"line": "xyzzy"}


def await_kept(path: Path, words: str) -> None:
    """Wait until words are on the disk, when nothing else goes on."""
    gives_up = monotonic() + 30
    while not holds(path, words):
        assert monotonic() < gives_up, f"never kept: {words}"


@SLOW
async def test_what_is_typed_meanwhile_is_not_written_over(path: Path, folder: Path) -> None:
    app = app_on(folder)
    own, heard = ids(path)
    left_behind(path, "promise", own, heard, who="The surgery")
    async with app.run_test(size=NARROW) as pilot:
        form = await new_promise(pilot)
        await shown(pilot, BEGUN)
        type_keys(app, "somebody")
        await until(pilot, lambda: BEGUN not in screen_text(app), "no offer meanwhile")
        press_keys(app, "ctrl+r", "ctrl+o")
        type_keys(app, " else")
        await until(pilot, lambda: form.row("who").value == "somebody else", "what was typed")
        press_keys(app, *["backspace"] * len("somebody else"))
        await shown(pilot, BEGUN)
        await until(pilot, lambda: drafts(path) == 1, "nothing of what was taken back")
    app.close_file()
    assert left_in(path, "promise", own, heard) == {"who": "The surgery"}


@SLOW
async def test_ticks_come_back_too(path: Path, folder: Path) -> None:
    app = app_on(folder)
    one = only_promise(path)
    left_behind(path, "promise", one.id, status="kept", by_when="next Friday", gone="x")
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 1)
        press_keys(app, "k")
        await shown(pilot, "1 open")
        press_keys(app, "enter")
        await shown(pilot, "Promises · Brixton")
        press_keys(app, "e")
        form = await at(pilot, FollowForm)
        await shown(pilot, "“next Friday”")
        press_keys(app, "ctrl+r")
        await until(pilot, lambda: form.row("status").value == "kept", "the tick")
        assert form.row("by_when").value == "next Friday"
        assert form.row("who").value == "The council"
    app.close_file()
    assert only_promise(path).status is Status.OFFERED


@SLOW
async def test_hostile_words_are_shown_and_do_nothing(path: Path, folder: Path) -> None:
    app = app_on(folder)
    own, heard = ids(path)
    left_behind(path, "promise", own, heard, who=HOSTILE, what=HOSTILE)
    async with app.run_test(size=WIDE) as pilot:
        form = await new_promise(pilot)
        await shown(pilot, HOSTILE_SHOWN[:20])
        press_keys(app, "ctrl+r")
        await until(pilot, lambda: form.row("what").value == HOSTILE_SHOWN, "the words")
    app.close_file()


# A session that has no file yet ------------------------------------------------------------------


async def new_session(pilot: Pilot[None]) -> Any:
    """Go from an empty home to a new session."""
    await at_home(pilot, 0)
    press_keys(pilot.app, "n")
    return await at(pilot, SetupScreen)


async def test_a_new_session_is_kept_beside_the_others_until_it_is_saved(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_session(pilot)
        type_keys(app, "Brixton Library")
        form.row("mode").fill("hybrid")
        form.row("agreements").fill("One at a time")
        await until(pilot, lambda: form.row("title").value == "Brixton Library", "the title")
        await until(pilot, lambda: is_kept_beside(folder, "Library", "One at"), "it on the disk")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        form = await new_session(pilot)
        await shown(pilot, "“Brixton Library · One at a time”")
        press_keys(app, "ctrl+r")
        await until(pilot, lambda: form.row("title").value == "Brixton Library", "the title")
        press_keys(app, "ctrl+s")
        capture = await at_capture(pilot)
        made = capture.file.session()
        assert (made.title, made.mode) == ("Brixton Library", Mode.HYBRID)
        assert made.agreements == "One at a time"
        await until(pilot, lambda: not kept_beside(folder), "nothing beside it")
    app.close_file()
    assert [one.suffix for one in folder.iterdir()] == [".sqlite"]


def is_kept_beside(folder: Path, *words: str) -> bool:
    """Tell whether all these words are kept of a new session."""
    return all(each in kept_beside(folder) for each in words)


def kept_beside(folder: Path) -> str:
    """Return what is kept of a new session."""
    return "".join(one.read_text() for one in folder.glob("unfinished-session-*.json"))


@SLOW
async def test_a_new_session_that_is_left_on_purpose_is_gone(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await new_session(pilot)
        type_keys(app, "Brixton")
        await until(pilot, lambda: "Brixton" in kept_beside(folder), "it on the disk")
        press_keys(app, "escape")
        await at(pilot, Question)
        press_keys(app, "l")
        await at_home(pilot, 0)
        await until(pilot, lambda: not list(folder.iterdir()), "nothing left")


# How it looks -------------------------------------------------------------------------------------


@SIZES
async def test_a_promise_that_was_begun(path: Path, folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    own, heard = ids(path)
    what = "publish the rota every Friday, and ring whoever is affected when it changes"
    left_behind(path, "promise", own, heard, who="The council", what=what)
    async with app.run_test(size=size) as pilot:
        await new_promise(pilot)
        await looks_like(pilot, f"promise-begun-{size[0]}x{size[1]}")
    app.close_file()


@SLOW
@SIZES
async def test_a_correction_that_was_begun(path: Path, folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    left_behind(path, "correct", ids(path)[1], line="Nobody tells us who is coming, or when.")
    async with app.run_test(size=size) as pilot:
        await correcting(pilot)
        await looks_like(pilot, f"correction-begun-{size[0]}x{size[1]}")
    app.close_file()


@SLOW
@SIZES
async def test_a_question_that_was_begun(path: Path, folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    left_behind(path, "prompt", ids(path)[0], line="10 min: What would you ask a minister?")
    async with app.run_test(size=size) as pilot:
        await new_prompt(pilot)
        await looks_like(pilot, f"prompt-begun-{size[0]}x{size[1]}")
    app.close_file()


@SLOW
@SIZES
async def test_a_session_that_was_begun(folder: Path, size: tuple[int, int]) -> None:
    app = app_on(folder)
    writing = InFolder(folder, "Sam", now=some_day)
    writing.keep(written({"title": "Brixton Library", "place": "Brixton"}))
    writing.end()
    async with app.run_test(size=size) as pilot:
        await new_session(pilot)
        await looks_like(pilot, f"setup-begun-{size[0]}x{size[1]}")


# Who keeps it -------------------------------------------------------------------------------------


class Slow:
    """A place that takes its time, or refuses."""

    def __init__(self) -> None:
        self.may_go_on = Event()
        self.kept: list[str] = []
        self.fails = False
        self.has_ended = Event()

    def keep(self, text: str) -> bool:
        """Keep it, once that is allowed."""
        self.may_go_on.wait(30)
        if self.fails:
            raise NotSaved(Path("x"), "the disk is full", "Free some room.")
        self.kept.append(text)
        return True

    def left(self) -> HalfWritten | None:
        """Return that nothing was."""
        return None

    def drop(self, left: HalfWritten) -> bool:
        """Do nothing."""
        return left is None

    def end(self) -> None:
        """Say so."""
        self.has_ended.set()


def test_nobody_waits_for_a_disk_that_does_not_answer() -> None:
    place = Slow()
    draft = FormDraft(place)
    draft.look({"what": "a"})
    draft.look({"what": "ab"})
    draft.keep_now({"what": "abc"})
    draft.done()
    draft.look({"what": "abcd"})
    draft.end()
    assert place.kept == []
    place.may_go_on.set()
    assert place.has_ended.wait(30)
    assert place.kept == [written({"what": "a"}), written({"what": "abc"}), ""]


def test_a_form_in_which_nothing_was_written_asks_for_no_disk() -> None:
    place = Slow()
    draft = FormDraft(place)
    draft.look({})
    draft.done()
    draft.end()
    assert not place.has_ended.is_set()


def test_a_disk_that_refuses_stops_nobody() -> None:
    place = Slow()
    place.fails = True
    place.may_go_on.set()
    draft = FormDraft(place)
    draft.keep_now({"what": "a"})
    draft.end()
    assert place.has_ended.wait(30)
    assert LOOK_EVERY > 0


def test_home_says_what_is_not_saved() -> None:
    assert left(Summary("x", drafts=1)) == "1 line not saved"
    assert left(Summary("x", forms=2)) == "2 forms not saved"
    assert left(Summary("x", drafts=2, forms=1)) == "2 lines and 1 form not saved"


def test_an_offer_says_when_and_what() -> None:
    today = datetime.now(UTC).astimezone().replace(hour=14, minute=7)
    fields = {"what": "ring\nback " * 20, "who": "The surgery", "status": "kept"}
    said = offer(HalfWritten("w", today, fields), ["who", "what"])
    assert said.startswith("You had begun to write this at 14:07: “The surgery · ring back ring")
    assert said.endswith("…”. Ctrl+R brings it back, Ctrl+O puts it away.")
    said = offer(HalfWritten("w", today, {"status": "kept"}), ["who"])
    assert said.startswith("You had begun to write this at 14:07. Ctrl+R")
