"""What those who said it took back: its words leave every list, search, history and conflict.

They stay in the ledger, since only an erasure is for ever and whoever took something back may say it
again: once the check state is another, all is shown as before. This is the one place that says so.
"""

from __future__ import annotations

import sqlite3

from listening.model.records import Contribution
from listening.model.vocabulary import Check

WORDS = frozenset({"words", "paraphrase"})
"""The fields of a contribution that nobody is shown once it was taken back."""

INSTEAD = "(taken back by those who said it)"
"""What stands for a value of such a field where a history or a conflict would show it."""

IS_SO = f"c.\"check\" IS '{Check.WITHDRAWN.value}'"
"""The condition for a `contribution c` that was taken back."""

SAID_BY_ANY = f"""({IS_SO} OR EXISTS (SELECT 1 FROM {{0}}.conflict k WHERE k.record = c.record AND k.field = 'check')
  AND EXISTS (SELECT 1 FROM {{0}}.change v WHERE v.record = c.record AND v.field = 'check' AND v.value IS '{Check.WITHDRAWN.value}'
    AND NOT EXISTS (SELECT 1 FROM {{0}}.change d WHERE d.record = v.record AND d.field = v.field
      AND d.stamp > v.stamp AND instr(d.base, v.stamp))))"""
"""The condition for one that anybody took back, be it that others said otherwise apart from them; `{0}` is the schema."""


def hidden(con: sqlite3.Connection, record: str, field: str) -> bool:
    """Tell whether nobody is shown a field of a record, since it was taken back."""
    if field not in WORDS or not record.startswith(f"{Contribution.letter}."):
        return False
    found = con.execute(f"SELECT 1 FROM contribution c WHERE c.record = ? AND {IS_SO}", (record,))
    return found.fetchone() is not None
