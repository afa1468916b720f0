"""The program on a session, in a terminal, typed into and read."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pexpect

from tests.benchmarks.measure import environment, milliseconds

_PATIENCE_S = 120
_QUIET_S = 0.02
_EMPTIED = "\x15"
_PLACEHOLDER = "words, or their beginnings"
_AT_ONCE = 65_536
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07]*\x07")
_PLACE = re.compile(rb"\x1b\[[0-9]+;[0-9]+H")


@dataclass
class Line:
    """A line of the screen into which is typed."""

    mark: str
    """What it begins with."""
    typed: str = ""
    """What was typed into it."""

    def is_painted(self, drawn: bytes) -> bool:
        """Tell whether what was drawn shows the line as it was typed, and nothing else beside it."""
        placed = (_words(piece).decode(errors="replace").strip() for piece in _PLACE.split(drawn))
        return any(piece.removeprefix(self.mark).strip() == self.typed for piece in placed)


@dataclass
class Room:
    """The program on a session."""

    child: pexpect.spawn[bytes]
    """The program."""

    def typed(self, letter: str) -> float:
        """Type a letter and return how many milliseconds it took to be painted, wherever."""
        return self._until(letter, lambda drawn: letter.encode() in _words(drawn))

    def typed_into(self, line: Line, letter: str) -> float:
        """Type a letter into a line, and return how many milliseconds it took to stand there."""
        line.typed += letter
        return self._until(letter, line.is_painted)

    def empty(self, line: Line) -> None:
        """Take out what was typed into a line, and wait until it says what can be typed there."""
        if line.typed:
            line.typed = _PLACEHOLDER
            self._until(_EMPTIED, line.is_painted)
            line.typed = ""
            self.rest()

    def line_after(self, keys: str, mark: str) -> Line:
        """Press what shows a line to type into, and return the line that begins with this mark."""
        self.child.send(keys)
        self.child.expect_exact(mark.encode())
        self.rest()
        return Line(mark)

    def rest(self, quiet: float = _QUIET_S) -> None:
        """Let what else is drawn come to its end, unread: until nothing is for so many seconds."""
        with suppress(pexpect.TIMEOUT):
            while True:
                self.child.read_nonblocking(_AT_ONCE, timeout=quiet)

    def go_on_after(self, seconds: float) -> None:
        """Let so much time go by, whatever is drawn meanwhile."""
        ends = time.perf_counter() + seconds
        with suppress(pexpect.TIMEOUT):
            while (left := ends - time.perf_counter()) > 0:
                self.child.read_nonblocking(_AT_ONCE, timeout=left)

    def _until(self, keys: str, is_painted: Callable[[bytes], bool]) -> float:
        def painted() -> None:
            self.child.send(keys)
            drawn = b""
            while not is_painted(drawn):
                drawn += self.child.read_nonblocking(_AT_ONCE, timeout=_PATIENCE_S)

        return milliseconds(painted)


def room(ends: ExitStack, path: Path) -> Room:
    """Start the program on a session; it ends with all else that does."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "listening", str(path), "--as", "Sam"],
        env=environment(TERM="xterm-256color", LISTENING_SETTINGS=str(path.with_suffix(".json"))),
        dimensions=(40, 120),
        timeout=_PATIENCE_S,
    )
    ends.callback(child.close, force=True)
    child.expect(b"Enter saves it")
    child.delaybeforesend = None
    there = Room(child)
    there.rest()
    return there


def _words(drawn: bytes) -> bytes:
    return _SEQUENCE.sub(b"", drawn)
