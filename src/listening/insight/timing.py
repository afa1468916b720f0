"""How long each prompt has had, when there were breaks, and for how long there was none.

What is known comes from notes (a prompt was opened, a break began or ended) and from when things
were said. The room is where it was last said to be: at the prompt that was opened last, whoever
opened it, so that two windows on one session do not count its minutes twice. Before the first such
note, and where nobody made any, the room is at the prompt to which the last thing was said.

The time between two signs of life goes to the prompt of the first. Where there was no sign for
longer than `LONGEST_SILENCE`, nobody knows whether the room still sat there: that time goes to
nothing. So every figure is “at least”, and it outlives a restart and a crash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from listening.store.room_notes import Happened, Heard, RoomNote

MINUTE = 60_000
"""One minute in milliseconds, in which all times here are."""
LONGEST_SILENCE = 60 * MINUTE
"""For how long a room that gives no sign is taken to sit where it sat."""
LONGEST_BREAK = 180 * MINUTE
"""For how long a break whose end nobody notes is taken to go on."""
REST = 15 * MINUTE
"""A silence that is a break, also where nobody noted one."""
BREAK_DUE = 30 * MINUTE
"""After how long a break is due: interpreters need one about every 30 minutes."""


@dataclass(frozen=True, slots=True)
class Break:
    """A break that was noted."""

    began: int
    """Milliseconds since 1970, UTC."""
    ended: int | None
    """None where it goes on, or where nobody noted its end."""


@dataclass(frozen=True, slots=True)
class Timing:
    """What is known of a session's time."""

    had: Mapping[str, int] = field(default_factory=dict)
    """How long each prompt has had, in milliseconds, by its token."""
    breaks: tuple[Break, ...] = ()
    prompt: str | None = None
    """The prompt that the room is at; None where nobody knows."""
    break_since: int | None = None
    """Since when there is a break; None where there is none."""
    talking_since: int | None = None
    """Since when there was no break; None where nothing happened yet, or not for a while."""

    def minutes(self, prompt: str) -> int:
        """Return how many whole minutes a prompt has had."""
        return self.had.get(prompt, 0) // MINUTE


class _Sign(NamedTuple):
    ms: int
    happened: Happened | None
    """None where something was said."""
    prompt: str | None = None


def timing(notes: Sequence[RoomNote], heard: Iterable[Heard], now: int) -> Timing:
    """Return what is known of a session's time.

    Args:
        notes: what was noted in the room, earliest first.
        heard: when things were said, earliest first.
        now: milliseconds since 1970, UTC.
    """
    walk = _Walk()
    for sign in _signs(notes, heard):
        if sign.ms <= now:
            walk.take(sign)
    walk.until(now)
    return walk.told()


def break_is_due(since: int | None, now: int) -> bool:
    """Tell whether there was no break for so long that one is due."""
    return since is not None and now - since >= BREAK_DUE


def _signs(notes: Sequence[RoomNote], heard: Iterable[Heard]) -> list[_Sign]:
    first = next((note.ms for note in notes if note.happened is Happened.OPENED), None)
    noted = [_Sign(note.ms, note.happened, note.prompt) for note in notes]
    return sorted([*noted, *_of_words(heard, first)], key=lambda sign: sign.ms)


def _of_words(heard: Iterable[Heard], first: int | None) -> Iterator[_Sign]:
    for ms, prompt in heard:
        tells = prompt is not None and (first is None or ms < first)
        yield _Sign(ms, None, prompt if tells else None)


class _Walk:
    """Goes from sign to sign, and gives the time between two of them to where the room was."""

    def __init__(self) -> None:
        self._had: dict[str, int] = {}
        self._breaks: list[Break] = []
        self._prompt: str | None = None
        self._pause: int | None = None
        self._since: int | None = None
        self._last: int | None = None

    def take(self, sign: _Sign) -> None:
        """Go to a sign."""
        self.until(sign.ms)
        if sign.happened is Happened.BEGINS:
            self._pause = sign.ms if self._pause is None else self._pause
        elif sign.happened is Happened.ENDS:
            self._end_break(sign.ms)
        elif sign.prompt is not None:
            self._prompt = sign.prompt
        if self._since is None and self._pause is None:
            self._since = sign.ms
        self._last = sign.ms

    def until(self, ms: int) -> None:
        """Give the time up to then to the prompt, or to the break."""
        gap = 0 if self._last is None else ms - self._last
        if self._pause is not None and ms - self._pause > LONGEST_BREAK:
            self._breaks.append(Break(self._pause, None))
            self._pause = None
        elif gap <= LONGEST_SILENCE and self._pause is None and self._prompt is not None:
            self._had[self._prompt] = self._had.get(self._prompt, 0) + gap
        if gap > REST:
            self._since = None

    def told(self) -> Timing:
        """Return what came of it."""
        going_on = [] if self._pause is None else [Break(self._pause, None)]
        return Timing(
            had=self._had,
            breaks=(*self._breaks, *going_on),
            prompt=self._prompt,
            break_since=self._pause,
            talking_since=None if self._pause is not None else self._since,
        )

    def _end_break(self, ms: int) -> None:
        if self._pause is not None:
            self._breaks.append(Break(self._pause, ms))
        self._pause, self._since = None, ms
