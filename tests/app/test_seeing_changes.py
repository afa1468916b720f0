"""What others change is to be seen on every screen at once, and nothing is done with what is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from listening.app.finding import deeds
from listening.app.finding.answers import Said
from listening.app.listening_app import ListeningApp
from listening.app.screens.comparing import ComparingScreen
from listening.app.screens.figures import FiguresScreen
from listening.app.screens.find import FindScreen
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.line_question import LineQuestion
from listening.app.screens.promises import PromisesScreen
from listening.app.screens.relations import RelationsScreen
from listening.app.screens.second_coding import SecondCodingScreen
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.leaving_text import LeavingText
from listening.app.widgets.marked_list import MarkedList
from listening.model.errors import WrongUse
from listening.model.quickline import parse
from listening.model.vocabulary import Area, Check, RelationKind
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from tests.app.driving import app_on, at_home
from tests.app.merged_room import merged, session
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, type_keys, until

SAID = "P3: Nobody tells us who is coming. /s"
WORDS = "Nobody tells us"


@pytest.fixture
def path(folder: Path) -> Path:
    """Return a session in which something was said, and something follows from it."""
    path = session(folder, "Brixton", SAID, "P7: We write the rota on Friday. /r")
    with SessionFile.open(path, author="Sam") as file:
        token, said = file.session().id, file.contributions()[0].id
        file.commit(token, who="The council", what="publish the rota", answers=[said])
        file.commit(token, who="Riverside Surgery", what="name one person to ring")
        file.relate(
            token,
            kind=RelationKind.TRUST,
            from_party="family carers",
            to_party="the council",
            said_in=said,
        )
    return path


def elsewhere(path: Path, deed: Callable[[SessionFile], object]) -> None:
    """Do something in another window."""
    with SessionFile.open(path, author="Ali") as other:
        deed(other)


def withdraw(file: SessionFile) -> None:
    """Take back what was said first."""
    file.edit(file.contributions()[0].id, check=Check.WITHDRAWN)


def say(file: SessionFile, line: str) -> None:
    """Capture a line."""
    token = file.session().id
    file.capture(parse(line, file.known(token)), session=token)


async def gone(pilot: Pilot[None], words: str) -> None:
    """Wait until these words stand nowhere on the screen."""
    await until(pilot, lambda: words not in screen_text(pilot.app), f"{words!r} gone")


def _listed(app: App[None], kind: type[object]) -> bool:
    return isinstance(app.screen, kind) and any(
        rows.option_count and rows.has_focus for rows in app.screen.query(MarkedList)
    )


async def at_promises(pilot: Pilot[None], path: Path) -> PromisesScreen:
    """Go straight to the promises of the session."""
    app = pilot.app
    await at_home(pilot, 1)
    assert isinstance(app, ListeningApp)
    app.promises(path)
    await until(pilot, lambda: _listed(app, PromisesScreen), "the promises")
    assert isinstance(app.screen, PromisesScreen)
    return app.screen


async def test_the_board_shows_what_others_promise_and_no_words_that_were_taken_back(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_promises(pilot, path)
            await shown(pilot, WORDS)
            chosen = board.chosen
            token = board.file.session().id
            elsewhere(path, lambda file: file.commit(token, who="Anchor", what="call back"))
            await shown(pilot, "Anchor: call back")
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
            assert board.chosen == chosen


async def test_under_a_question_the_board_is_looked_at_too_and_what_is_typed_stays(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_promises(pilot, path)
            press_keys(app, "c")
            await until(pilot, lambda: isinstance(app.screen, LineQuestion), "what was changed")
            type_keys(app, "no money")
            await shown(pilot, "no money")
            elsewhere(path, lambda file: file.remove([board.chosen]))
            await until(pilot, lambda: "publish the rota" not in str(board._lines), "the list")
            await shown(pilot, "no money")
            press_keys(app, "enter")
            await shown(pilot, "Somebody has just taken this")
            with SessionFile.open(path) as file:
                assert all(one.reason is None for one in file.commitments())


async def test_relations_come_and_go_as_others_note_them(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_promises(pilot, path)
            press_keys(app, "r")
            await until(pilot, lambda: _listed(app, RelationsScreen), "the relations")
            await shown(pilot, WORDS)
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
            elsewhere(path, lambda file: file.remove([file.relations()[0].id]))
            await shown(pilot, "No relation is noted yet")


async def test_a_form_keeps_what_was_typed_and_shows_no_words_that_were_taken_back(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_promises(pilot, path)
            press_keys(app, "e")
            await until(pilot, lambda: isinstance(app.screen, FollowForm), "the form")
            await shown(pilot, WORDS)
            app.screen.query_one("#row-what .inner", TextArea).text = "something else"
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
            await shown(pilot, "something else")
            elsewhere(path, lambda file: file.remove([board.chosen]))
            press_keys(app, "ctrl+s")
            await shown(pilot, "nothing was done")


async def test_a_key_meant_for_what_has_just_gone_does_nothing_to_what_took_its_place(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            board = await at_promises(pilot, path)
            first = board.chosen
            elsewhere(path, lambda file: file.remove([first]))
            await until(pilot, lambda: board.chosen not in ("", first), "the other one")
            press_keys(app, "d")
            await shown(pilot, "has just gone")
            with SessionFile.open(path) as file:
                assert len(file.commitments()) == 1
            press_keys(app, "d")
            await shown(pilot, "Taken out of every list")


async def at_coding(pilot: Pilot[None], path: Path) -> SecondCodingScreen:
    """Go straight to coding the session a second time."""
    app = pilot.app
    await at_home(pilot, 1)
    assert isinstance(app, ListeningApp)
    app.code_again(path)
    await until(pilot, lambda: isinstance(app.screen, SecondCodingScreen), "the words to code")
    assert isinstance(app.screen, SecondCodingScreen)
    return app.screen


async def test_words_that_are_taken_back_go_from_a_second_coding_and_its_comparison(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            coding = await at_coding(pilot, path)
            await shown(pilot, WORDS)
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
            await shown(pilot, "was taken back or taken out just now")
            await shown(pilot, "We write the rota")
            press_keys(app, "a")
            await shown(pilot, "has just gone")
            assert coding.coding.tags is None
            press_keys(app, "a", "f")
            await until(pilot, lambda: isinstance(app.screen, ComparingScreen), "the comparison")
            await shown(pilot, "We write the rota")
            elsewhere(path, lambda file: file.remove([file.contributions()[1].id]))
            await gone(pilot, "We write the rota")


async def test_what_is_settled_or_taken_back_elsewhere_goes_from_settling(folder: Path) -> None:
    path = merged(folder)
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            app.review(path)
            await shown(pilot, "Buses stop at six.")
            await shown(pilot, "1 of 2")
            elsewhere(path, lambda file: file.settle(file.conflicts()[0].id, keep=1))
            await shown(pilot, "What stood here is gone")
            await shown(pilot, "we had a person to ring!")
            elsewhere(path, lambda file: file.edit(_ringing(file), check=Check.WITHDRAWN))
            await gone(pilot, "a person to ring")
            await shown(pilot, "Nothing is to be settled here")


def _ringing(file: SessionFile) -> str:
    return next(one.id for one in file.contributions() if "to ring!" in (one.words or ""))


async def test_what_would_leave_is_what_may_leave_now(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=WIDE) as pilot:
            await at_home(pilot, 1)
            app.share(path)
            await until(pilot, lambda: WORDS in _leaving(app), "what would leave")
            elsewhere(path, lambda file: say(file, "P1: I stopped asking."))
            await until(pilot, lambda: "I stopped asking." in _leaving(app), "what was said since")
            elsewhere(path, withdraw)
            await until(pilot, lambda: WORDS not in _leaving(app), "without what was taken back")


def _leaving(app: App[None]) -> str:
    return "".join(text.text for text in app.screen.query(LeavingText))


async def finding(pilot: Pilot[None], path: Path) -> FindScreen:
    """Go straight to finding in the session, and into what is found."""
    app = pilot.app
    await at_home(pilot, 1)
    assert isinstance(app, ListeningApp)
    app.find_in_file(path, None, "Brixton", Where())
    await shown(pilot, "2 found")
    press_keys(app, "tab")
    await until(pilot, lambda: isinstance(app.focused, HeardRows), "what is found")
    assert isinstance(app.screen, FindScreen)
    return app.screen


async def test_what_is_found_is_what_stands_now_and_the_mark_stays_on_it(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            screen = await finding(pilot, path)
            chosen = screen.chosen()
            assert chosen is not None
            assert chosen.one.words == "Nobody tells us who is coming."
            elsewhere(path, lambda file: say(file, "P1: I stopped asking."))
            await shown(pilot, "I stopped asking.")
            assert screen.chosen() == chosen
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
            elsewhere(path, lambda file: file.remove([chosen.one.id]))
            await until(
                pilot, lambda: screen.has_answer and screen.found.count() == 2, "without it"
            )
            press_keys(app, "a")
            await told(pilot, "has just gone, so nothing was done")
            with SessionFile.open(path) as file:
                assert not any(Area.ATTITUDES in one.areas for one in file.contributions())
            press_keys(app, "a")
            await told(pilot, "Saved. u takes it back.")


async def test_in_the_folder_too_what_is_taken_back_is_not_found_any_more(
    path: Path, folder: Path
) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            app.find_in_folder(folder, "tells us")
            await shown(pilot, WORDS)
            elsewhere(path, withdraw)
            await until(pilot, lambda: WORDS not in screen_text(app), "nothing of it")


def test_what_has_gone_since_it_was_found_is_refused_and_left_out_of_what_is_tagged_together(
    path: Path,
) -> None:
    with SessionFile.open(path) as file:
        found = [Said(one, path) for one in file.contributions()]
    elsewhere(path, withdraw)
    with pytest.raises(WrongUse, match="taken it back"):
        deeds.toggle(found[0], "roles", "Sam")
    with SessionFile.open(path) as file:
        now = [Said(one, path) for one in file.contributions()]
    assert deeds.tag(now, "attitudes", "Sam").number == 1
    assert deeds.tag(now, "attitudes", "Sam", withdrawn_too=True).number == 2


async def told(pilot: Pilot[None], words: str) -> None:
    """Wait until these words are to be read, on however many lines."""
    app = pilot.app
    await until(pilot, lambda: words in " ".join(screen_text(app).split()), repr(words))


async def test_figures_follow_what_others_save(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            app.show_figures(path)
            await until(pilot, lambda: _listed(app, FiguresScreen), "the figures")
            screen = app.screen
            assert isinstance(screen, FiguresScreen)
            rows = screen.query_one(MarkedList)
            press_keys(app, "down")
            await until(pilot, lambda: rows.highlighted == 2, "the second figure")
            elsewhere(path, lambda file: say(file, "P1: I stopped asking. !barrier /a"))
            await until(pilot, lambda: screen._figures[1].number == 3, "one more")
            assert rows.highlighted == 2


async def test_the_list_of_all_sessions_follows_what_others_save(path: Path, folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 1)
            app.read_all(path)
            await shown(pilot, WORDS)
            elsewhere(path, withdraw)
            await gone(pilot, WORDS)
