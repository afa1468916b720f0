"""Very many numbers of rows, handed over so that whoever types meanwhile is not made to wait.

Each row that SQLite hands over stops every other thread for a moment, and so does whatever Python
does in one step. So the numbers come as one value, and that value is read a slice at a time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

_SLICE = 8192
"""How many characters are read in one step: some tenth of a millisecond."""


def numbers(con: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[int]:
    """Return what a question finds, in order.

    Args:
        con: the file.
        sql: a question for one column of whole numbers, named `n`.
        values: what stands in its places.
    """
    listed = con.execute(f"SELECT json_group_array(n) FROM ({sql})", values).fetchone()[0]
    return read(listed)


def read(listed: str) -> list[int]:
    """Return the whole numbers of a JSON list of them, written without blanks."""
    found: list[int] = []
    begins, end = 1, len(listed) - 1
    while begins < end:
        comma = listed.find(",", begins + _SLICE, end)
        ends = end if comma < 0 else comma
        found += json.loads(f"[{listed[begins:ends]}]")
        begins = ends + 1
    return found
