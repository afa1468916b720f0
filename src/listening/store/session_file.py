"""A session file: open it, capture, tag, edit, undo, ask. What everybody else calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from listening.model.errors import NotReadable
from listening.model.quickline import Known, QuickLine
from listening.model.records import Contribution, Participant, Prompt, Session
from listening.model.vocabulary import Sharing
from listening.store import (
    copying,
    drafts,
    edits,
    faults,
    history,
    opening,
    participants,
    queries,
    search,
    setup,
    tallies,
)
from listening.store.afterwards import Afterwards
from listening.store.clock import Milliseconds, Tokens, now_ms, random_token
from listening.store.ledger import Ledger, ensure_index
from listening.store.views import (
    EVERYTHING,
    Draft,
    Edit,
    Found,
    HistoryEntry,
    PromptPlan,
    Tally,
    Undone,
    Where,
)


class SessionFile(Afterwards):
    """One open session file. A connection belongs to the thread that opened it.

    Every method that changes something returns what it changed, and returns only when the change
    is on the disk; where that fails it raises `NotSaved` and nothing of the change is kept.
    """

    def __init__(self, con: sqlite3.Connection, path: Path, ledger: Ledger) -> None:
        self._con = con
        self._ledger = ledger
        self.path = path

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
    ) -> Self:
        """Open a session file, for reading and, where the file and its folder allow it, for writing.

        Raises:
            NoSuchFile, NotASession, NewerVersion, Damaged, NotReadable: it was not opened.
        """
        con = opening.open_checked(path)
        try:
            return cls(con, path, Ledger(con, path, author=author, now=now, tokens=tokens))
        except NotReadable:
            con.close()
            raise

    @property
    def author(self) -> str:
        """The name of the note-taker who writes."""
        return self._ledger.author

    def close(self) -> None:
        """Close the file; closing it twice does no harm."""
        drafts.end(self._ledger)
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

    # Asking ---------------------------------------------------------------------------------

    def sessions(self) -> tuple[Session, ...]:
        """Return the sessions of the file, oldest first."""
        with faults.reading(self.path):
            return queries.sessions(self._con)

    def session(self, ref: str | None = None) -> Session:
        """Return the session that an id, or the beginning of one, names; without it the only one.

        Raises:
            NotFound: there is none.
            Ambiguous: there are several.
        """
        with faults.reading(self.path):
            return queries.session(self._con, ref)

    def prompts(self, session: str) -> tuple[Prompt, ...]:
        """Return the prompts of a session in their order, numbered from 1."""
        with faults.reading(self.path):
            return queries.prompts(self._con, session)

    def participants(self, session: str | None = None) -> tuple[Participant, ...]:
        """Return the participants, by handle (`P2` before `P10`)."""
        with faults.reading(self.path):
            return queries.participants(self._con, session)

    def contributions(
        self, where: Where = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[Contribution, ...]:
        """Return contributions, oldest first."""
        with faults.reading(self.path):
            return queries.contributions(self._con, where, limit=limit, offset=offset)

    def count(self, where: Where = EVERYTHING) -> int:
        """Return how many contributions there are."""
        with faults.reading(self.path):
            return queries.count(self._con, where)

    def position(self, ref: str, where: Where = EVERYTHING) -> int | None:
        """Return the place, from 0, of a contribution in what `contributions(where)` lists."""
        with faults.reading(self.path):
            return queries.position(self._con, ref, where)

    def next_untagged(self, after: str | None, where: Where = EVERYTHING) -> str | None:
        """Return the id of the next contribution not yet tagged, round the end; None if all are."""
        with faults.reading(self.path):
            return queries.next_untagged(self._con, after, where)

    def contribution(self, ref: str) -> Contribution:
        """Return the contribution that an id, or the beginning of one, names; also a removed one.

        Raises:
            NotFound: there is none.
            Ambiguous: several begin so, or the beginning is too short.
        """
        with faults.reading(self.path):
            return queries.contribution(self._con, ref)

    def known(self, session: str) -> Known:
        """Return what the session knows that changes how a quick line is read."""
        with faults.reading(self.path):
            return queries.known(self._con, session)

    def tally(self, session: str | None = None) -> Tally:
        """Return the figures of a session, or of all."""
        with faults.reading(self.path):
            return tallies.tally(self._con, session)

    def history(
        self, ref: str | None = None, session: str | None = None
    ) -> tuple[HistoryEntry, ...]:
        """Return who changed what when, oldest first: of one contribution, or of all."""
        with faults.reading(self.path):
            return history.history(self._con, ref, session)

    def search(
        self, words: str, *, session: str | None = None, limit: int | None = None
    ) -> tuple[Found, ...]:
        """Return the contributions in which all these words, or words beginning so, occur; best first.

        A file that has grown large gets its index when it is first searched.
        """
        ensure_index(self._ledger)
        with faults.reading(self.path):
            return search.search(self._con, words, session=session, limit=limit)

    def changed_elsewhere(self) -> bool:
        """Tell whether another process has changed the file since this was last asked."""
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
        return edits.capture(self._ledger, line, session=session, prompt=prompt)

    def capture_unread(self, line: QuickLine, *, session: str, prompt: str | None = None) -> str:
        """Keep a contribution as `capture` does and return its id alone."""
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
        return edits.tag(self._ledger, refs, add=add, remove=remove, none=none, own=own)

    def seen(self, ref: str) -> frozenset[str]:
        """Return what an edit that begins now has seen of a contribution, for `edit`."""
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
        return edits.edit(self._ledger, ref, fields, seen)

    def remove(self, refs: Sequence[str]) -> tuple[Contribution, ...]:
        """Take contributions out of every list and count; their history stays."""
        return edits.set_removed(self._ledger, refs, removed=True)

    def restore(self, refs: Sequence[str]) -> tuple[Contribution, ...]:
        """Bring removed contributions back."""
        return edits.set_removed(self._ledger, refs, removed=False)

    def undo(self, session: str | None = None) -> Undone | None:
        """Take the author's last action back, by a further change; None if there is nothing left."""
        return history.undo(self._ledger, session)

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
        return setup.describe(self._ledger, session, facts)

    def arrange(self, session: str, plan: Sequence[PromptPlan]) -> tuple[Prompt, ...]:
        """Make the agenda as planned: prompts left out of the plan are removed, their contributions stay."""
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
        return participants.set_participant(
            self._ledger,
            session,
            handle,
            perspectives=perspectives,
            sharing=sharing,
            speaks_for=speaks_for,
            agreed_name=agreed_name,
        )

    # What is being typed, and copies ---------------------------------------------------------

    def keep_draft(self, line: str, prompt: str | None = None) -> bool:
        """Keep what stands in the entry against a crash; False if the file is busy, try again later.

        An empty line, and one marked off record, wipe the draft from the file's bytes.
        """
        return drafts.keep(self._ledger, line, prompt)

    def drafts_left(self) -> tuple[Draft, ...]:
        """Return the lines that this author typed in sittings that ended without saving them."""
        return drafts.left(self._ledger)

    def drop_draft(self, draft: Draft) -> None:
        """Wipe a draft that was left, from the file's bytes."""
        drafts.drop(self._ledger, draft.writer)

    def copy(self, dest: Path) -> Path:
        """Make a whole, closed, verified copy, without drafts; return its path.

        Raises:
            FileExists: something stands there.
            NotSaved: the disk did not take it.
        """
        return copying.copy(self._con, self.path, dest)
