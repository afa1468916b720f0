"""Codes: the names of themes, of a lens (`self-directed/peer-support`) or new ones (`rota`)."""

from __future__ import annotations

import unicodedata

from listening.model.errors import WrongUse
from listening.model.text import fold, sanitise
from listening.model.vocabulary import Area

LONGEST = 80
"""How many characters a code may have."""

_JOINERS = frozenset("-_/")


def code_key(text: str) -> str | None:
    """Return the form of a code that is kept: folded; None if the text cannot be a code.

    A code has letters, digits, `-`, `_` and `/`, and begins with a letter or a digit.
    """
    key = fold(sanitise(text))
    if not 0 < len(key) <= LONGEST or unicodedata.category(key[0])[0] not in "LN":
        return None
    return key if all(c in _JOINERS or unicodedata.category(c)[0] in "LNM" for c in key) else None


def parse_tag(text: str) -> str:
    """Return the tag that a command's word names: an area by key or name, or a code.

    `a`, `r`, `s` are the areas; a leading `#` says that a code is meant (`#a` is the code “a”).

    Raises:
        WrongUse: the text can be neither.
    """
    area = None if text.startswith("#") else Area.named(text.removeprefix("/"))
    if area is not None:
        return area.value
    key = code_key(text.removeprefix("#"))
    if key is None:
        raise WrongUse(
            f"“{text}” cannot be a code: use letters, digits and hyphens, as in peer-support."
        )
    return key
