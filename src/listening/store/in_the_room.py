"""What is noted and asked while a session goes on: `SessionFile` has it all."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from listening.store import faults, joined, queries

if TYPE_CHECKING:
    from listening.model.records import Contribution
    from listening.store.ledger import Ledger
    from listening.store.room_notes import Heard, RoomNote


class InTheRoom:
    """The methods that a facilitator's screens need."""

    _con: sqlite3.Connection
    _ledger: Ledger
    path: Path
    """The open file."""
    _is_in: frozenset[tuple[str, str]] = frozenset()
    """In which sessions this sitting has opened a prompt, and by which of its writers it did."""

    def note_prompt(self, session: str, prompt: str, at: int | None = None) -> None:
        """Note that the room went to a prompt, at a time in milliseconds since 1970 or now.

        Raises:
            NotSaved: the disk did not take it, or somebody else was saving just then.
        """
        from listening.store import room_notes

        room_notes.opened(self._ledger, session, prompt, at)
        self._is_in |= {(session, self._ledger.writer)}

    def note_leaving(self) -> None:
        """Note that this sitting leaves the rooms in which it has opened a prompt.

        Raises:
            NotSaved: the disk did not take it, or somebody else was saving just then.
        """
        from listening.store import room_notes

        for session, writer in sorted(self._is_in):
            room_notes.left(self._ledger, session, writer)
            self._is_in -= {(session, writer)}

    def note_break(self, session: str, *, begins: bool) -> None:
        """Note that a break begins or ends now.

        Raises:
            NotSaved: the disk did not take it.
        """
        from listening.store import room_notes

        happened = room_notes.Happened.BEGINS if begins else room_notes.Happened.ENDS
        room_notes.pause(self._ledger, session, happened)

    def room_notes(self, session: str) -> tuple[RoomNote, ...]:
        """Return which prompts were opened when, when breaks began and ended, and who left; earliest first."""
        from listening.store import room_notes

        with faults.reading(self.path):
            return room_notes.notes(self._con, session)

    def heard_when(self, session: str) -> tuple[Heard, ...]:
        """Return when something was said and to which prompt, earliest first."""
        from listening.store import room_notes

        with faults.reading(self.path):
            return room_notes.heard(self._con, session)

    def latest(self, session: str, number: int) -> tuple[Contribution, ...]:
        """Return so many of the newest contributions of a session, oldest first."""
        with faults.reading(self.path):
            here, tokens = joined.scope(self._con, session, "c.session")
            rows = self._con.execute(
                f"SELECT c.n FROM contribution c WHERE c.removed = 0 AND {here} "
                "ORDER BY c.first DESC, c.id DESC LIMIT ?",
                (*tokens, number),
            ).fetchall()
            return tuple(queries.by_numbers(self._con, [n for (n,) in reversed(rows)]).values())
