"""A small room to report on, and ways to look into a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from listening.model.vocabulary import Audience, Kind
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.document import (
    Block,
    Cell,
    Document,
    Heading,
    Item,
    Paragraph,
    Quote,
    SideBySide,
    Table,
    Values,
)
from listening.sharing.reports import REPORTS, Brief, ReportOptions, build
from tests.sharing.building import a_session, person, prompts, said

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

P1, P2 = person("P1", "carer"), person("P2", "draws-on")

SAID = (
    said("rota1", "Nobody tells us who is coming.", P1, roles=True, codes=("rota",),
         kind=Kind.BARRIER, prompt_number=1),
    said("know2", "I know their name before the bell rings.", P2, roles=True, codes=("rota",),
         kind=Kind.I_STATEMENT, prompt_number=2),
    said("work3", "One winter I had the same five people.", P2, system=True, kind=Kind.WORKS,
         codes=("faces",), prompt_number=1),
    said("lift4", "The lift has been out since October.", P1, kind=Kind.OFF_AGENDA),
    said("text5", "I will send a text by noon.", roles=True, kind=Kind.COMMITMENT, codes=("rota",)),
)  # fmt: skip


def disclosed(
    *rows: Any,
    audience: Audience = Audience.PUBLIC,
    facts: dict[str, Any] | None = None,
    people: Sequence[Any] = (),
    **more: Any,
) -> Disclosed:
    agenda = prompts("What gets in the way?", "What should be?")
    return disclose_records(
        a_session(**(facts or {})), agenda, [P1, P2, *people], rows or SAID, audience, **more
    )


def made(kind: str, what: Disclosed, *, plain: bool = False, **brief: Any) -> Document:
    """Return a report."""
    options = ReportOptions(generated=NOW, plain=plain, brief=Brief(**brief))
    return build(REPORTS[kind], what, options)


def under(document: Document, heading: str) -> list[Block]:
    """Return what stands under a heading, up to the next of its level or above."""
    blocks = list(document.blocks)
    start, level = next(
        (n, each.level)
        for n, each in enumerate(blocks)
        if isinstance(each, Heading) and each.text == heading
    )
    rest = blocks[start + 1 :]
    ends = (n for n, each in enumerate(rest) if isinstance(each, Heading) and each.level <= level)
    return rest[: next(ends, len(rest))]


def headings(document: Document, level: int) -> list[str]:
    """Return the headings of a level."""
    return [
        each.text for each in document.blocks if isinstance(each, Heading) and each.level == level
    ]


def quotes(blocks: list[Block] | tuple[Block, ...]) -> list[str]:
    """Return people's own words."""
    said = [each for block in blocks for each in (block, *items(block))]
    return [each.text for each in said if isinstance(each, Quote) or is_quoted(each)]


def is_quoted(what: Block | Item) -> bool:
    """Tell whether these are people's own words, in a cell."""
    return isinstance(what, Item) and what.quoted


def items(block: Block) -> list[Item]:
    """Return what stands in the cells of a block, where it has such."""
    return [item for cell in cells(block) for item in cell.items]


def cells(block: Block) -> list[Cell]:
    """Return the cells of what stands side by side."""
    if not isinstance(block, SideBySide):
        return []
    return [cell for line in block.lines for cell in line.cells]


def anchors(block: Block) -> Iterator[str]:
    """Yield every anchor of a block."""
    match block:
        case Heading() | Quote() | Values():
            yield block.anchor
        case SideBySide(lines=lines):
            yield from (line.anchor for line in lines)
            yield from (item.anchor for item in items(block))


def led_to(block: Block) -> Iterator[str]:
    """Yield every anchor that a block leads to."""
    match block:
        case Table(behind=behind):
            yield from (place.anchor for row in behind for place in row)
        case SideBySide():
            for cell in cells(block):
                yield from (place.anchor for place in (*cell.behind, *filter(None, [cell.rest])))


def beside(blocks: list[Block] | tuple[Block, ...]) -> SideBySide:
    """Return what stands side by side, of which there is one."""
    (found,) = (each for each in blocks if isinstance(each, SideBySide))
    return found


def paragraphs(blocks: list[Block] | tuple[Block, ...]) -> str:
    """Return the program's own sentences."""
    return " ".join(each.text for each in blocks if isinstance(each, Paragraph))


def values(blocks: list[Block] | tuple[Block, ...], label: str) -> list[str]:
    """Return the values under a label."""
    lists = (each.items for each in blocks if isinstance(each, Values))
    return [item.text for items in lists for item in items if item.label == label]


def tables(blocks: list[Block] | tuple[Block, ...]) -> list[Table]:
    """Return the tables."""
    return [each for each in blocks if isinstance(each, Table)]


def texts(block: Block) -> Iterator[str]:
    """Yield every text of a block."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Quote(text=text):
            yield text
        case Values(items=items):
            for item in items:
                yield from (item.label, item.text)
        case Table(caption=caption, header=header, rows=rows):
            yield caption
            yield from header
            for row in rows:
                yield from row
        case SideBySide(caption=caption, header=header, lines=lines):
            yield from (caption, *header, *(line.name for line in lines))
            for cell in cells(block):
                yield from _texts_of(cell)


def _texts_of(cell: Cell) -> Iterator[str]:
    yield cell.figure
    for item in cell.items:
        yield from (item.before, item.text, item.beside)
    if cell.rest:
        yield cell.rest.text
