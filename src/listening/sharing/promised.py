"""The rules of what follows from what was said: promises, relations, links, and who may see them.

| record     | shown to whom                                                                     |
|------------|-----------------------------------------------------------------------------------|
| commitment | everybody: a promise is a party's public word; what it answers as far as it is    |
|            | shown, and none of its texts that repeats words which `kept_back` keeps           |
| relation   | whoever reads the words that it was heard in; heard in none: the team alone; what |
|            | it is about unless that repeats such words                                        |
| link       | whoever is shown both its ends; one that leads to another session: the team alone |

Who noted it and when is for the team alone. What leans on words that were taken back goes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple, TypeVar

from listening.model.records import Commitment, Contribution, Link, Relation
from listening.model.vocabulary import Audience, Check
from listening.sharing.disclosed import Shown
from listening.sharing.kept_back import Beyond, KeptBack, kept_from_guests

NOT_TOLD = "This repeats words that may not be passed on, and is not told here."
"""What stands for a promise that was written down in such words."""

T = TypeVar("T", Commitment, Relation, Link)


class Seen(NamedTuple):
    """Which contributions of a session an audience sees something of."""

    rows: Mapping[str, Shown]
    """Those that are shown, by their ids."""
    of_session: AbstractSet[str]
    """The ids of all that were said in the session, shown or not."""
    audience: Audience
    kept: KeptBack
    """What this audience is not told."""
    repeating: AbstractSet[tuple[str, str]]
    """The ids of promises and relations, and the fields of them, that repeat what was erased."""

    @classmethod
    def of(
        cls,
        shown: Iterable[Shown],
        contributions: Iterable[Contribution],
        audience: Audience,
        beyond: Beyond,
    ) -> Seen:
        """Return which of a session's contributions are seen."""
        said = tuple(contributions)
        rows = {row.id: row for row in shown}
        guests = audience is not Audience.TEAM
        return cls(
            rows,
            frozenset(each.id for each in said),
            audience,
            kept_from_guests(said, rows.values(), beyond) if guests else KeptBack((), ()),
            beyond.repeating if guests else frozenset(),
        )

    def shows(self, own: str) -> bool:
        """Tell whether a contribution may be pointed to; to the team, those of other sessions may."""
        if own in self.rows:
            return self.rows[own].check is not Check.WITHDRAWN
        return self.audience is Audience.TEAM and own not in self.of_session

    def repeats(self, one: Commitment | Relation, field: str) -> bool:
        """Tell whether a field of something noted repeats words that this audience is not told."""
        return (one.id, field) in self.repeating or self.kept.repeated_by(getattr(one, field))

    def reads(self, own: str) -> bool:
        """Tell whether the words of a contribution are read."""
        return own in self.rows and self.rows[own].words is not None


def promises_for(commitments: Iterable[Commitment], seen: Seen) -> tuple[Commitment, ...]:
    """Return the promises that are not removed, each with those of its answers that are shown."""
    live = (one for one in commitments if not one.removed)
    return tuple(_noted_for(_promise_for(one, seen), seen) for one in live)


def relations_for(relations: Iterable[Relation], seen: Seen) -> tuple[Relation, ...]:
    """Return the relations that an audience may see."""
    live = (one for one in relations if not one.removed and _may_be_told(one, seen))
    return tuple(_noted_for(_relation_for(one, seen), seen) for one in live)


def links_for(links: Iterable[Link], seen: Seen) -> tuple[Link, ...]:
    """Return the links whose ends an audience is shown."""
    live = (one for one in links if not one.removed and one.source in seen.rows)
    ends = ((one, (one.source, one.target_id)) for one in live)
    return tuple(_noted_for(one, seen) for one, both in ends if all(map(seen.shows, both)))


def _promise_for(one: Commitment, seen: Seen) -> Commitment:
    return replace(
        one,
        answers=tuple(filter(seen.shows, one.answers)),
        what=NOT_TOLD if seen.repeats(one, "what") else one.what,
        whom=None if seen.repeats(one, "whom") else one.whom,
        reason=None if seen.repeats(one, "reason") else one.reason,
    )


def _relation_for(one: Relation, seen: Seen) -> Relation:
    return replace(one, about=None) if seen.repeats(one, "about") else one


def _may_be_told(one: Relation, seen: Seen) -> bool:
    if one.said_in is None:
        return seen.audience is Audience.TEAM
    return seen.reads(one.said_in)


def _noted_for(one: T, seen: Seen) -> T:
    return one if seen.audience is Audience.TEAM else replace(one, at="", author="")
