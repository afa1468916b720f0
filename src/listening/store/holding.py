"""Reading the bytes of a session file past SQLite, so that no lock on it is lost.

On POSIX a process that closes any descriptor of a file gives up every lock that it has on that file,
also those of SQLite, whatever thread they belong to: in the middle of a save another program could
then write too, and the file would be damaged. So a descriptor of a file that SQLite holds open in
this process is not closed: it is kept, used for the next look, and closed when SQLite lets go of the
file. On Windows locks belong to their descriptor, and each is closed at once.
"""

from __future__ import annotations

import os
import sqlite3

# The part of `threading` that is needed, without what importing the rest costs every command.
from _thread import allocate_lock
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import NamedTuple

_LOCKS_ARE_THE_PROCESS_S = os.name != "nt"


class _Inode(NamedTuple):
    """Which file it is, whatever it is called."""

    device: int
    number: int


_lock = allocate_lock()
_holders: Counter[_Inode] = Counter()
"""The files that are held open, and by how many connections."""
_kept: dict[_Inode, list[FileIO]] = {}
"""Descriptors of held files that nobody reads from at the moment."""


class Connection(sqlite3.Connection):
    """A connection that holds its file from `hold` on until it is closed."""

    _inode: _Inode | None = None

    def hold(self, path: Path) -> None:
        """Say which file it has opened, before anything is asked of it; only then can it have locks."""
        self._inode = _hold(path)

    def close(self) -> None:
        """Close the connection, and then the descriptors that were kept for its sake."""
        super().close()
        inode, self._inode = self._inode, None
        _let_go(inode)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file for the block: one that a connection attaches, besides its own."""
    inode = _hold(path)
    try:
        yield
    finally:
        _let_go(inode)


@contextmanager
def reading(path: Path) -> Iterator[FileIO]:
    """Give the bytes of a file to be read, from the first one on, for the block.

    Raises:
        OSError: it cannot be opened.
    """
    file = _kept_of(path) or path.open("rb", buffering=0)
    try:
        yield file
    finally:
        _give_back(file)


def _hold(path: Path) -> _Inode | None:
    """Count one more who holds a file; None where that is not needed, or it is there no more."""
    if not _LOCKS_ARE_THE_PROCESS_S:
        return None
    try:
        inode = _inode_of(path.stat())
    except OSError:
        return None
    with _lock:
        _holders[inode] += 1
    return inode


def _let_go(inode: _Inode | None) -> None:
    """Count one less, and close what was kept if it was the last."""
    if inode is None:
        return
    with _lock:
        _holders[inode] -= 1
        if not _holders[inode]:
            del _holders[inode]
            for file in _kept.pop(inode, ()):
                file.close()


def _kept_of(path: Path) -> FileIO | None:
    """Take a descriptor out of those that are kept, at its beginning; None where there is none."""
    if not _kept:
        return None
    inode = _inode_of(path.stat())
    with _lock:
        there = _kept.get(inode)
        file = there.pop() if there else None
    if file is not None:
        file.seek(0)
    return file


def _give_back(file: FileIO) -> None:
    """Keep a descriptor where its file is held, and close it where it is not."""
    inode = _inode_of(os.fstat(file.fileno()))
    # Closed under the lock: nobody can come to hold the file between the question and the answer.
    with _lock:
        if inode in _holders:
            _kept.setdefault(inode, []).append(file)
        else:
            file.close()


def _inode_of(found: os.stat_result) -> _Inode:
    return _Inode(found.st_dev, found.st_ino)
