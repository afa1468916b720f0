"""What was typed in sittings that ended without saving it: offered one after the other, never forced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from listening.app.capture import edit_draft
from listening.app.capture.drafting import offer
from listening.app.capture.edit_draft import LeftEdit
from listening.store.asked import Where
from listening.store.session_file import SessionFile
from listening.store.views import Draft

_NEWEST = 5
_ABOUT_THEN = timedelta(seconds=1)
_GONE = "A change that was not saved is gone with what it changed: that was taken back, or erased, meanwhile."


class Offers:
    """Lines, and changes of what was saved."""

    def __init__(
        self,
        file: SessionFile,
        session: str,
        drafts: Sequence[Draft],
        words_of: Callable[[str], str],
    ) -> None:
        """Look what was left.

        Args:
            file: the open file.
            session: the session's token.
            drafts: the lines that were left.
            words_of: returns the words of a line.

        Raises:
            ListeningError: the file cannot be read.
        """
        self._file, self._session, self._words_of = file, session, words_of
        self._lines = [draft for draft in drafts if not self._is_saved(draft)]
        self._edits, gone = edit_draft.left_in(file, session)
        self._said = _GONE if gone else ""

    @property
    def next(self) -> Draft | LeftEdit | None:
        """What is offered now."""
        left: list[Draft | LeftEdit] = [*self._lines, *self._edits]
        return left[-1] if left else None

    @property
    def sentence(self) -> str:
        """What is said of it; nothing where nothing is offered."""
        left = self.next
        if left is None:
            return self._said
        return left.offer if isinstance(left, LeftEdit) else offer(left)

    def look_again(self) -> None:
        """Offer no change of what was taken back or erased.

        Raises:
            ListeningError: the file cannot be read.
        """
        if not self._edits:
            return
        there = {edit.left.writer for edit in self._edits}
        found, gone = edit_draft.left_in(self._file, self._session)
        self._edits = [edit for edit in found if edit.left.writer in there]
        self._said = _GONE if gone else self._said

    def pop(self) -> Draft | LeftEdit | None:
        """Take what is offered now out of what is offered."""
        left = self.next
        if left is not None:
            (self._edits or self._lines).pop()
        return left

    def forget(self) -> None:
        """Offer nothing more: what was left stays in the file, for the next start."""
        self._lines, self._edits, self._said = [], [], ""

    def drop(self, left: Draft | LeftEdit) -> None:
        """Wipe what was left.

        Raises:
            ListeningError: it could not be wiped.
        """
        if isinstance(left, LeftEdit):
            edit_draft.throw_away(self._file, self._session, left.one.id, left.left)
        else:
            self._file.drop_draft(left)

    def _is_saved(self, draft: Draft) -> bool:
        """Tell whether a line was saved just before the program ended; then its draft is wiped."""
        file, where = self._file, Where(session=self._session)
        words = self._words_of(draft.line)
        newest = max(0, file.count(where) - _NEWEST)
        same = any(
            one.words == words and datetime.fromisoformat(one.at) >= draft.at - _ABOUT_THEN
            for one in file.contributions(where, limit=_NEWEST, offset=newest)
        )
        if same:
            file.drop_draft(draft)
        return same
