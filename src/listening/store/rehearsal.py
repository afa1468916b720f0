"""A stage for a dry run: a file that is thrown away, with what the sources touch of the real one."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from listening.model.errors import ListeningError
from listening.store import building, faults, holding, opening, schema, sources
from listening.store.fold import refold_all

_WANTED = "CREATE TEMP TABLE wanted (record TEXT PRIMARY KEY) WITHOUT ROWID"
_WANT = (
    "INSERT OR IGNORE INTO temp.wanted SELECT DISTINCT record FROM source.change "
    "UNION SELECT record FROM source.erasure"
)
_WANT_SESSIONS = (
    "INSERT OR IGNORE INTO temp.wanted SELECT record FROM whole.session "
    "UNION SELECT record FROM whole.erasure WHERE record >= 's.' AND record < 's/'"
)
_COPY = tuple(
    f"INSERT INTO main.{table} SELECT c.* FROM temp.wanted w CROSS JOIN whole.{table} c ON c.record = w.record"
    for table in schema.LEDGER
)
_OTHER_CONFLICTS = (
    "SELECT (SELECT count(*) FROM whole.conflict) - (SELECT count(*) FROM main.conflict)"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a merge can be tried."""

    con: sqlite3.Connection
    there: bool
    """Whether the real file exists."""
    other_conflicts: int = 0
    """How many conflicts the real file has in what the sources do not touch."""


@contextmanager
def stage(out: Path, files: Sequence[Path]) -> Iterator[Stage]:
    """Give a stage for merging files into another, at a cost that goes by their size, not by its.

    Raises:
        ListeningError: the real file could not be opened.
    """
    with (
        tempfile.TemporaryDirectory(prefix="listening-") as folder,
        closing(building.new_file(Path(folder) / "rehearsal.sqlite")) as con,
    ):
        con.execute("PRAGMA synchronous = OFF")
        there = out.exists()
        yield Stage(con, there, _copy_touched(con, out, files) if there else 0)


def _copy_touched(con: sqlite3.Connection, out: Path, files: Sequence[Path]) -> int:
    """Copy what the sources touch, and return how many conflicts are in the rest."""
    con.execute(_WANTED)
    for path in files:
        with suppress(ListeningError), sources.attached(con, path, "source"), faults.reading(path):
            sources.check(con, path, "source")
            con.execute(_WANT)
    opening.open_checked(out, thorough=False).close()
    with faults.reading(out), holding.held(out), _attached_whole(con, out):
        con.execute("BEGIN IMMEDIATE")
        for statement in (_WANT_SESSIONS, *_COPY):
            con.execute(statement)
        refold_all(con)
        others = con.execute(_OTHER_CONFLICTS).fetchone()[0]
        con.execute("COMMIT")
    return int(others)


@contextmanager
def _attached_whole(con: sqlite3.Connection, out: Path) -> Iterator[None]:
    con.execute("ATTACH ? AS whole", (f"{out.absolute().as_uri()}?mode=ro",))
    try:
        yield
    finally:
        if con.in_transaction:
            con.execute("ROLLBACK")
        con.execute("DETACH whole")
