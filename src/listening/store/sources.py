"""Foreign files as sources of a merge: held against the format, attached to be read, never changed."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from listening.model.errors import Damaged, ListeningError, NotASession, NotReadable
from listening.store import faults, opening, schema

LONGEST_VALUE = 1_000_000
"""How many characters a value may have; more is not something that somebody said."""

_SIDE_FILES = ("-journal", "-wal")
_BAD_ROW = f"""length(record) > 64 OR length(field) > 200
  OR record NOT GLOB '[a-z].[0-9a-z]*'
  OR stamp NOT GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9].[0-9a-f][0-9a-f][0-9a-f].*'
  OR typeof(value) IN ('blob', 'real') OR length(value) > {LONGEST_VALUE} OR length(base) > {LONGEST_VALUE}"""


@contextmanager
def attached(con: sqlite3.Connection, path: Path, name: str) -> Iterator[None]:
    """Attach a file under a name for the block, once it has shown that it can be trusted.

    Where a journal lies beside it, from a program that was killed, a copy is made whole and read
    instead, so that the file itself stays as it is.

    Raises:
        NoSuchFile, NotASession, NewerVersion, Damaged, NotReadable: it is left out.
    """
    with ExitStack() as stack:
        readable = stack.enter_context(_recovered(path)) if _has_side_file(path) else path
        opening.check_header(readable)
        try:
            con.execute(f"ATTACH ? AS {name}", (f"{readable.absolute().as_uri()}?mode=ro",))
        except sqlite3.Error as error:
            raise faults.not_opened(path, error) from error
        stack.callback(con.execute, f"DETACH {name}")
        _check(con, path, name)
        yield


def _check(con: sqlite3.Connection, path: Path, name: str) -> None:
    try:
        opening.check_identity(con, path, name)
        opening.check_schema(con, path, schema.LEDGER, name)
        for table in schema.LEDGER:
            if con.execute(f"PRAGMA {name}.quick_check({table})").fetchone()[0] != "ok":
                raise Damaged(path, "parts of it cannot be read")
        _check_rows(con, path, name)
    except sqlite3.Error as error:
        raise faults.not_opened(path, error) from error


def _check_rows(con: sqlite3.Connection, path: Path, name: str) -> None:
    """Refuse a file with rows that no writer of the format could have made."""
    bad, first = con.execute(
        f"SELECT count(*), min(record) FROM {name}.change WHERE {_BAD_ROW}"
    ).fetchone()
    if bad:
        raise NotASession(
            path, f"{bad} of its changes are not in the format, the first of record “{first[:64]}”"
        )


def _has_side_file(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in _SIDE_FILES)


@contextmanager
def _recovered(path: Path) -> Iterator[Path]:
    """Give a copy of a file and what lies beside it, made whole by SQLite, for the block."""
    with tempfile.TemporaryDirectory(prefix="listening-") as folder:
        copied = Path(folder) / path.name
        before = path.stat()
        try:
            for suffix in (*_SIDE_FILES, ""):
                beside = path.with_name(path.name + suffix)
                if beside.exists():
                    shutil.copyfile(beside, copied.with_name(copied.name + suffix))
            after = path.stat()
        except OSError as error:
            raise NotReadable(path, error.strerror or "the disk does not allow it") from error
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise NotReadable(
                path, "another program is writing to it; close it there, then merge it"
            )
        _make_whole(copied, path)
        yield copied


def _make_whole(copied: Path, path: Path) -> None:
    try:
        with closing(opening.connect(copied)) as con:
            con.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            con.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.Error, ListeningError) as error:
        raise Damaged(path, "what a killed program left beside it cannot be used") from error
