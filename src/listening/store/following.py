"""What follows from what was said: promises, relations and links. `SessionFile` has it all."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Unpack

from listening.model.records import Commitment, Contribution, Link, Relation
from listening.model.vocabulary import Bond, Direction, RelationKind, RelationState, Status
from listening.store import faults

if TYPE_CHECKING:
    from listening.store.commitments import CommitmentEdit
    from listening.store.ledger import Ledger
    from listening.store.relations import RelationEdit


class Follows(NamedTuple):
    """How much follows from a contribution."""

    links: int = 0
    """How many other contributions it is linked with."""
    promises: int = 0
    """How many promises answer it."""
    relations: int = 0
    """How many relations were heard in it."""


NOTHING = Follows()
"""What follows from most of what is said."""


class Following:
    """The methods with which promises, relations and links are noted, changed and listed."""

    _con: sqlite3.Connection
    _ledger: Ledger
    path: Path
    """Where the file is."""

    # Promises ----------------------------------------------------------------------------------

    def commit(
        self,
        session: str,
        *,
        who: str,
        what: str,
        whom: str | None = None,
        by_when: str | None = None,
        report_back: str | None = None,
        direction: Direction | None = None,
        status: Status = Status.OFFERED,
        answers: Sequence[str] = (),
    ) -> Commitment:
        """Note what a party said that it will do.

        Args:
            session: in which session it was promised.
            who: the party that does it, never “someone”.
            what: what will be done.
            whom: for whom.
            by_when: by which day, ISO 8601.
            report_back: on which day those who asked hear what came of it, ISO 8601.
            direction: which way it goes as a clause of a covenant.
            status: how far it has come.
            answers: the ids of the contributions that it answers.

        Raises:
            WrongUse: nobody who could be asked is named, nothing is promised, or a day is none.
            NotFound, Ambiguous: the session or a contribution is not in the file.
        """
        from listening.store import commitments

        return commitments.commit(
            self._ledger,
            session,
            {
                "who": who,
                "what": what,
                "whom": whom,
                "by_when": by_when,
                "report_back": report_back,
                "direction": direction,
                "status": status,
                "answers": answers,
            },
        )

    def update_commitment(self, ref: str, **fields: Unpack[CommitmentEdit]) -> Commitment:
        """Set fields of a commitment; the former values stay in its history.

        Raises:
            WrongUse: nobody who could be asked is named, nothing is promised, or a day is none.
            NotFound, Ambiguous: an id does not name one.
        """
        from listening.store import commitments

        return commitments.update(self._ledger, ref, fields)

    def commitment(self, ref: str) -> Commitment:
        """Return the commitment that an id, or the beginning of one, names; also a removed one.

        Raises:
            NotFound, Ambiguous: the id does not name one.
        """
        from listening.store import commitments

        with faults.reading(self.path):
            return commitments.commitment(self._con, ref)

    def commitments(self, session: str | None = None) -> tuple[Commitment, ...]:
        """Return the commitments, the soonest first and those without a date last."""
        from listening.store import commitments

        with faults.reading(self.path):
            return commitments.commitments(self._con, session)

    def due(self, session: str | None, today: date) -> tuple[Commitment, ...]:
        """Return the open commitments that should be kept, or reported back, by today."""
        from listening.store import commitments

        with faults.reading(self.path):
            return commitments.due(self._con, session, today)

    def repeating_erased(self, session: str) -> frozenset[tuple[str, str]]:
        """Return the ids of promises and relations that repeat what was erased, each with the field."""
        from listening.store import repeating

        with faults.reading(self.path):
            return repeating.marked(self._con, session)

    # Relations ---------------------------------------------------------------------------------

    def relate(
        self,
        session: str,
        *,
        kind: RelationKind,
        from_party: str,
        to_party: str,
        about: str | None = None,
        state: RelationState = RelationState.NOT_SAID,
        said_in: str | None = None,
    ) -> Relation:
        """Note how one party stands to another, as people said.

        Args:
            session: in which session it was said; that of `said_in`, where this names one.
            kind: what stands between them.
            from_party: who trusts, expects, funds.
            to_party: whom.
            about: what it is about.
            state: how it stands.
            said_in: the id of the contribution that it was heard in.

        Raises:
            WrongUse: a party is nobody.
            NotFound, Ambiguous: the session or the contribution is not in the file.
        """
        from listening.store import relations

        return relations.relate(
            self._ledger,
            session,
            {
                "kind": kind,
                "from_party": from_party,
                "to_party": to_party,
                "about": about,
                "state": state,
                "said_in": said_in,
            },
        )

    def update_relation(self, ref: str, **fields: Unpack[RelationEdit]) -> Relation:
        """Set fields of a relation; the former values stay in its history.

        Raises:
            WrongUse: a party is nobody, or it was heard in another session.
            NotFound, Ambiguous: an id does not name one.
        """
        from listening.store import relations

        return relations.update(self._ledger, ref, fields)

    def relation(self, ref: str) -> Relation:
        """Return the relation that an id, or the beginning of one, names; also a removed one.

        Raises:
            NotFound, Ambiguous: the id does not name one.
        """
        from listening.store import relations

        with faults.reading(self.path):
            return relations.relation(self._con, ref)

    def relations(self, session: str | None = None) -> tuple[Relation, ...]:
        """Return the relations, oldest first."""
        from listening.store import relations

        with faults.reading(self.path):
            return relations.relations(self._con, session)

    # Links -------------------------------------------------------------------------------------

    def link(self, source: str, bond: Bond, target: str) -> Link:
        """Say what one contribution is to another; a link that is there stays as it is.

        Raises:
            WrongUse: both are one contribution.
            NotFound, Ambiguous: an id does not name one contribution.
        """
        from listening.store import links

        return links.link(self._ledger, source, bond, target)

    def unlink(self, ref: str) -> Link:
        """Take a link away by its id; its history stays.

        Raises:
            NotFound, Ambiguous: the id does not name one link.
        """
        from listening.store import links

        return links.unlink(self._ledger, ref)

    def links(self, session: str | None = None) -> tuple[Link, ...]:
        """Return the links between contributions, oldest first."""
        from listening.store import links

        with faults.reading(self.path):
            return links.links(self._con, session)

    def follows(self, of: Sequence[Contribution]) -> Mapping[str, Follows]:
        """Return what follows from each of these contributions, by id; those without are left out."""
        from listening.store import commitments, links, relations

        with faults.reading(self.path):
            told = [each.counts(self._con, of) for each in (links, commitments, relations)]
        return {
            own: Follows(*(each.get(own, 0) for each in told))
            for own in dict.fromkeys(chain(*told))
        }

    def links_of(self, contribution: str) -> tuple[Link, ...]:
        """Return the links from a contribution and to it, oldest first.

        Raises:
            NotFound, Ambiguous: the id does not name one contribution.
        """
        from listening.store import links

        with faults.reading(self.path):
            return links.links_of(self._con, contribution)
