"""Short ways to say who was in the room and what they said."""

from __future__ import annotations

from typing import Any

from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
)
from listening.model.vocabulary import (
    Bond,
    Captured,
    Check,
    Felt,
    RelationKind,
    RelationState,
    Sharing,
    Status,
)

SESSION = "k7q2m9xd4a"


def a_session(**facts: Any) -> Session:
    return Session(**{"id": SESSION, "session": SESSION, "title": "Brixton Library", **facts})


def prompts(*texts: str) -> list[Prompt]:
    return [
        Prompt(id=f"q{n}", session=SESSION, position=n, text=text, number=n)
        for n, text in enumerate(texts, 1)
    ]


def person(handle: str, *perspectives: str, **more: Any) -> Participant:
    return Participant(
        id=f"token-{handle}", session=SESSION, handle=handle, perspectives=perspectives, **more
    )


def said(
    own_id: str, words: str | None, by: Participant | None = None, **more: Any
) -> Contribution:
    """Return a contribution as the store hands it out."""
    about = {
        "id": own_id,
        "session": SESSION,
        "words": words,
        "participant": by.id if by else None,
        "by": by.handle if by else None,
        "perspectives": by.perspectives if by else (),
        "captured": Captured.VERBATIM,
        "check": Check.UNREAD,
        "sharing": Sharing.UNNAMED,
        "at": "2026-03-24T14:02:10+00:00",
        "author": "Sam",
    }
    return Contribution(**(about | more))


def promised(own_id: str, who: str, what: str, *answers: str, **more: Any) -> Commitment:
    """Return a commitment as the store hands it out."""
    about = {
        "id": own_id,
        "session": SESSION,
        "who": who,
        "what": what,
        "answers": answers,
        "status": Status.OFFERED,
        "felt": Felt.NOT_ASKED,
        "at": "2026-03-24T15:02:10+00:00",
        "author": "Sam",
    }
    return Commitment(**(about | more))


def related(own_id: str, said_in: str | None = None, **more: Any) -> Relation:
    """Return a relation as the store hands it out."""
    about = {
        "id": own_id,
        "session": SESSION,
        "kind": RelationKind.TRUST,
        "from_party": "families",
        "to_party": "the council",
        "state": RelationState.STRAINED,
        "said_in": said_in,
        "at": "2026-03-24T15:02:10+00:00",
        "author": "Sam",
    }
    return Relation(**(about | more))


def linked(source: str, target: str, bond: Bond = Bond.ECHOES, **more: Any) -> Link:
    """Return a link as the store hands it out."""
    about = {
        "id": f"{bond}-{source}-{target}",
        "session": SESSION,
        "bond": bond,
        "source": source,
        "target": target if "." in target else f"{SESSION}.{target}",
        "at": "2026-03-24T15:02:10+00:00",
        "author": "Sam",
    }
    return Link(**(about | more))
