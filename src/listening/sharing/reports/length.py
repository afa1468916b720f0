"""About how many pages a report fills on paper, so that one that should be short can say if it is not."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from listening.sharing.document import Block, Heading, Paragraph, Quote, Table, Values


class Print(NamedTuple):
    """A size of type, and how much of a page it fills before the next block goes to another."""

    size: float
    """In points."""
    page: float
    """How high what stands on an A4 page is, in points."""


_USUAL, _LARGE = Print(11, 620), Print(16, 690)

_WIDTH = 482.0
"""How wide it is."""

_LETTER = 0.53
"""How wide a letter is on average, of the size of its type."""

_LINE = 1.3
"""How high a line is, of the size of its type."""


def pages(blocks: tuple[Block, ...], *, large: bool) -> int:
    """Return about how many pages these blocks fill, in usual or in large print."""
    size, page = _LARGE if large else _USUAL
    return ceil(sum(_height(block, size) for block in blocks) / page)


def _height(block: Block, size: float) -> float:
    """Return how high a block is, in points, with the room around it."""
    match block:
        case Heading(text=text):
            return _lines(text, size * 1.3) * size * 1.7 + size
        case Paragraph(text) | Quote(text=text):
            return _lines(text, size) * size * _LINE + size * 0.7
        case Values(items):
            return sum(_lines(f"{each.label}: {each.text}", size) for each in items) * size * 1.45
        case Table(rows=rows):
            return (len(rows) + 2) * size * 2.1
        case _:
            return 0.0


def _lines(text: str, size: float) -> int:
    a_line = int(_WIDTH / (size * _LETTER))
    return sum(max(1, ceil(len(each) / a_line)) for each in text.split("\n"))
