"""What came of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from listening.model.brought import Trouble
from listening.model.errors import ListeningError

STRANGER = "{} is the id of no contribution, neither here nor in the source: take it from the heading above its words."
"""What is said of an id that names nothing."""


class Cell(NamedTuple):
    """A field of something that a source tells of."""

    line: int
    """Where the source tells of it, from 1."""
    id: str
    """What it is a field of: the id of a contribution, a handle, the number of a prompt, or `session`."""
    field: str
    """The name of the field in the history."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What an import did, or would do."""

    sessions: list[str] = field(default_factory=list)
    """The tokens of the sessions that it was for."""
    made: bool = False
    """Whether it made the session."""
    new: list[str] = field(default_factory=list)
    """The ids of the contributions that were not there."""
    changed: list[str] = field(default_factory=list)
    """The ids of the contributions that were there and were changed."""
    known: int = 0
    """How many contributions were there as the source tells them."""
    cells: list[Cell] = field(default_factory=list)
    """Every field that was changed, of whatever was there."""
    conflicts: list[Cell] = field(default_factory=list)
    """The fields of which both versions are kept, since somebody changed them here meanwhile."""
    newer: list[Cell] = field(default_factory=list)
    """The fields that were changed here since the source was written, and not in the source."""
    left: list[Cell] = field(default_factory=list)
    """The fields of which nobody can tell whether the source or the file is older: left as they are here."""
    erased: list[int] = field(default_factory=list)
    """The lines of what was erased here, and does not come back."""
    removed: list[str] = field(default_factory=list)
    """The ids of contributions that were taken out of the lists here, and were left so."""
    kept: list[Cell] = field(default_factory=list)
    """Times and note-takers that the source tells otherwise: nobody can change those."""
    strangers: list[int] = field(default_factory=list)
    """The lines that name a contribution which neither the file nor the source has."""
    missing: int = 0
    """How many contributions of the file are not in the source."""
    without_words: int = 0
    """How many were off the record, so that their words were dropped."""
    unasked: int = 0
    """Of how many that are new the source says nothing of sharing, and they may be quoted."""
    troubles: list[Trouble] = field(default_factory=list)
    """The lines that could not be taken, and why."""

    def fail(self, line: int, sentence: str) -> None:
        """Keep a line that cannot be taken."""
        self.troubles.append(Trouble(line, sentence))


class NotTaken(ListeningError):
    """Some lines could not be taken, so nothing was."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(sorted(troubles))
        lines = "1 line" if len(self.troubles) == 1 else f"{len(self.troubles):,} lines"
        super().__init__(
            f"Nothing was imported, since {lines} could not be taken: mend what is listed above, or import "
            "the rest without it, with --skip-unreadable."
        )
