"""What of a session goes into a copy for an audience: records that hold what it may see, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A session as records alone, each with what may be seen of it; their ids hold only within it."""

    session: Session
    prompts: tuple[Prompt, ...] = ()
    """In their order."""
    people: tuple[Participant, ...] = ()
    """Who stands beside words: a name as agreed, or all who hold the same perspectives as one."""
    contributions: tuple[Contribution, ...] = ()
    """In their order."""
    commitments: tuple[Commitment, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
