"""The ledger: appending changes, each durable and folded before the call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from listening import __version__
from listening.model.errors import Erased, NotSaved
from listening.model.records import Writer
from listening.model.text import single_line
from listening.store import faults, names, patience
from listening.store.clock import WRITER_LENGTH, Clock, Milliseconds, Tokens, utc_offset
from listening.store.fold import refold

Value = str | int | None
"""What a cell can hold; None clears it."""


class Leaf(NamedTuple):
    """A value of a cell that no later change has replaced."""

    stamp: str
    value: Value


class Change:
    """What one action changes: cells gathered, then written under one stamp."""

    def __init__(
        self, con: sqlite3.Connection, tokens: Tokens, seen: AbstractSet[str] | None = None
    ) -> None:
        """Begin with nothing changed.

        Args:
            con: the file.
            tokens: the source of names.
            seen: the stamps that whoever acts has seen; None for all that the file holds.
        """
        self.con = con
        self.tokens = tokens
        self._seen = seen
        self._cells: dict[tuple[str, str], Value] = {}
        self._stated: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._fresh: set[str] = set()

    def set(self, record: str, field: str, value: Value) -> None:
        """Set one field of one record; None clears it."""
        self._cells[record, field] = value

    def state(
        self, record: str, field: str, value: Value, replacing: Iterable[str] | None = None
    ) -> None:
        """Set one field of one record, and write it down also where it has that value already.

        Args:
            record: the record's name.
            field: the field.
            value: what it is; None clears it.
            replacing: the stamps that this replaces, and no others; None for all that stand.
        """
        self._cells[record, field] = value
        self._stated[record, field] = None if replacing is None else tuple(sorted(replacing))

    def fresh(self, record: str) -> str:
        """Say that a record's random name is new here, so that nothing needs to be looked up of it."""
        self._fresh.add(record)
        return record

    def rows(self) -> Iterator[tuple[str, str, Value, tuple[str, ...]]]:
        """Yield record, field, value and the stamps it replaces, for each cell that really changes.

        Raises:
            Erased: a record or a field of it was erased.
        """
        for (record, field), value in self._cells.items():
            leaves = () if record in self._fresh else self._leaves(record, field)
            unchanged = (
                leaves[0].value == value if len(leaves) == 1 else not leaves and value is None
            )
            if (record, field) in self._stated or not unchanged:
                replacing = self._stated.get((record, field))
                seen = tuple(filter(self._was_seen, _stamps(leaves)))
                yield record, field, value, seen if replacing is None else replacing

    def _was_seen(self, stamp: str) -> bool:
        return self._seen is None or stamp in self._seen

    def _leaves(self, record: str, field: str) -> tuple[Leaf, ...]:
        erased = "SELECT 1 FROM erasure WHERE record = ? AND field IN ('', ?, ?) AND stamp = ''"
        if self.con.execute(erased, (record, field, names.set_of(field))).fetchone():
            raise Erased
        return leaves_of(self.con, record, field)


def _stamps(leaves: tuple[Leaf, ...]) -> Iterator[str]:
    return (leaf.stamp for leaf in leaves)


def leaves_of(con: sqlite3.Connection, record: str, field: str) -> tuple[Leaf, ...]:
    """Return the values of a cell that no later change of the cell names as replaced, oldest first.

    A change can only replace what was before it: whatever a file says, the newest is a leaf.
    """
    rows = con.execute(
        "SELECT stamp, value, base FROM change WHERE record = ? AND field = ? ORDER BY stamp",
        (record, field),
    )
    return leaves_among(rows.fetchall())


def leaves_among(rows: Sequence[tuple[str, Value, str | None]]) -> tuple[Leaf, ...]:
    """Return those of a cell's changes (stamp, value, base; oldest first) that no later one replaces."""
    replaced = {base for stamp, _, bases in rows for base in (bases or "").split() if base < stamp}
    return tuple(Leaf(stamp, value) for stamp, value, _ in rows if stamp not in replaced)


