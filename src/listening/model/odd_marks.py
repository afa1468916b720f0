"""Words at the end of a line that look like marks and are none, such as `%nmaed` or `!ideaa`.

They stay in the words, as all speech does; whoever typed one wants to hear of it.
"""

from __future__ import annotations

import re

from listening.model.quickline import NONE_MARK, NOTHING_KNOWN, Known, is_mark, parse
from listening.model.text import fold
from listening.model.vocabulary import Area, Captured, Kind, Sharing, Term

_LIKE_A_MARK = re.compile(r"[/!%~][^\W\d_][\w-]*")
_BEGIN: tuple[tuple[str, type[Term]], ...] = (("!", Kind), ("%", Sharing), ("~", Captured))


def odd_mark(line: str, known: Known = NOTHING_KNOWN) -> str | None:
    """Return the last word of a line if it looks like a mark and is none; None if all is well.

    Marks that are known may stand after it: they do not make it one.
    """
    words = parse(line, known).words.split()
    token = words[-1] if words else ""
    return token if _LIKE_A_MARK.fullmatch(token) and not is_mark(token) else None


def begins_mark(token: str) -> bool:
    """Tell whether more letters would make a mark of this, as when somebody is still typing it."""
    return any(mark.startswith(fold(token)) for mark in _MARKS)


def _marks() -> frozenset[str]:
    named = {f"{sign}{name}" for sign, terms in _BEGIN for one in terms for name in (one, one.mark)}
    return frozenset(named | {f"/{area.mark}" for area in Area} | {f"/{NONE_MARK}"})


_MARKS = _marks()
