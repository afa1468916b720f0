"""How an export comes to lie on the disk: whole, or not at all."""

from __future__ import annotations

import errno
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from listening.model.errors import FileExists, NotSaved

_DATABASE = b"SQLite format 3\x00"
"""How every session file begins."""

_PART = re.compile(r"\.listening-[0-9a-f]{12}\.part")
"""The names of files that are not yet whole."""

_LEFT_BEHIND = 24 * 60 * 60.0
"""After how many seconds a file that never became whole was left behind, by a pulled plug."""

_FREE_ROOM = "Free some room, then export again."
_CHOOSE = "Choose another folder, then export again."
_LOCKED = ("the folder or the file may only be read, or another program has it open", _CHOOSE)
_WHY: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", _FREE_ROOM),
    errno.EDQUOT: ("your share of the disk is used up", _FREE_ROOM),
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EROFS: ("the disk may only be read", _CHOOSE),
    errno.ENOENT: ("there is no such folder", _CHOOSE),
    errno.ENOTDIR: ("there is no such folder", _CHOOSE),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one, then export again."),
}


def nothing_more() -> None:
    """Do nothing between the writing of files and their taking their places."""


def write_whole(
    path: Path,
    content: bytes,
    beside: Mapping[Path, bytes] | None = None,
    *,
    ready: Callable[[], None] = nothing_more,
) -> Path:
    """Write a file so that it is there whole or not at all; what stood there is replaced.

    Files that belong beside it are written with it: where one cannot be, none is. They take
    their places first, so that the file is never there without them.

    Args:
        path: where it shall be; a link is followed to the file that it names.
        content: its bytes.
        beside: the files that belong beside it.
        ready: what is to be done once all is on the disk, and nothing has its name yet; where it
            raises, nothing is left.

    Returns:
        The path that was written.

    Raises:
        FileExists: a session file stands there, or something that is no ordinary file.
        NotSaved: the disk did not take it; what stood there before is unchanged.
    """
    files = {_followed(name): each for name, each in (beside or {}).items()}
    files[_followed(path)] = content
    with _told_as_sentences(path):
        for target in files:
            _refuse_to_replace(target)
        _put(files, ready)
    return path


def _followed(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _refuse_to_replace(target: Path) -> None:
    """Raise `FileExists` for what no export may ever take the place of."""
    if not target.exists():
        return
    if not target.is_file() or _begins_as_database(target):
        raise FileExists(target)


def _begins_as_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _put(files: Mapping[Path, bytes], ready: Callable[[], None]) -> None:
    """Write each file beside its target, then put all of them in their places."""
    folders = {target.parent for target in files}
    for folder in folders:
        _clear_what_was_left(folder)
    parts = {target: _part_in(target.parent) for target in files}
    try:
        for target, part in parts.items():
            _write_durably(part, files[target])
        ready()
        _into_place(parts)
    except BaseException:
        # Also an interrupt must leave nothing half-written behind.
        _remove(tuple(parts.values()))
        raise
    for folder in folders:
        _make_name_durable(folder)


def _into_place(parts: Mapping[Path, Path]) -> None:
    """Give each finished part its name; where one cannot have it, take back those that are new."""
    new: list[Path] = []
    try:
        for target, part in parts.items():
            was_there = target.exists()
            part.replace(target)
            if not was_there:
                new.append(target)
    except BaseException:
        _remove(new)
        raise


def _part_in(folder: Path) -> Path:
    """Return a name for a file that is not yet whole."""
    return folder / f".listening-{os.urandom(6).hex()}.part"


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _clear_what_was_left(folder: Path) -> None:
    """Remove what a pulled plug left half-written here a day ago or more: it may hold words."""
    latest = time.time() - _LEFT_BEHIND
    with suppress(OSError), os.scandir(folder) as entries:
        left = [Path(each.path) for each in entries if _was_left(each, latest)]
        _remove(left)


def _was_left(entry: os.DirEntry[str], latest: float) -> bool:
    """Tell whether a name in a folder is that of a part of ours, last written to by then."""
    if not _PART.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
        return False
    return entry.stat(follow_symlinks=False).st_mtime < latest


def _write_durably(path: Path, content: bytes) -> None:
    """Write a new file, with the permissions that files have here, and wait for the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_name_durable(folder: Path) -> None:
    """Wait until the folder's list of names is on the disk, where a system can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told_as_sentences(path: Path) -> Iterator[None]:
    """Turn what the system reports into an error that says what, why and what to do."""
    try:
        yield
    except OSError as error:
        why, cure = _WHY.get(
            error.errno or 0, (f"the disk said “{error.strerror or error}”", _CHOOSE)
        )
        raise NotSaved(path, why, cure) from error
