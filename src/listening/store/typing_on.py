"""What is being typed and not saved yet, and how long somebody else's save is waited for."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from listening.store import faults, patience

if TYPE_CHECKING:
    from listening.store.form_drafts import LeftForm
    from listening.store.ledger import Ledger
    from listening.store.views import Draft


class TypingOn:
    """The methods of a file for whoever types while others save. `SessionFile` has them."""

    _con: sqlite3.Connection
    _ledger: Ledger
    path: Path
    """Where the file is."""

    def keep_draft(self, line: str, prompt: str | None = None) -> bool:
        """Keep what stands in the entry against a crash; False if the file is busy, try again later.

        An empty line, and one marked off record, wipe the draft from the file's bytes.
        """
        from listening.store import drafts

        return drafts.keep(self._ledger, line, prompt)

    def drafts_left(self) -> tuple[Draft, ...]:
        """Return the lines that this author typed in sittings that ended without saving them."""
        from listening.store import drafts

        return drafts.left(self._ledger)

    def drop_draft(self, draft: Draft) -> None:
        """Wipe a draft that was left, from the file's bytes."""
        from listening.store import drafts

        drafts.drop(self._ledger, draft.writer)

    def forms_left(self, *begin: str) -> tuple[LeftForm, ...]:
        """Return what this author left in all forms whose names begin so, the oldest first.

        Raises:
            NotReadable: the file cannot be read.
        """
        from listening.store import form_drafts

        with faults.reading(self.path):
            return form_drafts.left_beginning(self._con, self._ledger.author, begin)

    def writes_as(self, writer: str) -> bool:
        """Tell whether a writer, by their token, is this sitting."""
        return writer in (self._ledger.sitting, self._ledger.writer)

    def name_of_writer(self, writer: str) -> str:
        """Return the name of the note-taker who was a writer, by its token; nothing where it is not known.

        Raises:
            NotReadable: the file cannot be read.
        """
        with faults.reading(self.path):
            found = self._con.execute("SELECT name FROM writer WHERE id = ?", (writer,)).fetchone()
        return str(found[0] or "") if found else ""

    def patience(self, ms: int) -> AbstractContextManager[None]:
        """Return a block in which somebody else's save is waited for no longer than so many milliseconds.

        What is busy for longer raises `NotSavedYet` or `NotReadableYet`, and can be tried again.
        """
        return patience.waiting(self._con, ms)
