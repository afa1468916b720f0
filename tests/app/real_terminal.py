"""The whole program in a real pseudo-terminal, with somebody's hands on it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import pexpect
import pyte

F2, F3, F4 = "\x1bOQ", "\x1bOR", "\x1bOS"
ENTER, LINE_BREAK, QUIT, ESCAPE, UP = "\r", "\n", "\x11", "\x1b", "\x1b[A"

_PATIENCE = 60.0
_A_MOMENT = 0.02


class RealTerminal:
    """`listening FILE` in a terminal, what it draws kept as a screen of letters."""

    def __init__(self, path: Path, *, columns: int = 80, lines: int = 24) -> None:
        environ = {
            **os.environ,
            "TERM": "xterm-256color",
            "TZ": "UTC",
            "LISTENING_AUTHOR": "Sam",
            "LISTENING_SETTINGS": str(path.with_suffix(".settings")),
        }
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "listening", str(path)],
            dimensions=(lines, columns),
            env=environ,
            timeout=_PATIENCE,
        )
        self._child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        # Not its `display`, which fails over letters that have no width.
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        lines = ("".join(self._screen.buffer[y][x].data for x in columns) for y in rows)
        return "\n".join(line.rstrip() for line in lines)

    def send(self, text: str) -> None:
        """Send these characters at once."""
        data = text.encode()
        while data:
            data = data[os.write(self._child.child_fd, data[:512]) :]
            self.look()

    def type(self, text: str) -> None:
        """Send these characters one after the other."""
        for character in text:
            self.send(character)

    def paste(self, text: str) -> None:
        """Send a paste as a terminal that knows brackets does."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def look(self, seconds: float = 0) -> None:
        """Draw what the program has sent."""
        try:
            data = self._child.read_nonblocking(1 << 16, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        # A terminal's letter by which Textual asks for the screen's name; pyte would print it.
        self._stream.feed(data.replace(b"\x1b[>", b"\x1b["))

    def until_shown(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        gives_up = monotonic() + _PATIENCE
        while words not in self.text:
            assert monotonic() < gives_up, f"never came: {words}\n{self.text}"
            self.look(_A_MOMENT)

    def until_gone(self, words: str) -> None:
        """Wait until these words no longer stand on the screen."""
        gives_up = monotonic() + _PATIENCE
        while words in self.text:
            assert monotonic() < gives_up, f"never went: {words}\n{self.text}"
            self.look(_A_MOMENT)

    def kill(self) -> None:
        """End the program as a failing machine would."""
        os.kill(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def until_ended(self) -> int | None:
        """Wait until the program has ended by itself, and return its exit status."""
        gives_up = monotonic() + _PATIENCE
        while self._child.isalive():
            assert monotonic() < gives_up, f"never ended\n{self.text}"
            self.look(_A_MOMENT)
        status: int | None = self._child.exitstatus
        return status
