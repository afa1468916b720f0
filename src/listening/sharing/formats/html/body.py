"""The parts of a document, in their order, each inside the part whose heading it stands under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from listening.sharing.document import Block, Heading, Paragraph, Quote, Table, Value, Values
from listening.sharing.formats.html.tables import lists_behind, table
from listening.sharing.formats.html.text import identifier, lines, paragraphs
from listening.sharing.formats.options import Step

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
        self._tables: list[Table] = []
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
        return lists_behind(enumerate(self._tables, start=1), self._anchors)

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
            case Values(items):
                return _values(items)
            case Table():
                self._tables.append(block)
                return table(len(self._tables), block)

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
    return f"<dl>\n{''.join(_group(label, texts) for label, texts in groups)}</dl>\n"


def _group(label: str, texts: Iterable[str]) -> str:
    said = "".join(f'<dd dir="auto">{lines(text)}</dd>' for text in texts)
    return f"<div><dt>{lines(label)}</dt>{said}</div>\n"
