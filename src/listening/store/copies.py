"""Sessions that several files of a folder hold: what all their copies come to together.

Copies go on apart. What is withdrawn or erased in one of them still stands in an archive that was
merged before, so no copy may be read alone: what holds is the fold of the changes and the
tombstones of all of them, as if they had been merged again. A tombstone wins whoever wrote it, since
nothing is written here and hiding is the safer mistake. It all happens in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, TypeAlias

from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
    Writer,
)
from listening.store import building, consequences, faults, holding, opening, schema, union
from listening.store.fold import refold_all

NAME = "f"
"""What a file is attached as."""

_SAID = tuple(
    kind.letter for kind in (Session, Prompt, Participant, Contribution, Commitment, Relation, Link)
)
_LETTERS = (*_SAID, Writer.letter)
_SESSION = "substr(record, 3, 10)"
_AFTER_ALL = chr(0x10FFFF)
"""What no record's name has a letter after."""
_SESSIONS = f"""WITH RECURSIVE there (token) AS (
  SELECT substr(min(record), 3, 10) FROM {NAME}.change WHERE record >= :from AND record < :to
  UNION SELECT (SELECT substr(min(record), 3, 10) FROM {NAME}.change
    WHERE record > :from || token || :end AND record < :to) FROM there WHERE token IS NOT NULL)
SELECT token FROM there WHERE token IS NOT NULL"""
"""The sessions of which there are records of a kind, by a seek for each."""
_ERASED = f"SELECT {_SESSION}, count(*) FROM {NAME}.erasure GROUP BY 1"
_MARK = (
    "SELECT count(*), max(stamp), total(CAST(substr(stamp, 1, 13) AS INTEGER)) "
    f"FROM {NAME}.change WHERE record >= ? AND record < ?"
)
_NEWEST = (
    "CREATE TEMP TABLE newest (record TEXT PRIMARY KEY, stamp TEXT, file INTEGER) WITHOUT ROWID"
)
_NOTE_NEWEST = (
    f"INSERT INTO temp.newest SELECT record, max(stamp), ? FROM {NAME}.change "
    "WHERE record >= ? AND record < ? GROUP BY record "
    "ON CONFLICT (record) DO UPDATE SET stamp = excluded.stamp, file = excluded.file "
    "WHERE excluded.stamp > stamp"
)


class Mark(NamedTuple):
    """What tells whether two copies of a session say the same."""

    kinds: tuple[tuple[int, str | None, float], ...]
    """For each kind of record how many changes there are, the newest, and the sum of their times."""
    erasures: int
    """How many tombstones there are."""

    @property
    def promises(self) -> int:
        """How many changes are about promises."""
        return self.kinds[_SAID.index(Commitment.letter)][0]


Marks: TypeAlias = "Mapping[str, Mark]"
"""The sessions of a file, by their tokens."""


class Group(NamedTuple):
    """Sessions that are read from the same files."""

    paths: tuple[Path, ...]
    """One file, where all copies say the same; else each that has one."""
    sessions: frozenset[str]
    """Their tokens."""


