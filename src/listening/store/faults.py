"""What SQLite reports, as sentences for the person whose words were not saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from listening.model.errors import (
    Damaged,
    NotASession,
    NotReadable,
    NotReadableYet,
    NotSaved,
    NotSavedYet,
)

_FREE_ROOM = "Free some room, then save again."
_CURES = {
    "SQLITE_FULL": ("the disk is full", _FREE_ROOM),
    "SQLITE_READONLY": (
        "the file or its folder may only be read",
        "Allow writing to it, then save again.",
    ),
    "SQLITE_PERM": (
        "the file or its folder may only be read",
        "Allow writing to it, then save again.",
    ),
    "SQLITE_CANTOPEN": (
        "the file's folder could not be written",
        "Allow writing to it, then save again.",
    ),
    "SQLITE_TOOBIG": ("the words are too long for the file", "Make them shorter, then save again."),
    "SQLITE_NOMEM": ("the machine has no memory left", "Close other programs, then save again."),
}
_BUSY = ("another program is using the file", "Wait a moment, then save again.")
_MOVED = (
    "the file was moved or removed while it was open",
    "Put it back where it was, then save again.",
)
END_OF_TIME = (
    "what it replaces bears a date that nothing can come after",
    "Capture it anew, as a contribution of its own.",
)
"""What to say of a change that would have to come after the end of time."""
_UNREADABLE_DISK = (
    "the disk could not be written",
    "Check the disk or the stick, then save again.",
)


def not_saved(path: Path, error: sqlite3.Error | OSError) -> NotSaved:
    """Return what to tell the person whose change did not reach the disk."""
    if isinstance(error, OSError):
        return NotSaved(path, f"the disk said “{error.strerror or error}”", _FREE_ROOM)
    if is_busy(error):
        return NotSavedYet(path, *_BUSY)
    name = _name(error)
    if name == "SQLITE_READONLY_DBMOVED":
        return NotSaved(path, *_MOVED)
    for family, sentence in _CURES.items():
        if name.startswith(family):
            return NotSaved(path, *sentence)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return NotSaved(path, "the file is damaged", "Take your last copy of it and go on there.")
    return NotSaved(path, *_UNREADABLE_DISK)


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether only a lock of somebody else stood in the way."""
    return _name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def not_opened(path: Path, error: sqlite3.Error) -> NotASession | Damaged | NotReadable:
    """Return why a file could not be opened or read."""
    name = _name(error)
    if name.startswith("SQLITE_NOTADB"):
        return NotASession(path)
    if name.startswith("SQLITE_CORRUPT"):
        return Damaged(path, "parts of it cannot be read")
    if is_busy(error):
        return NotReadableYet(path, "another program is writing to it; try again in a moment")
    return NotReadable(path, "the disk, the folder or its permissions do not allow it")


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what SQLite reports while a file is read into the family's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise not_opened(path, error) from error


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "") or ""
