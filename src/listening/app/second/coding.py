"""One person's own coding of a session, contribution by contribution; nothing of the notes' tags is read."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.gone import refuse_gone
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Check
from listening.store.asked import Where
from listening.store.coding import coder_key
from listening.store.session_file import SessionFile

_AREAS = frozenset(area.value for area in Area)


class OwnCoding:
    """Goes from one contribution to the next; what is coded is on the disk at once."""

    def __init__(self, file: SessionFile, session: str | None, coder: str) -> None:
        """Begin at the first contribution that this coder has not coded.

        Raises:
            WrongUse: that cannot be the name of a coder.
        """
        self.file, self.session = file, session
        self.coder = coder
        """The coder's name, as they write it."""
        self.key = coder_key(coder)
        """The coder's name, as the file keeps it."""
        self.said: Sequence[Contribution] = ()
        """What can be coded: all but what is off record, and what was taken back."""
        self.at = 0
        """The place of the contribution that is shown, from 0."""
        self.look_again()
        self.at = self._next_open(0) or 0

    def look_again(self) -> None:
        """Read what can be coded now, and stay at the contribution that is shown, or where it was.

        Raises:
            ListeningError: the file cannot be read.
        """
        found = self.file.contributions(Where(session=self.session))
        self._tags = dict(self.file.coding(self.session).get(self.key, {}))
        before = self.one
        self.said = [one for one in found if _can_be_coded(one)]
        there = (n for n, one in enumerate(self.said) if before and one.id == before.id)
        self.at = next(there, max(0, min(self.at, len(self.said) - 1)))

    @property
    def one(self) -> Contribution | None:
        """The contribution that is shown; None where there is nothing to code."""
        return self.said[self.at] if self.said else None

    @property
    def tags(self) -> frozenset[str] | None:
        """What this coder gave it; None while they have not coded it."""
        return self._tags.get(self.one.id) if self.one else None

    @property
    def left(self) -> int:
        """How many this coder has not coded yet."""
        return sum(one.id not in self._tags for one in self.said)

    def step(self, by: int) -> bool:
        """Go so many further on; False at the ends."""
        there = self.at + by
        if not 0 <= there < len(self.said):
            return False
        self.at = there
        return True

    def go_to_open(self) -> bool:
        """Go to the next that is not coded yet, round the end; False if all are."""
        place = self._next_open(self.at + 1)
        if place is not None:
            self.at = place
        return place is not None

    def toggle(self, tag: str) -> None:
        """Give the contribution a tag, or take it off; None fits is what is left of none.

        Raises:
            ListeningError: it was not saved.
        """
        self._save((self.tags or frozenset()) ^ {tag})

    def none(self) -> None:
        """Say that none of the three areas fits it; codes stay.

        Raises:
            ListeningError: it was not saved.
        """
        self._save((self.tags or frozenset()) - _AREAS)

    def _save(self, tags: frozenset[str]) -> None:
        if self.one is not None:
            refuse_gone(self.file, self.one)
            self.file.code_second([self.one.id], sorted(tags), self.coder)
            self._tags[self.one.id] = tags

    def _next_open(self, first: int) -> int | None:
        places = [*range(first, len(self.said)), *range(min(first, len(self.said)))]
        return next((n for n in places if self.said[n].id not in self._tags), None)


def _can_be_coded(one: Contribution) -> bool:
    return one.words is not None and one.check is not Check.WITHDRAWN
