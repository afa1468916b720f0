"""One transaction of a merge: some sources are joined to a file, each entirely or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from listening.model.errors import FileError, ListeningError, NotASession
from listening.store import faults, fulltext, sources
from listening.store.fold import refold_touched
from listening.store.union import NOTHING_JOINED, Into, Joined, unite

BATCH = 9
"""How many sources are joined in one transaction: as many as SQLite attaches beside the file."""


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What came of one source."""

    path: Path
    joined: Joined = NOTHING_JOINED
    trouble: str | None = None
    """Why it was left out, in one sentence; None where it is in."""


class _SourceFailed(Exception):
    """A source could not be read to its end, and the transaction may be gone with it."""

    def __init__(self, number: int, trouble: FileError) -> None:
        self.number, self.trouble = number, trouble


def join_batch(into: Into, batch: Sequence[Path]) -> list[SourceResult]:
    """Join up to `BATCH` sources in one transaction, and return what came of each, in their order.

    Raises:
        NotSaved: the disk did not take it; nothing of the batch is in.
    """
    failed: dict[int, FileError] = {}
    while True:
        try:
            return _attempt(into, batch, failed)
        except _SourceFailed as failure:
            failed[failure.number] = failure.trouble


@contextmanager
def transaction(con: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run a block in one transaction, all of it or nothing.

    Raises:
        NotSaved: the disk did not take it.
    """
    try:
        con.execute("BEGIN IMMEDIATE")
        yield
        con.execute("COMMIT")
    except BaseException as error:
        if con.in_transaction:
            con.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise faults.not_saved(path, error) from error
        raise


def _attempt(into: Into, batch: Sequence[Path], failed: dict[int, FileError]) -> list[SourceResult]:
    troubles: dict[int, ListeningError] = {**failed}
    results: dict[int, SourceResult] = {}
    with ExitStack() as stack:
        for number in sorted(set(range(len(batch))) - set(failed)):
            try:
                _refuse_itself(batch[number], into.path)
                stack.enter_context(sources.attached(into.con, batch[number], _name(number)))
            except ListeningError as error:
                troubles[number] = error
        with transaction(into.con, into.path):
            into.con.execute("DELETE FROM temp.touched")
            for number in sorted(set(range(len(batch))) - set(troubles)):
                results[number] = _join_one(into, batch[number], number)
            if not into.anew:
                _fold(into)
                if any(result.joined.struck for result in results.values()):
                    fulltext.forget_erased(into.con)
    results |= {n: SourceResult(batch[n], trouble=str(error)) for n, error in troubles.items()}
    return [results[number] for number in range(len(batch))]


def _fold(into: Into) -> None:
    if into.con.execute("SELECT EXISTS (SELECT 1 FROM temp.touched)").fetchone()[0]:
        refold_touched(into.con, frozenset(into.occurring))


def _join_one(into: Into, path: Path, number: int) -> SourceResult:
    """Join one attached source, or leave the file as it was before it."""
    con, name = into.con, _name(number)
    con.execute("SAVEPOINT source")
    try:
        sources.check(con, path, name)
        joined = unite(into, path, name)
    except ListeningError as error:
        con.execute("ROLLBACK TO source")
        con.execute("RELEASE source")
        return SourceResult(path, trouble=str(error))
    except sqlite3.Error as error:
        fault = _fault(con, path, name, error)
        if fault is None:
            raise
        raise _SourceFailed(number, fault) from error
    con.execute("RELEASE source")
    return SourceResult(path, joined)


def _fault(
    con: sqlite3.Connection, path: Path, name: str, error: sqlite3.Error
) -> FileError | None:
    """Return what is wrong with a source after an error; None where it was not the source's."""
    if isinstance(error, sqlite3.IntegrityError | sqlite3.DataError):
        return NotASession(path, "it has rows that the format does not allow")
    return sources.fault_of(con, path, name)


def _refuse_itself(path: Path, out: Path) -> None:
    try:
        same = path.samefile(out)
    except OSError:
        return
    if same:
        raise _Itself(path)


class _Itself(FileError):
    def __init__(self, path: Path) -> None:
        super().__init__(path, f"{path.name} is the file that the others are merged into.")


def _name(number: int) -> str:
    return f"source{number}"
