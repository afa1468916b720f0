"""Where words of people stand in Markdown, in which some of their letters have signs before them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_LETTERS = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"(?<!\\)&\#[0-9]+;|(?P<letters>[^\W_]+)")


class Places:
    """Finds words in a Markdown text by their letters and figures alone: no escape changes those."""

    def __init__(self, markdown: str) -> None:
        runs = [piece for piece in _PIECE.finditer(markdown) if piece["letters"]]
        self._letters = "".join(run[0] for run in runs)
        self._starts = [run.start() for run in runs]
        lengths = (len(run[0]) for run in runs)
        self._before = list(accumulate(lengths, initial=0))
        """How many letters stand before each run, and at last how many there are."""

    def find(self, text: str, start: int, end: int, *, after: int = 0) -> tuple[int, int] | None:
        """Return from where to where a part of a text stands in the Markdown; None if nowhere.

        Args:
            text: the whole text, as people said it.
            start: where the part begins in it.
            end: where it ends, exclusive.
            after: the place in the Markdown from which on the text stands.
        """
        wanted, part = _letters_of(text), _letters_of(text[start:end])
        at = self._letters.find(wanted, self._letters_before(after)) if part else -1
        if at < 0:
            return None
        first = at + len(_letters_of(text[:start]))
        return self._place(first), self._place(first + len(part) - 1) + 1

    def _letters_before(self, place: int) -> int:
        """Return how many letters stand before the run that begins at a place, or after it."""
        run = bisect_right(self._starts, place - 1)
        return self._before[run]

    def _place(self, letter: int) -> int:
        """Return where in the Markdown a letter stands, counted from 0."""
        run = bisect_right(self._before, letter) - 1
        return self._starts[run] + letter - self._before[run]


def _letters_of(text: str) -> str:
    return "".join(_LETTERS.findall(text))
