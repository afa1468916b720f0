"""Where an export goes when nobody says: beside its session, under a name that is its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from listening.model.errors import FileExists
from listening.model.records import Session
from listening.model.vocabulary import Audience

LONGEST_SLUG = 60
"""How many characters of a title a file name takes: short enough for every system's paths."""

_PLACE_OF_ID = 4096
"""Within how many bytes an export names its session, where its format is a text that does."""

_PACKAGE = b"PK\x03\x04"
"""How a package of several parts begins."""

_PROPERTIES = "docProps/core.xml"
"""The part of a Word file that names its session."""


def digest(content: bytes) -> str:
    """Return what the bytes of an export are known by, as it is noted in the session file."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


class Place(NamedTuple):
    """Where an export goes when nobody says."""

    path: Path
    """Its place: free, or taken by an earlier export that it may replace."""
    kept: tuple[Path, ...] = ()
    """The files of nicer names that hold something else, and are left as they are."""


def find(
    file: Path,
    session: Session | None,
    audience: Audience,
    suffix: str = ".md",
    *,
    kind: str = "",
    noted: Collection[str] = (),
    edited_too: bool = False,
) -> Place:
    """Return where an export goes when nobody says: beside the session file.

    Its name is made from the title and the audience. Where a file of that name is not an export of
    this session, or was edited since, the date and then the session's id make the name its own.

    Args:
        file: the session file.
        session: the session that is exported; None for all of the file in one.
        audience: who will read it.
        suffix: how the name ends, with its dot.
        kind: what it is besides the account of a session, such as a report's key.
        noted: the digests of the exports that the file has noted.
        edited_too: whether an earlier export may be replaced although somebody edited it.

    Raises:
        FileExists: even the longest of these names belongs to something else.
    """
    ending = f"{f'-{kind}' if kind else ''}-{audience.value}{suffix}"
    paths = [file.parent / f"{stem}{ending}" for stem in dict.fromkeys(_stems(file, session))]
    for number, path in enumerate(paths):
        free = not os.path.lexists(path) or is_untouched(path, noted)
        if free or (edited_too and is_of(path, session)):
            return Place(path, tuple(paths[:number]))
    raise FileExists(paths[-1])


def is_untouched(path: Path, noted: Collection[str]) -> bool:
    """Tell whether a file is an earlier export as it was written, so that a new one may replace it.

    Its bytes are those of an export that the session file has noted: nobody edited it.
    """
    if not noted:
        return False
    try:
        with path.open("rb") as file:
            return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}" in noted
    except OSError:
        return False


def is_of(path: Path, session: Session | None) -> bool:
    """Tell whether a file says that it is an export of a session, also after somebody edited it."""
    if session is None:
        return False
    try:
        with path.open("rb") as file:
            beginning = file.read(_PLACE_OF_ID)
    except OSError:
        return False
    if beginning.startswith(_PACKAGE):
        return session.id.encode() in _about_package(path)
    return f'"{session.id}"'.encode() in beginning


def _about_package(path: Path) -> bytes:
    """Return what a package, such as a Word file, says of itself; nothing where it is damaged."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as package, package.open(_PROPERTIES) as file:
            return file.read(_PLACE_OF_ID)
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return b""


def _stems(file: Path, session: Session | None) -> tuple[str, ...]:
    """Return how the name may begin, the nicest first."""
    of_file = _slug(file.stem) or "session"
    if session is None:
        return (of_file, f"{of_file}-all-sessions")
    slug = _slug(session.title or "") or of_file
    dated = f"{slug}-{_slug(session.date or '')}".strip("-")
    return (slug, dated, f"{slug}-{session.id}")


def _slug(text: str) -> str:
    """Return a text as letters, digits and hyphens that every file system takes."""
    from slugify import slugify

    return slugify(text, max_length=LONGEST_SLUG, word_boundary=True)
