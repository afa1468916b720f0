"""A session file: open it, capture, tag, edit, undo, ask. What everybody else calls.

Here and in what it is made of, modules are imported by the methods that need them: a command needs
few, and waits for all that are imported.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from listening.model.errors import NotReadable
from listening.store import faults, opening, sittings
from listening.store.afterwards import Afterwards
from listening.store.asking import Asking
from listening.store.clock import Milliseconds, Tokens, now_ms, random_token
from listening.store.following import Following
from listening.store.importing import Importing
from listening.store.ledger import Ledger
from listening.store.typing_on import TypingOn

if TYPE_CHECKING:
    from listening.model.quickline import QuickLine
    from listening.model.records import Contribution, Participant, Prompt, Session
    from listening.model.vocabulary import Sharing
    from listening.store.asked import Edit, PromptPlan
    from listening.store.indexing import Indexing
    from listening.store.views import Undone


class SessionFile(Asking, Following, Importing, Afterwards, TypingOn):
    """One open session file. A connection belongs to the thread that opened it.

    Every method that changes something returns what it changed, and returns only when the change
    is on the disk; where that fails it raises `NotSaved` and nothing of the change is kept.
    """

    def __init__(self, con: sqlite3.Connection, path: Path, ledger: Ledger) -> None:
        self._con = con
        self._ledger = ledger
        self.path = path
        self.indexing: Indexing | None = None
        """What gives the file its full-text index, once it was searched."""

    @classmethod
    def create(
        cls,
        path: Path,
        facts: Mapping[str, str | int | None],
        prompts: Sequence[PromptPlan] = (),
        *,
        author: str = "",
        now: Milliseconds = now_ms,
        tokens: Tokens = random_token,
    ) -> Self:
        """Make a session file, built aside and put in place when it is whole; open it for writing.

        Args:
            path: where it shall be; its folder is made if need be.
            facts: fields of `Session` by name; `title` is required.
            prompts: the agenda, in order.
            author: the note-taker's name.
            now: the clock.
            tokens: the source of names.

        Raises:
            FileExists: something stands at that path.
            WrongUse: the title is empty, or a fact is not one of a session.
            NotSaved: the disk did not take it.
        """
        from listening.store import setup

        setup.create(path, facts, prompts, author=author, now=now, tokens=tokens)
        return cls.open(path, author=author, now=now, tokens=tokens)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: str = "",
        now: Milliseconds = now_ms,
        tokens: Tokens = random_token,
        again: bool = False,
    ) -> Self:
        """Open a session file, for reading and, where the file and its folder allow it, for writing.

        `again` says that it is open here already, for a thread of its own: not every page is looked
        at once more, for while that goes on nobody can save.

        Raises:
            NoSuchFile, NotASession, NewerVersion, Damaged, NotReadable: it was not opened.
        """
        con = opening.open_checked(path, thorough=not again)
        try:
            return cls(con, path, Ledger(con, path, author=author, now=now, tokens=tokens))
        except NotReadable:
            con.close()
            raise

    @classmethod
    def of_content(cls, content: bytes, path: Path) -> Self:
        """Open the bytes of a session file in memory, to ask of it and to copy it.

        Args:
            content: the bytes of the file.
            path: what it is called.

        Raises:
            NotASession, NewerVersion, Damaged, NotReadable: they are not one that can be opened.
        """
        con = opening.open_content(content, path)
        return cls(con, path, Ledger(con, path, author="", now=now_ms, tokens=random_token))

    def as_of(self, when: datetime) -> Self:
        """Return the file as it was before a moment, in memory, to ask of it; close it when done."""
        from listening.store import as_of

        with faults.reading(self.path):
            state = as_of.as_of(self._con, when)
        ledger = Ledger(state, self.path, author="", now=now_ms, tokens=random_token)
        return type(self)(state, self.path, ledger)

    @property
    def author(self) -> str:
        """The name of the note-taker who writes."""
        return self._ledger.author

    def close(self) -> None:
        """Close the file; closing it twice does no harm."""
        if self.indexing is not None:
            self.indexing.close()
        sittings.end(self._ledger.sitting)
        self._con.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare_to_search(self) -> None:
        """Begin to give a file that has grown large its index, which goes on in a thread until `close`.

        Nobody waits for it: a search finds the same without it, and with a part of it.
        """
        from listening.store.indexing import Indexing

        self.indexing = self.indexing or Indexing(self._con, self.path)
        self.indexing.begin()

    def changed_elsewhere(self) -> bool:
        """Tell whether another process has changed the file since this was last asked; it waits for nobody.

        Raises:
            NotReadableYet: another program holds the file at this moment.
        """
        return self._ledger.changed_elsewhere()

    # Capturing and coding --------------------------------------------------------------------

    def capture(self, line: QuickLine, *, session: str, prompt: str | None = None) -> Contribution:
        """Keep a contribution. A new handle makes the participant; off-record words are dropped.

        Off record is what is marked so, and all of a speaker or a room that wants it so. The draft
        of this sitting is wiped with it.

        Raises:
            EmptyWords: nothing was said.
            NotFound: the file has no such session.
        """
        from listening.store import edits

        return edits.capture(self._ledger, line, session=session, prompt=prompt)

    def capture_unread(self, line: QuickLine, *, session: str, prompt: str | None = None) -> str:
        """Keep a contribution as `capture` does and return its id alone."""
        from listening.store import edits

        return edits.capture_id(self._ledger, line, session=session, prompt=prompt)

    def tag(
        self,
        refs: Sequence[str],
        *,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        none: bool = False,
        own: bool = False,
    ) -> tuple[Contribution, ...]:
        """Put tags (areas by name, codes by full key) on contributions or take them off.

        An area put on takes “none of the three” off; `none` says it, and takes the areas off.
        `own` says that whoever spoke gave the tags themself: they stay on, whatever others take
        off or settle, until they are taken off with `own`.
        """
        from listening.store import edits

        return edits.tag(self._ledger, refs, add=add, remove=remove, none=none, own=own)

    def seen(self, ref: str) -> frozenset[str]:
        """Return what an edit that begins now has seen of a contribution, for `edit`."""
        from listening.store import edits

        with faults.reading(self.path):
            return edits.seen(self._ledger, ref)

    def edit(
        self, ref: str, *, seen: AbstractSet[str] | None = None, **fields: Unpack[Edit]
    ) -> Contribution:
        """Set fields of a contribution; the former values stay in its history.

        `seen` is what stood there when the edit began: where somebody set the same field since, in
        another window, both versions are kept as a conflict. Without it all that stands is replaced.

        Raises:
            WrongUse: words that were saved cannot be put off record by an edit, nor emptied, and
                what is off record gets no words unless its sharing is changed too.
        """
        from listening.store import edits

        return edits.edit(self._ledger, ref, fields, seen)

    def remove(self, refs: Sequence[str]) -> tuple[Contribution, ...]:
        """Take contributions out of every list and count; their history stays."""
        from listening.store import edits

        return edits.set_removed(self._ledger, refs, removed=True)

    def restore(self, refs: Sequence[str]) -> tuple[Contribution, ...]:
        """Bring removed contributions back."""
        from listening.store import edits

        return edits.set_removed(self._ledger, refs, removed=False)

    def undo(self, session: str | None = None) -> Undone | None:
        """Take the author's last action back, by a further change; None if there is nothing left.

        All that one `together`, or one import, changed is one action.
        """
        from listening.store import undoing

        return undoing.undo(self._ledger, session)

    def together(self) -> AbstractContextManager[None]:
        """Return a block in which all that is changed reaches the disk together, at its end, or not at all.

        Raises:
            NotSaved: at the end of the block, the disk did not take it.
        """
        return self._ledger.transaction()

    # Setting up ------------------------------------------------------------------------------

    def describe(self, session: str, facts: Mapping[str, str | int | None]) -> Session:
        """Set facts of a session, by the names of `Session`'s fields.

        Raises:
            WrongUse: the title is empty, or a fact is not one of a session.
        """
        from listening.store import setup

        return setup.describe(self._ledger, session, facts)

    def arrange(self, session: str, plan: Sequence[PromptPlan]) -> tuple[Prompt, ...]:
        """Make the agenda as planned: prompts left out of the plan are removed, their contributions stay."""
        from listening.store import setup

        return setup.arrange(self._ledger, session, plan)

    def set_participant(
        self,
        session: str,
        handle: str,
        *,
        perspectives: Sequence[str] | None = None,
        sharing: Sharing | None = None,
        speaks_for: int | None = None,
        agreed_name: str | None = None,
    ) -> Participant:
        """Make a participant, or set what they say of themselves; what is None stays as it is."""
        from listening.store import participants

        return participants.set_participant(
            self._ledger,
            session,
            handle,
            perspectives=perspectives,
            sharing=sharing,
            speaks_for=speaks_for,
            agreed_name=agreed_name,
        )

    # Copies --------------------------------------------------------------------------------------

    def copy(self, dest: Path) -> Path:
        """Make a whole, closed, verified copy, without drafts; return its path.

        Raises:
            FileExists: something stands there.
            NotSaved: the disk did not take it.
        """
        from listening.store import copying

        return copying.copy(self._con, self.path, dest)

    def content(self) -> bytes:
        """Return the bytes of such a copy, which is made in memory alone.

        Raises:
            NotReadable: the file could not be read, or the machine has too little memory for it.
        """
        from listening.store import copying

        return copying.content(self._con, self.path)
