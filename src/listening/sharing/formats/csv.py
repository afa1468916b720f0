"""CSV: a table of contributions for spreadsheets, or exact for programs, and what explains it.

Written for spreadsheets unless told otherwise: with the mark by which they know UTF-8, and with the
guard that keeps words from being calculated. `plain` leaves both out, and every cell is exact.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import SEEK_END, StringIO

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.columns import Value, as_text, columns_for, reader, rows_of
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
    read = reader(columns)
    cell = as_text if options.plain else _guarded
    out = StringIO("" if options.plain else _MARK, newline="")
    out.seek(0, SEEK_END)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.key for column in columns])
    writer.writerows(map(cell, read(row)) for row in rows_of(sessions, options.step))
    return out.getvalue()


def _guarded(value: Value) -> str:
    return guard(as_text(value))
