"""How a session stands in the list of the home screen: in columns, or on two lines."""

from __future__ import annotations

import unicodedata

from textual.content import Content

from listening.app.counting import counted
from listening.app.dates import show_iso
from listening.app.text import parts, plain
from listening.model.text import single_line
from listening.store.views import Summary

ROOM_FOR_COLUMNS = 96
"""How many cells a row must have for columns."""

_MARK, _NO_MARK = " ▸ ", "   "
_DATE, _HEARD, _LEFT = 17, 13, 25
_QUIET = "$text-muted"


def session_row(summary: Summary, width: int, *, chosen: bool) -> Content:
    """Return the row of a file; the chosen one has a mark before it.

    Words that run from right to left have a line of their own, since terminals would turn whatever
    stands beside them.
    """
    mark = plain(_MARK if chosen else _NO_MARK, "bold")
    if summary.trouble is not None:
        return Content.assemble(mark, _wrapped(f"! {single_line(summary.trouble)}", width))
    turned = _runs_right_to_left(summary.title) or _runs_right_to_left(summary.place or "")
    if width < ROOM_FOR_COLUMNS or turned:
        return _on_two_lines(summary, mark, width)
    return _in_columns(summary, mark, width)


def date_or_sessions(summary: Summary) -> str:
    """Return the day of a session, or how many sessions a file holds."""
    return f"{summary.sessions} sessions" if summary.sessions > 1 else show_iso(summary.date)


def tagged(summary: Summary) -> str:
    """Return how many contributions nobody has tagged yet, in words."""
    if not summary.heard:
        return ""
    return f"{summary.untagged} not yet tagged" if summary.untagged else "all tagged"


def left(summary: Summary) -> str:
    """Return what is left to do: differences to settle, else what is not yet tagged."""
    if summary.conflicts:
        return f"{counted(summary.conflicts, 'difference')} to settle"
    return tagged(summary)


def place_or_merged(summary: Summary) -> str:
    """Return where a session was; of a file of several, that it is merged."""
    return "merged" if summary.sessions > 1 else single_line(summary.place or "")


def _heard(summary: Summary) -> str:
    return f"{summary.heard} heard" if summary.heard else "nothing yet"


def _wrapped(sentence: str, width: int) -> Content:
    lines = plain(sentence, "$warning").wrap(max(1, width - len(_MARK)))
    return Content(f"\n{_NO_MARK}").join(lines)


def _on_two_lines(summary: Summary, mark: Content, width: int) -> Content:
    title = plain(single_line(summary.title), "bold").truncate(width - len(_MARK), ellipsis=True)
    facts = [date_or_sessions(summary), _heard(summary), left(summary)]
    place = place_or_merged(summary)
    under = parts(*((fact, _QUIET) for fact in (*facts, place)), between=" · ")
    under = under.truncate(width - len(_MARK), ellipsis=True)
    return Content.assemble(mark, title, "\n", _NO_MARK, under)


def _in_columns(summary: Summary, mark: Content, width: int) -> Content:
    words = width - len(_MARK) - _DATE - _HEARD - _LEFT
    title = words * 3 // 5
    return Content.assemble(
        mark,
        _column(single_line(summary.title), title, "bold"),
        _column(date_or_sessions(summary), _DATE, _QUIET),
        _column(place_or_merged(summary), words - title, _QUIET),
        _column(_heard(summary), _HEARD, _QUIET),
        _column(left(summary), _LEFT, _QUIET),
    )


def _column(text: str, width: int, style: str) -> Content:
    """Return the text in so many cells, two of them always blank at the end."""
    return plain(text, style).truncate(width - 2, ellipsis=True, pad=True) + "  "


def _runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
