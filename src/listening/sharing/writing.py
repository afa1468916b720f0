"""Where an export lies, and how it comes to lie there: whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from listening.model.errors import FileExists, NotSaved
from listening.model.records import Session
from listening.model.vocabulary import Audience

LONGEST_SLUG = 60
"""How many characters of a title a file name takes: short enough for every system's paths."""

_PLACE_OF_ID = 4096
"""Within how many bytes an export names its session."""

_DATABASE = b"SQLite format 3\x00"
"""How every session file begins."""

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


def default_path(file: Path, session: Session, audience: Audience, suffix: str = ".md") -> Path:
    """Return where an export goes when nobody says: beside the session file.

    Its name is made from the title and the audience. Where a file of that name is not an export
    of this session, the date and then the session's id make the name its own.

    Args:
        file: the session file.
        session: the session that is exported.
        audience: who will read it.
        suffix: how the name ends, with its dot.

    Raises:
        FileExists: even the longest of these names belongs to something else.
    """
    slug = _slug(session.title or "") or _slug(file.stem) or "session"
    stems = (slug, f"{slug}-{_slug(session.date or '')}", f"{slug}-{session.id}")
    paths = [file.parent / f"{stem.strip('-')}-{audience.value}{suffix}" for stem in stems]
    for path in paths:
        if not os.path.lexists(path) or _is_export_of(path, session.id):
            return path
    raise FileExists(paths[-1])


def write_whole(path: Path, content: str) -> Path:
    """Write a file so that it is there whole or not at all; what stood there is replaced.

    Args:
        path: where it shall be; a link is followed to the file that it names.
        content: the text, with `\\n` for line ends.

    Returns:
        The path that was written.

    Raises:
        FileExists: a session file stands there, or something that is no ordinary file.
        NotSaved: the disk did not take it; what stood there before is unchanged.
    """
    target = Path(os.path.realpath(path))
    with _told_as_sentences(path):
        _refuse_to_replace(target)
        _put(target, content.encode())
    return path


def _slug(text: str) -> str:
    """Return a text as letters, digits and hyphens that every file system takes."""
    from slugify import slugify

    return slugify(text, max_length=LONGEST_SLUG, word_boundary=True)


def _is_export_of(path: Path, session: str) -> bool:
    """Tell whether a file names this session where our exports do."""
    try:
        with path.open("rb") as file:
            return f'"{session}"'.encode() in file.read(_PLACE_OF_ID)
    except OSError:
        return False


def _refuse_to_replace(target: Path) -> None:
    """Raise `FileExists` for what no export may ever take the place of."""
    if not target.exists():
        return
    if not target.is_file() or _begins_as_database(target):
        raise FileExists(target)


def _begins_as_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _put(target: Path, content: bytes) -> None:
    """Write beside the target, then put in its place in one step."""
    beside = target.parent / f".listening-{secrets.token_hex(6)}.part"
    try:
        _write_durably(beside, content)
        beside.replace(target)
    except BaseException:
        # Also an interrupt must leave nothing half-written behind.
        with suppress(OSError):
            beside.unlink()
        raise
    _make_name_durable(target.parent)


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
