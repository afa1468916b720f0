"""CSV: a table of contributions for spreadsheets, or exact for programs, and what explains it.

Written for spreadsheets unless told otherwise: with the mark by which they know UTF-8, and with the
guard that keeps words from being calculated. `plain` leaves both out, and every cell is exact.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.columns import (
    Value,
    as_text,
    columns_for,
    rows_of,
    written_once,
)
from listening.sharing.formats.datapackage import SUFFIX, datapackage
from listening.sharing.formats.options import Options, Written
from listening.sharing.guard import guard


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return the contributions as CSV, and beside them a file that explains every column."""
    return Written(_table(sessions, options), {SUFFIX: datapackage(sessions, options).encode()})


def _table(sessions: Sequence[Disclosed], options: Options) -> bytes:
    columns = columns_for(sessions[0].audience if sessions else Audience.PUBLIC)
    rows = list(rows_of(sessions, options.step))
    cell = _exact if options.plain else _guarded
    lines = zip(*(written_once(column.path, rows, cell) for column in columns), strict=True)
    head = _line(_quoted(column.key) for column in columns)
    return b"".join((b"" if options.plain else BOM_UTF8, head, *map(_line, lines)))


def _exact(value: Value) -> str:
    return _quoted(as_text(value))


def _guarded(value: Value) -> str:
    return _quoted(guard(as_text(value)))


def _quoted(text: str) -> str:
    """Return a text between quotation marks, as RFC 4180 has it: those within it are doubled."""
    return '"' + text.replace('"', '""') + '"'


def _line(cells: Iterable[str]) -> bytes:
    return f"{','.join(cells)}\r\n".encode()
