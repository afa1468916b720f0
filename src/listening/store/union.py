"""The union of one attached source with a file: changes and tombstones, nothing decided, nothing lost.

Set union is commutative, associative and idempotent, so the order of the sources cannot matter; see
Shapiro and others, *Conflict-free Replicated Data Types* (2011).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from pathlib import Path

from listening.model.errors import FileError
from listening.store import consequences, unsaved
from listening.store.survey import (
    check_changes,
    check_tombstones,
    count_contributions,
    survey,
    touch,
)

STRIKES_WITHOUT_WORD = 10
"""How many records a source may strike without naming who erased them."""

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
_SAME_CHANGE = f"{_SAME_CELL} AND m.value IS s.value AND m.base IS s.base"
_SESSION_END = 13
"""Where the part of a record's name ends that all contributions of a session have in common."""
_CONTRIBUTIONS = "record >= 'c.' AND record < 'c/'"


class Clash(FileError):
    """The source has changes of the same name as ours, with other content."""

    def __init__(self, path: Path, changes: int) -> None:
        self.changes = changes
        super().__init__(
            path,
            f"{path.name} was left out: {changes} of its changes bear the stamp of a change that is known here "
            "but say something else, so one of the two files was altered by hand.",
        )


class StrikesTooMuch(FileError):
    """The source would erase more than it explains."""

    def __init__(self, path: Path, records: int) -> None:
        self.records = records
        super().__init__(
            path,
            f"{path.name} was left out: it would erase words in {records} places without saying who asked for it; "
            "if that is right, merge again with --accept-erasures.",
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
    struck_changes: int = 0
    """How many changes its tombstones took out, of whatever they were."""


NOTHING_JOINED = Joined()
"""What a source brought that was left out."""


@dataclass(frozen=True, slots=True)
class Into:
    """The file that sources are joined to."""

    con: sqlite3.Connection
    path: Path
    """What the file is called in errors, and what no source may be."""
    accept_erasures: bool = False
    """Whether a source may strike much without a word of who asked for it."""
    anew: bool = False
    """Whether the file is new and its state is made at the end, all at once."""
    occurring: set[str] = field(default_factory=set)
    """The kinds of fields that the sources have brought."""


def unite(into: Into, path: Path, source: str) -> Joined:
    """Take an attached source's changes and tombstones in, inside the open transaction.

    The records that change are added to `touched`, unless all are folded at the end; the caller
    folds them.

    Raises:
        NotASession, Clash, StrikesTooMuch: the transaction must be rolled back to where it was.
    """
    con = into.con
    struck = _take_tombstones(con, path, source, accept_erasures=into.accept_erasures)
    keep = _NOT_ERASED if _has_rows(con, "main.erasure") else "true"
    contributions = count_contributions(con, path, source, keep)
    rows = con.execute(f"SELECT count(*) FROM {source}.change s WHERE {keep}").fetchone()[0]
    if _is_known(con, source, keep):
        return replace(struck, known_contributions=contributions, known_changes=rows)
    into.occurring.update(check_changes(con, path, source))
    known = _known_contributions(con, source, keep)
    if not into.anew:
        survey(con, source, keep)
        touch(con)
    new = con.execute(
        "INSERT OR IGNORE INTO main.change (record, field, stamp, value, base) "
        f"SELECT record, field, stamp, value, base FROM {source}.change s WHERE {keep}"
    ).rowcount
    if new < rows:
        _check_known(con, path, source, keep)
    return replace(
        struck,
        new_contributions=contributions - known,
        known_contributions=known,
        new_changes=new,
        known_changes=rows - new,
    )


def strike(con: sqlite3.Connection) -> int:
    """Delete what the tombstones in `new_tombstone` name, note it as touched, and return how many changes.

    Lines that somebody typed and did not save go with the words that they hold.
    """
    struck = con.execute("SELECT DISTINCT record FROM temp.new_tombstone WHERE field = ''")
    unsaved.wipe_alike(con, [record for (record,) in struck], ())
    con.execute(
        f"INSERT INTO temp.touched (record) SELECT c.record FROM {_HIT} WHERE true "
        "ON CONFLICT (record) DO UPDATE SET stamp = NULL"
    )
    return con.execute(
        f"DELETE FROM main.change WHERE (record, field, stamp) IN (SELECT c.record, c.field, c.stamp FROM {_HIT})"
    ).rowcount


def forget_tombstones(con: sqlite3.Connection) -> None:
    """Make an empty `new_tombstone`."""
    con.execute(_NEW_TOMBSTONES)
    con.execute("DELETE FROM temp.new_tombstone")


def _has_rows(con: sqlite3.Connection, table: str) -> bool:
    return bool(con.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0])


