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
from enum import Enum
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


class _Verdict(Enum):
    """Who changed a cell since the source was written, and so what becomes of it."""

    SAME = "same"
    """Both hold the same."""
    NEWER = "newer"
    """The file alone changed it."""
    LEFT = "left"
    """Nobody can tell, and the source tells nothing that was never here."""
    EDIT = "edit"
    """The source alone changed it."""
    BOTH = "both"
    """Both changed it."""
    BESIDE = "beside"
    """Nobody can tell, and the source tells what was never here."""


_EDITS = (_Verdict.EDIT, _Verdict.BOTH, _Verdict.BESIDE)
"""Where the source tells something of its own."""


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
        judged = self._judged(place.record, cells, clears=clears)
        for field, verdict in judged.items():
            self._do(verdict, place, field, cells[field])
        return any(verdict in _EDITS for verdict in judged.values())

    def edited(self, record: str, cells: Mapping[str, Value]) -> dict[str, Value]:
        """Return what a source tells otherwise than the file ever told it: what somebody edited there."""
        judged = self._judged(record, cells, clears=True)
        return {field: cells[field] for field, verdict in judged.items() if verdict in _EDITS}

    def leave(self, place: Place, cells: Mapping[str, Value]) -> None:
        """Leave what a source tells otherwise of a record as it is here, and say so."""
        judged = self._judged(place.record, cells, clears=True)
        told = (field for field, verdict in judged.items() if verdict is not _Verdict.SAME)
        self._outcome.left += [Cell(place.line, place.id, field) for field in told]

    def _judged(
        self, record: str, cells: Mapping[str, Value], *, clears: bool
    ) -> dict[str, _Verdict]:
        rows = self._rows(record)
        first = min((stamp for cell in rows.values() for stamp, *_ in cell), default="")
        return {
            field: _Verdict.SAME
            if self.is_erased(record, field)
            else self._judge(field, value, rows.get(field, []), first, clears=clears)
            for field, value in cells.items()
        }

    def _rows(self, record: str) -> Mapping[str, list[_Row]]:
        found: dict[str, list[_Row]] = defaultdict(list)
        for field, *row in self._change.con.execute(
            "SELECT field, stamp, value, base FROM change WHERE record = ? ORDER BY stamp",
            (record,),
        ):
            found[field].append((row[0], row[1], row[2]))
        return found

    def _judge(
        self, field: str, told: Value, rows: list[_Row], first: str, *, clears: bool
    ) -> _Verdict:
        """Say who changed a cell since the source was written."""
        held = value_of(field, leaves_among(rows))
        if told == held:
            return _Verdict.SAME
        if self._seen is None and any(stamp != first for stamp, *_ in rows):
            was_here = told is None or any(as_told(field, value) == told for _, value, _ in rows)
            return _Verdict.LEFT if was_here else _Verdict.BESIDE
        then = [row for row in rows if self._seen is None or row[0] in self._seen]
        before = value_of(field, leaves_among(then))
        if told == before:
            return _Verdict.NEWER
        if told is None and not clears and self._seen is None:
            return _Verdict.LEFT
        return _Verdict.EDIT if held == before else _Verdict.BOTH

    def _do(self, verdict: _Verdict, place: Place, field: str, told: Value) -> None:
        """Do to a cell what its verdict says, and note it."""
        cell = Cell(place.line, place.id, field)
        match verdict:
            case _Verdict.SAME:
                return
            case _Verdict.NEWER:
                self._outcome.newer.append(cell)
            case _Verdict.LEFT:
                self._outcome.left.append(cell)
            case _Verdict.EDIT:
                self._change.set(place.record, field, told)
                self._outcome.cells.append(cell)
            case _Verdict.BOTH:
                self._change.set(place.record, field, told)
                self._outcome.conflicts.append(cell)
            case _Verdict.BESIDE:
                self._beside.set(place.record, field, told)
                self._outcome.conflicts.append(cell)


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
