"""A change that was begun and never saved goes on, as a change of the same contribution."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from listening.model.vocabulary import Check, Sharing
from listening.store.session_file import SessionFile
from tests.app.capture_room import CaptureApp, fill, make, open_file
from tests.app.waiting import NARROW, press_keys, screen_text, type_keys, until

SAID = "P7: We write the rota on Friday. /r"
OFFER = "A change to P7, 14:07 was not saved: “P7: We write the rota on Friday, always."


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """Return a session in which a change was typed, and the program killed before it was saved."""
    path = tmp_path / "brixton.sqlite"
    make(path)
    with open_file(path) as file:
        fill(file, SAID)
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await until(pilot, lambda: app.is_up, "the capture screen")
            press_keys(app, "up", "e")
            await until(pilot, lambda: app.room.entry.line.startswith("P7:"), "the words")
            press_keys(app, "backspace")
            type_keys(app, ", always.")
            await until(pilot, lambda: b", always." in path.read_bytes(), "the draft")
    with open_file(path, 4000) as file:
        # Nothing of it is running any more.
        file._con.execute("UPDATE form_draft SET process = '1 0.00'")
    return path


@pytest.fixture
async def app(path: Path) -> AsyncIterator[CaptureApp]:
    with open_file(path, 5000) as file:
        yield CaptureApp(file)


def said_meanwhile(path: Path, deed: Callable[[SessionFile, str], object]) -> None:
    """Do something to the contribution after the program was killed."""
    with open_file(path, 8000, "Ali") as other:
        deed(other, other.contributions()[0].id)


async def told(pilot: Pilot[None], words: str) -> None:
    """Wait until these words are to be read, on however many lines."""
    app = pilot.app
    await until(pilot, lambda: words in " ".join(screen_text(app).split()), repr(words))


async def test_a_change_is_offered_and_goes_on_where_it_was(app: CaptureApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await told(pilot, OFFER)
        press_keys(app, "enter")
        await told(pilot, "edit ▸ P7: We write the rota on Friday, always. /r")
        press_keys(app, "enter")
        await until(pilot, lambda: app.words() == ["We write the rota on Friday, always."], "it")
        await told(pilot, "Changed: P7, 14:07.")
        await until(pilot, lambda: left(path) == 0, "nothing is kept of it")
    assert not app.file.contributions()[0].conflicts


async def test_what_others_changed_meanwhile_is_kept_beside_it(path: Path) -> None:
    said_meanwhile(path, lambda file, own: file.edit(own, words="On Fridays."))
    said_meanwhile(path, lambda file, own: file.tag([own], add=["s"]))
    with open_file(path, 5000) as file:
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await told(pilot, OFFER)
            press_keys(app, "enter", "enter")
            await told(pilot, "both versions are kept, to be settled later")
            (one,) = file.contributions()
            assert one.conflicts == 1
            assert [area.mark for area in one.areas] == ["r", "s"], (
                "what was not changed here stays"
            )


async def test_where_it_was_taken_out_the_words_come_as_a_new_line(path: Path) -> None:
    said_meanwhile(path, lambda file, own: file.remove([own]))
    with open_file(path, 5000) as file:
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await told(pilot, OFFER)
            press_keys(app, "enter")
            await told(pilot, "your words stand here as a new line")
            press_keys(app, "enter")
            await until(pilot, lambda: len(app.words()) == 1, "a contribution")
            await until(pilot, lambda: left(path) == 0, "nothing is kept of it")


async def test_of_what_was_taken_back_no_words_are_offered(path: Path) -> None:
    said_meanwhile(path, lambda file, own: file.edit(own, check=Check.WITHDRAWN))
    with open_file(path, 5000) as file:
        app = CaptureApp(file)
        async with app.run_test(size=NARROW) as pilot:
            await told(pilot, "A change that was not saved is gone with what it changed")
            assert "always" not in screen_text(app)
            assert b", always." not in path.read_bytes()


async def test_delete_throws_it_away_and_escape_leaves_it(app: CaptureApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await told(pilot, OFFER)
        press_keys(app, "escape")
        await until(pilot, lambda: "was not saved" not in screen_text(app), "no offer")
        assert left(path) == 1
    with open_file(path, 6000) as file:
        again = CaptureApp(file)
        async with again.run_test(size=NARROW) as pilot:
            await told(pilot, OFFER)
            press_keys(again, "delete")
            await until(pilot, lambda: left(path) == 0, "it is gone")
            assert b", always." not in path.read_bytes()


async def test_a_change_that_goes_off_record_is_not_kept(app: CaptureApp, path: Path) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await told(pilot, OFFER)
        press_keys(app, "enter")
        await told(pilot, "edit ▸")
        type_keys(app, " and on")
        await until(pilot, lambda: b"and on" in path.read_bytes(), "the draft")
        press_keys(app, "ctrl+g", "o")
        await until(pilot, lambda: b"and on" not in path.read_bytes(), "nothing of it")
        assert app.room.picture_read(app.room.entry.line).marks.sharing is Sharing.OFF


async def test_words_that_are_taken_back_while_they_are_changed_leave_the_line(
    app: CaptureApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await told(pilot, OFFER)
        press_keys(app, "enter")
        await told(pilot, "edit ▸")
        said_meanwhile(path, lambda file, own: file.edit(own, check=Check.WITHDRAWN))
        await told(pilot, "has just been taken back, or erased: its words are gone")
        assert app.room.entry.line == ""
        await until(pilot, lambda: "rota" not in screen_text(app), "nothing of it is to be seen")


async def test_a_change_of_what_was_taken_out_is_refused_and_stays_in_the_line(
    app: CaptureApp, path: Path
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await told(pilot, OFFER)
        press_keys(app, "enter")
        await told(pilot, "edit ▸")
        said_meanwhile(path, lambda file, own: file.remove([own]))
        press_keys(app, "enter")
        await told(pilot, "taken this out of every list: nothing was done")
        assert app.room.entry.line.startswith("P7: We write the rota on Friday, always.")


def left(path: Path) -> int:
    """Return how many changes stand half-written in the file."""
    with open_file(path, 9000) as file:
        (number,) = file._con.execute("SELECT count(*) FROM form_draft").fetchone()
        return int(number)
