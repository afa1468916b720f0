"""Opening a file: whether it can be trusted, and the settings under which it is used."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from listening.model.errors import (
    Damaged,
    ListeningError,
    NewerVersion,
    NoSuchFile,
    NotASession,
    NotReadable,
)
from listening.store import conditions, faults, fulltext, holding, schema
from listening.store.fold import TOUCHED
from listening.store.sealing import is_sealed

BUSY_MS = 5_000
"""How long a save waits for somebody else's, in milliseconds."""

AS_TEXT = partial(str, encoding="utf-8", errors="replace")
"""How text is read: a foreign file may hold bytes that are none, and they hide no words beside them."""

_END_OF_JOURNAL_OF_SEVERAL = bytes.fromhex("d9d505f920a163d7")
"""What the journal of a transaction over several files ends with, after the name of another journal."""
_HEADER = b"SQLite format 3\x00"
_ROLLBACK_JOURNAL = b"\x01\x01"
"""What the header says of files that need no log beside them; bytes in memory can have none."""
_UTF_8 = (0, 1)
"""What the header says of UTF-8 text; 0 before anything was written."""
_SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "synchronous = EXTRA",
)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a connection under the settings of the house, trusting nothing of the file yet.

    Args:
        path: the file; any character is allowed in its name.
        mode: `ro`, `rw`, `rwc` as in SQLite's addresses.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    con = sqlite3.connect(address, uri=True, isolation_level=None, factory=holding.Connection)
    con.hold(path)
    try:
        _set_up(con)
    except sqlite3.Error:
        con.close()
        raise
    return con


def in_memory() -> sqlite3.Connection:
    """Open a database that lives in memory alone, under the settings of the house."""
    con = sqlite3.connect("file::memory:", uri=True, isolation_level=None)
    _set_up(con)
    return con


def _set_up(con: sqlite3.Connection) -> None:
    con.text_factory = AS_TEXT
    con.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    for setting in _SETTINGS:
        con.execute(f"PRAGMA {setting}")
    if sys.platform == "darwin":
        con.execute("PRAGMA fullfsync = ON")
    con.execute(TOUCHED)
    conditions.add_functions(con)
    fulltext.add_functions(con)


def open_checked(
    path: Path, *, thorough: bool = True, wait_ms: int = BUSY_MS
) -> sqlite3.Connection:
    """Open a session file once it has shown that it is one, is whole, and is of a known version.

    A file left by a program that was killed is made whole again by SQLite here. Where the file or
    its folder cannot be written the file is opened for reading.

    Args:
        path: the file.
        thorough: whether to look at every page, which costs by the size of the file.
        wait_ms: how long somebody else's save is waited for, in milliseconds.

    Raises:
        NoSuchFile, NotASession, NewerVersion, Damaged, NotReadable: it was not opened.
    """
    check_header(path)
    refuse_journal_of_several(path, path)
    try:
        return _opened(path, "rw", thorough=thorough, wait_ms=wait_ms)
    except sqlite3.Error as error:
        if not _may_only_read(error):
            raise faults.not_opened(path, error) from error
    try:
        return _opened(path, "ro", thorough=thorough, wait_ms=wait_ms)
    except sqlite3.Error as error:
        raise faults.not_opened(path, error) from error


def open_content(content: bytes, path: Path) -> sqlite3.Connection:
    """Open the bytes of a session file in memory, once they have shown that they are one, and whole.

    Args:
        content: the bytes of the file.
        path: what it is called for whoever reads an error.

    Raises:
        NotASession, NewerVersion, Damaged, NotReadable: they are not one that can be opened.
    """
    _check_head(content[:100], path)
    _refuse_cut(len(content), _length(content[:100]), path)
    con = in_memory()
    try:
        con.deserialize(content[:18] + _ROLLBACK_JOURNAL + content[20:])
        check_trust(con, path)
        _upgrade(con)
    except (sqlite3.Error, ListeningError) as error:
        con.close()
        if isinstance(error, sqlite3.Error):
            raise faults.not_opened(path, error) from error
        raise
    return con


def refuse_journal_of_several(file: Path, path: Path) -> None:
    """Refuse a file beside which a journal names another: recovering it, SQLite would delete that one.

    Args:
        file: the file beside which the journal may lie.
        path: what the file is called for whoever reads the sentence.

    Raises:
        Damaged: it is so.
        NotReadable: the journal cannot be read.
    """
    journal = file.with_name(file.name + "-journal")
    try:
        with journal.open("rb") as kept:
            kept.seek(-min(len(_END_OF_JOURNAL_OF_SEVERAL), journal.stat().st_size), os.SEEK_END)
            end = kept.read()
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotReadable(path, error.strerror or "the disk does not allow it") from error
    if end == _END_OF_JOURNAL_OF_SEVERAL:
        raise Damaged(
            path, "what lies beside it names other files, as no session file's journal does"
        )


def _opened(path: Path, mode: str, *, thorough: bool, wait_ms: int) -> sqlite3.Connection:
    con = connect(path, mode)
    try:
        con.execute(f"PRAGMA busy_timeout = {wait_ms:d}")
        check_trust(con, path, thorough=thorough)
        if mode == "rw":
            _keep_in_one_file(con)
            _upgrade(con)
        else:
            _stand_in(con)
    except (sqlite3.Error, ListeningError):
        con.close()
        raise
    return con


