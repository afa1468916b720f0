"""Merging session files: the union of their changes, each source entirely or not at all."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from listening.model.errors import Damaged, ListeningError, WrongUse
from listening.store import building, faults, fulltext, opening, schema
from listening.store.fold import TOUCHED, refold_touched
from listening.store.sources import attached
from listening.store.union import NOTHING_JOINED, Joined, unite

BATCH = 9
"""How many sources are joined in one transaction: as many as SQLite attaches."""

Progress = Callable[[int, int, Path], None]
"""Is told how many sources are done, of how many, and the last."""


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What came of one source."""

    path: Path
    joined: Joined = NOTHING_JOINED
    trouble: str | None = None
    """Why it was left out, in one sentence; None where it is in."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What came of a merge."""

    out: Path
    sources: tuple[SourceResult, ...] = ()
    made: bool = False
    """Whether the file was made by this merge."""
    conflicts: int = 0
    """How many fields of the merged file have several versions."""

    @property
    def complete(self) -> bool:
        """Whether every source is in."""
        return all(source.trouble is None for source in self.sources)


def merge(
    out: Path,
    sources: Sequence[Path],
    *,
    accept_erasures: bool = False,
    progress: Progress | None = None,
) -> MergeResult:
    """Join sources into a file, made aside and put in place when whole, or updated batch by batch.

    No source is ever changed. One that cannot be trusted is left out whole and named, and the
    others are joined.

    Raises:
        WrongUse: there is nothing to merge.
        NotSaved: the disk did not take it; batches before it are in.
        ListeningError: the file that exists at `out` could not be opened.
    """
    if not sources:
        raise WrongUse("There is nothing to merge: name at least one session file.")
    told = progress or _in_silence
    if out.exists():
        with closing(opening.open_checked(out)) as con:
            return _merge_into(con, out, sources, told, accept_erasures=accept_erasures)
    return _merge_anew(out, sources, told, accept_erasures=accept_erasures)


def rehearse(out: Path, sources: Sequence[Path], *, accept_erasures: bool = False) -> MergeResult:
    """Return what `merge` would answer, by doing it to a copy that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="listening-") as folder:
        copied = Path(folder) / out.name
        if out.exists():
            with (
                closing(opening.open_checked(out)) as con,
                closing(sqlite3.connect(copied)) as target,
            ):
                con.backup(target)
        outside = [source for source in sources if not _same_file(source, out)]
        inside = {source for source in sources if _same_file(source, out)}
        result = merge(copied, outside or sources, accept_erasures=accept_erasures)
    own = tuple(SourceResult(source, trouble=_ITSELF) for source in inside)
    return replace(result, out=out, sources=(*result.sources, *own) if outside else result.sources)


_ITSELF = "it is the file that the others are merged into."


class _NothingJoined(Exception):
    """No source could be joined, so no file is made."""

    def __init__(self, result: MergeResult) -> None:
        self.result = result


def _merge_anew(
    out: Path, sources: Sequence[Path], told: Progress, *, accept_erasures: bool
) -> MergeResult:
    try:
        with building.aside(out) as aside, closing(building.new_file(aside)) as con:
            _prefer_size_to_safety(con)
            with _without_indexes(con):
                result = _merge_into(con, out, sources, told, accept_erasures=accept_erasures)
            _check_result(con, result)
            return replace(result, made=True)
    except _NothingJoined as nothing:
        return nothing.result


def _check_result(con: sqlite3.Connection, result: MergeResult) -> None:
    if all(source.trouble for source in result.sources):
        raise _NothingJoined(result)
    if con.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged(result.out, "what was merged could not be read back")


def _prefer_size_to_safety(con: sqlite3.Connection) -> None:
    """Set a connection for a file that nobody knows of until it is whole."""
    con.execute("PRAGMA synchronous = OFF")
    con.execute("PRAGMA temp_store = FILE")
    con.execute(TOUCHED)


@contextmanager
def _without_indexes(con: sqlite3.Connection) -> Iterator[None]:
    """Make the indexes after the rows, which is quicker than keeping them row by row."""
    for name in schema.INDEXES:
        con.execute(f"DROP INDEX {name}")
    yield
    for statement in schema.INDEXES.values():
        con.execute(statement)


def _merge_into(
    con: sqlite3.Connection,
    out: Path,
    sources: Sequence[Path],
    told: Progress,
    *,
    accept_erasures: bool,
) -> MergeResult:
    results: list[SourceResult] = []
    for start in range(0, len(sources), BATCH):
        results += _join_batch(
            con, out, sources[start : start + BATCH], accept_erasures=accept_erasures
        )
        told(len(results), len(sources), results[-1].path)
    if fulltext.is_due(con):
        with _transaction(con, out):
            fulltext.create(con)
    conflicts = con.execute("SELECT count(*) FROM conflict").fetchone()[0]
    return MergeResult(out, tuple(results), conflicts=conflicts)


def _join_batch(
    con: sqlite3.Connection, out: Path, batch: Sequence[Path], *, accept_erasures: bool
) -> list[SourceResult]:
    results: dict[int, SourceResult] = {}
    with ExitStack() as stack:
        names = {}
        for number, path in enumerate(batch):
            try:
                _check_other(path, out)
                stack.enter_context(attached(con, path, f"source{number}"))
                names[number] = f"source{number}"
            except ListeningError as error:
                results[number] = SourceResult(path, trouble=str(error))
        with _transaction(con, out):
            con.execute("DELETE FROM temp.touched")
            for number, name in names.items():
                results[number] = _join_one(
                    con, batch[number], name, accept_erasures=accept_erasures
                )
            refold_touched(con)
    return [results[number] for number in range(len(batch))]


def _join_one(
    con: sqlite3.Connection, path: Path, name: str, *, accept_erasures: bool
) -> SourceResult:
    """Join one attached source, or leave the file as it was before it."""
    con.execute("SAVEPOINT source")
    try:
        joined = unite(con, name, accept_erasures=accept_erasures)
    except ListeningError as error:
        con.execute("ROLLBACK TO source")
        return SourceResult(path, trouble=str(error))
    finally:
        con.execute("RELEASE source")
    return SourceResult(path, joined)


@contextmanager
def _transaction(con: sqlite3.Connection, path: Path) -> Iterator[None]:
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


def _check_other(path: Path, out: Path) -> None:
    if _same_file(path, out):
        raise WrongUse(_ITSELF)


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _in_silence(done: int, of: int, path: Path) -> None:
    """Say nothing."""
