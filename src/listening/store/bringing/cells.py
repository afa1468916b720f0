"""What a source tells, held against the file cell by cell.

Three values meet: what the source tells, what the file holds, and what the file held when the source
was written. Who differs from the last has changed the cell. Where that is the source, it is taken;
where it is the file, the file stays; where both, both versions are kept as a conflict. And where
nobody can tell what the file held then, nothing that is here is replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from listening.model.text import sanitise
from listening.model.vocabulary import (
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Mode,
    RelationKind,
    RelationState,
    Sharing,
    Status,
    Term,
)
from listening.store import names
from listening.store.bringing.outcome import Cell, Outcome
from listening.store.ledger import Change, Leaf, Value, leaves_among

_Row = tuple[str, Value, str | None]
"""Stamp, value, and the stamps it replaced."""


class Place(NamedTuple):
    """Where a source tells of a record, and what people call it."""

    record: str
    """Its name in the ledger."""
    line: int
    id: str


class Cells:
    """Takes what a source tells into the changes of an import."""

    def __init__(
        self, change: Change, beside: Change, seen: AbstractSet[str] | None, outcome: Outcome
    ) -> None:
        """Begin with nothing taken.

        Args:
            change: takes what replaces what the source has seen.
            beside: takes what replaces nothing, so that both versions stay.
            seen: the stamps that the file held when the source was written; None where nobody knows.
            outcome: is told what was done.
        """
        self._change = change
        self._beside = beside
        self._seen = seen
        self._outcome = outcome

    def is_new(self, record: str) -> bool:
        """Tell whether the file has never held a record."""
        found = self._change.con.execute("SELECT 1 FROM change WHERE record = ? LIMIT 1", (record,))
        return found.fetchone() is None

    def is_erased(self, record: str, field: str = "") -> bool:
        """Tell whether a record, or a field of it, was erased."""
        fields = ("", field, names.set_of(field))
        return (
            self._change.con.execute(
                "SELECT 1 FROM erasure WHERE record = ? AND field IN (?, ?, ?) AND stamp = ''",
                (record, *fields),
            ).fetchone()
            is not None
        )

    def members(self, record: str, prefix: str) -> frozenset[str]:
        """Return every member that a set has ever had."""
        rows = self._change.con.execute(
            "SELECT DISTINCT field FROM change WHERE record = ? AND field > ? AND field < ?",
            (record, prefix, f"{prefix[:-1]}0"),
        )
        return frozenset(field.removeprefix(prefix) for (field,) in rows)

    def make(self, record: str, cells: Mapping[str, Value]) -> None:
        """Write a record that is not there yet, but for what was erased of it."""
        for field, value in cells.items():
            if value is not None and not self.is_erased(record, field):
                self._change.set(record, field, value)

    def take(self, place: Place, cells: Mapping[str, Value], *, clears: bool = True) -> bool:
        """Take what a source tells of a record that is there, and tell whether that changes it.

        Args:
            place: the record.
            cells: what the source tells of it.
            clears: whether a source that nobody can date clears what it tells nothing of.
        """
        rows = self._rows(place.record)
        first = min((stamp for cell in rows.values() for stamp, *_ in cell), default="")
        took = [
            self._take(place, field, value, rows.get(field, []), first, clears=clears)
            for field, value in cells.items()
        ]
        return any(took)

    def _rows(self, record: str) -> Mapping[str, list[_Row]]:
        found: dict[str, list[_Row]] = defaultdict(list)
        for field, *row in self._change.con.execute(
            "SELECT field, stamp, value, base FROM change WHERE record = ? ORDER BY stamp",
            (record,),
        ):
            found[field].append((row[0], row[1], row[2]))
        return found

    def _take(
        self, place: Place, field: str, told: Value, rows: list[_Row], first: str, *, clears: bool
    ) -> bool:
        cell = Cell(place.line, place.id, field)
        held = value_of(field, leaves_among(rows))
        if told == held or self.is_erased(place.record, field):
            return False
        if self._seen is None and any(stamp != first for stamp, *_ in rows):
            return self._take_undated(place, cell, told, rows)
        then = [row for row in rows if self._seen is None or row[0] in self._seen]
        before = value_of(field, leaves_among(then))
        if told == before or (told is None and not clears and self._seen is None):
            (self._outcome.newer if told == before else self._outcome.left).append(cell)
            return False
        self._change.set(place.record, field, told)
        changed_here = held != before
        (self._outcome.conflicts if changed_here else self._outcome.cells).append(cell)
        return True

    def _take_undated(self, place: Place, cell: Cell, told: Value, rows: Iterable[_Row]) -> bool:
        """Take a value that was never here beside the one that is; leave all others as they are here."""
        if told is None or any(as_told(cell.field, value) == told for _, value, _ in rows):
            self._outcome.left.append(cell)
            return False
        self._beside.set(place.record, cell.field, told)
        self._outcome.conflicts.append(cell)
        return True


def value_of(field: str, leaves: Iterable[Leaf]) -> Value:
    """Return what a cell comes to, as an export tells it: of a member of a set or a flag, 1 or None."""
    values = [leaf.value for leaf in leaves]
    if "/" in field:
        return 1 if any(value not in (None, 0, "0") for value in values) else None
    return as_told(field, values[-1]) if values else None


def as_told(field: str, value: Value) -> Value:
    """Return a value as an export tells it: None for what is as usual, and for what is not known here."""
    if field in _FLAGS:
        return None if value in (None, 0, "0") else 1
    if field in _TERMS and value is not None:
        known, unknown = _TERMS[field]
        return value if value in known else unknown
    return sanitise(value) if isinstance(value, str) else value


_FLAGS = frozenset({"consent_asked", "none_of_three", "removed"})


def _but(usual: Term) -> tuple[frozenset[str], str | None]:
    """Return the keys of a vocabulary that are told; the usual one goes without saying."""
    return frozenset(type(usual)) - {usual}, None


_TERMS: Mapping[str, tuple[frozenset[str], str | None]] = {
    "kind": (frozenset({*Kind, *RelationKind}), None),
    "captured": _but(Captured.VERBATIM),
    "check": _but(Check.UNREAD),
    "status": _but(Status.OFFERED),
    "felt": _but(Felt.NOT_ASKED),
    "state": _but(RelationState.NOT_SAID),
    "direction": (frozenset(Direction), None),
    "mode": (frozenset(Mode), None),
    "sharing": (frozenset(Sharing), Sharing.ANALYSIS.value),
    "room_rule": (frozenset(Sharing), Sharing.ANALYSIS.value),
}
"""By field: the keys that are told, and what a key is told as that is not known here."""