def _is_known(con: sqlite3.Connection, source: str, keep: str) -> bool:
    """Tell whether every change of a source is here to the letter; it stops at the first that is not."""
    unknown = con.execute(
        f"SELECT EXISTS (SELECT 1 FROM {source}.change s "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.change m WHERE {_SAME_CHANGE}) AND {keep})"
    )
    return not unknown.fetchone()[0]


def _known_contributions(con: sqlite3.Connection, source: str, keep: str) -> int:
    """Return how many contributions of a source are here already, before it is joined."""
    if not _shares_a_session(con, source):
        return 0
    known = con.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT record FROM {source}.change s WHERE {_CONTRIBUTIONS} AND {keep}) c "
        "WHERE EXISTS (SELECT 1 FROM main.change m WHERE m.record = c.record)"
    )
    return int(known.fetchone()[0])


def _shares_a_session(con: sqlite3.Connection, source: str) -> bool:
    """Tell whether something may be known of what a source has contributions of.

    Of a source of one session, as most are, it looks whether that session is here, so that what is
    all new costs next to nothing.
    """
    first, last = con.execute(
        f"SELECT (SELECT min(record) FROM {source}.change WHERE {_CONTRIBUTIONS}), "
        f"(SELECT max(record) FROM {source}.change WHERE {_CONTRIBUTIONS})"
    ).fetchone()
    if first is None:
        return False
    low, high = first[:_SESSION_END], last[:_SESSION_END] + "~"
    here = "SELECT EXISTS (SELECT 1 FROM main.change WHERE record >= ? AND record < ?)"
    return bool(con.execute(here, (low, high)).fetchone()[0])


def _check_known(con: sqlite3.Connection, path: Path, source: str, keep: str) -> None:
    """Make sure that every row which was not inserted was there already, to the letter."""
    other = con.execute(
        f"SELECT count(*) FROM {source}.change s WHERE {keep} "
        f"AND NOT EXISTS (SELECT 1 FROM main.change m WHERE {_SAME_CHANGE})"
    ).fetchone()[0]
    if other:
        raise Clash(path, other)


def _take_tombstones(
    con: sqlite3.Connection, path: Path, source: str, *, accept_erasures: bool
) -> Joined:
    if not any(_has_rows(con, f"{each}.erasure") for each in ("main", source)):
        return NOTHING_JOINED
    check_tombstones(con, path, source)
    forget_tombstones(con)
    con.execute(
        f"INSERT INTO temp.new_tombstone SELECT record, field, stamp FROM {source}.erasure s WHERE NOT EXISTS "
        f"(SELECT 1 FROM main.erasure m WHERE {_SAME_CELL})"
    )
    con.execute(
        f"INSERT INTO main.erasure SELECT record, field, stamp, asked FROM {source}.erasure WHERE true "
        "ON CONFLICT DO UPDATE SET asked = excluded.asked WHERE excluded.asked < asked"
    )
    consequences.follow(con, "main", source)
    if not accept_erasures:
        _check_explained(con, path, source)
    struck = con.execute(
        f"SELECT count(DISTINCT c.record) FROM {_HIT} WHERE c.record >= 'c.' AND c.record < 'c/'"
    ).fetchone()[0]
    by = _erased_by(con, source)
    return Joined(struck=struck, struck_by=by, struck_changes=strike(con))


def _check_explained(con: sqlite3.Connection, path: Path, source: str) -> None:
    """Refuse a source that strikes much without a word of who asked, now or in what is merged later."""
    unexplained = con.execute(
        f"""SELECT count(DISTINCT e.record) FROM temp.new_tombstone e
        WHERE NOT EXISTS (SELECT 1 FROM {source}.change w
          WHERE w.record >= 'w.' AND w.record < 'w/' AND w.field = 'erased/' || e.record)
        AND NOT ({consequences.IS_EXPLAINED})"""
    ).fetchone()[0]
    if unexplained > STRIKES_WITHOUT_WORD:
        raise StrikesTooMuch(path, unexplained)


def _erased_by(con: sqlite3.Connection, source: str) -> tuple[str, ...]:
    names = con.execute(
        f"""SELECT DISTINCT CAST(n.value AS TEXT) FROM {source}.change w
        JOIN temp.new_tombstone e ON w.field = 'erased/' || e.record
        JOIN {source}.change n ON n.record = w.record AND n.field = 'name'
        WHERE w.record >= 'w.' AND w.record < 'w/' ORDER BY 1"""
    )
    return tuple(str(name) for (name,) in names if name)
