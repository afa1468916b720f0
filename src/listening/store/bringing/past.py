"""Contributions of another time and another note-taker, written as what they are.

A contribution was made at its smallest stamp, by that stamp's writer. So each that comes in with its
time gets a stamp of that time, of a writer who bears its note-taker's name and clock. All are written
with as many writers as there were note-takers, and none of them is ever used again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from listening import __version__
from listening.store import names
from listening.store.clock import WRITER_LENGTH, utc_offset
from listening.store.fold import refold
from listening.store.ledger import Ledger, Value

_LAST_COUNT = 0xFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A record that is not in the file yet."""

    record: str
    """Its name in the ledger."""
    cells: Mapping[str, Value]
    """Its fields; those that are None are not written."""
    at: datetime | None
    """When it was made; None for now."""
    author: str | None
    """Who made it; None for whoever writes now."""


def write_past(ledger: Ledger, made: Sequence[Fresh]) -> frozenset[str]:
    """Write new records, each under its own time and its own note-taker's name.

    Those of one moment keep the order in which they are given.

    Returns:
        The records of the writers under whom they stand.
    """
    rows: list[tuple[str, str, str, Value, None]] = []
    writers = _Writers(ledger)
    for stamp, each in _stamped(ledger, made, writers):
        rows += [(each.record, field, stamp, value, None) for field, value in _kept(each.cells)]
    rows += writers.introductions
    ledger.con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", rows)
    refold(ledger.con, {record for record, *_ in rows})
    return frozenset(record for record, *_ in writers.introductions)


def _kept(cells: Mapping[str, Value]) -> list[tuple[str, Value]]:
    """Return the cells that are written: one at least, or there would be no record."""
    said: list[tuple[str, Value]] = [each for each in cells.items() if each[1] is not None]
    return said or list(cells.items())[:1]


class _Writers:
    """The writers of an import: one for each session, note-taker and clock."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._tokens: dict[tuple[str, str, str], str] = {}
        self.introductions: list[tuple[str, str, str, Value, None]] = []
        """The cells that say who they are."""

    def of(self, each: Fresh, moment: str) -> str:
        """Return the stamp of a record that was made at a moment."""
        session = names.session_of(each.record)
        offset = _offset(each.at) if each.at else utc_offset(self._ledger.now())
        key = session, each.author or self._ledger.author, offset
        new = key not in self._tokens
        token = self._tokens.setdefault(key, self._ledger.tokens(WRITER_LENGTH) if new else "")
        stamp = f"{moment}.{token}"
        if new:
            self._introduce(*key, token, stamp)
        return stamp

    def _introduce(self, session: str, author: str, offset: str, token: str, stamp: str) -> None:
        said = {"name": author, "program": f"listening {__version__}", "utc_offset": offset}
        record = names.writer_record(session, token)
        self.introductions += [(record, field, stamp, value, None) for field, value in said.items()]


def _stamped(
    ledger: Ledger, made: Sequence[Fresh], writers: _Writers
) -> Iterator[tuple[str, Fresh]]:
    """Yield each record with its stamp, the oldest first; no two have one moment."""
    now = ledger.now()
    timed = [(_milliseconds(each.at) if each.at else now, each) for each in made]
    last = (-1, _LAST_COUNT)
    for ms, each in sorted(timed, key=lambda pair: pair[0]):
        last = max((ms, 0), _after(last))
        yield writers.of(each, f"{last[0]:013d}.{last[1]:03x}"), each


def _milliseconds(at: datetime) -> int:
    """Return a time as stamps count it, without the rounding of a float."""
    whole = at.replace(microsecond=0)
    return int(whole.timestamp()) * 1000 + at.microsecond // 1000


def _after(last: tuple[int, int]) -> tuple[int, int]:
    ms, count = last
    return (ms, count + 1) if count < _LAST_COUNT else (ms + 1, 0)


def _offset(at: datetime) -> str:
    """Return the offset with which a time is written, in whole minutes, such as `+01:00`."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
