"""The union of one attached source with a file: changes and tombstones, nothing decided, nothing lost.

Set union is commutative, associative and idempotent, so the order of the sources cannot matter; see
Shapiro and others, *Conflict-free Replicated Data Types* (2011).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from listening.model.errors import ListeningError

STRIKES_WITHOUT_WORD = 10
"""How many contributions a source may strike without naming who erased them."""

_NEW_TOMBSTONES = (
    "CREATE TEMP TABLE IF NOT EXISTS new_tombstone (record TEXT, field TEXT, stamp TEXT)"
)
_HIT = (
    "temp.new_tombstone e CROSS JOIN main.change c ON c.record = e.record "
    "AND e.field IN ('', c.field, substr(c.field, 1, instr(c.field, '/'))) AND e.stamp IN ('', c.stamp)"
)
_NOT_ERASED = (
    "NOT EXISTS (SELECT 1 FROM main.erasure e WHERE e.record = s.record "
    "AND e.field IN ('', s.field, substr(s.field, 1, instr(s.field, '/'))) AND e.stamp IN ('', s.stamp))"
)
_SAME_CELL = "m.record = s.record AND m.field = s.field AND m.stamp = s.stamp"


class Clash(ListeningError):
    """The source has changes of the same name as ours, with other content."""

    def __init__(self, changes: int) -> None:
        self.changes = changes
        super().__init__(
            f"{changes} of its changes bear the stamp of a change that is known here but say something else, "
            "so one of the two files was altered by hand."
        )


class StrikesTooMuch(ListeningError):
    """The source would erase more than it explains."""

    def __init__(self, contributions: int) -> None:
        self.contributions = contributions
        super().__init__(
            f"it would erase {contributions} contributions without saying who asked for it: "
            "if that is right, merge again with --accept-erasures."
        )


@dataclass(frozen=True, slots=True)
class Joined:
    """What a source brought."""

    new_contributions: int = 0
    known_contributions: int = 0
    new_changes: int = 0
    known_changes: int = 0
    struck: int = 0
    """How many contributions its tombstones took out of this file."""
    struck_by: tuple[str, ...] = ()
    """The note-takers who erased them, where the source says so."""


NOTHING_JOINED = Joined()
"""What a source brought that was left out."""


def unite(con: sqlite3.Connection, source: str, *, accept_erasures: bool) -> Joined:
    """Take an attached source's changes and tombstones in, inside the open transaction.

    The records that change are added to `touched`; the caller folds them.

    Raises:
        Clash, StrikesTooMuch: the transaction must be rolled back to where it was.
    """
    struck, by = _take_tombstones(con, source, accept_erasures=accept_erasures)
    keep = (
        _NOT_ERASED
        if con.execute("SELECT EXISTS (SELECT 1 FROM main.erasure)").fetchone()[0]
        else "true"
    )
    rows = con.execute(f"SELECT count(*) FROM {source}.change s WHERE {keep}").fetchone()[0]
    contributions, new_contributions = _count_contributions(con, source, keep)
    new = con.execute(
        "INSERT OR IGNORE INTO main.change (record, field, stamp, value, base) "
        f"SELECT record, field, stamp, value, base FROM {source}.change s WHERE {keep}"
    ).rowcount
    if new < rows:
        _check_known(con, source, keep)
    if new:
        con.execute(
            f"INSERT OR IGNORE INTO temp.touched (record) SELECT DISTINCT record FROM {source}.change"
        )
    return Joined(new_contributions, contributions - new_contributions, new, rows - new, struck, by)


def strike(con: sqlite3.Connection) -> None:
    """Delete what the tombstones in `new_tombstone` name, and note it as touched."""
    con.execute(f"INSERT OR IGNORE INTO temp.touched (record) SELECT c.record FROM {_HIT}")
    con.execute(
        f"DELETE FROM main.change WHERE (record, field, stamp) IN (SELECT c.record, c.field, c.stamp FROM {_HIT})"
    )


def forget_tombstones(con: sqlite3.Connection) -> None:
    """Make an empty `new_tombstone`."""
    con.execute(_NEW_TOMBSTONES)
    con.execute("DELETE FROM temp.new_tombstone")


def _take_tombstones(
    con: sqlite3.Connection, source: str, *, accept_erasures: bool
) -> tuple[int, tuple[str, ...]]:
    forget_tombstones(con)
    con.execute(
        f"INSERT INTO temp.new_tombstone SELECT record, field, stamp FROM {source}.erasure s WHERE NOT EXISTS "
        f"(SELECT 1 FROM main.erasure m WHERE {_SAME_CELL})"
    )
    con.execute(
        f"INSERT INTO main.erasure SELECT record, field, stamp, asked FROM {source}.erasure WHERE true "
        "ON CONFLICT DO UPDATE SET asked = min(asked, excluded.asked)"
    )
    if not con.execute("SELECT EXISTS (SELECT 1 FROM temp.new_tombstone)").fetchone()[0]:
        return 0, ()
    struck = con.execute(
        f"SELECT count(DISTINCT c.record) FROM {_HIT} WHERE c.record GLOB 'c.*'"
    ).fetchone()[0]
    if not accept_erasures:
        _check_explained(con, source)
    by = _erased_by(con, source)
    strike(con)
    return struck, by


def _check_explained(con: sqlite3.Connection, source: str) -> None:
    unexplained = con.execute(
        f"SELECT count(DISTINCT c.record) FROM {_HIT} WHERE c.record GLOB 'c.*' AND NOT EXISTS "
        f"(SELECT 1 FROM {source}.change w WHERE w.record GLOB 'w.*' AND w.field = 'erased/' || c.record)"
    ).fetchone()[0]
    if unexplained > STRIKES_WITHOUT_WORD:
        raise StrikesTooMuch(unexplained)


def _erased_by(con: sqlite3.Connection, source: str) -> tuple[str, ...]:
    names = con.execute(
        f"""SELECT DISTINCT CAST(n.value AS TEXT) FROM {source}.change w
        JOIN temp.new_tombstone e ON w.field = 'erased/' || e.record
        JOIN {source}.change n ON n.record = w.record AND n.field = 'name'
        WHERE w.record >= 'w.' AND w.record < 'w/' ORDER BY 1"""
    )
    return tuple(str(name) for (name,) in names if name)


def _count_contributions(con: sqlite3.Connection, source: str, keep: str) -> tuple[int, int]:
    """Return how many contributions a source holds, and how many of them are new here."""
    row = con.execute(
        f"SELECT count(*), coalesce(sum(NOT EXISTS (SELECT 1 FROM main.change m WHERE m.record = said.record)), 0) "
        f"FROM (SELECT DISTINCT record FROM {source}.change s WHERE record >= 'c.' AND record < 'c/' AND {keep}) said"
    ).fetchone()
    return int(row[0]), int(row[1])


def _check_known(con: sqlite3.Connection, source: str, keep: str) -> None:
    """Make sure that every row which was not inserted was there already, to the letter."""
    other = con.execute(
        f"SELECT count(*) FROM {source}.change s LEFT JOIN main.change m ON {_SAME_CELL} "
        f"WHERE {keep} AND (m.record IS NULL OR m.value IS NOT s.value OR m.base IS NOT s.base)"
    ).fetchone()[0]
    if other:
        raise Clash(other)
