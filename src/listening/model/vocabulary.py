"""The terms of the house: areas, perspectives, kinds, sharing, ways of capture, check states.

The three areas are those of the Archbishops' Commission on Reimagining Care, *Care and Support
Reimagined: a National Care Covenant for England* (2023).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import Self

from listening.model.errors import UnknownTerm
from listening.model.text import fold, single_line


class Term(StrEnum):
    """A word of a closed vocabulary; its value is the key that files and commands use."""

    label: str
    """How the term is shown to people."""
    mark: str
    """How the term is written in a quick line, without its sign."""

    def __new__(cls, key: str, label: str = "", mark: str = "") -> Self:
        """Make a term from its key, its label (the key unless given) and its mark (the same)."""
        term = str.__new__(cls, key)
        term._value_ = key
        term.label = label or key
        term.mark = mark or key
        return term

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return cls.__name__.lower()

    @classmethod
    def named(cls, text: str) -> Self | None:
        """Return the term with this key, mark or label, whatever its case; None if there is none."""
        wanted = fold(text.strip())
        return next(
            (term for term in cls if wanted in (term.value, term.mark, fold(term.label))), None
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the term that the text names.

        Raises:
            UnknownTerm: nothing of this vocabulary is called so.
        """
        found = cls.named(text)
        if found is None:
            raise UnknownTerm(cls.noun(), text, [term.value for term in cls])
        return found


class Area(Term):
    """One of the three things that need to change."""

    ATTITUDES = "attitudes", "Attitudes", "a"
    ROLES = "roles", "Roles", "r"
    SYSTEM = "system", "System", "s"

    @property
    def meaning(self) -> str:
        """What the Commission means by it."""
        return _AREA_MEANINGS[self]


_AREA_MEANINGS = {
    Area.ATTITUDES: "rethinking attitudes to care and support",
    Area.ROLES: "rebalancing roles and responsibilities",
    Area.SYSTEM: "redesigning the social care system",
}


class Kind(Term):
    """What sort of contribution it is."""

    EXPERIENCE = "experience"
    MATTERS = "matters", "what matters"
    BARRIER = "barrier"
    WORKS = "works", "what works"
    IDEA = "idea"
    QUESTION = "question"
    TENSION = "tension"
    I_STATEMENT = "i-statement", "I statement"
    WE_STATEMENT = "we-statement", "We statement"
    COMMITMENT = "commitment"
    OFF_AGENDA = "off-agenda", "not on today's agenda"
    ACCESS = "access", "access or process"


class Captured(Term):
    """How the words were taken down."""

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase", "paraphrase", "para"
    INTERPRETED = "interpreted"
    RELAYED = "relayed", "relayed by a supporter"
    WRITTEN = "written"
    DRAWING = "drawing", "drawing described"
    FLIP_CHART = "flip-chart", "flip chart"
    GROUP = "group", "group statement"
    AFTERWARDS = "afterwards", "added afterwards"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "way of capture"


class Sharing(Term):
    """What those who spoke allow to be done with their words, from least to most."""

    OFF = "off", "off record"
    ANALYSIS = "analysis", "analysis only"
    PARAPHRASE = "paraphrase", "paraphrase only"
    UNNAMED = "unnamed", "unnamed quote"
    NAMED = "named", "named quote"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "sharing level"

    @property
    def rank(self) -> int:
        """How much it allows: 0 is nothing, 4 the words and the name."""
        return _RANKS[self]

    @cache
    def capped(self, rule: Sharing) -> Sharing:
        """Return the lesser of this level and the room's rule."""
        return self if self.rank <= rule.rank else rule


_RANKS = {level: rank for rank, level in enumerate(Sharing)}

DEFAULT_SHARING = Sharing.UNNAMED
"""What holds where neither the speaker nor the room said anything else."""


@cache
def effective_sharing(
    own: Sharing | None, speakers: Sharing | None, rule: Sharing | None
) -> Sharing:
    """Return what may be done with a contribution.

    Args:
        own: what was said of this contribution.
        speakers: what its speaker said of all their contributions.
        rule: the room's rule, which caps both.
    """
    rule = rule or DEFAULT_SHARING
    return (own or speakers or DEFAULT_SHARING).capped(rule)


class Check(Term):
    """Whether those who spoke have heard their words read back, and what they said of them."""

    UNREAD = "unread"
    READ_BACK = "read-back", "read back"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "check state"


class Mode(Term):
    """How people meet."""

    IN_PERSON = "in-person", "in person"
    ONLINE = "online"
    HYBRID = "hybrid"


class Status(Term):
    """How far a commitment has come."""

    OFFERED = "offered"
    AGREED = "agreed"
    UNDER_WAY = "under-way", "under way"
    KEPT = "kept"
    CHANGED = "changed"
    NOT_KEPT = "not-kept", "not kept"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (Status.OFFERED, Status.AGREED, Status.UNDER_WAY)

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "state of a commitment"


class Felt(Term):
    """Whether those who raised a matter say that a commitment made a difference."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not-asked", "not asked"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "answer to whether it was felt"


class Direction(Term):
    """The two directions of a covenant's clause."""

    FROM_THEM = "from-them", "what we can expect"
    FROM_US = "from-us", "what is expected of us"


class Bond(Term):
    """What one contribution is to another."""

    ECHOES = "echoes"
    DISAGREES = "disagrees", "disagrees with"
    BUILDS_ON = "builds-on", "builds on"
    EXAMPLE_OF = "example-of", "is an example of"
    CORRECTS = "corrects"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "kind of link"


class RelationKind(Term):
    """What stands between two parties."""

    TRUST = "trust"
    POWER = "power"
    EXPECTATION = "expectation"
    SUPPORT = "support"
    FUNDING = "funding"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "kind of relation"


class RelationState(Term):
    """How people say that a relation stands."""

    STRONG = "strong"
    STRAINED = "strained"
    ABSENT = "absent"
    REPAIRING = "repairing"
    NOT_SAID = "not-said", "not said"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "state of a relation"


class Audience(Term):
    """Who an export is for."""

    TEAM = "team", "organisers and note-takers of this session"
    ROOM = "room", "those who took part"
    PUBLIC = "public", "everybody"


class Perspective(Term):
    """From where somebody speaks: self-declared, several allowed, never inferred.

    Any other words are a perspective in the speaker's own words.
    """

    DRAWS_ON = "draws-on", "draws on care and support"
    CARER = "carer", "unpaid carer, family or friend"
    ASSISTANT = "assistant", "personal assistant"
    CARE_WORKER = "care-worker", "care worker"
    SOCIAL_WORKER = "social-worker", "social worker or practitioner"
    PROVIDER = "provider"
    COMMISSIONER = "commissioner"
    COUNCIL_OFFICER = "council-officer", "council officer"
    COUNCILLOR = "councillor"
    NHS = "nhs", "NHS"
    REGULATOR = "regulator"
    ADVOCATE = "advocate", "advocate or peer supporter"
    USER_LED = "user-led", "user-led organisation"
    VOLUNTARY = "voluntary", "voluntary or community group"
    FAITH = "faith", "faith community"
    EMPLOYER = "employer"
    RESEARCHER = "researcher"
    CITIZEN = "citizen"


def perspective_key(text: str) -> str:
    """Return the key of a known perspective, or the speaker's own words on one line."""
    found = Perspective.named(text)
    return found.value if found else single_line(text)


@lru_cache(maxsize=1024)
def perspective_label(key: str) -> str:
    """Return how a perspective is shown: its label, or the speaker's own words."""
    found = Perspective.named(key)
    return found.label if found else key
