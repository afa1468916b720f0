"""A document as plain data, for the page that lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from listening.sharing.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    SideBySide,
    Table,
    Value,
    Values,
    is_wide,
)
from listening.sharing.formats.characters import is_right_to_left, sound
from listening.sharing.formats.paper import shares, widths
from listening.sharing.side_by_side import texts

Data: TypeAlias = Mapping[str, object]
"""What JSON calls an object."""

NORMAL, LARGE = 11, 16
"""The print of an export and large print, in points."""


def data(document: Document, *, large: bool) -> Data:
    """Return a document as data."""
    return {
        "title": _words(document.title),
        "size": LARGE if large else NORMAL,
        "wide": is_wide(document),
        "blocks": list(_blocks(document.blocks)),
    }


def _blocks(blocks: Iterable[Block]) -> Iterator[Data]:
    """Yield the blocks; a heading is at most one level below the one before it, and never empty."""
    above = 1
    for block in blocks:
        if isinstance(block, Heading) and block.text.strip():
            above = min(block.level, above + 1)
            yield {"kind": "heading", "level": above, "words": _words(block.text)}
        elif not isinstance(block, Heading):
            yield _block(block)


def _block(block: Paragraph | Quote | Values | Table | SideBySide) -> Data:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "words": _words(text)}
        case Quote(text=text):
            return {"kind": "quote", "words": _words(text)}
        case Values(items):
            return {"kind": "values", "items": list(map(_value, items))}
        case Table():
            return _table(block)
        case SideBySide():
            return _side_by_side(block)


def _value(value: Value) -> Data:
    return {"label": _words(value.label), "words": _words(value.text)}


def _table(table: Table) -> Data:
    rows = zip(table.rows, shares(table), strict=True)
    return {
        "kind": "table",
        "caption": _words(table.caption),
        "header": _row(table.header),
        "widths": widths(table),
        "rows": [{"cells": _row(cells), "share": share} for cells, share in rows],
    }


def _side_by_side(what: SideBySide) -> Data:
    return {
        "kind": "beside",
        "caption": _words(what.caption),
        "header": _row(what.header),
        "lines": [
            {"name": _words(line.name), "cells": [_row(tuple(texts(cell))) for cell in line.cells]}
            for line in what.lines
        ],
    }


def _row(cells: Sequence[str]) -> list[Data]:
    return list(map(_words, cells))


def _words(text: str) -> Data:
    """Return a text, its lines ended in the one way that the page knows."""
    lines = sound(text).expandtabs(4).splitlines()
    return {"text": "\n".join(lines), "rtl": is_right_to_left(text)}
