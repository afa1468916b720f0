"""What a session file answers: small frozen values. What it is asked stands in `asked`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from listening.model.vocabulary import Area, Check, Kind, Sharing

if TYPE_CHECKING:
    from listening.model.records import Contribution
    from listening.store.exports_noted import NotedExport


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An action that an undo took back."""

    stamp: str
    """What it is known by: its stamp, or the last of them."""
    at: datetime
    imported: bool
    """Whether it was a whole import."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field of one record was set, by somebody, at some time."""

    at: datetime
    author: str
    kind: str
    """What was changed: `contribution`, `participant`, `session`, `prompt`, `commitment`, `relation`, `link`."""
    id: str
    field: str
    value: str | int | None
    former: str | int | None
    stamp: str
    """The same for all fields that were set by one action."""
    took_back: TakenBack | None = None
    """Which action this one took back, where it was an undo."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back."""

    contributions: tuple[str, ...]
    """The ids of the contributions that it touched."""
    fields: tuple[str, ...]
    """The fields that have their former values again."""
    left: int = 0
    """How many fields stayed, since somebody has changed them again."""
    others: tuple[str, ...] = ()
    """The ids of the commitments, relations and links that it touched."""
    people: tuple[str, ...] = ()
    """The ids of the participants that it touched."""
    imported: bool = False
    """Whether it was a whole import."""
    reopened: int = 0
    """How many conflicts are open again that it had settled."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contribution that a search found."""

    contribution: Contribution
    score: float
    """How well it fits: higher is better; only to be compared within one search."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that was typed and never saved."""

    writer: str
    author: str
    line: str
    prompt: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Figures of a session, each of what its notes hold: at least so many."""

    heard: int = 0
    """All contributions that are not removed."""
    untagged: int = 0
    none_of_three: int = 0
    areas: Mapping[Area, int] = field(default_factory=dict)
    codes: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    sharing: Mapping[Sharing, int] = field(default_factory=dict)
    """By what may be done with them, the room's rule applied."""
    checks: Mapping[Check, int] = field(default_factory=dict)
    prompts: Mapping[str, int] = field(default_factory=dict)
    """By the token of the prompt that was open."""
    perspectives: Mapping[str, int] = field(default_factory=dict)
    """How many contributions came from each perspective."""
    no_kind: int = 0
    no_prompt: int = 0
    """How many belong to no prompt that the session has."""
    not_said: int = 0
    """How many came from somebody who has not said from where they speak."""
    by_the_room: int = 0
    """How many nobody said under a handle."""
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the home screen: a session, or a file that could not be opened."""

    file: str
    """The file's name in its folder."""
    title: str = ""
    date: str | None = None
    place: str | None = None
    mode: str | None = None
    sessions: int = 0
    heard: int = 0
    untagged: int = 0
    conflicts: int = 0
    """How many fields people set apart from each other, and nobody has settled."""
    drafts: int = 0
    """How many lines the one who asks has typed here and not saved."""
    forms: int = 0
    """How many forms they have left half-written here."""
    due: int = 0
    """How many open promises should be kept, or reported back, by today."""
    tokens: frozenset[str] = frozenset()
    """What its sessions are known by, in whichever file of the folder they stand too."""
    trouble: str | None = None
    """Why it was not opened: one sentence; None where all is well."""
    is_busy: bool = False
    """Whether another program was writing to it, so that it can be read in a moment."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the values that a field was set to by people who did not see each other's."""

    value: str | int | None
    """As people read it: a speaker by handle, a prompt by its text; None where it was cleared."""
    author: str
    at: datetime
    stamp: str
    shown: bool
    """Whether it is the newest, which is shown until somebody settles."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was set apart to different values."""

    id: str
    """What it is called, the same in every copy of the file."""
    kind: str
    """Of what it is a field: `contribution`, `participant`, `session`, `prompt`, `commitment`, `relation`, `link`."""
    record: str
    """Its id."""
    session: str
    field: str
    """The field's name in the history."""
    versions: tuple[Version, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure did, and what it could not do."""

    contributions: tuple[str, ...] = ()
    """The ids of the contributions that were erased."""
    participants: tuple[str, ...] = ()
    """The handles whose agreed names and perspectives were erased."""
    commitments: int = 0
    """How many commitments were erased, which were named themselves."""
    relations: int = 0
    """How many relations were, those that were heard in an erased contribution too."""
    links: int = 0
    """How many links to and from what was erased."""
    answered_by: tuple[str, ...] = ()
    """The ids of commitments that answered it, which still stand."""
    repeated_by: tuple[str, ...] = ()
    """The ids of commitments and relations that repeat it, now or in their history, and still stand."""
    drafts: int = 0
    """How many unsaved lines that held the words were wiped."""
    other_wordings: tuple[str, ...] = ()
    """Contributions said to be the same as an erased one, which still stand."""
    exports: tuple[NotedExport, ...] = ()
    """What was exported from these sessions before, and may hold the words."""
    trouble: str | None = None
    """One sentence where the words are gone but the file could not be made anew; else None."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What somebody erased on one day: how much, and nothing of what it was."""

    session: str
    """The token of the session that it was said in."""
    day: str
    """ISO 8601, `2026-03-24`, in universal time."""
    author: str
    """Who erased; empty where the file does not say."""
    contributions: int
