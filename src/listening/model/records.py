"""The records of a session, and the one place that lists their fields.

A field made by `text`, `integer` or `flag` is kept in the file: each is one cell of the ledger and
one column of the record's table, and the store makes the table and its fold from this list. The
other fields are worked out when a record is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import ClassVar, NamedTuple

from listening.model.kept import Column, flag, integer, text
from listening.model.vocabulary import (
    Area,
    Bond,
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Mode,
    RelationKind,
    RelationState,
    Sharing,
    Status,
)


@cache
def _areas(attitudes: bool, roles: bool, system: bool) -> tuple[Area, ...]:  # noqa: FBT001 (the three tags)
    """Return the areas that are tagged."""
    return tuple(area for area, on in zip(Area, (attitudes, roles, system), strict=True) if on)


def columns(record: type[Record]) -> tuple[Column, ...]:
    """Return how the fields of a kind of record are kept, in the order of their table."""
    kept = (f for f in fields(record) if "sql" in f.metadata)
    return tuple(Column(f.metadata["cell"] or f.name, f.name, f.metadata["sql"]) for f in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has."""

    letter: ClassVar[str]
    """The first letter of its name in the ledger."""
    table: ClassVar[str]
    """The state table that shows it."""

    id: str
    """Its own token: what people see and type."""
    session: str
    """The token of the session it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """A listening session: what was agreed before people spoke. Only the title is required."""

    letter: ClassVar[str] = "s"
    table: ClassVar[str] = "session"

    title: str = text()
    series: str | None = text()
    purpose: str | None = text()
    who_decides: str | None = text()
    can_change: str | None = text()
    cannot_change: str | None = text()
    date: str | None = text()
    """ISO 8601, `2026-03-24`."""
    starts: str | None = text()
    ends: str | None = text()
    place: str | None = text()
    """An area, never an address of a person."""
    mode: Mode | None = text()
    agreements: str | None = text()
    room_rule: Sharing | None = text()
    """The most that may be done with any words of this room."""
    access: str | None = text()
    """Access arrangements."""
    in_room: int | None = integer()
    """How many people were in the room."""
    spoke: int | None = integer()
    """How many of them spoke."""
    facilitator: str | None = text()
    note_taker: str | None = text()
    responsible: str | None = text()
    """Who is responsible for the data, in the organiser's own words."""
    basis: str | None = text()
    """On what basis the data is kept, in the organiser's own words."""
    privacy_notice: str | None = text()
    keep_until: str | None = text()
    safeguarding: str | None = text()
    """Whom to go to with a safeguarding worry."""
    feedback_date: str | None = text()
    """By when those who spoke were promised to hear back, ISO 8601."""
    lenses: str | None = text()
    """The keys of the lenses in use, separated by spaces."""
    same_as: str | None = text()
    """The token of the session that this one, set up apart, is part of."""
    removed: bool = flag()

    @property
    def lens_keys(self) -> tuple[str, ...]:
        """The lenses in use."""
        return tuple((self.lenses or "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Record):
    """A question that the session puts to the room."""

    letter: ClassVar[str] = "q"
    table: ClassVar[str] = "prompt"

    position: int | None = integer()
    """Its place in the agenda; the lowest comes first."""
    text: str | None = text()
    minutes: int | None = integer()
    """How long it should have."""
    removed: bool = flag()
    number: int = 0
    """Its place among the prompts that are not removed, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer(Record):
    """One sitting of a note-taker: one opening of the file for writing."""

    letter: ClassVar[str] = "w"
    table: ClassVar[str] = "writer"

    name: str | None = text()
    """The note-taker, never a participant."""
    program: str | None = text()
    """The program that wrote, with its version."""
    utc_offset: str | None = text()
    """The offset of the clock on the wall, `+01:00`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Somebody who spoke, or a table of people, under a handle."""

    letter: ClassVar[str] = "p"
    table: ClassVar[str] = "participant"

    handle: str = text()
    sharing: Sharing | None = text()
    """What they allow for all they say, unless they say otherwise."""
    speaks_for: int | None = integer()
    """How many people speak under this handle."""
    agreed_name: str | None = text()
    """The name as agreed for a named quote."""
    same_as: str | None = text()
    """The participant's token, `session.own`, under which they spoke in a session set up apart."""
    removed: bool = flag()
    perspectives: tuple[str, ...] = ()
    """Keys of `Perspective`, or own words; self-declared."""
    heard: int = 0
    """How many contributions stand under the handle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Record):
    """Something that was said, with all that was said about it."""

    letter: ClassVar[str] = "c"
    table: ClassVar[str] = "contribution"

    words: str | None = text()
    """What was said; None where it was off record."""
    participant: str | None = text()
    """The token of who said it; None for the room."""
    prompt: str | None = text()
    """The token of the prompt that was open."""
    kind: Kind | None = text()
    captured: Captured = text()
    own_sharing: Sharing | None = text(cell="sharing")
    """What was said of this contribution alone."""
    consent_asked: bool = flag()
    """Whether the speaker was asked what may be done with these words."""
    check: Check = text()
    paraphrase: str | None = text()
    attitudes: bool = flag(cell="tag/attitudes")
    roles: bool = flag(cell="tag/roles")
    system: bool = flag(cell="tag/system")
    none_of_three: bool = flag()
    same_as: str | None = text()
    """The token of the contribution that another note-taker's wording of the same words is."""
    removed: bool = flag()

    at: str = ""
    """When it was captured: ISO 8601 with the offset of the note-taker's clock."""
    author: str = ""
    """The note-taker."""
    by: str | None = None
    """The handle of who said it; None for the room."""
    perspectives: tuple[str, ...] = ()
    sharing: Sharing = Sharing.UNNAMED
    """What may be done with it: its own level or its speaker's, capped by the room's rule."""
    codes: tuple[str, ...] = ()
    prompt_number: int | None = None
    conflicts: int = 0

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas it is tagged with."""
        return _areas(self.attitudes, self.roles, self.system)

    @property
    def untagged(self) -> bool:
        """Whether nobody has decided yet which areas fit."""
        return not self.areas and not self.none_of_three


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """What a party said that it will do, followed until those who asked for it say it was kept."""

    letter: ClassVar[str] = "m"
    table: ClassVar[str] = "commitment"

    who: str = text()
    """The party that does it, never “someone”."""
    what: str = text()
    whom: str | None = text()
    """For whom it is done."""
    by_when: str | None = text()
    """ISO 8601, `2026-06-30`."""
    report_back: str | None = text()
    """When those who asked hear what came of it, ISO 8601."""
    direction: Direction | None = text()
    """Which way it goes as a clause of a covenant."""
    status: Status = text()
    reason: str | None = text()
    """Why it was changed or not kept."""
    felt: Felt = text()
    """Whether those who raised the matter say that it made a difference."""
    removed: bool = flag()

    answers: tuple[str, ...] = ()
    """The ids of the contributions that it answers."""
    at: str = ""
    """When it was recorded: ISO 8601 with the offset of the note-taker's clock."""
    author: str = ""
    """The note-taker."""

    def is_due(self, today: date) -> bool:
        """Tell whether it is open and should be kept, or reported back, by a day."""
        days = (self.by_when, self.report_back)
        come = any(day is not None and day <= today.isoformat() for day in days)
        return self.status.is_open and come


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """How one party stands to another, where people said so."""

    letter: ClassVar[str] = "r"
    table: ClassVar[str] = "relation"

    kind: RelationKind = text()
    from_party: str = text()
    to_party: str = text()
    about: str | None = text()
    state: RelationState = text()
    said_in: str | None = text()
    """The own token of the contribution that it was heard in; None where there is none."""
    removed: bool = flag()

    at: str = ""
    """When it was recorded: ISO 8601 with the offset of the note-taker's clock."""
    author: str = ""
    """The note-taker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """What one contribution is to another: it echoes it, disagrees with it, builds on it."""

    letter: ClassVar[str] = "l"
    table: ClassVar[str] = "link"

    bond: Bond = text()
    source: str = text()
    """The own token of the contribution that echoes, disagrees, builds on; of this session."""
    target: str = text()
    """The other contribution: its session's token, a dot, its own."""
    removed: bool = flag()

    at: str = ""
    """When it was recorded: ISO 8601 with the offset of the note-taker's clock."""
    author: str = ""
    """The note-taker."""

    @property
    def target_id(self) -> str:
        """The own token of the other contribution."""
        return self.target.rpartition(".")[2]


class MemberSet(NamedTuple):
    """A field of many values: each value is a cell `prefix/value`, shown as rows of a table."""

    prefix: str
    record: type[Record]
    table: str
    column: str
    whose: str = ""
    """The column of whoever each value is from, where a cell is `prefix/whose/value`."""
    held_by: str = ""
    """The prefix of a second set whose members are members of this one too, whatever it says."""

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The prefixes of the cells that put a value in."""
        return tuple(prefix for prefix in (self.prefix, self.held_by) if prefix)


SETS = (
    MemberSet("tag", Contribution, "tagging", "tag", held_by="own"),
    MemberSet("own", Contribution, "own_tag", "tag"),
    MemberSet("coding", Contribution, "coding", "tag", whose="coder"),
    MemberSet("settled", Contribution, "settled_tag", "tag"),
    MemberSet("two-voices", Contribution, "two_voices", "other"),
    MemberSet("perspective", Participant, "perspective", "perspective"),
    MemberSet("answers", Commitment, "answer", "contribution"),
)
"""The fields that hold many values."""

RECORDS: tuple[type[Record], ...] = (
    Session,
    Prompt,
    Writer,
    Participant,
    Contribution,
    Commitment,
    Relation,
    Link,
)
"""Every kind of record, in the order in which they are folded."""

BY_LETTER: Mapping[str, type[Record]] = {record.letter: record for record in RECORDS}