def _keep_in_one_file(con: sqlite3.Connection) -> None:
    """Give a file back its rollback journal where another program has put it into WAL mode.

    Where that program has it open still, it is done at a later opening.
    """
    if con.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        with suppress(sqlite3.OperationalError):
            con.execute("PRAGMA journal_mode = DELETE")


def check_trust(con: sqlite3.Connection, path: Path, *, thorough: bool = True) -> None:
    """Hold an open file against what a session file must be.

    Raises:
        NotASession, NewerVersion, Damaged: it is not.
        sqlite3.Error: it could not be read.
    """
    with _one_moment(con):
        expected = schema.expected(check_identity(con, path), fulltext.tables(con))
        check_schema(con, path, {**schema.LEDGER, **expected})
    if thorough and con.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged(path, "parts of it cannot be read")


def check_identity(con: sqlite3.Connection, path: Path, name: str = "main") -> int:
    """Return the format of a file that says it is a session file; `name` is what it is attached as.

    Raises:
        NotASession, NewerVersion, Damaged: it is not one that is known here.
    """
    if _pragma(con, f"{name}.application_id") != schema.APPLICATION_ID:
        raise NotASession(path)
    version = schema.format_of(_pragma(con, f"{name}.user_version"))
    if version < 1:
        raise Damaged(path, "it was never finished")
    if version > schema.FORMAT_VERSION:
        raise NewerVersion(path, version, schema.FORMAT_VERSION)
    return version


def check_schema(
    con: sqlite3.Connection, path: Path, expected: Mapping[str, str], name: str = "main"
) -> None:
    """Refuse a file with triggers, or in which one of these tables is not made as it must be.

    Raises:
        NotASession, Damaged: it is so.
    """
    made = con.execute(f"SELECT type, name, sql FROM {name}.sqlite_schema").fetchall()
    if any(kind == "trigger" for kind, *_ in made):
        raise NotASession(path, "it has triggers, which session files never have")
    tables = {table: sql for kind, table, sql in made if kind == "table"}
    for table, sql in expected.items():
        if not same_sql(tables.get(table) or "", sql):
            raise Damaged(path, f"its table “{table}” is not the one of the format")


def same_sql(one: str, other: str) -> bool:
    """Tell whether two statements differ in nothing but white space."""
    return _squeezed(one) == _squeezed(other)


def check_header(path: Path) -> None:
    """Tell a missing, an empty, a foreign and a cut file apart before SQLite writes a byte.

    Raises:
        NoSuchFile, NotASession, Damaged, NotReadable: it is not a whole session file.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise NotASession(
                path, "it is a folder" if stat.S_ISDIR(mode) else "it is no plain file"
            )
        with holding.reading(path) as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise NoSuchFile(path) from error
    except OSError as error:
        raise NotReadable(path, error.strerror or "the disk does not allow it") from error
    _check_head(head, path)
    _check_length(path, head)


def _check_head(head: bytes, path: Path) -> None:
    """Tell an empty and a foreign file from a session file by its first 100 bytes."""
    if not head:
        raise NotASession(path, "it is empty")
    if is_sealed(head):
        raise NotASession(
            path, "it is encrypted, and “listening copy FILE DEST” makes a session file of it"
        )
    if len(head) < 100 or not head.startswith(_HEADER):
        raise NotASession(path)
    if int.from_bytes(head[56:60], "big") not in _UTF_8:
        raise NotASession(path, "its text is not UTF-8")


def _check_length(path: Path, head: bytes) -> None:
    """Refuse a file that is shorter than its own header says, unless a journal can mend it."""
    whole = _length(head)
    if path.with_name(path.name + "-journal").exists():
        return
    # Asked for last: a save that grew the file meanwhile has ended, for its journal is gone.
    _refuse_cut(path.stat().st_size, whole, path)


def _length(head: bytes) -> int:
    """Return how many bytes a file has, as its own header says."""
    page = int.from_bytes(head[16:18], "big")
    return int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page)


def _refuse_cut(size: int, whole: int, path: Path) -> None:
    if size < whole:
        raise Damaged(path, f"it was cut short: {size} of {whole} bytes are there")


def _upgrade(con: sqlite3.Connection) -> None:
    """Bring a file of an earlier version to this one."""
    if _format(con) != schema.FORMAT_VERSION:
        from listening.store import upgrading  # few files are of an earlier version

        upgrading.upgrade(con)


def _stand_in(con: sqlite3.Connection) -> None:
    """Give a file of an earlier version that may only be read what it lacks, in memory."""
    with _one_moment(con):
        version = _format(con)
        if version != schema.FORMAT_VERSION:
            from listening.store import upgrading

            upgrading.stand_in(con, version)


@contextmanager
def _one_moment(con: sqlite3.Connection) -> Iterator[None]:
    """Return a block in which all that is read is of one moment, whatever others do meanwhile."""
    con.execute("BEGIN")
    try:
        yield
    finally:
        if con.in_transaction:
            con.execute("COMMIT")


def _may_only_read(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"))


def _format(con: sqlite3.Connection) -> int:
    return schema.format_of(_pragma(con, "user_version"))


def _pragma(con: sqlite3.Connection, name: str) -> int:
    return int(con.execute(f"PRAGMA {name}").fetchone()[0])


def _squeezed(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
