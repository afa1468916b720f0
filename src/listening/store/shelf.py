"""Every file of the folder asked together: an index in memory, for as long as the program runs.

No words are copied to the disk, so that nothing of what is erased can stay behind in an index:
what a file no longer holds is gone from here as soon as the file is next looked at, and all of it
when the program ends. A session that several files hold, as a merged file and its sources do, is
here once, as all its copies have it together. What was removed is not taken in. Of what was
withdrawn, in whichever copy, only that there was something.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from listening.model.errors import FileError, ListeningError, NotFound
from listening.model.records import Contribution, Participant, Prompt, Record, Session, Writer
from listening.model.vocabulary import Check
from listening.store import (
    copies,
    faults,
    fulltext,
    holding,
    library,
    likewise,
    names,
    opening,
    schema,
    taken_back,
)
from listening.store.asking import Asking
from listening.store.copies import Group, Marks, Together

_RECORDS: tuple[type[Record], ...] = (Session, Prompt, Writer, Participant, Contribution)
_SETS = {"perspective": "participant", "tagging": "contribution", "conflict": "record"}
"""Tables whose rows belong to a record, and the column that names it."""
_PAGE = 2_000
"""How many contributions are read in one go: nobody's save waits for longer than that takes."""
_KEPT = "CREATE TABLE kept (record TEXT PRIMARY KEY, file INTEGER NOT NULL) WITHOUT ROWID"
_DELETE = "'delete', "
_INDEXED = (
    "SELECT {what}n, search_key(CAST(words AS BLOB)) FROM contribution "
    "WHERE record >= ? AND record < ?"
)
_WITHDRAWN = taken_back.SAID_BY_ANY.format(copies.NAME)
_INSTEAD = {"check": f"'{Check.WITHDRAWN.value}'"} | dict.fromkeys(taken_back.WORDS, "NULL")
"""What stands in the columns of what was withdrawn; the others stay, to be counted by."""
_END_OF_PAGE = (
    f"SELECT max(first) FROM (SELECT first FROM {copies.NAME}.contribution WHERE removed = 0 "
    "AND session = ? AND first > ? ORDER BY first LIMIT ?)"
)


class _Look(NamedTuple):
    """What a file was like when it was last read; anything else means that it has changed."""

    modified_ns: int
    size: int
    inode: int
    counter: bytes
    """SQLite's own count of changes, out of the file's header."""


