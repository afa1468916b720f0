"""How tables are laid out on paper: how long the bars beside figures are, how wide the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from listening.sharing.document import Table

_ROOM = 4
"""How many letters wide the room beside the words of a cell is, for its margins and for bold type."""

_WIDEST = 30
"""How many letters a column asks for at most: no long word may take the page from the others."""

_NUMBER = re.compile(r"\d[\d,]*")


def shares(table: Table) -> Sequence[float | None]:
    """Return for each row which share of the largest figure its own is; None where it has none.

    A bar is drawn beside its number and never instead of it.
    """
    numbers = [_number(row[-1]) if table.figures else None for row in table.rows]
    largest = max((each for each in numbers if each), default=0)
    return [each / largest if each is not None and largest else None for each in numbers]


def widths(table: Table) -> Sequence[int]:
    """Return how wide each column is beside the others: for its longest word, or half its text."""
    return [_need(column) for column in zip(table.header, *table.rows, strict=True)]


def _need(texts: Sequence[str]) -> int:
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    return min(max(longest_word + _ROOM, max(map(len, texts)) // 2), _WIDEST)


def _number(text: str) -> int | None:
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else None
