"""CSV: our own tables and those of others, with commas, semicolons or tabs, quoted as they may be."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from listening.model.brought import Brought, Trouble
from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.sharing.readers.decoding import OLDER, decoded, has_mark
from listening.sharing.readers.guarded import bared
from listening.sharing.readers.rows import Row, read_rows

MOST_ROWS = 250_000
"""How many rows a source may have."""

_SEPARATORS = ",;\t"
_LOOKED_AT = 20


def read_csv(content: bytes, mapping: Sequence[str] = ()) -> Brought:
    """Return what a table holds.

    Args:
        content: the bytes of the file.
        mapping: what somebody says of the columns, `COLUMN=FIELD` each.

    Raises:
        WrongUse: it is no table, or it is not clear which column holds the words.
    """
    text, guessed = decoded(content, guess=True)
    first_line, text, separator = _separator(text)
    troubles: list[Trouble] = []
    records = _records(text, separator, first_line, troubles)
    line, header = next(((line, cells) for line, cells in records if any(cells)), (1, []))
    columns = _named(header)
    if not columns:
        raise WrongUse(f"There is no row with the names of columns in line {line} of the source.")
    rows = [Row(line, dict(zip(columns, cells, strict=False))) for line, cells in records]
    notes = [OLDER] if guessed else []
    return read_rows(
        columns, bared(columns, rows, notes, marked=has_mark(content)), mapping, troubles, notes
    )


def _separator(text: str) -> tuple[int, str, str]:
    """Return the number of the first line, the text from there, and what parts its cells.

    A first line `sep=;`, as spreadsheets write it, says so itself.
    """
    first, _, rest = text.partition("\n")
    if first.startswith("sep=") and len(first.strip("\r")) == 5:
        return 2, rest, first[4]
    return 1, text, max(_SEPARATORS, key=lambda each: _fit(text, each))


def _fit(text: str, separator: str) -> tuple[int, int]:
    """Return how well a separator fits: in how many rows it parts as many cells as in the first."""
    rows = _records(text[:65_536], separator, 1, [])
    widths = [
        len(cells) for _, cells in (row for row, _ in zip(rows, range(_LOOKED_AT), strict=False))
    ]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _records(
    text: str, separator: str, first_line: int, troubles: list[Trouble]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with the lines in which they begin; keep those that are none."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    for _ in range(MOST_ROWS):
        line = reader.line_num + first_line
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            troubles.append(Trouble(line, _BROKEN))
        else:
            yield line, cells
    raise WrongUse(f"The source has more than {MOST_ROWS:,} rows: part it into several files.")


_BROKEN = (
    "The quotation marks in this row do not close as they open, or a cell is longer than a spreadsheet's: "
    'put “"” around the whole cell, and double each inside it.'
)


def _named(header: Sequence[str]) -> list[str]:
    """Return the names of the columns; of those that are called the same, each later one is told apart."""
    if not any(map(str.strip, header)):
        return []
    names: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(header, 1):
        name = single_line(cell[:500]) or f"column {place}"
        while name in taken:
            name = f"{name} ({place})"
        names.append(name)
        taken.add(name)
    return names
