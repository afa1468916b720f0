"""The apostrophes by which spreadsheets keep cells from being calculated, taken off where they are no words.

Our own tables are guarded as a whole or not at all: of those that are, exactly one apostrophe comes off,
and every text is as it was. In tables of others an apostrophe may have been typed: there it comes
off only before a sign at which a spreadsheet calculates, and only in columns where no such sign
stands bare, since whoever guards a column guards all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from listening.model.sentences import counted
from listening.sharing.guard import (
    APOSTROPHE,
    is_guarded,
    is_kept_from_calculating,
    is_risky,
    unguard,
)
from listening.sharing.readers.columns import are_cut_from_ours, are_ours
from listening.sharing.readers.rows import Raw, Row


def bared(
    columns: Sequence[str], rows: Sequence[Row], notes: list[str], *, marked: bool
) -> list[Row]:
    """Return rows without the apostrophes that guard their cells.

    Args:
        columns: the names of the columns.
        rows: the rows.
        notes: is told of apostrophes that came off words of others.
        marked: whether the source begins with the mark by which spreadsheets know UTF-8.
    """
    known = are_ours(columns) or are_cut_from_ours(columns)
    if (marked and are_ours(columns)) or (known and _looks_guarded(rows)):
        return [_bare(row, columns) for row in rows]
    guarded = [column for column in columns if _is_guarded(_cells(rows, column))]
    if guarded:
        notes.append(_TAKEN_OFF.format(_how_many(rows, guarded)))
    return [_calculable(row, guarded) for row in rows] if guarded else list(rows)


_TAKEN_OFF = (
    "The apostrophe before a sign such as “=”, by which spreadsheets keep a cell from being calculated, was "
    "taken off {}."
)


def _how_many(rows: Sequence[Row], guarded: Iterable[str]) -> str:
    number = sum(
        is_kept_from_calculating(cell) for column in guarded for cell in _cells(rows, column)
    )
    return counted(number, "cell")


def _cells(rows: Iterable[Row], column: str) -> list[str]:
    cells = (row.values.get(column) for row in rows)
    return [cell for cell in cells if isinstance(cell, str)]


def _looks_guarded(rows: Sequence[Row]) -> bool:
    """Tell whether a table of ours is guarded, also where the mark of spreadsheets was lost on its way."""
    cells = [cell for row in rows for cell in row.values.values() if isinstance(cell, str)]
    return not any(
        is_risky(cell) or (cell.startswith(APOSTROPHE) and not is_guarded(cell)) for cell in cells
    )


def _is_guarded(cells: Sequence[str]) -> bool:
    """Tell whether a column of others is guarded: some cells are, and none that should be is not."""
    return any(map(is_kept_from_calculating, cells)) and not any(map(is_risky, cells))


def _bare(row: Row, columns: Iterable[str]) -> Row:
    """Return a row of ours as it was; an apostrophe that guards nothing was typed, and stays."""
    taken = {name for name in columns if is_guarded(_text(row.values.get(name)))}
    return _without(row, taken)


def _calculable(row: Row, guarded: Iterable[str]) -> Row:
    taken = {name for name in guarded if is_kept_from_calculating(_text(row.values.get(name)))}
    return _without(row, taken)


def _without(row: Row, taken: set[str]) -> Row:
    """Return a row without the first apostrophe of some of its cells."""
    if not taken:
        return row
    values = {
        name: unguard(_text(cell)) if name in taken else cell for name, cell in row.values.items()
    }
    return Row(row.line, values)


def _text(cell: Raw) -> str:
    return cell if isinstance(cell, str) else ""
