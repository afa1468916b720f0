"""What the threads of a merge tell its screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from listening.app.merging.choice import Choice
from listening.app.merging.trying import Rehearsal
from listening.store.merge import MergeResult
from listening.store.views import Summary


@dataclass
class Read(Message):
    """The folder was read."""

    summaries: Sequence[Summary]
    """What is in it."""
    trouble: str = ""
    """Why it could not be read."""


@dataclass
class Tried(Message):
    """A choice was tried."""

    choice: Choice
    """What was tried."""
    rehearsal: Rehearsal | None = None
    """What would come of it."""
    trouble: str = ""
    """Why it could not be tried."""


@dataclass
class Progressed(Message):
    """Some of the files are merged."""

    done: int
    of: int


@dataclass
class Ended(Message):
    """The merge has ended."""

    result: MergeResult | None
    """What came of it; None where it was stopped or failed."""
    sentence: str = ""
    """What to say of it then."""
