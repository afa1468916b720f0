"""Several wordings of one thing said: none of them may be seen by more people than the strictest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from listening.model.records import Contribution
from listening.model.vocabulary import Check


def as_strict_as_any(
    contributions: Sequence[Contribution], groups: Iterable[AbstractSet[str]]
) -> list[Contribution]:
    """Return contributions with what may be done with them where people joined several as one.

    Whoever spoke said once what may be done with it, and one note-taker may have missed it: each
    wording has the least that any of them allows, and where one was withdrawn all were. A room and
    the public are given what those allow, too, that were taken out: often it is one of two wordings.
    """
    rows = {each.id: each for each in contributions}
    for group in groups:
        alike = [rows[own] for own in group if own in rows]
        rows |= {each.id: _as_strict(each, alike) for each in alike}
    return list(rows.values())


def _as_strict(one: Contribution, alike: Collection[Contribution]) -> Contribution:
    least = min((each.sharing for each in alike), key=lambda level: level.rank)
    withdrawn = any(each.check is Check.WITHDRAWN for each in alike)
    return replace(one, sharing=least, check=Check.WITHDRAWN if withdrawn else one.check)
