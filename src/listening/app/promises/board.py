"""The board of promises: grouped by how far they have come, or by when they are due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from pathlib import Path

from listening.app.counting import counted
from listening.app.dates import show_iso
from listening.model.records import Commitment
from listening.model.text import single_line
from listening.model.vocabulary import Felt, Status

_SOON = timedelta(days=31)
_DUE, _NEXT, _LATER = "Due", "Within a month", "Later"
_NO_DAY = "No day was named"
_TO_ASK, _ANSWERED = "Not yet asked whether it was felt", "Kept, changed or not kept"
_HAS_A_REASON = (Status.CHANGED, Status.NOT_KEPT)
_STATES = (
    Status.OFFERED,
    Status.AGREED,
    Status.UNDER_WAY,
    Status.CHANGED,
    Status.NOT_KEPT,
    Status.KEPT,
)


class Order(Enum):
    """How the board is grouped."""

    BY_STATE = auto()
    BY_DATE = auto()

    @property
    def other(self) -> Order:
        """The one that a key changes to."""
        return Order.BY_DATE if self is Order.BY_STATE else Order.BY_STATE


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise, and where it was made."""

    commitment: Commitment
    session: str = ""
    """The session's title, where the board shows several."""
    path: Path | None = None
    """The file that holds it, where the board shows several."""


@dataclass(frozen=True, slots=True)
class Group:
    """Promises under one heading."""

    heading: str
    promises: tuple[Promised, ...]


def groups(promises: Iterable[Promised], order: Order, today: date) -> tuple[Group, ...]:
    """Return the promises in their groups; groups that would be empty are left out."""
    heading, headings = _grouping(order, today)
    there = tuple(promises)
    found = (
        Group(name, tuple(one for one in there if heading(one.commitment) == name))
        for name in headings
    )
    return tuple(group for group in found if group.promises)


def head(one: Commitment) -> str:
    """Return who promised what, on one line."""
    return f"{one.who}: {single_line(one.what)}"


def about(promised: Promised, today: date) -> str:
    """Return what else is known of a promise, on one line."""
    one = promised.commitment
    answers = len(one.answers)
    pieces = (
        _by_when(one, today),
        f"report back {show_iso(one.report_back)}" if one.report_back else "",
        f"for {one.whom}" if one.whom else "",
        f"answers {counted(answers, 'contribution')}" if answers else "",
        _reason(one),
        felt_in_words(one),
        promised.session,
    )
    return " · ".join(filter(None, pieces))


def felt_in_words(one: Commitment) -> str:
    """Return whether those who raised the matter say that it made a difference; asked or not."""
    if one.felt is Felt.NOT_ASKED:
        return "" if one.status.is_open else "not yet asked whether it was felt"
    return {
        Felt.YES: "they say that it made a difference",
        Felt.PARTLY: "they say that it made a difference in part",
        Felt.NO: "they say that it made no difference",
    }[one.felt]


def how_many(promises: Iterable[Promised], today: date) -> str:
    """Return how many are due, open, kept and not, in words; those of which there are none are left out."""
    there = [promised.commitment for promised in promises]
    closed = [state for state in _STATES if not state.is_open]
    figures = (
        (sum(one.is_due(today) for one in there), "due"),
        (sum(one.status.is_open for one in there), "open"),
        *((sum(one.status is state for one in there), state.label) for state in closed),
    )
    return " · ".join(f"{number:,} {what}" for number, what in figures if number)


def is_to_follow(one: Commitment) -> bool:
    """Tell whether a promise is open, or nobody asked yet whether what came of it was felt."""
    return one.status.is_open or one.felt is Felt.NOT_ASKED


def _grouping(order: Order, today: date) -> tuple[Callable[[Commitment], str], tuple[str, ...]]:
    """Return what tells the heading of a promise, and the headings in their order."""
    if order is Order.BY_STATE:
        return (lambda one: _capital(one.status.label)), tuple(
            _capital(state.label) for state in _STATES
        )
    return (lambda one: _when(one, today)), (
        _DUE,
        _TO_ASK,
        _NEXT,
        _LATER,
        _NO_DAY,
        _ANSWERED,
    )


def _when(one: Commitment, today: date) -> str:
    """Return the heading of a promise among the dates."""
    if not one.status.is_open:
        return _TO_ASK if is_to_follow(one) else _ANSWERED
    if one.is_due(today):
        return _DUE
    day = min(filter(None, (one.by_when, one.report_back)), default=None)
    if day is None:
        return _NO_DAY
    return _NEXT if day <= (today + _SOON).isoformat() else _LATER


def _reason(one: Commitment) -> str:
    """Return why it was changed or not kept; of one that is neither any more, what was noted before."""
    if not one.reason:
        return ""
    since = "reason" if one.status in _HAS_A_REASON else "reason noted before"
    return f"{since}: {single_line(one.reason)}"


def _by_when(one: Commitment, today: date) -> str:
    if one.by_when is None:
        return ""
    late = _days_late(one, today)
    return f"by {show_iso(one.by_when)}{late}"


def _days_late(one: Commitment, today: date) -> str:
    """Return how late an open promise is, in words, after a comma; nothing where it is not."""
    if not one.status.is_open or one.by_when is None or one.by_when > today.isoformat():
        return ""
    try:
        days = (today - date.fromisoformat(one.by_when)).days
    except ValueError:
        return ""
    return f", {counted(days, 'day')} late" if days else ", today"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
