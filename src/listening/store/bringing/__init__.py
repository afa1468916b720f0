"""Bringing in what was read from a file of another kind: all of it, or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress

from listening.model.brought import Brought, Whole
from listening.store import queries
from listening.store.bringing import around
from listening.store.bringing.cells import Cells
from listening.store.bringing.contributions import Contributions
from listening.store.bringing.outcome import Cell, NotTaken, Outcome
from listening.store.bringing.past import Fresh, write_past
from listening.store.bringing.promises import Promises
from listening.store.bringing.there import There
from listening.store.bringing.ties import Ties
from listening.store.ledger import Change, Ledger

__all__ = ["Cell", "NotTaken", "Outcome", "bring"]


def bring(
    ledger: Ledger,
    brought: Brought,
    *,
    session: str | None = None,
    before: sqlite3.Connection | None = None,
    skip: bool = False,
    rehearse: bool = False,
) -> Outcome:
    """Bring in what was read, in one transaction, and return what came of it.

    Args:
        ledger: the sitting.
        brought: what was read.
        session: the session of rows that name none of the file; None where there are several.
        before: the file as it was when the source was written; None where nobody knows.
        skip: whether lines that cannot be taken are left out; else they stop all of it.
        rehearse: whether the file is left as it was in the end.

    Raises:
        NotTaken: some lines cannot be taken.
        WrongUse: it is not clear to which session some rows belong.
        NotSaved: the disk did not take it.
    """
    outcome = Outcome(troubles=list(brought.troubles))
    with suppress(_Rehearsed), ledger.transaction():
        _bring(ledger, brought, session, before, outcome)
        if outcome.troubles and not skip:
            raise NotTaken(outcome.troubles)
        if rehearse:
            raise _Rehearsed
    outcome.troubles.sort()
    return outcome


class _Rehearsed(Exception):
    """The end of a rehearsal: all that was written is taken back."""


def _bring(
    ledger: Ledger,
    brought: Brought,
    session: str | None,
    before: sqlite3.Connection | None,
    outcome: Outcome,
) -> None:
    there = There(ledger.con, before, brought, session)
    seen = _stamps(before) if before else None
    outcome.sessions = there.sessions
    with ledger.change(seen) as change, ledger.change(frozenset()) as beside:
        cells = Cells(change, beside, seen, outcome)
        prompts: Mapping[int, str] = {}
        if brought.whole:
            prompts = _take_around(
                cells, change, brought.whole, before or ledger.con, outcome, is_dated=there.is_dated
            )
        contributions = Contributions(brought, there, prompts, outcome)
        contributions.take(cells, change)
        made = (
            _take_what_follows(cells, change, brought, brought.whole, before, outcome)
            if brought.whole
            else []
        )
    # Only now the file knows what the room and the speakers allow.
    ledger.include(contributions.make(ledger))
    ledger.include(write_past(ledger, made))


def _take_around(
    cells: Cells,
    change: Change,
    whole: Whole,
    then: sqlite3.Connection,
    outcome: Outcome,
    *,
    is_dated: bool,
) -> Mapping[int, str]:
    """Take what stands around the contributions, and return the prompts by their numbers in the source."""
    there = queries.prompts(then, whole.id)
    around.take_facts(cells, change, whole, outcome)
    people = queries.participants(then, whole.id)
    around.take_people(cells, whole.id, whole.people, people, outcome)
    return around.take_prompts(
        cells, change, whole.id, whole.prompts, there, outcome, is_dated=is_dated
    )


def _take_what_follows(
    cells: Cells,
    change: Change,
    brought: Brought,
    whole: Whole,
    before: sqlite3.Connection | None,
    outcome: Outcome,
) -> list[Fresh]:
    """Take promises, relations and links, and return those that are not there yet."""
    is_dated = before is not None
    promises = Promises(change.con, brought, outcome, is_dated=is_dated).take(cells, whole)
    return promises + Ties(change.con, before, brought, outcome).take(cells, change, whole.id)


def _stamps(con: sqlite3.Connection) -> frozenset[str]:
    return frozenset(stamp for (stamp,) in con.execute("SELECT DISTINCT stamp FROM change"))
