"""What came through the one door: frozen values, all that an export may know of a session."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from listening.model.records import Commitment, Link, Participant, Prompt, Relation, Session
from listening.model.vocabulary import Area, Audience, Captured, Check, Kind, Sharing

OTHER_PERSPECTIVES = "other perspectives"
"""What perspectives are called that too few people hold to be named."""


class Reason(Enum):
    """Why words that were said are not shown to an audience."""

    ANALYSIS = "analysis"
    """They may be counted, and never quoted."""
    PARAPHRASE = "paraphrase"
    """They may be told in other words only, and nobody has written those."""
    UNSETTLED = "unsettled"
    """Note-takers wrote them down differently, and nobody has settled which of it was said."""
    OFF = "off"
    """They were said off the record, or nothing of them was kept."""
    WITHDRAWN = "withdrawn"
    """Those who said them took them back."""


class Withheld(NamedTuple):
    """How many contributions an audience does not see the words of, for one reason."""

    reason: Reason
    number: int


class Noticed(NamedTuple):
    """What whoever lets something leave should know of it; no export tells it."""

    conflicts: int = 0
    """How many differences between note-takers are not settled in what is seen."""
    repeating: int = 0
    """How many paraphrases are held back, since they repeat words that may not be passed on."""
    own_marks: int = 0
    """How many words are seen by a mark of their own, whose speaker allows less of all they say."""


class Count(NamedTuple):
    """One line of a table of figures; every figure is “at least”."""

    key: str
    """The key of the term that is counted."""
    label: str
    """How the term is shown to people."""
    number: int | None
    """How many; None where the number would let somebody be picked out."""


class Counts(NamedTuple):
    """The figures that an audience may see, over all that is counted, quoted or not."""

    contributions: int
    """How many things were said, off record or not; what was taken back is not among them."""
    people: int | None
    """How many participants, or tables of them, were heard; None where so few would be picked out."""
    off_record: int
    """How many of the contributions stand in no other figure, since they were said off the record."""
    areas: tuple[Count, ...]
    none_of_three: int
    """How many contributions somebody decided to put into no area."""
    untagged: int
    """How many contributions nobody has yet decided about."""
    kinds: tuple[Count, ...]
    codes: tuple[Count, ...]
    perspectives: tuple[Count, ...]
    """How many people hold each perspective; somebody may hold several."""
    unquoted: int = 0
    """How many of the contributions are counted and not shown; nought for the team, who see all."""
    off_agenda_unquoted: int = 0
    """How many of those were not on the agenda, as far as that picks nobody out."""


class Shown(NamedTuple):
    """One contribution, with exactly what its audience may see of it.

    What is None or empty was never said, or is not for this audience: nothing tells which.
    """

    id: str
    prompt: int | None
    """The number of the prompt that was open."""
    sharing: Sharing
    """What may be done with it, the room's rule applied."""
    check: Check
    words: str | None = None
    paraphrase: str | None = None
    name: str | None = None
    """The name as agreed for a named quote."""
    perspectives: tuple[str, ...] = ()
    """Keys of perspectives or own words; for a room, perhaps `OTHER_PERSPECTIVES`."""
    areas: tuple[Area, ...] = ()
    none_of_three: bool = False
    codes: tuple[str, ...] = ()
    kind: Kind | None = None
    captured: Captured | None = None
    behind: Behind | None = None
    """What the team alone may see."""


class Behind(NamedTuple):
    """What stands behind a contribution, for the team alone."""

    at: str
    """When it was captured: ISO 8601 with the offset of the note-taker's clock."""
    author: str
    """The note-taker."""
    handle: str | None = None
    """The handle of who said it; None for the room, and where it was taken back."""
    own_sharing: Sharing | None = None
    """What was said of this contribution alone."""
    consent_asked: bool = False
    same_as: str | None = None
    """The id of the contribution of which people said that this is another wording."""
    conflicts: int = 0
    """In how many of its fields two note-takers said different things, and nobody has settled which."""


class Disclosed(NamedTuple):
    """A session as one audience may see it."""

    audience: Audience
    session: Session
    """The session, with None for each fact that is not for this audience."""
    prompts: tuple[Prompt, ...]
    people: tuple[Participant, ...]
    """The participants: for the team alone."""
    contributions: tuple[Shown, ...]
    """Those of which something may be seen, oldest first."""
    counts: Counts
    withheld: tuple[Withheld, ...]
    """How many contributions are not shown, by reason; reasons of which there are none are left out."""
    commitments: tuple[Commitment, ...] = ()
    """What parties promised, the soonest first; `answers` are ids of contributions that are shown."""
    relations: tuple[Relation, ...] = ()
    """How parties stand to each other, oldest first."""
    links: tuple[Link, ...] = ()
    """What contributions are to each other, oldest first."""
    noticed: Noticed = Noticed()