class Ledger:
    """One sitting: a connection, a writer who has never been before, and their clock."""

    def __init__(
        self, con: sqlite3.Connection, path: Path, *, author: str, now: Milliseconds, tokens: Tokens
    ) -> None:
        self.con = con
        self.path = path
        self.author = single_line(author)
        self.now = now
        self.tokens = tokens
        self._clock = Clock(tokens(WRITER_LENGTH), now)
        self.sitting = self._clock.writer
        """The first writer of this sitting, and as a rule the only one."""
        self._introduced: set[str] = set()
        self._parts: dict[str, set[str]] = {}
        with faults.reading(path):
            self._data_version = self._read_data_version()

    @property
    def writer(self) -> str:
        """The writer whose stamps are made now."""
        return self._clock.writer

    @contextmanager
    def change(self, seen: AbstractSet[str] | None = None) -> Iterator[Change]:
        """Gather what an action changes; at the end of the block it is written, folded and durable.

        All of it or nothing: where the disk does not take it, or the block raises, the file is as
        it was.

        Args:
            seen: the stamps that whoever acts has seen: what was set since stands beside what they
                set; None replaces all that the file holds.

        Raises:
            NotSaved: the disk did not take it.
            Erased: something in it has been erased.
        """
        with self.transaction():
            change = Change(self.con, self.tokens, seen)
            yield change
            self._write(change)

    def transaction(self) -> AbstractContextManager[None]:
        """Run a block in one transaction that waits for others' saves; one within another joins it.

        All that is changed in it is one action, which an undo takes back as one.
        """
        return nullcontext() if self.con.in_transaction else self._own_transaction()

    def include(self, writers: Iterable[str]) -> None:
        """Say that what these writers, by their records, wrote in this transaction is part of the action."""
        for record in writers:
            self._part_of(names.own_token(record), {names.session_of(record)})

    def is_no_action(self) -> None:
        """Say that what was written in this transaction is no action that could be taken back."""
        self._parts.clear()

    @contextmanager
    def _own_transaction(self) -> Iterator[None]:
        introduced = set(self._introduced)
        self._parts.clear()
        try:
            self.con.execute("BEGIN IMMEDIATE")
            yield
            self._tie_together()
            self.con.execute("COMMIT")
        except BaseException as error:
            self._introduced = introduced
            if self.con.in_transaction:
                self.con.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise faults.not_saved(self.path, error) from error
            raise

    def changed_elsewhere(self) -> bool:
        """Tell whether another connection has changed the file since this was last asked.

        It waits for nobody, since it is asked while somebody types.

        Raises:
            NotReadableYet: another program holds the file at this moment.
        """
        with faults.reading(self.path), patience.waiting(self.con, 0):
            before, self._data_version = self._data_version, self._read_data_version()
        return before != self._data_version

    def _read_data_version(self) -> int:
        return int(self.con.execute("PRAGMA data_version").fetchone()[0])

    def _write(self, change: Change) -> None:
        rows = list(change.rows())
        if not rows:
            return
        stamp = self._stamp([base for *_, bases in rows for base in bases])
        sessions = {names.session_of(record) for record, *_ in rows}
        written = [
            (record, field, stamp, value, " ".join(bases) or None)
            for record, field, value, bases in rows
        ]
        written += self._introductions(sessions, stamp)
        self.con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", written)
        refold(self.con, {record for record, *_ in written})
        if any(record[:1] != Writer.letter for record, *_ in rows):
            self._part_of(stamp, sessions)

    def _part_of(self, part: str, sessions: AbstractSet[str]) -> None:
        """Note that a stamp, or a writer, is part of what this transaction does in some sessions."""
        self._parts.setdefault(part, set()).update(sessions)

    def _tie_together(self) -> None:
        """Note which parts one action has, where it has several or was written by others."""
        if len(self._parts) > 1 or any(len(part) == WRITER_LENGTH for part in self._parts):
            note = Change(self.con, self.tokens)
            for part, sessions in self._parts.items():
                for session in sessions:
                    note.set(names.writer_record(session, self.writer), names.WITH + part, 1)
            self._write(note)

    def _stamp(self, bases: list[str]) -> str:
        if self._clock.spent:
            # A foreign stamp at the end of time was followed: it shall not stop the other saves.
            self._clock = Clock(self.tokens(WRITER_LENGTH), self.now)
            self._introduced = set()
        try:
            return self._clock.stamp(bases)
        except OverflowError as error:
            raise NotSaved(self.path, *faults.END_OF_TIME) from error

    def _introductions(
        self, sessions: set[str], stamp: str
    ) -> list[tuple[str, str, str, Value, None]]:
        """Return the cells that say who writes, for each session in which this sitting writes first."""
        new = sessions - self._introduced
        self._introduced |= new
        said = {
            "name": self.author,
            "program": f"listening {__version__}",
            "utc_offset": utc_offset(self.now()),
        }
        return [
            (names.writer_record(session, self.writer), field, stamp, value, None)
            for session in sorted(new)
            for field, value in said.items()
        ]
