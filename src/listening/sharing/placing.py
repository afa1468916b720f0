"""Where an export goes when nobody says: beside its session, under a name that is its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path

from listening.model.errors import FileExists
from listening.model.records import Session
from listening.model.vocabulary import Audience

LONGEST_SLUG = 60
"""How many characters of a title a file name takes: short enough for every system's paths."""

_PLACE_OF_ID = 4096
"""Within how many bytes an export names its session, where its format is a text that does."""


def digest(content: bytes) -> str:
    """Return what the bytes of an export are known by, as it is noted in the session file."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def default_path(
    file: Path,
    session: Session | None,
    audience: Audience,
    suffix: str = ".md",
    *,
    kind: str = "",
    noted: Collection[str] = (),
) -> Path:
    """Return where an export goes when nobody says: beside the session file.

    Its name is made from the title and the audience. Where a file of that name is not an export
    of this session, the date and then the session's id make the name its own.

    Args:
        file: the session file.
        session: the session that is exported; None for all of the file in one.
        audience: who will read it.
        suffix: how the name ends, with its dot.
        kind: what it is besides the account of a session, such as a report's key.
        noted: the digests of the exports that the file has noted.

    Raises:
        FileExists: even the longest of these names belongs to something else.
    """
    ending = f"{f'-{kind}' if kind else ''}-{audience.value}{suffix}"
    paths = [file.parent / f"{stem}{ending}" for stem in _stems(file, session)]
    for path in paths:
        if not os.path.lexists(path) or is_ours(path, session, noted):
            return path
    raise FileExists(paths[-1])


def is_ours(path: Path, session: Session | None, noted: Collection[str]) -> bool:
    """Tell whether a file is an earlier export, so that a new one may take its place.

    It is one where its bytes are those of an export that the session file has noted; or where
    it names the session where our exports of text do, also after somebody edited it.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(_PLACE_OF_ID)
            if session and f'"{session.id}"'.encode() in beginning:
                return True
            return digest(beginning + file.read()) in noted
    except OSError:
        return False


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
