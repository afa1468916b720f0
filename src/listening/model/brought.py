"""What was read from a file of another kind: plain values, not yet held against any session.

A reader of Markdown, CSV or JSON Lines makes it; the store decides what of it is new, what is
changed and what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from listening.model.vocabulary import Area, Bond, Captured, Check, Kind, Sharing

Fact = str | int | None
"""A fact of a session, a person or a promise; None says that there is none."""


@dataclass(frozen=True, slots=True, order=True)
class Trouble:
    """A line that cannot be taken, and why."""

    line: int
    """Its number in the source, from 1."""
    sentence: str
    """Why, and what to do, in one sentence."""


@dataclass(frozen=True, slots=True)
class Named:
    """A contribution that a source names by its id."""

    line: int
    """Where it names it, from 1."""
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Named):
    """What a contribution is to another one, whose id it names."""

    bond: Bond
    at: datetime | None = None
    """When that was noted; None where the source does not say."""
    author: str | None = None
    """Who noted it; None where the source does not say."""


class SaidFields(TypedDict, total=False):
    """What a source says of a contribution; what it does not speak of is left out."""

    words: str
    by: str | None
    """The handle of who said it; None for the room."""
    prompt: int | str | None
    """The number of the prompt among those of the source, else of the session; or its text."""
    areas: tuple[Area, ...]
    none_of_three: bool
    codes: tuple[str, ...]
    kind: Kind | None
    sharing: Sharing | None
    """What was said of this contribution alone."""
    captured: Captured
    consent_asked: bool
    check: Check
    paraphrase: str | None
    same_as: str | None
    """The id of another wording of the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One contribution, as a source tells it."""

    line: int
    """Where it begins in the source, from 1."""
    key: str
    """What tells it apart where it has no id: the same row gives the same key, whenever it is read."""
    fields: SaidFields
    id: str | None = None
    session: str | None = None
    """The token of its session, where the source names one."""
    shown: Sharing | None = None
    """What may be done with it once the room's rule is applied, where the source tells that."""
    at: datetime | None = None
    """When it was captured, with the offset of the clock there."""
    author: str | None = None
    """The note-taker."""
    perspectives: tuple[str, ...] = ()
    """Perspectives of who said it, told beside the words."""
    links: tuple[Tie, ...] = ()
    """What it is to other contributions."""
    same_as_line: int = 0
    """Where the source names another wording of the same; 0 where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A participant, as a source tells them."""

    line: int
    handle: str
    perspectives: tuple[str, ...] = ()
    sharing: Sharing | None = None
    speaks_for: int | None = None
    agreed_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A prompt, as a source tells it."""

    line: int
    text: str
    minutes: int | None = None
    id: str | None = None
    """None for one that somebody added by hand, and in exports that do not tell it."""
    id_line: int = 0
    """Where its id stands; 0 where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment or a relation, as a source tells it."""

    line: int
    kind: str
    """The name of its table: `commitment` or `relation`."""
    id: str | None
    """None for one that somebody added by hand."""
    fields: Mapping[str, Fact]
    """Its fields as the ledger keeps them, by name; None for what is not said, or as usual."""
    answers: tuple[Named, ...] = ()
    """Of a commitment, the contributions that it answers."""
    said_in: Named | None = None
    """Of a relation, the contribution that it was heard in, which is among its fields too."""
    at: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that a source holds, and what in it could not be read."""

    said: tuple[Said, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    """The lines that could not be read, first to last."""
    notes: tuple[str, ...] = ()
    """What whoever imports it should know, in sentences."""
    whole: Whole | None = None
    """The session itself, where the source is an export of one; None for rows alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A session, as the program's own export for the team tells it."""

    id: str
    digest: str
    """What the text was known by when it was exported."""
    untouched: bool
    """Whether the text is still the one that was exported."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """The facts of the session, by field; those left out are not said."""
    fact_lines: Mapping[str, int] = field(default_factory=dict)
    """Where the facts stand, by field."""
    all_facts: bool = True
    """Whether every fact could be read, so that one that is left out is one that nobody says any more."""
    prompts: tuple[Question, ...] = ()
    people: tuple[Person, ...] = ()
    promises: tuple[Promise, ...] = ()
    unread: frozenset[str] = frozenset()
    """The ids of contributions that stand there and could not be read."""
