"""How long each prompt has had, when there were breaks, and for how long there was none.

What is known comes from notes (a prompt was opened, a break began or ended) and from when things
were said. The room is where it was last said to be: at the prompt that was opened last, whoever
opened it, so that two windows on one session do not count its minutes twice. Before the first such
note, and where nobody made any, the room is at the prompt to which the last thing was said.

The time between two signs of life goes to the prompt of the first. Whoever opened a prompt and has
not left is there: while somebody is, time goes on by itself, up to `LONGEST_SILENCE` after the last
sign, for after that nobody knows whether the room still sits there. While nobody is, only that tells
of time that something was said at its beginning and something happened at its end. So every figure is
“at least”: it never shrinks, it stands still once all have left, and it outlives a restart and a crash.
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
    writer: str = ""


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
    noted = [_Sign(note.ms, note.happened, note.prompt, note.writer) for note in notes]
    # What somebody did as they left, they did before they had left.
    return sorted(
        [*noted, *_of_words(heard, first)],
        key=lambda sign: (sign.ms, sign.happened is Happened.LEFT),
    )


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
        self._there: set[str] = set()
        self._all_left = False

    def take(self, sign: _Sign) -> None:
        """Go to a sign."""
        self.until(sign.ms, by_a_sign=True)
        self._last = sign.ms
        if sign.happened is Happened.LEFT:
            self._there.discard(sign.writer)
            self._all_left = not self._there
            return
        self._all_left = False
        if sign.happened is Happened.OPENED:
            self._there.add(sign.writer)
        self._go_to(sign)

    def _go_to(self, sign: _Sign) -> None:
        if sign.happened is Happened.BEGINS:
            self._pause = sign.ms if self._pause is None else self._pause
        elif sign.happened is Happened.ENDS:
            self._end_break(sign.ms)
        elif sign.prompt is not None:
            self._prompt = sign.prompt
        if self._since is None and self._pause is None:
            self._since = sign.ms

    def until(self, ms: int, *, by_a_sign: bool = False) -> None:
        """Give the time up to then, at which there is a sign or none yet, to the prompt or the break."""
        gap = 0 if self._last is None else ms - self._last
        if self._pause is not None and ms - self._pause > LONGEST_BREAK:
            self._breaks.append(Break(self._pause, None))
            self._pause = None
        elif self._pause is None and self._prompt is not None:
            known = self._known_of(gap, by_a_sign=by_a_sign)
            self._had[self._prompt] = self._had.get(self._prompt, 0) + known
        if gap > REST:
            self._since = None
        if gap > LONGEST_SILENCE:
            self._there.clear()

    def _known_of(self, gap: int, *, by_a_sign: bool) -> int:
        """Return for how much of the time since the last sign the room is known to have sat there."""
        if self._there:
            return min(gap, LONGEST_SILENCE)
        is_witnessed = by_a_sign and not self._all_left and gap <= LONGEST_SILENCE
        return gap if is_witnessed else 0

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
