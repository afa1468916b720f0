"""The question about files that erase more than they explain."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from listening.app.screens.question import Answer, Question

_ERASING = (
    "{names} would erase words without saying who asked for it. Ask whoever gave you the file. Shall its "
    "erasures hold? What they erase is gone from the merged file for ever."
)
_ABOUT_ERASING: tuple[Answer[Literal["leave", "accept"]], ...] = (
    Answer("l", "Leave it out, and merge the others", "leave"),
    Answer("e", "Merge it, and erase what it erases", "accept"),
)


def about_erasures(asking: Iterable[Path]) -> Question[Literal["leave", "accept"]]:
    """Return the question whether these files' erasures shall hold."""
    names = ", ".join(sorted(path.name for path in asking))
    return Question(_ERASING.format(names=names), _ABOUT_ERASING)
