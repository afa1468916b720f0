"""Who was in the room: numbers, from where people speak, and who was not heard."""

from __future__ import annotations

from collections.abc import Iterator

from listening.model.vocabulary import Audience, Perspective
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Disclosed
from listening.sharing.document import Block, Heading, values
from listening.sharing.reports import figures
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.words import listed, number, sentences


def who_was_there(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return who was in the room, and who was not heard, as far as it is known."""
    session, counts = disclosed.session, disclosed.counts
    return (
        Heading(2, "Who was in the room"),
        *values(
            ("In the room", session.in_room),
            ("Spoke", session.spoke),
            ("People or tables in the notes", counts.people or None),
        ),
        *sentences(*_more_in_the_notes(disclosed), _silent(disclosed), _unknown(disclosed)),
        *figures.perspectives(disclosed, options),
        *_about_perspectives(disclosed),
        Heading(3, "Who was not heard"),
        *_not_heard(disclosed, options),
    )


def _silent(disclosed: Disclosed) -> str:
    """Say how many were there and did not speak; at most, where more are noted than were counted."""
    there, spoke = disclosed.session.in_room, disclosed.session.spoke
    noted = disclosed.counts.people or 0
    if there is None or spoke is None or there <= max(spoke, noted):
        return ""
    was = number(there - max(spoke, noted), "person was", "people were")
    return f"{'At most ' if noted > spoke else ''}{was} in the room and did not speak."


def _more_in_the_notes(disclosed: Disclosed) -> Iterator[str]:
    """Yield what holds where the notes tell more people apart than somebody counted."""
    session, noted = disclosed.session, disclosed.counts.people or 0
    if session.spoke is not None and noted > session.spoke:
        yield f"The notes tell more people or tables apart than the {session.spoke:,} who were counted."
        yield f"So at least {noted:,} spoke."
    if session.in_room is not None and noted > session.in_room:
        yield "The notes hold more than were counted in the room."
        yield "Some may have come later, or stand in the notes twice."


def _unknown(disclosed: Disclosed) -> str:
    if disclosed.session.in_room is not None:
        return ""
    if disclosed.audience is Audience.TEAM:
        return "Nobody noted how many people were in the room."
    return "How many were in the room is not noted, or would pick somebody out."


def _about_perspectives(disclosed: Disclosed) -> tuple[Block, ...]:
    """Say how perspectives are told, where some are."""
    if not disclosed.counts.perspectives:
        return ()
    guests = disclosed.audience is not Audience.TEAM
    return sentences(
        "Somebody can speak from several perspectives, or name none.",
        "A perspective is named only where that picks nobody out." if guests else "",
        f"With “{OTHER_PERSPECTIVES}” may stand people who named none." if guests else "",
    )


def _not_heard(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return the perspectives that nobody named.

    Room and public read them together with those that too few people hold to be told apart: a list
    of what nobody named at all would tell, by what is missing from it, what one or two people did.
    """
    named = {each.key for each in disclosed.counts.perspectives} - {OTHER_PERSPECTIVES}
    missing = [each.label for each in Perspective if each.value not in named]
    if not missing:
        return sentences("Each perspective in our list was named by somebody.")
    if not named:
        return sentences("No perspective can be named here, so nobody can say who was missing.")
    shown = missing if options.plain else ["; ".join(missing)]
    return (*sentences(*_what_is_missing(disclosed.audience)), *listed("Not named", shown))


def _what_is_missing(audience: Audience) -> tuple[str, ...]:
    if audience is Audience.TEAM:
        return ("Nobody in the notes speaks from these perspectives.",)
    return (
        "These perspectives were named by nobody, or by too few to be told.",
        "So some of them may not have been heard.",
    )
