"""Words beside words: a table of people's words, which a narrow screen shows one under the other.

Each cell repeats the name of its column, which is seen only where the cells stand under one
another: there the header of the table is not shown, and browsers no longer tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from listening.sharing.document import Cell, Item, Line, SideBySide
from listening.sharing.formats.html.behind import Entry, Listed, linked
from listening.sharing.formats.html.text import identifier, lines, paragraphs
from listening.sharing.side_by_side import AT_LEAST

Named = Callable[[str], str]
"""Gives the attribute that names the element of an anchor; nothing where there is no anchor."""


def side_by_side(number: int, what: SideBySide, listed: Listed, named: Named) -> str:
    """Return what stands side by side, as a table in a region of its own.

    Args:
        number: its place among the tables of the page, from 1.
        what: what stands side by side.
        listed: what stands behind its figures.
        named: names elements by their anchors.
    """
    name = f"table-{number}"
    entries = iter(listed.entries)
    header = "".join(f'<th scope="col" dir="auto">{lines(each)}</th>' for each in what.header)
    body = "".join(_line(line, what, entries, named) for line in what.lines)
    return (
        f'<div class="table side" role="region" aria-labelledby="{name}" tabindex="0"><table>'
        f'<caption id="{name}" dir="auto">{lines(what.caption)}</caption>'
        f"<thead><tr>{header}</tr></thead>{body}</table></div>\n"
    )


def _line(line: Line, what: SideBySide, entries: Iterator[Entry], named: Named) -> str:
    """Return one line: its name across all columns, and its cells below."""
    width = len(what.header)
    cells = "".join(
        f'<td><span class="column">{lines(name)}</span>{_cell(cell, next(entries), named)}</td>'
        for name, cell in zip(what.header, line.cells, strict=True)
    )
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{width}"{named(line.anchor)} dir="auto">'
        f"{lines(line.name)}</th></tr>\n<tr>{cells}</tr></tbody>\n"
    )


def _cell(cell: Cell, entry: Entry, named: Named) -> str:
    figure = f'<p class="count">{AT_LEAST} {linked(entry)}</p>' if cell.figure else ""
    items = "".join(_item(each, named) for each in cell.items)
    return f"{figure}{items}{_rest(cell)}"


def _item(item: Item, named: Named) -> str:
    before = f"<p>{lines(item.before)}</p>" if item.before else ""
    beside = f'<p class="whose" dir="auto">{lines(item.beside)}</p>' if item.beside else ""
    if item.quoted:
        words = f"<blockquote{named(item.anchor)}>{paragraphs(item.text)}</blockquote>"
    else:
        words = f'<p{named(item.anchor)} dir="auto">{lines(item.text)}</p>'
    return f"{before}{words}{beside}"


def _rest(cell: Cell) -> str:
    """Return the link to what has no room in a cell."""
    if cell.rest is None:
        return ""
    target = identifier(cell.rest.anchor)
    return f'<p class="rest"><a href="#{target}" dir="auto">{lines(cell.rest.text)}</a></p>'
