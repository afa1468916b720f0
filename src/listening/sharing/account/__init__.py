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
from listening.sharing.labels import FACTS, FORMAT, PERSON, VERSION, told

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
        # A time that passed is nothing that the file knows: reading this back cannot bring it again.
        dated=disclosed.audience is not Audience.TEAM,
    )


def _about(session: Session) -> tuple[Block, ...]:
    """Return the facts of the session."""
    facts = values(*told(FACTS, session))
    return (Heading(2, "About this session"), *facts) if facts else ()


def _participants(people: Iterable[Participant]) -> tuple[Block, ...]:
    """Return who spoke, one under each heading."""
    parts = tuple(block for person in people for block in _participant(person))
    return (Heading(2, "Participants"), *parts) if parts else ()


def _participant(person: Participant) -> tuple[Block, ...]:
    return (
        Heading(3, person.handle),
        *values(*told(PERSON, person, perspectives=_as_read(person.perspectives))),
    )


def _as_read(perspectives: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(perspective_label, perspectives))
