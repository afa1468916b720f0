"""Every file of the folder asked together: an index in memory, for as long as the program runs.

No words are copied to the disk, so that nothing of what is erased can stay behind in an index:
what a file no longer holds is gone from here as soon as the file is next looked at, and all of it
when the program ends. What was removed or withdrawn is not taken in. A contribution that several
files hold, as a merged file and its sources do, is here once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from listening.model.errors import ListeningError, NotFound
from listening.model.records import Contribution, Participant, Prompt, Record, Session, Writer
from listening.model.vocabulary import Check
from listening.store import faults, fulltext, holding, library, likewise, names, opening, schema
from listening.store.asking import Asking

_RECORDS: tuple[type[Record], ...] = (Session, Prompt, Writer, Participant, Contribution)
_SETS = {"perspective": "participant", "tagging": "contribution", "conflict": "record"}
"""Tables whose rows belong to a record, and the column that names it."""
_PAGE = 2_000
"""How many contributions are read in one go: nobody's save waits for longer than that takes."""
_KEPT = "CREATE TABLE kept (record TEXT PRIMARY KEY, file INTEGER NOT NULL) WITHOUT ROWID"
_OF_FILE = "IN (SELECT record FROM kept WHERE file = ?)"
_STANDS = f"removed = 0 AND \"check\" IS NOT '{Check.WITHDRAWN.value}'"
_INDEXED = (
    f"SELECT {{what}}n, search_key(CAST(words AS BLOB)) FROM contribution WHERE record {_OF_FILE}"
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
        self._overlapping: set[Path] = set()
        self._rarity: dict[str, float] = {}
        with faults.reading(folder):
            for statement in (*schema.STATE.values(), *schema.INDEXES.values(), _KEPT):
                self._con.execute(statement)
            self._con.execute("CREATE INDEX kept_of_file ON kept (file)")
            self._con.execute(fulltext.TABLE)
            self._con.execute(likewise.TABLE)

    def close(self) -> None:
        """Forget everything."""
        self._con.close()

    def refresh(self, besides: Path | None = None) -> bool:
        """Read the files that are new or have changed, forget those that are gone; tell if any was.

        Args:
            besides: a file that is not read again although it has changed.

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
        again = [path for path in self._overlapping if path in there and path not in changed]
        with faults.reading(self.path):
            for path in (*gone, *changed, *again):
                self._forget(path)
        self._looks = {path: look for path, look in self._looks.items() if path in there}
        for path in (*changed, *sorted(again)):
            self._take_in(path)
            self._looks[path] = there[path]
        self.troubles = {
            name: why for name, why in self.troubles.items() if self.path / name in there
        }
        return True

    def file_of(self, one: Contribution) -> Path:
        """Return the file in which a contribution stands; of several, the first by name.

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

    def _number(self, path: Path) -> int:
        if path not in self._files:
            self._files.append(path)
        return self._files.index(path)

    def _forget(self, path: Path) -> None:
        file = (self._number(path),)
        for index in (fulltext.NAME, likewise.NAME):
            self._con.execute(
                f"INSERT INTO {index} ({index}, rowid, words) {_INDEXED.format(what=_DELETE)}", file
            )
        for table, column in _SETS.items():
            self._con.execute(f"DELETE FROM {table} WHERE {column} {_OF_FILE}", file)
        for record in _RECORDS:
            self._con.execute(f"DELETE FROM {record.table} WHERE record {_OF_FILE}", file)
        self._con.execute("DELETE FROM kept WHERE file = ?", file)
        self._overlapping.discard(path)

    def _take_in(self, path: Path) -> None:
        """Read a file; one that cannot be read is named among the troubles, and left out."""
        name = path.name
        self.troubles = {other: why for other, why in self.troubles.items() if other != name}
        try:
            # Opened as every file is, which mends one that a killed program left, and refuses hostile ones.
            opening.open_checked(path, thorough=False).close()
            with faults.reading(path), holding.held(path), self._attached(path):
                self._copy(path)
        except ListeningError as error:
            with faults.reading(self.path):
                self._forget(path)
            self.troubles = {**self.troubles, name: str(error)}

    @contextmanager
    def _attached(self, path: Path) -> Iterator[None]:
        self._con.execute("ATTACH ? AS f", (f"{path.absolute().as_uri()}?mode=ro",))
        try:
            yield
        finally:
            if self._con.in_transaction:
                self._con.execute("ROLLBACK")
            self._con.execute("DETACH f")

    def _copy(self, path: Path) -> None:
        con, file = self._con, self._number(path)
        counts = (
            f"SELECT count(*) AS n FROM f.{record.table} WHERE {_standing(record)}"
            for record in _RECORDS
        )
        there = con.execute(f"SELECT sum(n) FROM ({' UNION ALL '.join(counts)})").fetchone()[0]
        for record in _RECORDS[:-1]:
            self._keep(record, file, "true")
        last = con.execute("SELECT max(n) FROM f.contribution").fetchone()[0]
        for start in range(0, last or 0, _PAGE):
            self._keep(Contribution, file, f"{_STANDS} AND n > {start} AND n <= {start + _PAGE}")
        for table, column in _SETS.items():
            con.execute(
                f"INSERT OR IGNORE INTO main.{table} SELECT * FROM f.{table} WHERE {column} {_OF_FILE}",
                (file,),
            )
        for index in (fulltext.NAME, likewise.NAME):
            con.execute(f"INSERT INTO {index} (rowid, words) {_INDEXED.format(what='')}", (file,))
        if con.execute("SELECT count(*) FROM kept WHERE file = ?", (file,)).fetchone()[0] < there:
            self._overlapping.add(path)

    def _keep(self, record: type[Record], file: int, condition: str) -> None:
        """Take in the records that meet a condition and that no file before this one has."""
        table = record.table
        # A file of an earlier version that may only be read has not all of them.
        info = self._con.execute(f"SELECT name FROM pragma_table_info('{table}', 'f')")
        there = {name for (name,) in info.fetchall()}
        names = ", ".join(f'"{name}"' for name in schema.columns_of(record) if name in there)
        self._con.execute("BEGIN")
        self._con.execute(
            f"INSERT OR IGNORE INTO kept SELECT record, ? FROM f.{table} WHERE {condition}", (file,)
        )
        self._con.execute(
            f"INSERT OR IGNORE INTO main.{table} ({names}) SELECT {names} FROM f.{table} s "
            f"WHERE {condition} AND EXISTS (SELECT 1 FROM kept k WHERE k.record = s.record AND k.file = ?)",
            (file,),
        )
        self._con.execute("COMMIT")


_DELETE = "'delete', "


def _standing(record: type[Record]) -> str:
    return _STANDS if record is Contribution else "true"


def _look(path: Path) -> _Look | None:
    """Return what a file is like now; None if it is gone."""
    try:
        with holding.reading(path) as file:
            counter = file.read(28)[24:]
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_mtime_ns, found.st_size, found.st_ino, counter)
