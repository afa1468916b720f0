"""The entry in a real terminal, which is stalled a quarter of every second."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
_TRIES = 5
F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"


@dataclass
class Terminal:
    """The app in its terminal."""

    child: pexpect.spawn[str]
    path: Path

    @property
    def saved(self) -> list[str]:
        """The lines that were saved."""
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def send(self, text: str | bytes) -> None:
        """Send all of this at once."""
        os.write(self.child.child_fd, text.encode() if isinstance(text, str) else text)

    def saves(self, *lines: str) -> None:
        """Wait until these lines, and only these, are saved; then forget them."""
        gives_up = monotonic() + 30
        while self.saved != list(lines) and monotonic() < gives_up:
            self.look()
        assert self.saved == list(lines)
        self.path.write_text("", encoding="utf-8")

    def keeps_together(self, *lines: str) -> Iterator[bool]:
        """Paste these lines without brackets a few times; yield whether they were kept as one.

        Where the machine stalled while they came in, they may be taken for typed, each line whole
        and in its order: nothing else may ever come of them.
        """
        for _ in range(_TRIES):
            self.send("\r\n".join(lines) + "\r")
            gives_up = monotonic() + 30
            while "".join(self.saved).replace("\n", "") != "".join(lines):
                assert monotonic() < gives_up, self.saved
                self.look()
            saved = self.saved
            assert "\n".join(saved) == "\n".join(lines)
            self.path.write_text("", encoding="utf-8")
            yield len(saved) == 1

    def look(self, seconds: float = 0.01) -> None:
        """Take what the app draws, as a terminal does."""
        try:
            self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    path = tmp_path / "saved.jsonl"
    path.touch()
    command = ["-m", "tests.app.entry_in_terminal", str(path)]
    child = pexpect.spawn(
        sys.executable, command, dimensions=(24, 80), encoding="utf-8", cwd=str(ROOT)
    )
    child.delaybeforesend = None
    yield Terminal(child, path)
    child.close(force=True)


def test_what_a_terminal_sends_is_saved_as_it_was_meant(terminal: Terminal) -> None:
    terminal.send("typed while it starts\nand once more\n")
    terminal.saves("typed while it starts", "and once more")

    terminal.send("a line and Enter in one go\r")
    terminal.saves("a line and Enter in one go")

    assert any(terminal.keeps_together("three lines", "pasted plainly", "by an old terminal"))

    terminal.send("\x1b[200~pasted\x1b\x11 with\rbrackets\x1b[201~\r")
    terminal.saves("pasted with\nbrackets")

    terminal.send(b"caf\xe9 \xe6\x88\x91\r")
    terminal.saves("caf\ufffd 我")


def test_forty_lines_typed_and_tagged_by_hand_come_out_intact(terminal: Terminal) -> None:
    terminal.send("ready\r")
    terminal.saves("ready")
    for number in range(40):
        for character in f"Line {number}: nobody tells us":
            terminal.send(character)
            terminal.look(0.001)
        terminal.send((F2, F3, F4)[number % 3])
        terminal.look(0.001)
        terminal.send("\r")
        terminal.look(0.001)
    marks = ("/a", "/r", "/s")
    terminal.saves(*(f"Line {number}: nobody tells us {marks[number % 3]}" for number in range(40)))