@contextmanager
def attached(con: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Attach a file for the block, to be read, once it was opened as every file is.

    Opening mends one that a killed program left, and refuses hostile ones.

    Raises:
        FileError: it cannot be read.
    """
    opening.open_checked(path, thorough=False).close()
    with faults.reading(path), holding.held(path):
        con.execute(f"ATTACH ? AS {NAME}", (f"{path.absolute().as_uri()}?mode=ro",))
        try:
            yield
        finally:
            if con.in_transaction:
                con.execute("ROLLBACK")
            con.execute(f"DETACH {NAME}")


def is_of_today(con: sqlite3.Connection) -> bool:
    """Tell whether the attached file has the tables of today: one that may only be read may not."""
    (version,) = con.execute(f"PRAGMA {NAME}.user_version").fetchone()
    return schema.format_of(version) == schema.FORMAT_VERSION


def marks(path: Path) -> Marks:
    """Return the sessions of which a file says anything, be it that something was erased.

    Raises:
        FileError: it cannot be read.
    """
    with closing(opening.in_memory()) as con, attached(con, path):
        erased = dict(con.execute(_ERASED).fetchall())
        there = {token for letter in _SAID for token in _tokens(con, letter)}
        return {
            token: Mark(_kinds(con, token), erased.get(token, 0)) for token in there | erased.keys()
        }


def joins(path: Path) -> Mapping[str, str | None]:
    """Return the sessions of a file, each with the one that it is part of; None where it is a whole.

    Raises:
        FileError: it cannot be read.
    """
    with closing(opening.in_memory()) as con, attached(con, path):
        return dict(con.execute(f"SELECT id, same_as FROM {NAME}.session").fetchall())


def groups(held: Mapping[Path, Marks], wanted: AbstractSet[str] | None = None) -> tuple[Group, ...]:
    """Return from which files sessions are to be read.

    Args:
        held: what is in each file, in the order in which equal copies are preferred.
        wanted: the sessions that are asked about; None for all.
    """
    read_from: dict[str, list[Path]] = {}
    for path, there in held.items():
        for token in there if wanted is None else there.keys() & wanted:
            read_from.setdefault(token, []).append(path)
    grouped: dict[tuple[Path, ...], set[str]] = {}
    for token, paths in read_from.items():
        alike = len({held[path][token] for path in paths}) == 1
        grouped.setdefault(tuple(paths[:1] if alike else paths), set()).add(token)
    return tuple(Group(paths, frozenset(sessions)) for paths, sessions in grouped.items())


class Together:
    """Sessions as all their copies have them, in memory."""

    def __init__(self, *groups: Group) -> None:
        """Read the copies.

        Raises:
            FileError: one of them cannot be read; it says which.
        """
        self._paths = list(dict.fromkeys(path for group in groups for path in group.paths))
        self._con = building.new_in_memory()
        try:
            self._con.execute(_NEWEST)
            for number, path in enumerate(self._paths):
                sessions = {
                    token for group in groups if path in group.paths for token in group.sessions
                }
                with attached(self._con, path):
                    _take(self._con, number, sessions)
            _fold(self._con)
        except BaseException:
            self._con.close()
            raise

    def content(self) -> bytes:
        """Return the bytes of a session file with these sessions."""
        return self._con.serialize()

    def newest(self) -> dict[str, Path]:
        """Return, by the ledger's names, the file in which each record was changed last."""
        rows = self._con.execute("SELECT record, file FROM temp.newest")
        return {str(record): self._paths[file] for record, file in rows}

    def close(self) -> None:
        """Forget it."""
        self._con.close()


def ranges(sessions: Iterable[str], letters: Sequence[str] = _LETTERS) -> list[tuple[str, str]]:
    """Return between which names the records of sessions lie, kind by kind."""
    return [
        (f"{letter}.{token}", f"{letter}.{token}/")
        for token in sorted(sessions)
        for letter in letters
    ]


def _tokens(con: sqlite3.Connection, letter: str) -> Iterator[str]:
    values = {"from": f"{letter}.", "to": f"{letter}/", "end": _AFTER_ALL}
    for (token,) in con.execute(_SESSIONS, values).fetchall():
        yield str(token)


def _kinds(con: sqlite3.Connection, token: str) -> tuple[tuple[int, str | None, float], ...]:
    return tuple(con.execute(_MARK, each).fetchone() for each in ranges([token], _SAID))


def _take(con: sqlite3.Connection, number: int, sessions: Iterable[str]) -> None:
    """Take in what a file says of sessions: for each kind a short look, so that nobody's save waits."""
    for low, high in ranges(sessions):
        for table in ("change", "erasure"):
            con.execute(
                f"INSERT OR IGNORE INTO main.{table} SELECT * FROM {NAME}.{table} "
                "WHERE record >= ? AND record < ?",
                (low, high),
            )
        con.execute(_NOTE_NEWEST, (number, low, high))


def _fold(con: sqlite3.Connection) -> None:
    """Strike what any of the copies erased, with what leans on it, and make the state of the rest."""
    con.execute("BEGIN")
    union.forget_tombstones(con)
    con.execute("INSERT INTO temp.new_tombstone SELECT record, field, stamp FROM main.erasure")
    consequences.follow(con, "main")
    union.strike(con)
    refold_all(con)
    con.execute("COMMIT")
