"""The blocks of a document as the body of a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from listening.sharing.document import (
    Block,
    Cell,
    Heading,
    Line,
    Paragraph,
    Quote,
    SideBySide,
    Table,
    Value,
    Values,
)
from listening.sharing.formats.characters import is_right_to_left
from listening.sharing.formats.docx.markup import element, paragraph, run
from listening.sharing.formats.paper import shares, widths
from listening.sharing.side_by_side import AT_LEAST, text_of

_BOLD = "<w:b/><w:bCs/>"
_EDGES = 216
"""How much of a cell its own margins take."""

_BAR = "1F5A8A"
"""The colour of bars: dark on white, so that it stands out also in grey."""


def block(what: Block, width: int) -> str:
    """Return one block.

    Args:
        what: the block.
        width: how wide the text of a page is between its margins, in twentieths of a point.
    """
    match what:
        case Heading(level=level, text=text):
            return _styled(text, f"Heading{level}")
        case Paragraph(text):
            return _styled(text)
        case Quote(text=text):
            return _styled(text, "Quote")
        case Values(items):
            return "".join(map(_value, items))
        case Table():
            return _table(what, width)
        case SideBySide():
            return _side_by_side(what, width)


def title(text: str) -> str:
    """Return the title of a document, its one heading of level 1."""
    return _styled(text, "Heading1")


def _styled(text: str, style: str = "") -> str:
    return paragraph(run(text), style, rtl=is_right_to_left(text))


def _value(value: Value) -> str:
    return paragraph(run(f"{value.label}: ", _BOLD) + run(value.text), "ListBullet")


def _table(table: Table, width: int) -> str:
    """Return a table under its caption; what follows it has room of its own."""
    columns = _widths(table, width)
    rows = (
        _row(cells, columns, share) for cells, share in zip(table.rows, shares(table), strict=True)
    )
    return _whole_table(table.caption, table.header, columns, "".join(rows))


def _whole_table(caption: str, header: Sequence[str], columns: Sequence[int], rows: str) -> str:
    grid = "".join(element("gridCol", w=width) for width in columns)
    return (
        f"{_styled(caption, 'Caption')}<w:tbl>{_table_properties(caption)}"
        f"<w:tblGrid>{grid}</w:tblGrid>{_header(header, columns)}{rows}</w:tbl>"
    )


def _table_properties(caption: str) -> str:
    return (
        f"<w:tblPr>{element('tblStyle', val='TableGrid')}{element('tblW', w=5000, type='pct')}"
        f"{element('tblLayout', type='fixed')}"
        f"{element('tblLook', val='0020', firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)}"
        f"{element('tblCaption', val=caption)}</w:tblPr>"
    )


def _widths(table: Table, width: int) -> Sequence[int]:
    needs = widths(table)
    return [width * need // sum(needs) for need in needs]


def _header(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return the header row, which stands again on every page that the table runs over."""
    texts = (paragraph(run(text), "TableHeading") for text in cells)
    inside = "".join(_cell(text, width) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{inside}</w:tr>"


def _row(cells: Sequence[str], widths: Sequence[int], share: float | None) -> str:
    """Return one row; the last cell has a bar under its number where there is one to draw."""
    texts = [_styled(text, "TableText") for text in cells]
    texts[-1] += _bar(share, widths[-1] - _EDGES) if share else ""
    inside = "".join(_cell(text, width) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def _cell(content: str, width: int) -> str:
    return f"<w:tc><w:tcPr>{element('tcW', w=width, type='dxa')}</w:tcPr>{content}</w:tc>"


def _bar(share: float, width: int) -> str:
    """Return a bar: a shaded line without words, as long as its share of the cell."""
    shade = element("shd", val="clear", color="auto", fill=_BAR)
    spacing = element("spacing", before=0, after=60, line=100, lineRule="exact")
    return paragraph(
        "", "TableText", shade + spacing + element("ind", right=round(width * (1 - share)))
    )


def _side_by_side(what: SideBySide, width: int) -> str:
    """Return what stands side by side: columns of one width, the name of each line across them."""
    columns = [width // len(what.header)] * len(what.header)
    rows = "".join(_line(line, columns) for line in what.lines)
    return _whole_table(what.caption, what.header, columns, rows)


def _line(line: Line, columns: Sequence[int]) -> str:
    """Return one line, whose name stays with what stands under it."""
    across = f"{element('tcW', w=sum(columns), type='dxa')}{element('gridSpan', val=len(columns))}"
    name = paragraph(run(line.name, _BOLD), "TableText", "<w:keepNext/>")
    cells = (
        _cell("".join(_paragraphs(cell)), width)
        for cell, width in zip(line.cells, columns, strict=True)
    )
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>{across}</w:tcPr>{name}</w:tc></w:tr>"
        f"<w:tr>{''.join(cells)}</w:tr>"
    )


def _paragraphs(cell: Cell) -> Sequence[str]:
    """Return what stands in a cell, each thing a paragraph; never none, which Word cannot open."""
    figure = [f"{AT_LEAST} {cell.figure}"] if cell.figure else []
    rest = [cell.rest.text] if cell.rest else []
    texts = [*figure, *map(text_of, cell.items), *rest]
    return [_styled(text, "TableText") for text in texts or [""]]
