"""A half-written promise in a real terminal, killed as a failing machine would, and written on."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from listening.model.quickline import raw
from listening.store.check import check
from listening.store.session_file import SessionFile
from tests.app.real_terminal import ESCAPE, QUIT, UP, RealTerminal

SAVE, BRING_BACK = "\x13", "\x12"
READY = "What is said"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "brixton.sqlite"
    with SessionFile.create(found, {"title": "Brixton Library"}, author="Sam") as file:
        file.capture(raw("Nobody tells us who is coming"), session=file.session().id)
    return found


def go_to_the_promise(terminal: RealTerminal) -> None:
    """Go to a new promise for the only contribution."""
    terminal.until_shown(READY)
    terminal.send(UP)
    terminal.until_shown("Escape line")
    terminal.send("k")
    terminal.until_shown("A new promise")
    terminal.until_shown("Will do what")


def until_kept(path: Path, words: str) -> None:
    """Wait until words are on the disk for good: their bytes are there, and no journal is."""
    gives_up = monotonic() + 30
    journal = path.with_name(f"{path.name}-journal")
    while journal.exists() or words.encode() not in path.read_bytes():
        assert monotonic() < gives_up, f"never kept: {words}"


@pytest.mark.slow
def test_a_killed_app_has_lost_nothing_of_a_promise(path: Path) -> None:
    said = ""
    for number in range(4):
        with RealTerminal(path) as terminal:
            go_to_the_promise(terminal)
            if said:
                terminal.until_shown("You had begun to write this")
                terminal.send(BRING_BACK)
                terminal.until_gone("You had begun to write this")
                terminal.until_shown(said)
            more = f"who-{number},"
            terminal.type(more)
            said = f"{said}{more}"
            terminal.until_shown(said)
            until_kept(path, said)
            terminal.kill()
        assert check(path).trouble is None
    with RealTerminal(path) as terminal:
        go_to_the_promise(terminal)
        terminal.send(BRING_BACK)
        terminal.until_gone("You had begun to write this")
        terminal.send(ESCAPE)
        terminal.until_shown("Leave it unsaved")
        terminal.send("l")
        terminal.until_shown("Escape line")
        terminal.send(QUIT)
        assert terminal.until_ended() == 0
    assert said.encode() not in path.read_bytes()
    with SessionFile.open(path, author="Sam") as file:
        assert file.commitments() == ()


@pytest.mark.slow
def test_a_killed_app_has_lost_nothing_of_a_session_that_is_set_up(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    with RealTerminal(folder) as terminal:
        terminal.until_shown("No sessions here yet")
        terminal.send("n")
        terminal.until_shown("only the title is needed")
        terminal.type("Brixton Library")
        terminal.until_shown("Brixton Library")
        gives_up = monotonic() + 30
        while not any("Library" in one.read_text() for one in folder.glob("unfinished-*.json")):
            assert monotonic() < gives_up, "never kept"
        terminal.kill()
    with RealTerminal(folder) as terminal:
        terminal.until_shown("No sessions here yet")
        terminal.send("n")
        terminal.until_shown("“Brixton Library”")
        terminal.send(BRING_BACK)
        terminal.until_gone("You had begun")
        terminal.send(SAVE)
        terminal.until_shown(READY)
        terminal.send(QUIT)
        assert terminal.until_ended() == 0
    assert [one.suffix for one in folder.iterdir()] == [".sqlite"]
