"""Links of an export: what is there is held against the file, the rest made; what somebody took out goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from listening.model.brought import Brought, Named, Said, Tie
from listening.model.vocabulary import Bond
from listening.store import links, names
from listening.store.bringing.cells import Cells, Place
from listening.store.bringing.mentions import Mentions
from listening.store.bringing.outcome import Outcome
from listening.store.bringing.past import Fresh
from listening.store.ledger import Change, Value


class Ties:
    """What contributions are to each other, as one source tells it."""

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
        self._mentions = Mentions(con, brought, outcome)
        self._untaken: set[str | None] = set()
        """The ids of contributions of which a link cannot be taken."""
        self._fresh: list[Fresh] = []

    def take(self, cells: Cells, change: Change, session: str) -> list[Fresh]:
        """Take what is there already, and return what is not.

        Args:
            cells: takes it.
            change: takes what somebody took out of the source.
            session: the session's token.
        """
        for said in self._said:
            for tie in said.links if said.id else ():
                self._take(cells, said, tie, session)
        for record in self._unsaid(session):
            change.set(record, "removed", 1)
        return self._fresh

    def _take(self, cells: Cells, said: Said, tie: Tie, session: str) -> None:
        ends = self._ends(said, tie, session)
        if ends is None:
            return
        record = _record(ends[0], tie.bond, ends[1])
        told: dict[str, Value] = {
            "bond": tie.bond.value,
            "source": names.own_token(ends[0]),
            "target": ends[1],
        }
        if cells.is_erased(record):
            self._outcome.erased.append(tie.line)
        elif cells.is_new(record):
            self._fresh.append(Fresh(record=record, cells=told, at=tie.at, author=tie.author))
        else:
            place = Place(record, tie.line, names.own_token(record))
            cells.take(place, {**told, "removed": None})

    def _ends(self, said: Said, tie: Tie, session: str) -> tuple[str, str] | None:
        source = self._mentions.whole(str(said.id), session)
        end = self._mentions.whole(tie.id, session, self._targets(str(said.id), tie.bond))
        if source and end and source != end:
            return source, end
        ids = ((said.line, str(said.id), source), (tie.line, tie.id, end))
        strange = [Named(line, own) for line, own, whole in ids if whole is None]
        if self._mentions.stop(strange, edited=self._before is not None):
            self._untaken.add(said.id)
        return None

    def _targets(self, own: str, bond: Bond) -> list[str]:
        """Return what the links of one kind from a contribution have led to."""
        rows = self._con.execute(
            "SELECT target FROM link WHERE source = ? AND bond = ?", (own, bond.value)
        )
        return [str(target) for (target,) in rows]

    def _unsaid(self, session: str) -> Iterator[str]:
        """Yield the links that stood in the export and that somebody took out of it."""
        if self._before is None:
            return
        told = {(each.id, tie.bond, tie.id) for each in self._said for tie in each.links}
        for link in links.links(self._before, session):
            shown = link.source in self._mentions.shown and (
                link.target_id in self._mentions.shown or self._is_elsewhere(link.target, session)
            )
            is_told = (link.source, link.bond, link.target_id) in told
            if shown and not is_told and link.source not in self._untaken:
                yield names.link_record(link.session, link.id)

    def _is_elsewhere(self, target: str, session: str) -> bool:
        return names.session_of(f"c.{target}") != session


def _record(source: str, bond: Bond, target: str) -> str:
    session, _, _ = source.partition(".")
    return names.link_record(session, names.link_token(source, bond.value, target))
