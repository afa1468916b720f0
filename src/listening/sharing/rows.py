"""The rules of one contribution: whether its words may be seen, and what stands beside them."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet

from listening.model.records import Contribution
from listening.model.vocabulary import Audience, Check, Sharing
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Behind, Reason, Shown
from listening.sharing.folding import Folding


def why_withheld(
    contribution: Contribution,
    audience: Audience,
    unsettled: AbstractSet[tuple[str, str, str]] = frozenset(),
) -> Reason | None:
    """Return why an audience sees nothing that was said here; None if it sees something.

    Args:
        contribution: what was said.
        audience: who would see it.
        unsettled: what nobody has settled: kind of record, id, field.
    """
    if contribution.check is Check.WITHDRAWN:
        return Reason.WITHDRAWN
    if contribution.sharing is Sharing.OFF or not contribution.words:
        return Reason.OFF
    if audience is Audience.TEAM:
        return None
    if contribution.sharing is Sharing.ANALYSIS:
        return Reason.ANALYSIS
    in_other_words = contribution.sharing is Sharing.PARAPHRASE
    if in_other_words and not contribution.paraphrase:
        return Reason.PARAPHRASE
    told = "paraphrase" if in_other_words else "words"
    if (contribution.table, contribution.id, told) in unsettled:
        return Reason.UNSETTLED
    return None


def for_team(contribution: Contribution) -> Shown:
    """Return a contribution as organisers and note-takers see it."""
    reason = why_withheld(contribution, Audience.TEAM)
    if reason is Reason.WITHDRAWN:
        return _that_there_was(contribution)
    if reason is Reason.OFF:
        return _that_it_was_said(contribution)
    return Shown(
        id=contribution.id,
        prompt=contribution.prompt_number,
        sharing=contribution.sharing,
        check=contribution.check,
        words=contribution.words,
        paraphrase=contribution.paraphrase,
        perspectives=contribution.perspectives,
        areas=contribution.areas,
        none_of_three=contribution.none_of_three,
        codes=contribution.codes,
        kind=contribution.kind,
        captured=contribution.captured,
        behind=Behind(
            at=contribution.at,
            author=contribution.author,
            handle=contribution.by,
            own_sharing=contribution.own_sharing,
            consent_asked=contribution.consent_asked,
            same_as=contribution.same_as,
            conflicts=contribution.conflicts,
        ),
    )


def _that_it_was_said(contribution: Contribution) -> Shown:
    """Return what is told of what was off the record: that it was said, and that it is off the record.

    Who said it and what it was about may be as much as the words, and a code is words.
    """
    left = _that_there_was(contribution)
    behind = left.behind and left.behind._replace(
        own_sharing=contribution.own_sharing, consent_asked=contribution.consent_asked
    )
    return left._replace(behind=behind)


def _that_there_was(contribution: Contribution) -> Shown:
    """Return no more of a contribution than that there was one."""
    return Shown(
        id=contribution.id,
        prompt=contribution.prompt_number,
        sharing=contribution.sharing,
        check=contribution.check,
        behind=Behind(at=contribution.at, author=contribution.author, same_as=contribution.same_as),
    )


def for_guests(
    contribution: Contribution, agreed_name: str | None, perspectives: tuple[str, ...]
) -> Shown:
    """Return a contribution that the room or the public may see something of.

    Args:
        contribution: one that is not withheld.
        agreed_name: the name for it, where it may be named and a name was agreed.
        perspectives: those that may stand beside it.
    """
    in_other_words = contribution.sharing is Sharing.PARAPHRASE
    return Shown(
        id=contribution.id,
        prompt=contribution.prompt_number,
        sharing=contribution.sharing.capped(Sharing.NAMED if agreed_name else Sharing.UNNAMED),
        check=contribution.check,
        words=None if in_other_words else contribution.words,
        paraphrase=contribution.paraphrase if in_other_words else None,
        name=agreed_name,
        perspectives=perspectives,
        areas=contribution.areas,
        none_of_three=contribution.none_of_three,
        codes=contribution.codes,
        kind=contribution.kind,
        captured=None if in_other_words else contribution.captured,
    )


def perspectives_beside(
    held: Collection[str], audience: Audience, folding: Folding
) -> tuple[str, ...]:
    """Return what a room or the public may read beside something unnamed of whoever holds these."""
    named = folding.beside(held)
    if not named and audience is Audience.ROOM and folding.are_all_others(held):
        return (OTHER_PERSPECTIVES,)
    return named
