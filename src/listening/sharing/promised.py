"""The rules of what follows from what was said: promises, relations, links, and who may see them.

| record     | shown to whom                                                                     |
|------------|-----------------------------------------------------------------------------------|
| commitment | everybody: a promise is a party's public word; what it answers as far as it is    |
|            | shown, and none of its texts that repeats words which may not be passed on        |
| relation   | whoever reads the words that it was heard in; heard in none: the team alone       |
| link       | whoever is shown both its ends; one that leads to another session: the team alone |

Who noted it and when is for the team alone. What leans on words that were taken back goes with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple, TypeVar

from listening.model.records import Commitment, Contribution, Link, Relation
from listening.model.text import fold
from listening.model.vocabulary import Audience, Check
from listening.sharing.disclosed import Shown

NOT_TOLD = "This repeats words that may not be passed on, and is not told here."
"""What stands for a promise that was written down in such words."""

_FEWEST_WORDS = 4
_WORD = re.compile(r"\w+")

T = TypeVar("T", Commitment, Relation, Link)


class Seen(NamedTuple):
    """Which contributions of a session an audience sees something of."""

    rows: Mapping[str, Shown]
    """Those that are shown, by their ids."""
    of_session: AbstractSet[str]
    """The ids of all that were said in the session, shown or not."""
    audience: Audience
    kept_back: Sequence[str] = ()
    """What was said and is not shown in these words, folded; nothing of it is kept from the team."""

    @classmethod
    def of(
        cls, shown: Iterable[Shown], contributions: Iterable[Contribution], audience: Audience
    ) -> Seen:
        """Return which of a session's contributions are seen."""
        said = tuple(contributions)
        rows = {row.id: row for row in shown}
        guests = audience is not Audience.TEAM
        return cls(
            rows,
            frozenset(each.id for each in said),
            audience,
            tuple(_kept_back(said, rows)) if guests else (),
        )

    def shows(self, own: str) -> bool:
        """Tell whether a contribution may be pointed to; to the team, those of other sessions may."""
        if own in self.rows:
            return self.rows[own].check is not Check.WITHDRAWN
        return self.audience is Audience.TEAM and own not in self.of_session

    def repeats(self, text: str | None) -> bool:
        """Tell whether a text holds all that was said somewhere and is not shown."""
        if not (text and self.kept_back):
            return False
        words = f" {_folded(text)} "
        return any(f" {each} " in words for each in self.kept_back)

    def reads(self, own: str) -> bool:
        """Tell whether the words of a contribution are read."""
        return own in self.rows and self.rows[own].words is not None


def promises_for(commitments: Iterable[Commitment], seen: Seen) -> tuple[Commitment, ...]:
    """Return the promises that are not removed, each with those of its answers that are shown."""
    live = (one for one in commitments if not one.removed)
    return tuple(_noted_for(_promise_for(one, seen), seen) for one in live)


def relations_for(relations: Iterable[Relation], seen: Seen) -> tuple[Relation, ...]:
    """Return the relations that an audience may see."""
    live = (one for one in relations if not one.removed)
    return tuple(_noted_for(one, seen) for one in live if _may_be_told(one, seen))


def links_for(links: Iterable[Link], seen: Seen) -> tuple[Link, ...]:
    """Return the links whose ends an audience is shown."""
    live = (one for one in links if not one.removed and one.source in seen.rows)
    ends = ((one, (one.source, one.target_id)) for one in live)
    return tuple(_noted_for(one, seen) for one, both in ends if all(map(seen.shows, both)))


def _promise_for(one: Commitment, seen: Seen) -> Commitment:
    return replace(
        one,
        answers=tuple(filter(seen.shows, one.answers)),
        what=NOT_TOLD if seen.repeats(one.what) else one.what,
        whom=None if seen.repeats(one.whom) else one.whom,
        reason=None if seen.repeats(one.reason) else one.reason,
    )


def _kept_back(said: Iterable[Contribution], rows: Mapping[str, Shown]) -> Iterator[str]:
    """Yield the words that are not shown, folded; so few that they can be met by chance are let be."""
    for each in said:
        if each.words and not (each.id in rows and rows[each.id].words):
            folded = _folded(each.words)
            if folded.count(" ") >= _FEWEST_WORDS - 1:
                yield folded


def _folded(text: str) -> str:
    """Return the words of a text alone, by which it is the same however it is written."""
    return " ".join(_WORD.findall(fold(text)))


def _may_be_told(one: Relation, seen: Seen) -> bool:
    if one.said_in is None:
        return seen.audience is Audience.TEAM
    return seen.reads(one.said_in)


def _noted_for(one: T, seen: Seen) -> T:
    return one if seen.audience is Audience.TEAM else replace(one, at="", author="")
