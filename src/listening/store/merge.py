"""Merging session files: the union of their changes, each source entirely or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

from listening.model.errors import Damaged, WrongUse
from listening.store import building, faults, joining, look_alike, opening, rehearsal, schema
from listening.store.batch import BATCH, SourceResult, join_batch, transaction
from listening.store.clock import Milliseconds, Tokens, now_ms, random_token
from listening.store.fold import TOUCHED, refold_all
from listening.store.ledger import Ledger
from listening.store.look_alike import Alike
from listening.store.union import Into

Progress = Callable[[int, int, Path], None]
"""Is told how many sources are done, of how many, and the last."""


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What came of a merge."""

    out: Path
    sources: tuple[SourceResult, ...] = ()
    made: bool = False
    """Whether the file was made by this merge."""
    conflicts: int = 0
    """How many fields of the merged file have several versions."""
    same_sessions: tuple[tuple[str, str], ...] = ()
    """The sessions that were joined: the token of the whole and of the one that is now part of it."""
    alike: tuple[Alike, ...] = ()
    """Of a rehearsal: sessions that look as if they were one, set up apart."""

    @property
    def complete(self) -> bool:
        """Whether every source is in."""
        return all(source.trouble is None for source in self.sources)


def _in_silence(done: int, of: int, path: Path) -> None:
    """Say nothing."""


class Options(TypedDict, total=False):
    """How a merge is to be done, all of it optional."""

    accept_erasures: bool
    """Whether a source may strike much without a word of who asked for it."""
    same_session: Sequence[tuple[str, str]]
    """Pairs of sessions set up apart that are one, by ids, beginnings of ids, or names of sources."""
    author: str
    """Who merges; their name stands by what they say of sessions."""
    now: Milliseconds
    tokens: Tokens
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """The options of a merge, with what is usual where nothing was said."""

    accept_erasures: bool = False
    same_session: Sequence[tuple[str, str]] = ()
    author: str = ""
    now: Milliseconds = now_ms
    tokens: Tokens = random_token
    progress: Progress = _in_silence


def merge(out: Path, sources: Sequence[Path], **options: Unpack[Options]) -> MergeResult:
    """Join sources into a file, made aside and put in place when whole, or updated batch by batch.

    No source is ever changed. One that cannot be trusted is left out whole and named, and the
    others are joined. What was done before an interruption stays, and the same call again does
    the rest.

    Raises:
        WrongUse: there is nothing to merge.
        NotFound, Ambiguous: a session that shall be joined is in none of the files, or not told apart.
        NotSaved: the disk did not take it; batches before it are in.
        ListeningError: the file that exists at `out` could not be opened.
    """
    _refuse_nothing(sources)
    plan = _Plan(**options)
    if out.exists():
        with closing(opening.open_checked(out, thorough=False)) as con:
            return _merge_into(_into(con, out, plan), sources, plan)
    return _merge_anew(out, sources, plan)


def rehearse(out: Path, sources: Sequence[Path], **options: Unpack[Options]) -> MergeResult:
    """Return what `merge` would answer, and change nothing.

    It is done for real, in a file that is thrown away and holds of `out` what the sources touch.

    Raises:
        ListeningError: what `merge` would raise, but for a disk that does not take it.
    """
    _refuse_nothing(sources)
    with rehearsal.stage(out, sources) as stage:
        plan = _Plan(**options)
        before = look_alike.known(stage.con)
        result = _merge_into(_into(stage.con, out, plan, anew=not stage.there), sources, plan)
        return replace(
            result,
            made=not stage.there and not _nothing_joined(result),
            conflicts=result.conflicts + stage.other_conflicts,
            alike=look_alike.alike(stage.con, before),
        )


def _refuse_nothing(sources: Sequence[Path]) -> None:
    if not sources:
        raise WrongUse("There is nothing to merge: name at least one session file.")


_QUICK = (
    "synchronous = OFF",
    "journal_mode = MEMORY",
    "locking_mode = EXCLUSIVE",
    "cache_size = -65536",
    "secure_delete = OFF",
    "temp_store = FILE",
    "temp.cache_size = -65536",
)
"""The settings under which a new file is filled: twice 64 MB of pages, and what grows with it on the disk."""


class _NothingJoined(Exception):
    """No source could be joined, so no file is made."""

    def __init__(self, result: MergeResult) -> None:
        self.result = result


def _merge_anew(out: Path, sources: Sequence[Path], plan: _Plan) -> MergeResult:
    try:
        with building.aside(out) as aside, closing(building.new_file(aside)) as con:
            _prefer_speed_to_safety(con)
            with _without_indexes(con):
                result = _merge_into(_into(con, out, plan, anew=True), sources, plan)
            _check_result(con, result)
            return replace(result, made=True)
    except _NothingJoined as nothing:
        return nothing.result


def _nothing_joined(result: MergeResult) -> bool:
    return all(source.trouble for source in result.sources)


def _check_result(con: sqlite3.Connection, result: MergeResult) -> None:
    if _nothing_joined(result):
        raise _NothingJoined(result)
    # The ledger alone: all else was just made from it and can be made again.
    checks = (con.execute(f"PRAGMA quick_check({table})").fetchone()[0] for table in schema.LEDGER)
    if any(check != "ok" for check in checks):
        raise Damaged(result.out, "what was merged could not be read back")


def _prefer_speed_to_safety(con: sqlite3.Connection) -> None:
    """Set a connection for a file that nobody knows of until it is whole and synced."""
    for setting in _QUICK:
        con.execute(f"PRAGMA {setting}")
    con.execute(TOUCHED)


@contextmanager
def _without_indexes(con: sqlite3.Connection) -> Iterator[None]:
    """Make the indexes after the rows, which is quicker than keeping them row by row."""
    for name in schema.INDEXES:
        con.execute(f"DROP INDEX {name}")
    yield
    for statement in schema.INDEXES.values():
        con.execute(statement)


def _into(con: sqlite3.Connection, out: Path, plan: _Plan, *, anew: bool = False) -> Into:
    return Into(con, out, accept_erasures=plan.accept_erasures, anew=anew)


def _merge_into(into: Into, sources: Sequence[Path], plan: _Plan) -> MergeResult:
    con = into.con
    pairs = joining.resolve(con, sources, plan.same_session)
    results: list[SourceResult] = []
    for start in range(0, len(sources), BATCH):
        results += join_batch(into, sources[start : start + BATCH])
        plan.progress(len(results), len(sources), results[-1].path)
    if into.anew:
        with transaction(con, into.path):
            refold_all(con, frozenset(into.occurring))
    if any(result.joined.struck_changes for result in results):
        _leave_no_trace(into)
    joined = _join_sessions(into, pairs, plan)
    conflicts = con.execute("SELECT count(*) FROM conflict").fetchone()[0]
    return MergeResult(into.path, tuple(results), conflicts=conflicts, same_sessions=joined)


def _leave_no_trace(into: Into) -> None:
    """Write the file anew where tombstones struck something, as an erasure does; free room keeps traces.

    Raises:
        NotSaved: the disk did not take it; the words are struck, and may be left in free room.
    """
    try:
        into.con.execute("VACUUM")
    except sqlite3.Error as error:
        raise faults.not_saved(into.path, error) from error


def _join_sessions(
    into: Into, pairs: Sequence[tuple[str, str]], plan: _Plan
) -> tuple[tuple[str, str], ...]:
    if not pairs:
        return ()
    ledger = Ledger(into.con, into.path, author=plan.author, now=plan.now, tokens=plan.tokens)
    return joining.join(ledger, pairs)
