"""What the statements of the fold have in common: conditions for records and for changes."""

from __future__ import annotations

SAYS_YES = "coalesce(CAST(c.value AS INTEGER), 0) <> 0"
"""The condition for a change `c` that says yes."""
IS_LEAF = "NOT EXISTS (SELECT 1 FROM change d WHERE d.record = c.record AND d.field = c.field AND d.stamp > c.stamp AND instr(d.base, c.stamp))"
"""The condition for a change `c` that no later change of its cell has replaced."""


def in_range(letter: str) -> str:
    """Return the condition for a well-formed name; a record with another is kept and never shown."""
    return f"t.record >= '{letter}.' AND t.record < '{letter}/' AND t.shaped"


def looked_for(kind: str, occurring: frozenset[str] | None) -> str:
    """Return the condition for touched records that may have such a field.

    Args:
        kind: what `kind_of_field` says of it.
        occurring: what it says of all fields of fresh records; None where that is not known.
    """
    return "true" if occurring is None or kind in occurring else "NOT t.fresh"


def kind_of_field(field: str) -> str:
    """Return what the fold looks for: a field itself, or of a set's member the beginning, with its slash."""
    prefix, slash, _ = field.partition("/")
    return prefix + slash
