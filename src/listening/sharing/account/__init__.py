"""The account of a session: what came through the one door, laid out as a document.

At audience `team` it holds everything that the file knows of the session but its history, so that
it can be read back without loss.
"""

from __future__ import annotations

from collections.abc import Iterable

from listening.model.records import Participant, Session
from listening.model.vocabulary import Audience, perspective_label
from listening.sharing.account.commitments import commitments, relations
from listening.sharing.account.contributions import contributions
from listening.sharing.account.figures import figures
from listening.sharing.disclosed import Disclosed
from listening.sharing.document import Block, Document, Heading, Paragraph, values

FORMAT = "listening-session"
"""The name of the format, by which programs know a file of it."""

VERSION = 2
"""The version of the format. With 2 came commitments, relations and links."""

_FOR_WHOM = {
    Audience.TEAM: "For the organisers and note-takers of this session. It holds handles, and words"
    " that were not given for anybody else: please keep it among yourselves.",
    Audience.ROOM: "For those who took part. Words stand here only where those who spoke allow it,"
    " and names only as they were agreed.",
    Audience.PUBLIC: "For everybody. Words stand here only where those who spoke allow it, and names"
    " only as they were agreed.",
}


def account(disclosed: Disclosed) -> Document:
    """Return the document of a session as its audience may read it."""
    session = disclosed.session
    return Document(
        title=session.title,
        front=(
            ("format", FORMAT),
            ("version", VERSION),
            ("session", session.id),
            ("audience", disclosed.audience.value),
            ("title", session.title),
        ),
        blocks=(
            Paragraph(_FOR_WHOM[disclosed.audience]),
            *_about(session),
            *figures(disclosed),
            *_participants(disclosed.people),
            *contributions(disclosed),
            *commitments(disclosed),
            *relations(disclosed),
        ),
    )


def _about(session: Session) -> tuple[Block, ...]:
    """Return the facts of the session."""
    facts = values(
        ("Date", session.date),
        ("Starts", session.starts),
        ("Ends", session.ends),
        ("Place", session.place),
        ("Mode", session.mode and session.mode.label),
        ("Series", session.series),
        ("Purpose", session.purpose),
        ("Who decides", session.who_decides),
        ("What can change", session.can_change),
        ("What cannot change", session.cannot_change),
        ("Feedback promised by", session.feedback_date),
        ("People in the room", session.in_room),
        ("People who spoke", session.spoke),
        ("Facilitator", session.facilitator),
        ("Note-taker", session.note_taker),
        ("Agreements", session.agreements),
        ("Access arrangements", session.access),
        ("Room rule for sharing", session.room_rule and session.room_rule.label),
        ("Responsible for the data", session.responsible),
        ("Basis for keeping the data", session.basis),
        ("Privacy notice", session.privacy_notice),
        ("Keep until", session.keep_until),
        ("Safeguarding contact", session.safeguarding),
        ("Lens", session.lens_keys),
    )
    return (Heading(2, "About this session"), *facts) if facts else ()


def _participants(people: Iterable[Participant]) -> tuple[Block, ...]:
    """Return who spoke, one under each heading."""
    parts = tuple(block for person in people for block in _participant(person))
    return (Heading(2, "Participants"), *parts) if parts else ()


def _participant(person: Participant) -> tuple[Block, ...]:
    return (
        Heading(3, person.handle),
        *values(
            ("Perspective", [perspective_label(each) for each in person.perspectives]),
            ("Name as agreed", person.agreed_name),
            ("Sharing", person.sharing and person.sharing.label),
            ("Speaks for", person.speaks_for),
        ),
    )
