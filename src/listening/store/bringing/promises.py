"""Commitments, relations and links of an export: what is there is held against the file, the rest made."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping

from listening.model.brought import Brought, Promise, Said, Whole
from listening.model.records import Commitment, Contribution, Record, Relation
from listening.model.vocabulary import Bond, Check
from listening.store import links, names
from listening.store.bringing.cells import Cells, Place
from listening.store.bringing.outcome import Outcome
from listening.store.bringing.past import Fresh
from listening.store.ledger import Change, Value

_KINDS: Mapping[str, type[Record]] = {each.table: each for each in (Commitment, Relation)}


class Promises:
    """What follows from what was said, as one source tells it."""

    def __init__(
        self,
        con: sqlite3.Connection,
        before: sqlite3.Connection | None,
        brought: Brought,
        outcome: Outcome,
    ) -> None:
        """Begin with nothing taken.

        Args:
            con: the file.
            before: the file as it was when the source was written; None where nobody knows.
            brought: what was read.
            outcome: is told what was done.
        """
        self._con = con
        self._before = before
        self._said = brought.said
        self._outcome = outcome
        self._shown = {
            each.id
            for each in brought.said
            if each.id and each.fields.get("check") is not Check.WITHDRAWN
        }
        self._fresh: list[Fresh] = []

    def take(self, cells: Cells, change: Change, whole: Whole) -> list[Fresh]:
        """Take what is there already, and return what is not."""
        for promise in whole.promises:
            self._take(cells, promise, whole.id)
        for said in self._said:
            self._take_links(cells, said, whole.id)
        for record in self._unsaid(whole.id):
            change.set(record, "removed", 1)
        return self._fresh

    # Commitments and relations ---------------------------------------------------------------

    def _take(self, cells: Cells, promise: Promise, session: str) -> None:
        record = self._record(promise, session)
        if cells.is_erased(record):
            self._outcome.erased.append(promise.line)
            return
        told = {**promise.fields, **self._answers(cells, promise, record, session)}
        if not cells.is_new(record):
            cells.take(Place(record, promise.line, names.own_token(record)), told, clears=False)
            return
        self._fresh.append(Fresh(record=record, cells=told, at=promise.at, author=promise.author))

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

    def _answers(
        self, cells: Cells, promise: Promise, record: str, session: str
    ) -> dict[str, Value]:
        wanted = {
            whole
            for own in promise.answers
            if (whole := self._whole_token(own, session, promise.line))
        }
        held = {
            each
            for each in cells.members(record, names.ANSWERS)
            if names.own_token(each) in self._shown
        }
        return {
            names.ANSWERS + each: 1 if each in wanted else None for each in sorted(wanted | held)
        }

    def _whole_token(self, own: str, session: str, line: int) -> str | None:
        """Return how a contribution is named from anywhere; None where neither file nor source has it."""
        row = self._con.execute(
            f"SELECT session FROM {Contribution.table} WHERE id = ? ORDER BY session = ? DESC",
            (own, session),
        ).fetchone()
        if row:
            return names.whole_token(str(row[0]), own)
        if own in self._shown:
            return names.whole_token(session, own)
        self._outcome.strangers.append(line)
        return None

    # Links -----------------------------------------------------------------------------------

    def _take_links(self, cells: Cells, said: Said, session: str) -> None:
        for bond, target in said.links if said.id else ():
            ends = self._ends(said, target, session)
            if ends is None:
                continue
            record = _link_record(ends[0], bond, ends[1])
            told: dict[str, Value] = {
                "bond": bond.value,
                "source": names.own_token(ends[0]),
                "target": ends[1],
            }
            if cells.is_erased(record):
                self._outcome.erased.append(said.line)
            elif cells.is_new(record):
                self._fresh.append(Fresh(record=record, cells=told, at=None, author=None))
            else:
                cells.take(
                    Place(record, said.line, names.own_token(record)), {**told, "removed": None}
                )

    def _ends(self, said: Said, target: str, session: str) -> tuple[str, str] | None:
        source = self._whole_token(str(said.id), session, said.line)
        end = self._whole_token(target, session, said.line)
        return (source, end) if source and end and source != end else None

    def _unsaid(self, session: str) -> Iterator[str]:
        """Yield the links that stood in the export and that somebody took out of it."""
        if self._before is None:
            return
        told = {(each.id, *link) for each in self._said for link in each.links}
        for link in links.links(self._before, session):
            target = names.own_token(link.target)
            shown = link.source in self._shown and (
                target in self._shown or self._is_elsewhere(link.target, session)
            )
            if shown and (link.source, link.bond, target) not in told:
                yield names.link_record(link.session, link.id)

    def _is_elsewhere(self, target: str, session: str) -> bool:
        return names.session_of(f"c.{target}") != session


def _link_record(source: str, bond: Bond, target: str) -> str:
    session, _, _ = source.partition(".")
    return names.link_record(session, names.link_token(source, bond.value, target))
