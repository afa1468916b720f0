"""Excel: a workbook of contributions, sessions, figures and commitments, and what its columns hold.

Words are written as text cells and as nothing else: no formula, no link. Figures are numbers. A cell
holds 32,767 characters; longer words go on in further columns beside it, so that nothing is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from listening.model.errors import ListeningError
from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.options import Options, Written
from listening.sharing.formats.sheets import Cell, Sheet, sheets
from listening.sharing.guard import APOSTROPHE, is_risky

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""How many characters a cell holds, counted as UTF-16 counts them."""

MOST_ROWS = 1_048_576
"""How many rows a sheet holds, its header among them."""

_AS_THEY_ARE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {"words": 60, "paraphrase": 40, "about": 80, "what": 50}
_WIDTH = 18


class TooManyRows(ListeningError):
    """There are more contributions than a sheet has rows."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"An Excel sheet holds {MOST_ROWS - 1:,} rows, and these are {rows:,}: export one session with "
            "--session, or export CSV, which has no end."
        )


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return the workbook of all sessions.

    Raises:
        TooManyRows: a sheet cannot hold so many contributions.
    """
    out = BytesIO()
    with Workbook(out, _AS_THEY_ARE) as book:
        # The library would write the time of day at which it runs.
        book.set_properties({"created": options.generated.replace(tzinfo=None)})
        styles = _Styles(book)
        for sheet in sheets(sessions, options.step):
            _write(book.add_worksheet(sheet.name), sheet, styles)
    return Written(out.getvalue())


class _Styles:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        self.header: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.plain: Format = book.add_format({"text_wrap": True, "valign": "top"})
        # What Excel might calculate once somebody edits the cell keeps being text then too.
        self.quoted: Format = book.add_format(
            {"text_wrap": True, "valign": "top", "quote_prefix": True}
        )


def _write(worksheet: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    """Write one sheet: its header, which stays in sight, and its rows."""
    if len(sheet.rows) >= MOST_ROWS:
        raise TooManyRows(len(sheet.rows))
    split = [[_pieces(cell) for cell in row] for row in sheet.rows]
    wide = [max(map(len, column)) for column in zip(*split, strict=True)] or [1] * len(sheet.header)
    titles = list(chain.from_iterable(map(_titles, sheet.header, wide)))
    for column, (key, title) in enumerate(titles):
        worksheet.write_string(0, column, title, styles.header)
        worksheet.set_column(column, column, _WIDTHS.get(key, _WIDTH))
    for number, row in enumerate(split, 1):
        _write_row(worksheet, number, _spread(row, wide), styles)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, len(split), len(titles) - 1)


def _titles(column: tuple[str, str], wide: int) -> list[tuple[str, str]]:
    """Return the key and title of a column, and of those in which its long cells go on."""
    key, title = column
    return [(key, title), *((key, f"{title}, continued ({n})") for n in range(2, wide + 1))]


def _spread(row: list[list[Cell]], wide: list[int]) -> list[Cell]:
    """Return the pieces of a row's cells, each where its column stands."""
    return [
        piece
        for pieces, width in zip(row, wide, strict=True)
        for piece, _ in zip_longest(pieces, range(width))
    ]


def _write_row(worksheet: Worksheet, number: int, cells: list[Cell], styles: _Styles) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            worksheet.write_number(number, column, cell, styles.plain)
        elif cell:
            style = styles.quoted if is_risky(cell) or cell[0] == APOSTROPHE else styles.plain
            worksheet.write_string(number, column, cell, style)


def _pieces(cell: Cell) -> list[Cell]:
    """Return a cell as the pieces that fit into one cell each."""
    # No character takes more than two of what UTF-16 counts.
    if not isinstance(cell, str) or len(cell) * 2 <= LONGEST_CELL:
        return [cell]
    pieces, rest = list[Cell](), cell
    while rest:
        piece = _fitting(rest)
        pieces.append(piece)
        rest = rest[len(piece) :]
    return pieces


def _fitting(text: str) -> str:
    """Return as much of a text as one cell holds, no character cut in two."""
    whole = text[:LONGEST_CELL].encode("utf-16-le", errors="surrogatepass")[: 2 * LONGEST_CELL]
    return whole.decode("utf-16-le", errors="ignore")
