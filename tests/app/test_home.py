"""Home: what is in the folder, newest first; what could not be opened, with the reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from listening.app.home_rows import Columns, session_row
from listening.app.listening_app import ListeningApp
from listening.app.screens.folder import FolderQuestion, chosen
from listening.app.screens.home import HomeScreen
from listening.app.screens.setup import SetupScreen
from listening.app.widgets.notice import Notice
from listening.app.widgets.session_list import SessionList
from listening.model.errors import NotASession, WrongUse
from listening.model.quickline import raw
from listening.store.session_file import SessionFile
from listening.store.views import Summary
from tests.app.driving import HOSTILE, HOSTILE_SHOWN, app_on, at_capture, at_home, make
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, shown, stable, type_keys, until

TINY = [(40, 12), (20, 5)]


def fill(folder: Path) -> None:
    """Put a few sessions into the folder, and a file that is none."""
    library = make(folder, "a", "Brixton Library", place="Brixton", date="2026-03-24")
    with SessionFile.open(library, author="Sam") as file:
        session = file.session().id
        for words in ("One.", "Two.", "Three."):
            file.capture(raw(words), session=session)
        first = file.contributions()[0].id
        file.tag([first], add=["roles"])
    make(folder, "b", "Norwood, carers’ morning", place="Norwood", date="2026-03-19")
    make(folder, "c", "No date yet")
    (folder / "old-notes.sqlite").write_bytes(b"not a database at all" * 100)


async def said(pilot: Pilot[None], home: HomeScreen, words: str) -> None:
    """Wait until home says these words."""
    await until(pilot, lambda: words in home.query_one(Notice).sentence, words)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_folder_is_listed_newest_first(folder: Path, size: tuple[int, int]) -> None:
    fill(folder)
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        home = await at_home(pilot, 4)
        assert app.focused is home.query_one(SessionList)
        await looks_like(pilot, f"home-{size[0]}x{size[1]}")


@pytest.mark.parametrize("width", [96, 120, 200])
def test_figures_in_columns_are_whole_and_the_title_gives_way(width: int) -> None:
    long = Summary("a", "Carers’ morning at the library and what came after " * 3, heard=1234)
    busy = Summary(
        "b", "Brixton", "2026-03-24", "Brixton Library", heard=47, untagged=33, drafts=1, sessions=1
    )
    columns = Columns.of([long, busy], width)
    rows = [session_row(one, columns, width, chosen=False).plain for one in (long, busy)]
    lines = [line for row in rows for line in row.split("\n")]
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    assert "33 not yet tagged · 1 line not saved" in rows[1]
    assert "Brixton Library" in rows[1]
    assert "1234 heard" in rows[0]


def test_in_large_print_no_figure_of_a_session_is_cut() -> None:
    busy = Summary("b", "Brixton", "2026-03-24", "Brixton Library", heard=47, untagged=33, due=2)
    row = session_row(busy, Columns.of([busy], 38), 38, chosen=True).plain
    assert all(cell_len(line.rstrip()) <= 38 for line in row.split("\n"))
    told = "Tue 24 Mar 2026 · 47 heard · 33 not yet tagged · 2 promises due · Brixton Library"
    assert told in " ".join(row.split())


async def test_home_tells_of_a_line_that_was_not_saved_and_only_its_author(folder: Path) -> None:
    path = make(folder, "a", "Brixton Library")
    with SessionFile.open(path, author="Sam") as file:
        file.keep_draft("half a thou")
    with SessionFile.open(path, author="Ali") as file:
        file.keep_draft("another")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 1)
        await until(pilot, lambda: "· 1 line not saved" in screen_text(app), "the line")
        assert "half" not in screen_text(app)


async def test_an_empty_folder_explains_itself_in_two_lines(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        await looks_like(pilot, "home-empty-80x24")


async def test_a_folder_that_is_not_there_yet_is_an_empty_one(folder: Path) -> None:
    app = app_on(folder / "not yet")
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        await stable(pilot)
        await shown(pilot, "press n to set one up")


async def test_the_chosen_session_is_opened_and_left_again(folder: Path) -> None:
    fill(folder)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 4)
        press_keys(app, "down", "enter")
        await at_capture(pilot)
        await stable(pilot)
        await shown(pilot, "Norwood, carers’ morning")
        press_keys(app, "ctrl+o")
        home = await at_home(pilot, 4)
        assert home.query_one(SessionList).highlighted == 1
        assert app.focused is home.query_one(SessionList)


async def test_what_was_captured_meanwhile_is_counted_on_coming_back(folder: Path) -> None:
    make(folder, "a", "Brixton Library")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 1)
        press_keys(app, "enter")
        await at_capture(pilot)
        type_keys(app, "We were told afterwards.\r")
        await until(pilot, lambda: "1 heard" in screen_text(app), "the contribution")
        press_keys(app, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen), "home")
        await until(pilot, lambda: "1 heard · 1 not yet tagged" in screen_text(app), "the count")


async def test_a_file_that_cannot_be_opened_says_why_and_nothing_crashes(folder: Path) -> None:
    fill(folder)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        home = await at_home(pilot, 4)
        press_keys(app, "end", "enter")
        await said(pilot, home, "old-notes.sqlite")
        assert app.screen is home
        press_keys(app, "home", "enter")
        await at_capture(pilot)


async def test_a_file_that_went_away_says_so(folder: Path) -> None:
    fill(folder)
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        home = await at_home(pilot, 4)
        (folder / "a.sqlite").unlink()
        press_keys(app, "enter")
        await said(pilot, home, "There is no session file")


@pytest.mark.parametrize("size", [NARROW, WIDE, *TINY], ids=str)
async def test_hostile_words_are_shown_and_do_nothing(folder: Path, size: tuple[int, int]) -> None:
    folder /= "[nope] [@click=app.quit] <b>"
    folder.mkdir()
    make(folder, "[bold]h[", HOSTILE, HOSTILE, place=HOSTILE, purpose=HOSTILE, date="2026-03-01")
    (folder / "[nope] \x1b]0;x\x07[@click=app.quit].sqlite").write_bytes(b"x" * 100)
    make(folder, "r", "שלום לכולם", place="Leeds")
    app = app_on(folder)
    async with app.run_test(size=size, notifications=True) as pilot:
        await at_home(pilot, 3)
        press_keys(app, "end", "enter", "up", "home")
        await stable(pilot)
        assert app.is_running
        shown = screen_text(app)
        assert "\x1b" not in shown
        if size in (NARROW, WIDE):
            assert HOSTILE_SHOWN[:25] in shown
        if size == NARROW:
            assert "! [nope]" in shown


async def test_words_from_right_to_left_have_nothing_beside_them(folder: Path) -> None:
    make(folder, "r", "שלום לכולם", place="Leeds", date="2026-03-01")
    app = app_on(folder)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot, 1)
        await stable(pilot)
        await shown(pilot, " ▸ שלום לכולם\n")


async def test_the_sample_is_a_copy_that_is_thrown_away(folder: Path) -> None:
    app = app_on(folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot, 0)
            press_keys(app, "d")
            copy = (await at_capture(pilot)).file.path
            await until(pilot, lambda: "demo · nothing is kept" in screen_text(app), "so")
            assert copy.exists()
            assert copy.parent != folder
    assert not copy.exists()
    assert list(folder.iterdir()) == []


async def test_another_folder_is_shown_after_asking_for_it(folder: Path) -> None:
    other = folder.parent / "Other"
    other.mkdir()
    make(other, "x", "Somewhere else")
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "o")
        await until(pilot, lambda: isinstance(app.focused, Input), "the question")
        assert isinstance(app.screen, FolderQuestion)
        app.screen.query_one(Input).value = "~/Nowhere"
        press_keys(app, "enter")
        await until(pilot, lambda: "There is no folder" in screen_text(app), "the reason")
        app.screen.query_one(Input).value = "~/Other"
        press_keys(app, "enter")
        home = await at_home(pilot, 1)
        assert home.folder == other
        await stable(pilot)
        await shown(pilot, "~/Other")


def test_a_folder_is_read_as_people_type_it(folder: Path) -> None:
    assert chosen("~/Listening sessions") == folder
    assert chosen(f" '{folder}' ") == folder
    for wrong in ("", "~/Nowhere", "\0", "x" * 5000, "~nobody-of-that-name/x"):
        with pytest.raises(WrongUse):
            chosen(wrong)


async def test_n_sets_a_session_up_and_escape_comes_back(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "n")
        await until(pilot, lambda: isinstance(app.screen, SetupScreen), "set-up")
        await stable(pilot)
        press_keys(app, "escape")
        await at_home(pilot, 0)


async def test_nothing_to_open_means_no_key_to_open_it(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        await stable(pilot)
        assert "Enter open" not in screen_text(app)


@pytest.mark.parametrize("size", TINY, ids=str)
async def test_home_survives_a_very_small_terminal(folder: Path, size: tuple[int, int]) -> None:
    fill(folder)
    app = app_on(folder)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot, 4)
        await stable(pilot)
        await shown(pilot, "Brixton")
        await shown(pilot, "Enter open")
        await pilot.resize_terminal(*WIDE)
        await stable(pilot)
        await shown(pilot, "old-notes.sqlite is not a session file")


async def test_q_leaves(folder: Path) -> None:
    app = app_on(folder)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot, 0)
        press_keys(app, "q")
        await until(pilot, lambda: not app.is_running, "the end")
    assert app.return_code == 0


async def test_a_session_file_goes_straight_to_capture_and_home_comes_after(folder: Path) -> None:
    path = make(folder, "a", "Brixton Library")
    app = app_on(folder.parent)
    app.begin_with(path, home=folder)
    with app.everything_closed_at_the_end():
        async with app.run_test(size=NARROW) as pilot:
            await at_capture(pilot)
            press_keys(app, "ctrl+o")
            home = await at_home(pilot, 1)
            assert home.folder == folder


def test_a_file_that_cannot_be_opened_ends_before_it_begins(folder: Path) -> None:
    fill(folder)
    with pytest.raises(NotASession):
        app_on(folder).begin_with(folder / "old-notes.sqlite", home=folder)


async def test_what_nobody_foresaw_ends_without_a_traceback_and_keeps_the_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(folder, "a", "Brixton Library")
    app = app_on(folder)
    app.begin_with(path, home=folder)

    def breaks(self: ListeningApp) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ListeningApp, "action_help", breaks)

    async def use_it() -> None:
        async with app.run_test(size=NARROW) as pilot:
            await at_capture(pilot)
            type_keys(app, "Half a sent")
            await until(pilot, lambda: "Half a sent" in screen_text(app), "the words")
            press_keys(app, "f1")
            await until(pilot, lambda: not app.is_running, "the end")

    with app.everything_closed_at_the_end(), pytest.raises(ZeroDivisionError):
        await use_it()
    assert isinstance(app.fault, ZeroDivisionError)
    assert app._exit_renderables == []
    with SessionFile.open(path, author="Sam") as file:
        assert [draft.line for draft in file.drafts_left()] == ["Half a sent"]


async def test_a_file_that_another_program_holds_is_read_again_by_itself(folder: Path) -> None:
    held = make(folder, "held", "Norwood")
    make(folder, "a", "Brixton Library")
    app = app_on(folder)
    with closing(sqlite3.connect(held, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        async with app.run_test(size=NARROW) as pilot:
            home = await at_home(pilot, 2)
            await shown(pilot, "another program is writing to it")
            chosen = home.query_one(SessionList).chosen
            assert chosen is not None
            assert chosen.file == "a.sqlite"
            other.execute("ROLLBACK")
            await shown(pilot, "Norwood")
            await until(pilot, lambda: "another program" not in screen_text(app), "its end")
            chosen = home.query_one(SessionList).chosen
            assert chosen is not None
            assert chosen.file == "a.sqlite"
