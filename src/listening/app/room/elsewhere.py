"""Another window that went on to another prompt: told, and nobody is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listening.model.text import single_line
from listening.store.room_notes import Happened, RoomNote
from listening.store.session_file import SessionFile

_YOUR_OTHER = "Your other window"
_ANOTHER = "Another window"


@dataclass(frozen=True, slots=True)
class WentOn:
    """Who opened which prompt last, elsewhere."""

    prompt: str
    """The prompt's token."""
    who: str
    """The note-taker's name, or what stands for it."""


def went_on(
    file: SessionFile, notes: Sequence[RoomNote], here: str | None, since: int
) -> WentOn | None:
    """Return who opened another prompt since this window opened its own; None where nobody did.

    Args:
        file: the open file.
        notes: what was noted in the room, earliest first.
        here: the token of the prompt that is open in this window.
        since: when it was opened here, in milliseconds since 1970.

    Raises:
        ListeningError: the file cannot be read.
    """
    opened = [note for note in notes if note.happened is Happened.OPENED]
    last = opened[-1] if opened else None
    if (
        last is None
        or last.prompt in (None, here)
        or last.ms <= since
        or file.writes_as(last.writer)
    ):
        return None
    name = single_line(file.name_of_writer(last.writer))
    who = _YOUR_OTHER if name == file.author else name or _ANOTHER
    return WentOn(last.prompt or "", who)
