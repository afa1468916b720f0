"""What organisers ask of a session file afterwards: `SessionFile` has it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from listening.store import faults, joined, one_thing
from listening.store.in_the_room import InTheRoom
from listening.store.reading import sharing_level

if TYPE_CHECKING:
    from listening.model.records import Contribution, Participant
    from listening.model.vocabulary import Sharing
    from listening.store.coding import Codings
    from listening.store.exports_noted import ExportNote, NotedExport
    from listening.store.views import Conflict, Erased, Erasure


class Afterwards(InTheRoom):
    """The methods with which the notes of several people become one account, and words go for ever."""

    # Settling and joining ----------------------------------------------------------------------

    def conflicts(self, session: str | None = None) -> tuple[Conflict, ...]:
        """Return the fields that people set apart from each other, oldest record first."""
        from listening.store import conflicts

        with faults.reading(self.path):
            return conflicts.conflicts(self._con, session)

    def settle(self, conflict: str, *, keep: int | None = None, text: str | None = None) -> None:
        """Settle a conflict, by the number of a version from 1, or by other text.

        Raises:
            NotFound, Ambiguous: the id does not name one conflict.
            WrongUse: there is no such version, or the text cannot be a value of the field.
        """
        from listening.store import settling

        settling.settle(self._ledger, conflict, keep=keep, text=text)

    def same(self, one: str, other: str) -> tuple[Contribution, ...]:
        """Say that two contributions are one thing said: both are kept, one is counted.

        Raises:
            WrongUse: they are one contribution, or of sessions that are not joined.
        """
        from listening.store import likeness

        return likeness.same(self._ledger, one, other)

    def two_voices(self, one: str, other: str) -> tuple[Contribution, ...]:
        """Say that two contributions are from two voices, so that nobody is asked again.

        Raises:
            WrongUse: they are one contribution, or of sessions that are not joined.
        """
        from listening.store import likeness

        return likeness.two_voices(self._ledger, one, other)

    def same_groups(
        self, session: str | None = None, *, removed: bool = False
    ) -> tuple[frozenset[str], ...]:
        """Return the ids of the contributions that are one thing said, group by group.

        Those that were taken out are left out, unless `removed` asks for them.
        """
        from listening.store import likeness

        with faults.reading(self.path):
            return likeness.groups(self._con, session, removed=removed)

    def said_apart(self, session: str | None = None) -> frozenset[frozenset[str]]:
        """Return the pairs of ids that somebody has said to be two voices."""
        from listening.store import likeness

        with faults.reading(self.path):
            return likeness.said_apart(self._con, session)

    def repeated(self) -> frozenset[str]:
        """Return the ids that figures leave out, since another wording of the same is counted."""
        with faults.reading(self.path):
            return frozenset(one_thing.repeated(self._con).values())

    def taken_by_several(self) -> tuple[str, ...]:
        """Return the sessions in which several people wrote: only there is one thing said taken down twice."""
        from listening.store import several

        with faults.reading(self.path):
            return several.taken_by_several(self._con)

    def same_person(self, one: Participant, other: Participant) -> Participant:
        """Say that somebody is whom another handle names, as when sessions were set up apart.

        Raises:
            WrongUse: both are one participant.
        """
        from listening.store import same_person

        return same_person.same_person(self._ledger, one, other)

    def same_people(self) -> tuple[frozenset[str], ...]:
        """Return the ids of the handles that are one person, person by person."""
        from listening.store import same_person

        with faults.reading(self.path):
            return same_person.alike(self._con)

    def room_rules(self, session: str) -> tuple[Sharing, ...]:
        """Return what is set as the rule of a session's room, in any of the parts it was set up in."""
        with faults.reading(self.path):
            levels = map(sharing_level, joined.room_rules(self._con, session))
            return tuple(level for level in levels if level is not None)

    # Coding a second time ----------------------------------------------------------------------

    def code_second(self, refs: Sequence[str], tags: Iterable[str], coder: str) -> None:
        """Make these the tags that a coder gives contributions; none says that nothing fits them.

        Raises:
            WrongUse: a tag cannot be one, or the coder has no name.
        """
        from listening.store import coding

        coding.code(self._ledger, refs, tags, coder)

    def coding(self, session: str | None = None) -> Codings:
        """Return who has coded which contributions how; the shared tags stand under “notes”."""
        from listening.store import coding

        with faults.reading(self.path):
            return coding.codings(self._con, session)

    def settle_coding(self, ref: str, tag: str, *, on: bool) -> Contribution:
        """Settle in the shared tags whether a tag fits, and keep for `coding` what they were before."""
        from listening.store import coding

        return coding.settle(self._ledger, ref, tag, on=on)

    def settled_coding(self, session: str | None = None) -> frozenset[tuple[str, str]]:
        """Return the differences of codings that were settled: contribution and tag."""
        from listening.store import coding

        with faults.reading(self.path):
            return coding.settled(self._con, session)

    def own_tags(self, session: str | None = None) -> Mapping[str, frozenset[str]]:
        """Return the tags that people gave to what they said themselves, by contribution."""
        from listening.store import coding

        with faults.reading(self.path):
            return coding.own_tags(self._con, session)

    # What leaves, and what shall be gone ---------------------------------------------------------

    def note_export(self, *sessions: str, audience: str, format: str, digest: str) -> ExportNote:  # noqa: A002
        """Note that sessions are exported, so that an erasure can name what it cannot reach.

        Raises:
            NotSaved: the disk did not take it.
        """
        from listening.store import exports_noted

        return exports_noted.note(
            self._ledger, sessions, audience=audience, format=format, digest=digest
        )

    def clear_export(self, note: ExportNote) -> None:
        """Take the note of an export back that could not be written.

        Raises:
            NotSaved: the disk did not take it.
        """
        from listening.store import exports_noted

        exports_noted.clear(self._ledger, note)

    def exports(self, session: str | None = None) -> tuple[NotedExport, ...]:
        """Return the exports that were noted, oldest first."""
        from listening.store import exports_noted

        with faults.reading(self.path):
            return exports_noted.noted(self._con, session)

    def erase(
        self, refs: Sequence[str] = (), *, by: str | None = None, session: str | None = None
    ) -> Erasure:
        """Erase contributions, or all that a participant said, from the file's bytes, for ever.

        Raises:
            WrongUse: nothing is named, or both.
            NotFound, Ambiguous: an id or a handle does not name one.
            NotSaved: nothing was erased.
        """
        from listening.store import erase

        return erase.erase(self._ledger, refs, by=by, session=session)

    def erase_means(
        self, refs: Sequence[str] = (), *, by: str | None = None, session: str | None = None
    ) -> Erasure:
        """Return what `erase` would erase and what it could not reach, and change nothing.

        Raises:
            WrongUse, NotFound, Ambiguous: as `erase` does.
        """
        from listening.store import erase

        with faults.reading(self.path):
            return erase.meant(self._con, refs, by=by, session=session)

    def erasures(self, session: str | None = None) -> tuple[Erased, ...]:
        """Return how much was erased, by whom and when, and nothing of what it was."""
        from listening.store import tombstones

        with faults.reading(self.path):
            return tombstones.erased(self._con, session)
