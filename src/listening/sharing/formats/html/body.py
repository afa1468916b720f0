"""The parts of a document, in their order, each inside the part whose heading it stands under."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from listening.sharing.document import (
    Block,
    Heading,
    Paragraph,
    Quote,
    SideBySide,
    Table,
    Value,
    Values,
)
from listening.sharing.formats.html.behind import Listed, lists_behind, of_side_by_side, of_table
from listening.sharing.formats.html.beside import side_by_side
from listening.sharing.formats.html.tables import table
from listening.sharing.formats.html.text import identifier, lines, paragraphs
from listening.sharing.formats.options import Step

Shape = TypeVar("Shape", Table, SideBySide)
"""What has figures."""

_STRIDE = 64
"""After how many blocks it is told how far the work is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the list of contents leads to."""

    level: int
    id: str
    text: str


class Body:
    """Writes the blocks of a document, and knows what it wrote where."""

    def __init__(self, blocks: tuple[Block, ...], step: Step) -> None:
        self.parts: list[Part] = []
        """The headings of levels 2 and 3, in order."""
        self._listed: list[Listed] = []
        self._open: list[int] = []
        self._anchors: set[str] = set()
        self._html = "".join(self._write(blocks, step))

    @property
    def html(self) -> str:
        """What was said, and after it what is behind the figures."""
        return self._html + self.behind

    @property
    def behind(self) -> str:
        """The lists of what is behind the figures; empty where nothing is listed."""
        return lists_behind(self._listed, self._anchors)

    def _write(self, blocks: tuple[Block, ...], step: Step) -> Iterable[str]:
        for place, block in enumerate(blocks):
            if place % _STRIDE == 0:
                step(place, len(blocks))
            yield self._block(block)
        yield self._close_from(0)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(text):
                return f"<p>{lines(text)}</p>\n"
            case Quote(text=text, anchor=anchor):
                return f"<blockquote{self._id(anchor)}>{paragraphs(text)}</blockquote>\n"
            case Values(items, anchor):
                return f"<dl{self._id(anchor)}>\n{_values(items)}</dl>\n"
            case Table():
                return table(*self._numbered(block, of_table))
            case SideBySide():
                return side_by_side(*self._numbered(block, of_side_by_side), self._id)

    def _numbered(
        self, what: Shape, listed_of: Callable[[int, Shape], Listed]
    ) -> tuple[int, Shape, Listed]:
        """Return a table with its number on the page, and keep what stands behind its figures."""
        number = len(self._listed) + 1
        listed = listed_of(number, what)
        self._listed.append(listed)
        return number, what, listed

    def _heading(self, heading: Heading) -> str:
        """Return the beginning of a part, after the ends of those that it is no part of."""
        level = heading.level
        ends = self._close_from(level)
        self._open.append(level)
        named = self._id(heading.anchor)
        if level < 4:
            named = named or f' id="part-{len(self.parts) + 1}"'
            self.parts.append(Part(level, named[5:-1], heading.text))
        return f'{ends}<section class="part-{level}"><h{level}{named} dir="auto">{lines(heading.text)}</h{level}>\n'

    def _close_from(self, level: int) -> str:
        """Return the ends of the open parts of this level and of those inside them."""
        closed = ""
        while self._open and self._open[-1] >= level:
            self._open.pop()
            closed += "</section>\n"
        return closed

    def _id(self, anchor: str) -> str:
        """Return the id for an anchor; nothing where there is none, or it was given before."""
        if not anchor or anchor in self._anchors:
            return ""
        self._anchors.add(anchor)
        return f' id="{identifier(anchor)}"'


def _values(items: Iterable[Value]) -> str:
    """Return labelled values, a label with many values once."""
    groups = (
        (label, [each.text for each in group]) for label, group in groupby(items, lambda v: v.label)
    )
    return "".join(_group(label, texts) for label, texts in groups)


def _group(label: str, texts: Iterable[str]) -> str:
    said = "".join(f'<dd dir="auto">{lines(text)}</dd>' for text in texts)
    return f"<div><dt>{lines(label)}</dt>{said}</div>\n"
