"""A small document tree, from which each format is written.

Every text in it is plain: whoever writes a format escapes what that format would act on. Words of
people stand in titles, headings, values, quotes, cells and items; paragraphs are the program's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Scalar: TypeAlias = str | int
"""What can stand in the front matter."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part; the document's title is the only one of level 1."""

    level: Literal[2, 3, 4]
    text: str
    anchor: str = ""
    """What `Place`s call it, no other part of the document the same; empty where none leads here."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whole sentences of the program's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of people, with their line breaks."""

    text: str
    anchor: str = ""
    """As that of a heading, for words that stand under none of their own."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value under its label; a label with many values is repeated."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Values:
    """A list of labelled values."""

    items: tuple[Value, ...]
    anchor: str = ""
    """As that of a heading, for a list that tells of one thing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the document that readers can be led to."""

    anchor: str
    """That of a heading, of a quote, or of another part that has one."""
    text: str
    """What readers can know it by: its first words."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures: the last column holds numbers, the others say of what."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: bool = True
    """Whether the last column holds numbers, which a format may also draw; else it holds words."""
    behind: tuple[tuple[Place, ...], ...] = ()
    """For each row what stands in this document behind its figure; empty where nothing is told of it.

    A figure can be larger: some of what it counts may not be quoted. Formats that have no links
    leave it out.
    """
    ways: tuple[str, ...] = ()
    """For each row how all that is behind its figure is got at; for formats that lead to what is behind."""


class Item(NamedTuple):
    """A few words in a cell of what stands side by side."""

    text: str
    quoted: bool = True
    """Whether people said it so; else it is told of them, such as a promise, or the program's own."""
    before: str = ""
    """The program's own words before it, such as that it was put in other words."""
    beside: str = ""
    """Whose it is and what it can be known by."""
    anchor: str = ""
    """As that of a heading."""


class Cell(NamedTuple):
    """What stands in one column of one line: how much there is, and some of it."""

    figure: str = ""
    """How many things there are; empty where there is nothing."""
    items: tuple[Item, ...] = ()
    behind: tuple[Place, ...] = ()
    """What stands in this document behind the figure."""
    rest: Place | None = None
    """Where the things stand that have no room in the cell, and how many they are."""


class Line(NamedTuple):
    """One line of what stands side by side, a cell for each column."""

    name: str
    cells: tuple[Cell, ...]
    anchor: str = ""
    """As that of a heading."""


class SideBySide(NamedTuple):
    """Words beside words: what was said of one thing, column by column."""

    caption: str
    header: tuple[str, ...]
    """The name of each column."""
    lines: tuple[Line, ...]
    of_what: str
    """What each line is, for formats in which its name has a column of its own."""


Block: TypeAlias = Heading | Paragraph | Quote | Values | Table | SideBySide
"""One part of a document, top to bottom."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    front: tuple[tuple[str, Scalar], ...]
    """What programs need to know of it, in order."""
    blocks: tuple[Block, ...]
    dated: bool = True
    """Whether its Markdown says when it was written; else the same content is always the same bytes."""


def is_wide(document: Document) -> bool:
    """Tell whether something stands side by side in a document, which wants the page's longer side."""
    return any(isinstance(block, SideBySide) for block in document.blocks)


def values(*pairs: tuple[str, str | Sequence[str] | int | None]) -> tuple[Values, ...]:
    """Return a list of what was said, at most one; labels without a value are left out."""
    items = tuple(
        Value(label, text) for label, given in pairs for text in _texts(given) if text != ""
    )
    return (Values(items),) if items else ()


def _texts(given: str | Sequence[str] | int | None) -> Sequence[str]:
    if given is None:
        return ()
    return (str(given),) if isinstance(given, str | int) else given
