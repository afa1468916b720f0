"""Which line ends were typed, and which came in a paste that the terminal put no brackets around.

A terminal that knows bracketed paste marks what is pasted. Others (a bare console, a multiplexer
told to paste plainly) send a paste as if somebody typed it, each line end an Enter: three lines
would be saved as three contributions, the last one half.

Time tells the two apart, but not the time at which the app comes to read a key: while it is busy,
keys typed at leisure pile up and are then handled within a millisecond. What cannot lie is measured
where the bytes come in, on the driver's own thread: *the characters of one reading were typed since
the thread last looked*. More of them than hands can type in that time are a paste; fewer may be
typed, and are taken so. A stall of the app, or of the thread itself, makes that time longer and so
can only turn the answer towards “typed”: a real Enter never becomes a line break.

A line end inside a paste is a line break. One at its very end is Enter: a script that sends a line
and Enter in one go means to save it. Where a reading ends with such an Enter, nobody knows yet
whether more will follow; it is held back until the next reading or the next idle look of the
driver's thread, at most a tenth of a second later. Enters typed by hand are never held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

BY_HAND = 0.015
"""Seconds between two keys that no pair of hands beats for long."""

TOGETHER = 0.005
"""Seconds from before one reading to the next, at most, if both are of one paste."""

A_LOOK = 0.08
"""Seconds for which a driver waits for input at least before it says that there is none."""

WAITING = 0.05
"""Seconds after the driver's thread began in which a reading can only be what waited for it."""

SEVERAL = 4
"""How many characters of one reading, at least, are words where hands cannot have typed them."""

_TEXT_ONLY = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*")
_PARTS = re.compile(r"\r|[^\r]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was read, to be made into keys."""

    text: str
    """What the terminal sent."""
    breaks_line: bool = False
    """Whether this is the line end of a paste: a line break, not the Enter key."""
    is_words: bool = False
    """Whether it came faster than hands type: words, whatever its letters do as keys."""


_ENTER = Piece("\r")
_LINE_BREAK = Piece("\r", breaks_line=True)


class LineEnds:
    """Tells Enter from line break in what the terminal sends; times are seconds of one clock."""

    def __init__(self, now: float) -> None:
        self._born = self._look_began = self._nothing_waited = now
        self._after_text = False
        self._holds = False

    def read(self, data: str, now: float) -> Iterator[Piece]:
        """Return the pieces of what was read at this time, with what was held before it.

        What waited when the app came up was typed while the terminal still turned Enter into a
        newline, over a time that nobody measured: all its line ends are Enters.
        """
        elapsed = now - self._nothing_waited
        # The reading may have been over long before the thread got to say so: only when it began
        # to look for it is sure.
        self._nothing_waited = self._look_began
        if now - self._born < WAITING:
            yield Piece(data.replace("\n", "\r"))
            return
        as_text = bool(_TEXT_ONLY.fullmatch(data))
        if self._holds:
            self._holds = False
            together = as_text and elapsed < TOGETHER
            yield _LINE_BREAK if together else _ENTER
            data = data.removeprefix("\n") if together else data
        yield from self._split(data, elapsed) if as_text else (Piece(data),)
        self._after_text = as_text

    def look(self, now: float, *, after_reading: bool) -> Iterator[Piece]:
        """Say that the thread begins to look for input; returns what was held if none had come.

        Directly after a reading, or after another look, a look says nothing about what waits.
        """
        if not after_reading and now - self._look_began >= A_LOOK:
            self._nothing_waited, self._after_text = self._look_began + A_LOOK, False
            yield from self.finish()
        self._look_began = now

    def finish(self) -> Iterator[Piece]:
        """Return what was held."""
        if self._holds:
            self._holds = False
            yield _ENTER

    def _split(self, data: str, elapsed: float) -> Iterator[Piece]:
        if elapsed >= BY_HAND * max(1, len(data) - 1):
            yield Piece(data)
            return
        after_text = self._after_text and elapsed < BY_HAND
        parts = _PARTS.findall(data.replace("\r\n", "\r"))
        for number, part in enumerate(parts, start=1):
            is_last = number == len(parts)
            if part != "\r" or not after_text:
                yield Piece(part, is_words=part != "\r" and len(data) >= SEVERAL)
            elif is_last:
                self._holds = True
            else:
                yield _LINE_BREAK
            after_text = after_text or part != "\r"
