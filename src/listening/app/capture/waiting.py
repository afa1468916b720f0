"""Saving while another program is using the file: nobody's keys wait, and nothing typed is lost.

What Enter was pressed on is tried at once. Where the file is busy the line waits, in order with those
before it, and is tried again a few times a second; meanwhile the next one can be typed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from time import monotonic
from typing import Protocol

from listening.app.capture.drafting import excerpt_of
from listening.model.errors import ListeningError, NotSavedYet
from listening.store.session_file import SessionFile

A_MOMENT = 100
"""For how many milliseconds a key may wait for somebody else's save: nobody feels it."""

WAITING = "waiting for the file …"
"""What stands where else it says when something was saved."""

_LONG = 5.0
_WAITS = "Waiting for the file, which another program is using: {what} will be saved as soon as it can be."
_STILL = (
    "Not saved yet: another program is using the file. {what} will be saved as soon as it can be. Enter in "
    "the empty line tries at once, Escape brings the words back into it."
)


class Outcome(Enum):
    """What came of trying to save."""

    SAVED = auto()
    BUSY = auto()
    FAILED = auto()


class Room(Protocol):
    """The screen on which something is saved."""

    @property
    def file(self) -> SessionFile:
        """The open file."""

    def show_why(self, error: ListeningError) -> None:
        """Say why something could not be done."""

    def show_waiting(self, sentence: str) -> None:
        """Say that something waits to be saved; why, where it has waited for long."""


def tried(room: Room, deed: Callable[[], object], wait_ms: int) -> Outcome:
    """Do something that is kept on the disk, waiting no longer than so for others; say why where it fails."""
    try:
        with room.file.patience(wait_ms):
            deed()
    except NotSavedYet:
        return Outcome.BUSY
    except ListeningError as error:
        room.show_why(error)
        return Outcome.FAILED
    return Outcome.SAVED


@dataclass(frozen=True, slots=True)
class Line:
    """A line that waits to be saved."""

    text: str
    """As it was typed."""
    save: Callable[[], object]
    """Saves it; it raises where that fails."""


class WaitingLines:
    """The lines that wait, in the order in which Enter was pressed on them."""

    def __init__(self, room: Room, clock: Callable[[], float] = monotonic) -> None:
        """Begin with none.

        Args:
            room: where they are saved.
            clock: seconds.
        """
        self._room, self._clock = room, clock
        self._lines: deque[Line] = deque()
        self._since = 0.0
        self._is_stopped = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines, as they were typed."""
        return tuple(line.text for line in self._lines)

    @property
    def sentence(self) -> str:
        """What is said of those that wait; nothing where none does."""
        return _WAITS.format(what=self._told) if self._lines else ""

    def save(self, text: str, deed: Callable[[], object]) -> bool:
        """Save a line, or let it wait; False where it is neither saved nor waits, and stays in the entry."""
        line, is_only = Line(text, deed), not self._lines
        if is_only:
            self._since = self._clock()
        self._lines.append(line)
        self.try_now(A_MOMENT if is_only else 0)
        if is_only and self._is_stopped:
            self._lines.clear()
            self._is_stopped = False
            return False
        return True

    def look(self) -> None:
        """Try again, while anything waits for another program."""
        if self._lines and not self._is_stopped:
            self.try_now(0)

    def try_now(self, wait_ms: int = A_MOMENT) -> None:
        """Save all that waits, one after the other, as far as it can be."""
        self._is_stopped = False
        while self._lines:
            outcome = tried(self._room, self._lines[0].save, wait_ms)
            if outcome is Outcome.BUSY:
                self._show()
                return
            if outcome is Outcome.FAILED:
                # What another program has nothing to do with is tried again when somebody asks.
                self._is_stopped = True
                return
            self._lines.popleft()

    def take_back(self) -> str:
        """Take the line that waits last out again, and return it as it was typed."""
        return self._lines.pop().text

    def _show(self) -> None:
        is_long = self._clock() - self._since >= _LONG
        self._room.show_waiting(_STILL.format(what=self._told) if is_long else "")

    @property
    def _told(self) -> str:
        first, more = excerpt_of(self._lines[0].text), len(self._lines) - 1
        return f"“{first}” and {more} more" if more else f"“{first}”"
