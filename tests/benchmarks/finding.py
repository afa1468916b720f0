"""Keys while finding in a large archive, beside the same keys in an empty session.

Each way of typing asks something else of the program: letters that change nothing of what is found,
one right after the other; letters each of which finds something else, typed when that stands on the
screen, so that the whole list is drawn anew between two; and the same letters with pauses such as
people make, so that some come just when what an earlier one found does.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from tests.benchmarks.measure import Ratio, at_the_worst
from tests.benchmarks.rooms import Line, Room

_FOUND = "care"
_IN_NO_ROW = "@~^`|" * 8
"""Letters that stand in no row, and that change nothing of what is found."""
_WORDS = ("care", "rota", "trust", "nobody", "week", "phone", "council", "mum", "support", "hours")
"""What is found many times in the archive."""
_FOUND_S = 0.1
"""For how long nothing is drawn once what a letter finds stands on the screen."""
_PAUSE_S = 0.15
"""The pause between two letters of somebody who types: half are longer."""
_APART = 0.6
"""How far the pauses of somebody who types are from each other, as the spread of their logarithms."""
_MOST = 1.3
"""How much longer a key may take, at the worst of a hundred."""

DOORS = {"in the list": ("\x06", "Find "), "with filters": ("\x07q", "Find ▸ ")}
"""The lines in which words are looked for: the keys that show them, and what they begin with."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """The same line in both rooms."""

    rooms: Sequence[Room]
    lines: Sequence[Line]
    go_on: Callable[[Room, float], None]
    """Lets a room be until the next letter, where somebody who types would pause for so many seconds."""
    pauses: random.Random

    def begin(self, letters: str) -> None:
        """Empty the line, and type these letters, which are not counted."""
        for room, line in zip(self.rooms, self.lines, strict=True):
            room.empty(line)
            for letter in letters:
                room.typed_into(line, letter)
            room.rest()

    def type(self, letter: str) -> list[float]:
        """Type a letter in both, and return how many milliseconds it took to be painted in each."""
        pause = self.pauses.lognormvariate(math.log(_PAUSE_S), _APART)
        took = []
        for room, line in zip(self.rooms, self.lines, strict=True):
            took.append(room.typed_into(line, letter))
            self.go_on(room, pause)
        return took


def measure(rooms: Sequence[Room], where: str, number: int) -> Iterator[Ratio]:
    """Measure so many keys of each sort, through one of the doors; the archive's room comes first."""
    keys, mark = DOORS[where]
    lines = [room.line_after(keys, mark) for room in rooms]
    for name, go_on, first, words in (
        ("that finds the same", lambda room, _: room.rest(), _FOUND, [_IN_NO_ROW]),
        ("that finds others", lambda room, _: room.rest(_FOUND_S), "", _WORDS),
        ("as people type", Room.go_on_after, "", _WORDS),
    ):
        pair = _Pair(rooms, lines, go_on, random.Random(7))
        took = islice(_typed(pair, first, words), number)
        yield from at_the_worst(f"a key {name}, {where}", list(took), _MOST)


def _typed(pair: _Pair, first: str, words: Sequence[str]) -> Iterator[list[float]]:
    for word in cycle(words):
        pair.begin(first)
        yield from map(pair.type, word)
