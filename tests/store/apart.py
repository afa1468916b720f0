"""Copies of one session in which two people go on apart from each other, and their merge."""

from __future__ import annotations

from pathlib import Path

from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.making import NOON, Clock


def hand_over(file: SessionFile, name: str, author: str, *, minutes: int = 10) -> SessionFile:
    """Copy a session and open the copy for somebody else, whose clock is some minutes on."""
    copied = file.copy(file.path.with_name(f"{name}.sqlite"))
    return SessionFile.open(copied, author=author, now=Clock(NOON + minutes * 60_000))


def merged(out: Path, *sources: SessionFile | Path) -> SessionFile:
    """Merge files, each of which is in, and open what comes of it."""
    paths = [one.path if isinstance(one, SessionFile) else one for one in sources]
    result = merge(out, paths)
    assert result.complete, [source.trouble for source in result.sources]
    return SessionFile.open(out, author="Org", now=Clock(NOON + 3_600_000))
