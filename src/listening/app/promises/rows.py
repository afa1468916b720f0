"""Promises and relations as rows of a list: what matters first, the rest quiet under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from listening.app.text import plain, visible
from listening.app.widgets.marked_list import RowOf
from listening.app.widgets.wrapping import is_right_to_left, wrap

_QUIET = "$text-muted"
_GAP = 3
_LEAST_ROOM = 24


def heading(words: str) -> RowOf:
    """Return the row of a heading."""
    return lambda _: (plain(words, f"bold {_QUIET}"),)


def row(head: str, state: str, about: str) -> RowOf:
    """Return a row: the words, the state at the right, and under them what else is known.

    Words that run from right to left have nothing beside them, since terminals would turn it.
    """
    return partial(_lines, head, state, about)


def _lines(head: str, state: str, about: str, width: int) -> Sequence[Content]:
    room = width - cell_len(state) - _GAP
    if room < _LEAST_ROOM or is_right_to_left(head):
        about, state, room = " · ".join(filter(None, (state, about))), "", width
    first, *others = wrap(visible(head), room)
    beside = " " * (width - cell_len(first) - cell_len(state)) + state if state else ""
    under = wrap(visible(about), width) if about else ()
    return (
        Content.assemble(plain(first), plain(beside, _QUIET)),
        *map(plain, others),
        *(plain(line, _QUIET) for line in under),
    )
