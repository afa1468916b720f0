"""How a field of a record says that it is kept in the file, and how."""

from __future__ import annotations

from dataclasses import field
from typing import Any, NamedTuple


class Column(NamedTuple):
    """How one field is kept: its name in the ledger, its column, its SQL type."""

    cell: str
    """The field's name in the ledger."""
    name: str
    """The column's name in the table."""
    sql: str
    """`TEXT`, `INTEGER`, or `FLAG`: an integer that is 0 where nothing was set."""


def text(cell: str = "") -> Any:
    """Declare a text kept in the file, None where nothing was said."""
    return field(default=None, metadata={"sql": "TEXT", "cell": cell})


def integer(cell: str = "") -> Any:
    """Declare a whole number kept in the file, None where nothing was said."""
    return field(default=None, metadata={"sql": "INTEGER", "cell": cell})


def flag(cell: str = "") -> Any:
    """Declare a yes or no kept in the file, no where nothing was said."""
    return field(default=False, metadata={"sql": "FLAG", "cell": cell})
