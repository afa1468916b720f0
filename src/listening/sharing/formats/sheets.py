"""What stands on the sheets of a workbook, before any program's way of writing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

from listening.model.records import Session
from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Count, Disclosed
from listening.sharing.formats.columns import Value, as_text, columns_for, reader, rows_of
from listening.sharing.formats.datapackage import WITHHELD
from listening.sharing.formats.options import Step

Cell: TypeAlias = str | int | None
"""What a cell holds: text, a figure, or nothing."""

Header: TypeAlias = tuple[tuple[str, str], ...]
"""The key and the title of each column."""

_NOT_FACTS = ("session", "same_as", "removed")
_TOO_FEW = "too few to tell"
"""What stands for a figure that would let somebody be picked out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns, its rows."""

    name: str
    header: Header
    rows: Sequence[Sequence[Cell]]


def sheets(sessions: Sequence[Disclosed], step: Step) -> Iterator[Sheet]:
    """Yield the sheets of a workbook, the contributions first."""
    audience = sessions[0].audience if sessions else Audience.PUBLIC
    columns = columns_for(audience)
    read = reader(columns)
    yield Sheet(
        "Contributions",
        tuple((column.key, column.title) for column in columns),
        [list(map(_cell, read(row))) for row in rows_of(sessions, step)],
    )
    yield _facts(sessions)
    yield Sheet("Counts", _COUNTS, [row for each in sessions for row in _counts(each)])
    yield Sheet("Commitments", _COMMITMENTS, [row for each in sessions for row in _promises(each)])
    yield Sheet("Columns", _COLUMNS, [(each.title, each.key, each.about) for each in columns])


_COLUMNS = (("column", "Column"), ("key", "Name in CSV"), ("about", "What it holds"))
_COUNTS = (
    ("session", "Session"),
    ("title", "Title of the session"),
    ("of", "Figures of"),
    ("term", "Term"),
    ("number", "At least"),
)
_COMMITMENTS = (
    ("session", "Session"),
    ("id", "Commitment"),
    ("who", "Who"),
    ("what", "What"),
    ("whom", "For whom"),
    ("by_when", "By when"),
    ("status", "State"),
    ("reason", "Reason"),
    ("felt", "Felt by those who raised it"),
    ("report_back", "Report back"),
    ("direction", "Direction"),
    ("answers", "Answers"),
)


def _cell(value: Value) -> Cell:
    """Return a value as a cell; a yes or no is a word, so that it looks alike in every program."""
    return value if isinstance(value, int) and not isinstance(value, bool) else as_text(value)


def _facts(sessions: Sequence[Disclosed]) -> Sheet:
    """Return the facts of the sessions; one that none of them tells has no column."""
    names = [
        each.name
        for each in fields(Session)
        if each.name not in _NOT_FACTS
        and any(getattr(disclosed.session, each.name) is not None for disclosed in sessions)
    ]
    return Sheet(
        "Sessions",
        tuple((name, name.replace("_", " ").capitalize()) for name in names),
        [[getattr(disclosed.session, name) for name in names] for disclosed in sessions],
    )


def _counts(disclosed: Disclosed) -> Iterator[tuple[Cell, ...]]:
    """Yield the figures of a session."""
    counts, session = disclosed.counts, disclosed.session
    totals: tuple[tuple[str, Cell], ...] = (
        ("contributions", counts.contributions),
        ("people or tables heard", _TOO_FEW if counts.people is None else counts.people),
        ("off record, in no other figure", counts.off_record),
        ("none of the three areas", counts.none_of_three),
        ("not yet tagged", counts.untagged),
        *((f"not shown: {WITHHELD[each.reason][1]}", each.number) for each in disclosed.withheld),
    )
    for term, number in totals:
        yield session.id, session.title, "the session", term, number
    for what, figures in (
        ("areas", counts.areas),
        ("kinds", counts.kinds),
        ("codes", counts.codes),
        ("perspectives, by people", counts.perspectives),
    ):
        for term, told in _numbers(figures):
            yield session.id, session.title, what, term, told


def _numbers(figures: Iterable[Count]) -> Iterator[tuple[str, Cell]]:
    for each in figures:
        yield each.label, _TOO_FEW if each.number is None else each.number


def _promises(disclosed: Disclosed) -> Iterator[tuple[Cell, ...]]:
    """Yield the commitments of a session."""
    for each in disclosed.commitments:
        yield (
            disclosed.session.id,
            each.id,
            each.who,
            each.what,
            each.whom,
            each.by_when,
            each.status.label,
            each.reason,
            each.felt.label,
            each.report_back,
            each.direction and each.direction.label,
            "; ".join(each.answers),
        )
