"""CSV: a table of contributions for spreadsheets, or exact for programs, and what explains it.

Written for spreadsheets unless told otherwise: with the mark by which they know UTF-8, and with the
guard that keeps words from being calculated. `plain` leaves both out, and every cell is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.columns import Column, Row, Value, as_text, columns_for, rows_of
from listening.sharing.formats.datapackage import SUFFIX, datapackage
from listening.sharing.formats.options import Options, Written
from listening.sharing.guard import guard

_MARK = "\ufeff"
"""What a spreadsheet knows UTF-8 by."""


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return the contributions as CSV, and beside them a file that explains every column."""
    return Written(
        _table(sessions, options).encode(), {SUFFIX: datapackage(sessions, options).encode()}
    )


def _table(sessions: Sequence[Disclosed], options: Options) -> str:
    columns = columns_for(sessions[0].audience if sessions else Audience.PUBLIC)
    rows = list(rows_of(sessions, options.step))
    cell = as_text if options.plain else _guarded
    lines = zip(*(_cells(column, rows, cell) for column in columns), strict=True)
    head = _line(_quoted(column.key) for column in columns)
    return "".join(("" if options.plain else _MARK, head, *map(_line, lines)))


def _cells(column: Column, rows: Sequence[Row], cell: Callable[[Value], str]) -> list[str]:
    """Return the cells of a column; each value is written once, however many rows have it."""
    values = list(map(attrgetter(column.path), rows))
    written = {value: _quoted(cell(value)) for value in set(values)}
    return [written[value] for value in values]


def _guarded(value: Value) -> str:
    return guard(as_text(value))


def _quoted(text: str) -> str:
    """Return a text between quotation marks, as RFC 4180 has it: those within it are doubled."""
    return '"' + text.replace('"', '""') + '"'


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"
