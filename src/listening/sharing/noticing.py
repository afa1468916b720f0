"""What whoever lets something leave should know of it, and may not see in what leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from listening.model.records import Contribution, Participant
from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Noticed, Shown


def noticed(
    said: Sequence[Contribution],
    told: Sequence[Contribution],
    shown: Sequence[Shown],
    people: Iterable[Participant],
    unsettled: AbstractSet[tuple[str, str, str]],
    audience: Audience,
) -> Noticed:
    """Return what there is to know.

    Args:
        said: what was said, without what was taken out.
        told: the same, without the paraphrases that are held back.
        shown: what the audience sees.
        people: who was there.
        unsettled: what nobody has settled: kind of record, id, field.
        audience: who will read it.
    """
    rows = {row.id for row in shown}
    return Noticed(
        conflicts=sum(own in rows or kind != Contribution.table for kind, own, _ in unsettled),
        repeating=sum(
            one.paraphrase != other.paraphrase for one, other in zip(said, told, strict=True)
        ),
        own_marks=0
        if audience is Audience.TEAM
        else sum(1 for _ in _freer((each for each in told if each.id in rows), people)),
    )


def _freer(seen: Iterable[Contribution], people: Iterable[Participant]) -> Iterator[Contribution]:
    """Yield what may be done more with than its speaker allows for all they say."""
    allowed = {person.id: person.sharing for person in people if person.sharing}
    for each in seen:
        level = allowed.get(each.participant or "")
        if each.own_sharing and level and each.sharing.rank > level.rank:
            yield each
