"""What the threads of sharing tell its screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from listening.app.share.choice import Choice
from listening.app.share.preview import Preview
from listening.app.share.writing import Put


@dataclass
class Read(Message):
    """What would leave by a choice was read."""

    choice: Choice
    """What was chosen."""
    shown: Preview | None = None
    """What would leave."""
    trouble: str = ""
    """Why it could not be read."""


@dataclass
class Progressed(Message):
    """Some of the work is done."""

    done: int
    of: int


@dataclass
class Ended(Message):
    """The writing has ended."""

    put: Put | None = None
    """What was written; None where it was stopped or failed."""
    trouble: str = ""
    """Why nothing was written."""
    changed: bool = False
    """Whether the session is no longer what was shown."""
