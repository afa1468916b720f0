"""Promises: what a party said that it will do, how far it has come, and whether it was felt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from listening.model.records import Commitment
from listening.model.text import single_line
from listening.model.vocabulary import Felt, Kind, Status
from listening.sharing.disclosed import Shown
from listening.sharing.document import Block, Place, Table, values
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.spoken import all_spoken
from listening.sharing.reports.words import day, part, sentences

FELT: Mapping[Felt, str] = {
    Felt.YES: "yes, say those who raised it",
    Felt.PARTLY: "partly, say those who raised it",
    Felt.NO: "no, say those who raised it",
    Felt.NOT_ASKED: "those who raised it have not been asked yet",
}
"""What those who raised a matter say of the difference that a promise made."""

LISTED_BY = "listening commitment list FILE"
"""How to get the promises behind a figure."""

_NEEDS_A_REASON = (Status.CHANGED, Status.NOT_KEPT)


def told(promise: Commitment, options: ReportOptions, *, with_party: bool) -> tuple[Block, ...]:
    """Return one promise as a list of what is known of it, which its id leads to.

    Args:
        promise: the promise.
        options: on which day it is told.
        with_party: whether to name who made it; no where a heading does.
    """
    known = values(
        ("Who", promise.who if with_party else None),
        ("Promise", promise.what),
        ("For whom", promise.whom),
        ("By when", day(promise.by_when) or "no date was given"),
        ("How far", how_far(promise, options.today)),
        ("Why", _why(promise)),
        ("People hear back", day(promise.report_back)),
        ("Did it make a difference?", FELT[promise.felt]),
        ("Id", promise.id),
    )
    return tuple(replace(each, anchor=promise.id) for each in known)


def places(promises: Iterable[Commitment]) -> tuple[Place, ...]:
    """Return where promises are told, each known by who made it and what it is."""
    return tuple(Place(each.id, single_line(f"{each.who}: {each.what}")) for each in promises)


def listed_by(options: ReportOptions) -> tuple[Block, ...]:
    """Say how to get the promises behind a figure; in plain words, that they are told below."""
    below = sentences(options.say("", "Each promise stands below."))
    return (*below, *values(("To see them", options.command(LISTED_BY))))


def how_far(promise: Commitment, today: date) -> str:
    """Return the state of a promise; where it is open and its date is past, that too."""
    late = is_late(promise, today)
    return f"{promise.status.label}; the date has passed" if late else promise.status.label


def is_late(promise: Commitment, today: date) -> bool:
    """Tell whether a promise should have been kept by now and nobody says that it was."""
    return promise.status.is_open and "" < (promise.by_when or "") < today.isoformat()


def by_state(promises: Sequence[Commitment], options: ReportOptions) -> tuple[Block, ...]:
    """Return how many promises stand in each state, and how to list them; nothing of none."""
    found = {state: [each for each in promises if each.status is state] for state in Status}
    rows = {state: there for state, there in found.items() if there}
    if not rows:
        return ()
    table = Table(
        "Promises by state",
        ("State", "At least"),
        tuple((state.label, f"{len(there):,}") for state, there in rows.items()),
        behind=tuple(map(places, rows.values())),
    )
    return (table, *listed_by(options))


def answered(promise: Commitment, rows: Iterable[Shown]) -> tuple[Shown, ...]:
    """Return those contributions that a promise answers."""
    return tuple(row for row in rows if row.id in promise.answers)


def ids_answered(promises: Iterable[Commitment]) -> frozenset[str]:
    """Return the ids of everything that some promise answers."""
    return frozenset(own for promise in promises for own in promise.answers)


def offered_aloud(
    level: Literal[2, 3, 4], rows: Iterable[Shown], promises: Iterable[Commitment]
) -> tuple[Block, ...]:
    """Return what was offered in the room and stands in no promise; nothing where all was noted.

    Args:
        level: the level of its heading.
        rows: what can be read here.
        promises: the promises.
    """
    taken = ids_answered(promises)
    offers = [row for row in rows if row.kind is Kind.COMMITMENT and row.id not in taken]
    note = sentences("These words were said. Nobody has yet noted them as a promise.")
    return part(level, "Offered in the room", (*note, *all_spoken(offers)) if offers else ())


def briefly(promise: Commitment, today: date) -> str:
    """Return a promise as one line: who, what, by when, how far."""
    return "; ".join(_brief_parts(promise, today))


def _brief_parts(promise: Commitment, today: date) -> Iterator[str]:
    yield f"{promise.who}: {promise.what}"
    yield f"by {day(promise.by_when)}" if promise.by_when else "no date was given"
    yield how_far(promise, today)


def _why(promise: Commitment) -> str | None:
    """Return the reason; where one is owed and none was given, that."""
    if promise.reason or promise.status not in _NEEDS_A_REASON:
        return promise.reason
    return "no reason is noted"
