"""Starting and ending the app in a real pseudo-terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from listening.app.app import NoScreenHere, Unforeseen, _outcome, run
from listening.model.errors import NotASession
from listening.store.session_file import SessionFile
from tests.app.driving import make

LEAVES_THE_SCREEN = "\x1b[?1049l"

STARTS = """
import sys
from pathlib import Path
from listening.app.app import run
from listening.model.errors import ListeningError
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
try:
    print("STATUS", run(path, sessions=folder, author="Sam"))
except ListeningError as error:
    print("SAID", error)
"""

BREAKS = """
import os
from listening.app import environment
environment.prepare(os.environ)
import listening.app.listening_app as module
def breaks(self):
    raise ZeroDivisionError("what somebody said")
module.ListeningApp.action_help = breaks
"""


def start(code: str, path: Path, folder: Path) -> pexpect.spawn[str]:
    """Start the app in a terminal of 80 by 24."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    child = pexpect.spawn(
        sys.executable,
        ["-c", code, str(path), str(folder)],
        dimensions=(24, 80),
        encoding="utf-8",
        env=environ,
        timeout=60,
    )
    child.delaybeforesend = None
    return child


def test_a_folder_is_shown_and_left_with_the_terminal_as_it_was(folder: Path) -> None:
    make(folder, "a", "Brixton Library")
    child = start(STARTS, folder, folder)
    child.expect_exact("Brixton Library")
    child.send("q")
    child.expect_exact(LEAVES_THE_SCREEN)
    child.expect_exact("STATUS 0")
    child.expect(pexpect.EOF)


def test_what_nobody_foresaw_is_one_sentence_and_the_line_is_kept(folder: Path) -> None:
    path = make(folder, "a", "Brixton Library")
    head, _, tail = STARTS.partition("path, folder")
    child = start(f"{head}{BREAKS}path, folder{tail}", path, folder)
    child.expect_exact("Enter saves it")
    child.send("Half a sent")
    child.expect_exact("H")
    child.send("\x0c")
    child.expect_exact(LEAVES_THE_SCREEN)
    child.expect(pexpect.EOF)
    child.wait()
    said = child.before or ""
    assert "not foreseen (ZeroDivisionError)" in said
    assert "Traceback" not in said
    assert "what somebody said" not in said
    with SessionFile.open(path, author="Sam") as file:
        assert [draft.line for draft in file.drafts_left()] == ["Half a sent"]


def test_whoever_debugs_sees_the_error_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = ZeroDivisionError()
    monkeypatch.delenv("LISTENING_DEBUG", raising=False)
    with pytest.raises(Unforeseen, match="LISTENING_DEBUG=1"):
        _outcome(fault, 1)
    monkeypatch.setenv("LISTENING_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        _outcome(fault, 1)
    assert _outcome(None, 0) == 0


def test_a_terminal_that_cannot_draw_is_told_what_can(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(NoScreenHere, match="listening note FILE"):
        run(None, sessions=folder, author="Sam")


def test_a_file_that_is_no_session_is_refused_before_the_screen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    other = folder / "notes.sqlite"
    other.write_bytes(b"something else entirely" * 100)
    with pytest.raises(NotASession, match=r"notes\.sqlite is not a session file"):
        run(other, sessions=folder, author="Sam")
