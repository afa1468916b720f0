"""How a session stands in the list of the home screen: in columns, or on lines of its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from listening.app.counting import counted
from listening.app.dates import show_iso
from listening.app.text import parts, plain, visible
from listening.model.text import single_line
from listening.store.views import Summary

ROOM_FOR_COLUMNS = 96
"""How many cells a row must have for columns."""

_MARK, _NO_MARK = " ▸ ", "   "
_GAP = 3
_SHORTEST_TITLE, _SHORTEST_PLACE = 24, 8
_QUIET = "$text-muted"


@dataclass(frozen=True, slots=True)
class Columns:
    """How many cells each column of a list takes, the blanks at its end included."""

    title: int
    date: int
    place: int
    heard: int
    left: int

    @classmethod
    def of(cls, summaries: Iterable[Summary], width: int) -> Columns:
        """Return columns as wide as what stands in them; the title gives way first, then the place.

        Figures and dates are never cut: they are what the list is looked at for.
        """
        rows = [_cells(one) for one in summaries if one.trouble is None]
        title, date, place, heard, left = (
            max((cell_len(row[number]) for row in rows), default=0) + _GAP for number in range(5)
        )
        room = width - len(_MARK) - date - heard - left
        title = min(title, max(room - place, _SHORTEST_TITLE))
        return cls(title, date, min(place, max(room - title, _SHORTEST_PLACE)), heard, left)

    @property
    def width(self) -> int:
        """How many cells a row takes."""
        return len(_MARK) + self.title + self.date + self.place + self.heard + self.left


def session_row(summary: Summary, columns: Columns, width: int, *, chosen: bool) -> Content:
    """Return the row of a file; the chosen one has a mark before it.

    Words that run from right to left have a line of their own, since terminals would turn whatever
    stands beside them.
    """
    mark = plain(_MARK if chosen else _NO_MARK, "bold")
    if summary.trouble is not None:
        return Content.assemble(mark, _wrapped(f"! {single_line(summary.trouble)}", width))
    turned = _runs_right_to_left(summary.title) or _runs_right_to_left(summary.place or "")
    if width < max(ROOM_FOR_COLUMNS, columns.width) or turned:
        return _on_lines(summary, mark, width)
    return _in_columns(summary, mark, columns)


def date_or_sessions(summary: Summary) -> str:
    """Return the day of a session, or how many sessions a file holds."""
    return f"{summary.sessions} sessions" if summary.sessions > 1 else show_iso(summary.date)


def tagged(summary: Summary) -> str:
    """Return how many contributions nobody has tagged yet, in words."""
    if not summary.heard:
        return ""
    return f"{summary.untagged} not yet tagged" if summary.untagged else "all tagged"


def left(summary: Summary) -> str:
    """Return what is left to do: differences to settle, else what is not yet tagged; promises; what is not saved."""
    to_do = tagged(summary)
    if summary.conflicts:
        to_do = f"{counted(summary.conflicts, 'difference')} to settle"
    lines = counted(summary.drafts, "line") if summary.drafts else ""
    forms = counted(summary.forms, "form") if summary.forms else ""
    unsaved = " and ".join(filter(None, (lines, forms)))
    promises = f"{counted(summary.due, 'promise')} due" if summary.due else ""
    return " · ".join(filter(None, (to_do, promises, f"{unsaved} not saved" if unsaved else "")))


def place_or_merged(summary: Summary) -> str:
    """Return where a session was; of a file of several, that it is merged."""
    return "merged" if summary.sessions > 1 else single_line(summary.place or "")


def _heard(summary: Summary) -> str:
    return f"{summary.heard} heard" if summary.heard else "nothing yet"


def _wrapped(sentence: str, width: int) -> Content:
    lines = plain(sentence, "$warning").wrap(max(1, width - len(_MARK)))
    return Content(f"\n{_NO_MARK}").join(lines)


def _on_lines(summary: Summary, mark: Content, width: int) -> Content:
    title = plain(single_line(summary.title), "bold").truncate(width - len(_MARK), ellipsis=True)
    facts = [date_or_sessions(summary), _heard(summary), left(summary)]
    place = place_or_merged(summary)
    under = parts(*((fact, _QUIET) for fact in (*facts, place)), between=" · ")
    lines = under.wrap(max(1, width - len(_MARK)))
    return Content(f"\n{_NO_MARK}").join([Content.assemble(mark, title), *lines])


def _in_columns(summary: Summary, mark: Content, columns: Columns) -> Content:
    title, date, place, heard, to_do = _cells(summary)
    return Content.assemble(
        mark,
        _column(title, columns.title, "bold"),
        _column(date, columns.date, _QUIET),
        _column(place, columns.place, _QUIET),
        _column(heard, columns.heard, _QUIET),
        _column(to_do, columns.left, _QUIET),
    )


def _cells(summary: Summary) -> tuple[str, str, str, str, str]:
    """Return what stands in the columns: title, date, place, how much was heard, what is left to do."""
    return (
        visible(single_line(summary.title)),
        date_or_sessions(summary),
        visible(place_or_merged(summary)),
        _heard(summary),
        left(summary),
    )


def _column(text: str, width: int, style: str) -> Content:
    """Return the text in so many cells, the last ones always blank."""
    return plain(text, style).truncate(width - _GAP, ellipsis=True, pad=True) + " " * _GAP


def _runs_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
