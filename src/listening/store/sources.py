"""Foreign files as sources of a merge: held against the format, attached to be read, never changed."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from listening.model.errors import Damaged, FileError, ListeningError, NotReadable
from listening.store import faults, holding, opening, schema

PATIENCE_MS = 1_000
"""How long a source that another program is writing to is waited for, in milliseconds."""

_JOURNAL = "-journal"
_SIDE_FILES = (_JOURNAL, "-wal")
_WAL = 2
"""What the header's write version says of a file in WAL mode."""


@contextmanager
def attached(con: sqlite3.Connection, path: Path, name: str) -> Iterator[None]:
    """Attach a file under a name for the block, to be read, if it says that it is a session file.

    Nothing else of it is trusted yet.

    Where a journal lies beside it, from a program that was killed, a copy is made whole and read
    instead, so that the file itself stays as it is.

    Raises:
        NoSuchFile, NotASession, NewerVersion, Damaged, NotReadable: it is left out.
    """
    with ExitStack() as stack:
        opening.check_header(path)
        readable = stack.enter_context(_recovered(path)) if _needs_recovery(path) else path
        stack.enter_context(holding.held(readable))
        con.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            con.execute(f"ATTACH ? AS {name}", (f"{readable.absolute().as_uri()}?mode=ro",))
            stack.callback(con.execute, f"DETACH {name}")
            opening.check_identity(con, path, name)
        except sqlite3.Error as error:
            raise faults.not_opened(path, error) from error
        finally:
            con.execute(f"PRAGMA busy_timeout = {opening.BUSY_MS}")
        yield


def check(con: sqlite3.Connection, path: Path, name: str) -> None:
    """Hold an attached file against the format, best inside the transaction in which it is read.

    Raises:
        NotASession, Damaged: it is left out.
        sqlite3.Error: it could not be read.
    """
    opening.check_schema(con, path, schema.LEDGER, name)
    for table in schema.LEDGER:
        if con.execute(f"PRAGMA {name}.quick_check({table})").fetchone()[0] != "ok":
            raise Damaged(path, "parts of it cannot be read")


def fault_of(con: sqlite3.Connection, path: Path, name: str) -> FileError | None:
    """Return why an attached file can no longer be read; None where it can."""
    try:
        for table in schema.LEDGER:
            con.execute(
                f"SELECT sum(length(record) + length(field)) FROM {name}.{table}"
            ).fetchone()
    except sqlite3.Error as error:
        return faults.not_opened(path, error)
    return None


def _needs_recovery(path: Path) -> bool:
    """Tell whether SQLite would have to write before it could read: after a kill, or in WAL mode."""
    if any(path.with_name(path.name + suffix).exists() for suffix in _SIDE_FILES):
        return True
    try:
        with holding.reading(path) as file:
            return file.read(20)[18:20] == bytes((_WAL, _WAL))
    except OSError as error:
        raise NotReadable(path, error.strerror or "the disk does not allow it") from error


@contextmanager
def _recovered(path: Path) -> Iterator[Path]:
    """Give a copy of a file and what lies beside it, made whole by SQLite, for the block."""
    with tempfile.TemporaryDirectory(prefix="listening-") as folder:
        copied = Path(folder) / path.name
        try:
            _copy_all(path, copied)
        except OSError as error:
            raise NotReadable(path, error.strerror or "the disk does not allow it") from error
        _make_whole(copied, path)
        yield copied


def _copy_all(path: Path, copied: Path) -> None:
    before = path.stat()
    for suffix in (*_SIDE_FILES, ""):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            _copy(beside, copied.with_name(copied.name + suffix))
    after = path.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise NotReadable(path, "another program is writing to it; close it there, then merge it")


def _copy(path: Path, copied: Path) -> None:
    with holding.reading(path) as source, copied.open("wb") as target:
        shutil.copyfileobj(source, target)


def _make_whole(copied: Path, path: Path) -> None:
    opening.refuse_journal_of_several(copied, path)
    try:
        with closing(opening.connect(copied)) as con:
            con.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            con.execute("PRAGMA journal_mode = DELETE")
        opening.check_header(copied)
    except (sqlite3.Error, ListeningError) as error:
        raise Damaged(path, "what a killed program left beside it cannot be used") from error
