"""What stands side by side, as lines of text for formats whose cells hold nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from listening.sharing.document import Cell, Item, SideBySide

AT_LEAST = "at least"
"""What stands before the figure of a cell."""


def rows(what: SideBySide) -> Iterator[tuple[str, ...]]:
    """Yield the header and the rows of a table in which each thing that was said has a cell."""
    yield (what.of_what, *what.header)
    for line in what.lines:
        for beside in zip_longest(*map(texts, line.cells), fillvalue=""):
            yield (line.name, *beside)


def texts(cell: Cell) -> Iterator[str]:
    """Yield what a cell holds, one thing after the other: how much, some of it, where the rest is."""
    if cell.figure:
        yield f"{AT_LEAST} {cell.figure}"
    yield from map(text_of, cell.items)
    if cell.rest:
        yield cell.rest.text


def text_of(item: Item) -> str:
    """Return a thing as one text, people's words between quotation marks."""
    words = f"“{item.text}”" if item.quoted else item.text
    beside = f"({item.beside})" if item.beside else ""
    return " ".join(filter(None, (item.before, words, beside)))


def own_texts(what: SideBySide) -> Iterator[str]:
    """Yield what the program and the organisers say in it, but not what people said."""
    yield what.caption
    yield from what.header
    for line in what.lines:
        yield line.name
        for cell in line.cells:
            yield from _own_texts_of(cell)


def _own_texts_of(cell: Cell) -> Iterator[str]:
    for item in cell.items:
        yield item.before
        if not item.quoted:
            yield item.text
    if cell.rest:
        yield cell.rest.text
