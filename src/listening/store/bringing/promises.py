"""Commitments and relations of an export: what is there is held against the file, the rest made."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from listening.model.brought import Brought, Named, Promise, Whole
from listening.model.records import Commitment, Record, Relation
from listening.store import names
from listening.store.bringing.cells import Cells, Place
from listening.store.bringing.mentions import Mentions
from listening.store.bringing.outcome import Outcome
from listening.store.bringing.past import Fresh
from listening.store.ledger import Value

_KINDS: Mapping[str, type[Record]] = {each.table: each for each in (Commitment, Relation)}


class Promises:
    """What parties promised, and how they stand to each other, as one source tells it."""

    def __init__(
        self,
        con: sqlite3.Connection,
        brought: Brought,
        outcome: Outcome,
        *,
        is_dated: bool,
    ) -> None:
        """Begin with nothing taken.

        Args:
            con: the file.
            brought: what was read.
            outcome: is told what was done.
            is_dated: whether it is known what the file held when the source was written.
        """
        self._con = con
        self._outcome = outcome
        self._is_dated = is_dated
        self._mentions = Mentions(con, brought, outcome)
        self._fresh: list[Fresh] = []

    def take(self, cells: Cells, whole: Whole) -> list[Fresh]:
        """Take what is there already, and return what is not."""
        for promise in whole.promises:
            self._take(cells, promise, whole.id)
        return self._fresh

    def _take(self, cells: Cells, promise: Promise, session: str) -> None:
        record = self._record(promise, session)
        if cells.is_erased(record):
            self._outcome.erased.append(promise.line)
            return
        is_new = cells.is_new(record)
        known = cells.members(record, names.ANSWERS)
        edited = self._is_dated or not is_new or promise.id is None
        if self._mentions.stop(self._strange(cells, promise, record, session), edited=edited):
            return
        told = {**promise.fields, **self._answers(promise, session, known)}
        if is_new:
            self._fresh.append(
                Fresh(record=record, cells=told, at=promise.at, author=promise.author)
            )
        else:
            place = Place(record, promise.line, names.own_token(record))
            cells.take(place, told, clears=False)

    def _record(self, promise: Promise, session: str) -> str:
        """Return its name in the ledger; one that was added by hand has the same whenever it is read."""
        letter = _KINDS[promise.kind].letter
        key = hashlib.sha256(repr(sorted(promise.fields.items())).encode()).hexdigest()
        own = promise.id or names.row_token(session, key, 1)
        # Of sessions that were joined, each may hold some of what is told as one.
        row = self._con.execute(
            f"SELECT record FROM {promise.kind} WHERE id = ?", (own,)
        ).fetchone()
        return str(row[0]) if row else f"{letter}.{session}.{own}"

    def _strange(self, cells: Cells, promise: Promise, record: str, session: str) -> list[Named]:
        """Return the contributions that it names and that nobody knows."""
        known = cells.members(record, names.ANSWERS)
        named = list(promise.answers)
        if promise.said_in and cells.edited(record, {"said_in": promise.said_in.id}):
            named.append(promise.said_in)
        return [each for each in named if self._mentions.whole(each.id, session, known) is None]

    def _answers(self, promise: Promise, session: str, known: AbstractSet[str]) -> dict[str, Value]:
        told = (self._mentions.whole(each.id, session, known) for each in promise.answers)
        wanted = {each for each in told if each}
        held = {each for each in known if names.own_token(each) in self._mentions.shown}
        return {
            names.ANSWERS + each: 1 if each in wanted else None for each in sorted(wanted | held)
        }
