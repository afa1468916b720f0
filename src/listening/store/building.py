"""Building a new file aside, and putting it in place only when it is whole."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from listening.model.errors import FileExists
from listening.store import faults, schema
from listening.store.fold import TOUCHED
from listening.store.opening import AS_TEXT, connect
from listening.store.opening import in_memory as connect_in_memory


def new_file(path: Path) -> sqlite3.Connection:
    """Make an empty session file and open it."""
    return _made(connect(path, "rwc"))


def new_in_memory() -> sqlite3.Connection:
    """Make an empty session file that is never on a disk, and whose bytes are those of a file."""
    return _made(connect_in_memory())


def _made(con: sqlite3.Connection) -> sqlite3.Connection:
    try:
        con.execute("PRAGMA journal_mode = DELETE")
        con.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        con.execute("BEGIN IMMEDIATE")
        schema.create(con)
        con.execute("COMMIT")
    except BaseException:
        con.close()
        raise
    return con


def put(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, where nothing stands.

    Raises:
        FileExists: something stands at the path, or came there meanwhile.
        NotSaved: the disk did not take it.
    """
    with aside(path) as beside:
        beside.write_bytes(content)


def refuse_taken(path: Path) -> None:
    """Raise `FileExists` where something stands at a path, be it a link that leads nowhere."""
    if path.exists() or path.is_symlink():
        raise FileExists(path)


@contextmanager
def aside(path: Path) -> Iterator[Path]:
    """Give a path beside another to build a file at; at the end of the block it takes its place.

    Whatever goes wrong, nothing half-written stays behind and what stood at the path is untouched.

    Raises:
        FileExists: something stands at the path, or came there meanwhile.
        NotSaved: the disk did not take it.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        refuse_taken(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        _put_in_place(beside, path)
    except FileExistsError as error:
        raise FileExists(path) from error
    except (sqlite3.Error, OSError) as error:
        raise faults.not_saved(path, error) from error
    finally:
        for left in (beside, beside.with_name(beside.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _put_in_place(beside: Path, path: Path) -> None:
    """Move a whole file to its name without ever overwriting one that came there meanwhile."""
    _sync(beside)
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        _put_in_place_unlinked(beside, path)
    _sync_folder(path.parent)


def _put_in_place_unlinked(beside: Path, path: Path) -> None:
    """Do it on a disk without hard links, as most sticks are: take the name, then fill it."""
    path.open("xb").close()
    try:
        beside.replace(path)
    except BaseException:
        path.unlink()
        raise


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a new name durable where the system can; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def in_memory() -> sqlite3.Connection:
    """Make an empty session file in memory, to fold a ledger from nothing."""
    con = sqlite3.connect(":memory:", isolation_level=None)
    con.text_factory = AS_TEXT
    con.execute(TOUCHED)
    con.execute("BEGIN")
    schema.create(con)
    con.execute("COMMIT")
    return con