class Shelf(Asking):
    """The sessions of a folder, asked as one file is; it belongs to the thread that made it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder
        self.troubles: Mapping[str, str] = {}
        """The files that could not be read, each with a sentence that says why."""
        self._con = opening.in_memory()
        self._files: list[Path] = []
        self._looks: dict[Path, _Look] = {}
        self._marks: dict[Path, Marks] = {}
        self._rarity: dict[str, float] = {}
        with faults.reading(folder):
            for statement in (*schema.STATE.values(), *schema.INDEXES.values(), _KEPT):
                self._con.execute(statement)
            self._con.execute(fulltext.TABLE)
            self._con.execute(likewise.TABLE)

    def close(self) -> None:
        """Forget everything."""
        self._con.close()

    def refresh(self, besides: Path | None = None) -> bool:
        """Read the files that are new or have changed, forget those that are gone; tell if any was.

        Every copy of a session of such a file is read with it.

        Args:
            besides: a file that is not looked at again although it has changed.

        Raises:
            FileError: the folder cannot be read.
        """
        there = {path: look for path in library.files(self.path) if (look := _look(path))}
        gone = [path for path in self._looks if path not in there]
        changed = [
            path
            for path, look in there.items()
            if self._looks.get(path) != look and path != besides
        ]
        if not gone and not changed:
            return False
        self._rarity.clear()
        touched = {token for path in (*gone, *changed) for token in self._marks.pop(path, {})}
        self._looks = {path: look for path, look in self._looks.items() if path in there}
        self.troubles = {
            name: why
            for name, why in self.troubles.items()
            if (path := self.path / name) in there and path not in changed
        }
        for path in changed:
            touched |= self._look_into(path).keys()
            self._looks[path] = there[path]
        self._read(touched)
        return True

    def file_of(self, one: Contribution) -> Path:
        """Return the file in which a contribution stands; of several, where it was changed last.

        Raises:
            NotFound: it is in none of them any more.
        """
        record = names.contribution_record(one.session, one.id)
        found = self._con.execute("SELECT file FROM kept WHERE record = ?", (record,)).fetchone()
        if found is None:
            raise NotFound("contribution", one.id)
        return self._files[int(found[0])]

    def near(
        self, words: str, *, besides: Sequence[str] = (), limit: int = likewise.MOST
    ) -> tuple[int, ...]:
        """Return the numbers of contributions that share the rarest words with these, the nearest first.

        Args:
            words: what is compared.
            besides: tokens of sessions that are left out.
            limit: how many.
        """
        with faults.reading(self.path):
            return likewise.near(self._con, words, besides=besides, limit=limit)

    def rarity(self, word: str) -> float:
        """Return how much a word tells: 0 for one that all have, the more the fewer do.

        Args:
            word: a word in the form in which words are searched.
        """
        if word not in self._rarity:
            with faults.reading(self.path):
                bearers = likewise.bearers(self._con, word)
                self._rarity[word] = math.log((self.count() + 1) / (bearers + 1))
        return self._rarity[word]

    # ------------------------------------------------------------------------------------------

    def _look_into(self, path: Path) -> Marks:
        """Return which sessions a file holds; one that cannot be read is named among the troubles."""
        try:
            self._marks[path] = copies.marks(path)
        except ListeningError as error:
            self.troubles = {**self.troubles, path.name: str(error)}
        return self._marks.get(path, {})

    def _read(self, touched: set[str]) -> None:
        """Read sessions anew, from all files that hold them; without one that cannot be read after all."""
        while True:
            with faults.reading(self.path):
                self._forget(touched)
            held = dict(sorted(self._marks.items()))
            try:
                for group in copies.groups(held, touched):
                    self._take_in(group)
            except FileError as error:
                if error.path not in self._marks:
                    raise
                touched |= self._marks.pop(error.path).keys()
                self.troubles = {**self.troubles, error.path.name: str(error)}
            else:
                return

    def _forget(self, sessions: Collection[str]) -> None:
        con, said = self._con, copies.ranges(sessions, (Contribution.letter,))
        for index in (fulltext.NAME, likewise.NAME):
            con.executemany(
                f"INSERT INTO {index} ({index}, rowid, words) {_INDEXED.format(what=_DELETE)}", said
            )
        of_records = [("kept", "record"), *((record.table, "record") for record in _RECORDS)]
        for table, column in (*of_records, *_SETS.items()):
            con.executemany(
                f"DELETE FROM {table} WHERE {column} >= ? AND {column} < ?",
                copies.ranges(sessions),
            )

    def _take_in(self, group: Group) -> None:
        """Read sessions from one file, or from all that hold them and do not say the same."""
        if self._is_taken_as_it_stands(group):
            self._keep(group)
            return
        with closing(Together(group)) as together, faults.reading(self.path):
            with _attached_in_memory(self._con, together.content()):
                self._copy(group.sessions)
            self._keep(group)
            self._con.executemany(
                "UPDATE kept SET file = ? WHERE record = ?",
                [(self._number(path), record) for record, path in together.newest().items()],
            )

    def _is_taken_as_it_stands(self, group: Group) -> bool:
        """Copy what stands in the one file of a group, unless it is not kept as files of today are."""
        if len(group.paths) > 1:
            return False
        with copies.attached(self._con, group.paths[0]):
            is_of_today = copies.is_of_today(self._con)
            if is_of_today:
                self._copy(group.sessions)
        return is_of_today

    def _copy(self, sessions: Collection[str]) -> None:
        """Copy what stands of sessions in the attached file, one after the other, and index it."""
        for token in sorted(sessions):
            for low, high in copies.ranges([token]):
                for record in _RECORDS[:-1]:
                    self._insert(record, "record >= ? AND record < ?", low, high)
            self._copy_said(token)
            self._copy_sets(token)
        said = copies.ranges(sessions, (Contribution.letter,))
        for index in (fulltext.NAME, likewise.NAME):
            self._con.executemany(
                f"INSERT INTO {index} (rowid, words) {_INDEXED.format(what='')}", said
            )

    def _copy_said(self, token: str) -> None:
        start = ""
        while True:
            (end,) = self._con.execute(_END_OF_PAGE, (token, start, _PAGE)).fetchone()
            if end is None:
                return
            page = "removed = 0 AND session = ? AND first > ? AND first <= ? ORDER BY first, id"
            self._insert(Contribution, page, token, start, end)
            start = end

    def _copy_sets(self, token: str) -> None:
        """Copy the rows of sets that belong to what was taken in."""
        for table, column in _SETS.items():
            for record in _RECORDS:
                self._con.executemany(
                    f"INSERT OR IGNORE INTO main.{table} SELECT s.* FROM {copies.NAME}.{table} s "
                    f"CROSS JOIN main.{record.table} r ON r.record = s.{column} "
                    f"WHERE s.{column} >= ? AND s.{column} < ?",
                    copies.ranges([token], (record.letter,)),
                )

    def _insert(self, record: type[Record], condition: str, *values: str) -> None:
        """Take in the records of the attached file that meet a condition."""
        columns = schema.columns_of(record)
        said = record is Contribution
        read = (
            _unless_withdrawn(name) if said and name in _INSTEAD else f'c."{name}"'
            for name in columns
        )
        self._con.execute(
            f"INSERT OR IGNORE INTO main.{record.table} ({', '.join(map(_quoted, columns))}) "
            f"SELECT {', '.join(read)} FROM {copies.NAME}.{record.table} c WHERE {condition}",
            values,
        )

    def _keep(self, group: Group) -> None:
        """Note that contributions stand in the first file of a group."""
        number = self._number(group.paths[0])
        with faults.reading(self.path):
            self._con.executemany(
                f"INSERT INTO kept SELECT record, {number} FROM contribution WHERE record >= ? AND record < ?",
                copies.ranges(group.sessions, (Contribution.letter,)),
            )

    def _number(self, path: Path) -> int:
        if path not in self._files:
            self._files.append(path)
        return self._files.index(path)


def _unless_withdrawn(name: str) -> str:
    return f'iif({_WITHDRAWN}, {_INSTEAD[name]}, c."{name}")'


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextmanager
def _attached_in_memory(con: sqlite3.Connection, content: bytes) -> Iterator[None]:
    """Attach the bytes of a session file for the block."""
    con.execute(f"ATTACH ':memory:' AS {copies.NAME}")
    try:
        con.deserialize(content, name=copies.NAME)
        yield
    finally:
        con.execute(f"DETACH {copies.NAME}")


def _look(path: Path) -> _Look | None:
    """Return what a file is like now; None if it is gone."""
    try:
        with holding.reading(path) as file:
            counter = file.read(28)[24:]
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_mtime_ns, found.st_size, found.st_ino, counter)
