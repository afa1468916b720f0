"""One thing to decide: what is asked, and the versions side by side, in words."""

from __future__ import annotations

from dataclasses import dataclass

from listening.app.capture.contribution_row import THE_ROOM, about_of, areas_of, words_of
from listening.insight.duplicates import Duplicate
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Captured, Check, Kind, Sharing, Term
from listening.model.written_days import show_date
from listening.store.views import Conflict, Version

_FIELDS = {
    "words": "the words",
    "participant": "who said it",
    "prompt": "the prompt that was open",
    "kind": "what kind it is",
    "sharing": "how it may be shared",
    "captured": "how it was taken down",
    "check": "whether it was read back",
    "paraphrase": "the paraphrase",
    "removed": "whether it is taken out",
    "none_of_three": "whether none of the three areas fits",
    "same_as": "what it is the same as",
    "handle": "the handle",
    "agreed_name": "the name as agreed",
    "speaks_for": "how many they speak for",
    "text": "the words of the prompt",
}
_TERMS: dict[str, type[Term]] = {
    "kind": Kind,
    "sharing": Sharing,
    "captured": Captured,
    "check": Check,
    "room_rule": Sharing,
}
_YES_OR_NO = {"removed": ("stands", "taken out"), "none_of_three": ("no", "none of the three")}
_KINDS = {"contribution": "", "session": "the session", "prompt": "a prompt"}
_TEXTS = {"words", "paraphrase", "agreed_name", "text"}


@dataclass(frozen=True, slots=True)
class Side:
    """One version, as it stands beside the others."""

    heading: str
    """Who wrote it and when."""
    words: str
    about: str = ""
    """What else is known of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that people set apart from each other."""

    conflict: Conflict
    said: Contribution | None = None
    """The contribution that it is a field of, if it is one of a contribution."""

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.conflict.id

    @property
    def session(self) -> str:
        """The token of the session it belongs to."""
        return self.conflict.session

    @property
    def asks(self) -> str:
        """What is asked."""
        field = self.conflict.field
        name = _FIELDS.get(field, field.replace("_", " "))
        return f"People wrote different things about {name}{self._of()}. Which shall stand?"

    @property
    def around(self) -> str:
        """The words that it is about, where it is not about the words."""
        if self.said is None or self.conflict.field == "words":
            return ""
        words = words_of(self.said)
        return f"“{words}”" if words == self.said.words else words

    @property
    def sides(self) -> tuple[Side, ...]:
        """The versions, the newest first."""
        numbered = enumerate(self.conflict.versions, 1)
        return tuple(self._side(number, version) for number, version in numbered)

    @property
    def text(self) -> str:
        """What a settled text begins from."""
        return self.value_of(self.conflict.versions[0])

    @property
    def is_text(self) -> bool:
        """Whether it can be settled with words of one's own."""
        field, kind = self.conflict.field, self.conflict.kind
        return field in _TEXTS or (kind == "session" and field not in _TERMS)

    def value_of(self, version: Version) -> str:
        """Return what a version says, as it is shown."""
        field, value = self.conflict.field, version.value
        if field == "none_of_three" and isinstance(value, str):
            return " · ".join(area.label for area in Area if area.value in value.split())
        if field in _YES_OR_NO:
            return _YES_OR_NO[field][bool(value)]
        if value is None:
            return ""
        term = _TERMS[field].named(str(value)) if field in _TERMS else None
        return term.label if term else str(value)

    def _of(self) -> str:
        if self.said is not None:
            return f" ({self.said.by or THE_ROOM}, {self.said.at[11:16]})"
        kind = _KINDS.get(self.conflict.kind, f"a {self.conflict.kind}")
        return f" of {kind}" if kind else ""

    def _side(self, number: int, version: Version) -> Side:
        when = f"{show_date(version.at.date())}, {version.at:%H:%M}"
        shown = " · shown now" if version.shown else ""
        heading = f"{number} · {version.author} · {when}{shown}"
        return Side(heading, self.value_of(version) or "— nothing —")


@dataclass(frozen=True, slots=True)
class Twice:
    """Two contributions that may be one thing said."""

    pair: Duplicate

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"{self.pair.one.id} {self.pair.other.id}"

    @property
    def session(self) -> str:
        """The token of the session of the later one."""
        return self.pair.other.session

    @property
    def asks(self) -> str:
        """What is asked."""
        return "Is this one thing said, taken down twice, or did two people say it?"

    @property
    def around(self) -> str:
        """Nothing stands around it."""
        return ""

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both, the earlier first."""
        return tuple(_wording(one) for one in (self.pair.one, self.pair.other))


Item = Difference | Twice
"""Something to decide."""


def _wording(one: Contribution) -> Side:
    heading = f"{one.author or 'somebody'} · {one.at[11:16]} · {one.by or THE_ROOM}"
    about = [*about_of(one, None), areas_of(one)]
    return Side(heading, words_of(one), " · ".join(about))
