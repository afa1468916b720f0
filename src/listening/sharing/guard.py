"""Words that a spreadsheet would take for a formula, kept from it, and read back as they were.

A cell that begins with one of a few signs is calculated, and not shown, by spreadsheets: so an
apostrophe is put before it, as people put it there themselves. What begins with an apostrophe of
its own gets a second one: so whoever reads takes exactly one off, and every text comes back.
"""

from __future__ import annotations

APOSTROPHE = "'"
"""What stands before a guarded text."""

RISKY = tuple("=+-@\t\r\n|%＝＋－＠｜％")
"""The signs at which a spreadsheet may begin to calculate, and their full-width forms."""

_GUARDED = frozenset((*RISKY, APOSTROPHE))


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet may calculate a text instead of showing it."""
    return text.startswith(RISKY)


def guard(text: str) -> str:
    """Return a text as a spreadsheet shows it and never calculates it."""
    return APOSTROPHE + text if text[:1] in _GUARDED else text


def unguard(text: str) -> str:
    """Return a text that `guard` wrote as it was before."""
    return text.removeprefix(APOSTROPHE)


def is_guarded(text: str) -> bool:
    """Tell whether a text begins as `guard` writes one; nobody can tell from it alone whether somebody typed it so."""
    return text.startswith(APOSTROPHE) and text[1:2] in _GUARDED


def is_kept_from_calculating(text: str) -> bool:
    """Tell whether an apostrophe keeps a text from being calculated, as other programs guard it too."""
    return text.startswith(APOSTROPHE) and is_risky(text[1:])
