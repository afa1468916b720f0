"""Hints at what may give somebody away in words that are about to leave: hints, not verdicts.

Found are UK postcodes, phone numbers, e-mail addresses, NHS and National Insurance numbers, dates
of birth where the words around them say so, street addresses, and names after a title. **Bare
first names are missed**, and so is whatever only those who know somebody would understand: that no
hint is found does not mean that nobody can be recognised.

Everything that leaves is looked through: words, paraphrases and what stands beside them (codes, the
perspectives that people named, names as agreed), prompts, the facts of the session, promises and
relations with their parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.private_marks import HintKind, Pattern, may_stand_in

MISSED = "Bare first names are not found, nor what only people who know somebody would understand."
"""What must be said wherever hints are listed."""

_FACTS = (
    *("title", "series", "purpose", "who_decides", "can_change", "cannot_change", "place"),
    *("agreements", "facilitator", "responsible", "basis", "privacy_notice", "safeguarding"),
)
"""The facts of a session that are written in words; which of them an audience reads, the door decides."""

_REACHES = frozenset({HintKind.NAME, HintKind.PHONE, HintKind.EMAIL})
_TOLD_ON_PURPOSE: Mapping[str, AbstractSet[HintKind]] = {
    "name": {HintKind.NAME},
    **dict.fromkeys(("facilitator", "responsible", "privacy_notice", "safeguarding"), _REACHES),
}
"""What is no hint in a field: a name that was agreed, and how to reach those who are there to be asked."""

_PARTIES = ("who", "from_party", "to_party", "who_decides")
_IN_OFFICE = ("Cllr", "Councillor")


class Hint(NamedTuple):
    """Something in a text that may give somebody away."""

    kind: HintKind
    start: int
    """Where it begins in the text, in characters from 0."""
    end: int
    """Where it ends, exclusive."""
    text: str
    """What stands there."""


class Found(NamedTuple):
    """A hint, and where it was found."""

    what: str
    """What it was found in: `contribution`, `prompt`, `session`, `commitment` or `relation`."""
    id: str
    """The id of that."""
    field: str
    """Which of its texts it is: `words`, `paraphrase`, `codes`, `perspectives`, `name` (the agreed
    one), or the name of another field."""
    within: str
    """The whole text."""
    hint: Hint

    @property
    def may_be_meant(self) -> bool:
        """Whether it may well stand there on purpose: the name of a party, or of a public office."""
        if self.hint.kind is not HintKind.NAME:
            return False
        is_said = self.what == "contribution"
        return self.field in _PARTIES or (not is_said and self.hint.text.startswith(_IN_OFFICE))


def hints(text: str) -> tuple[Hint, ...]:
    """Return what in a text may give somebody away, in the order in which it stands there."""
    patterns = may_stand_in(text)
    return _told_once(text, patterns) if patterns else ()


def _told_once(text: str, patterns: Iterable[Pattern]) -> tuple[Hint, ...]:
    """Return what the patterns find in a text; of what overlaps, the first pattern's."""
    kept: list[Hint] = []
    taken: set[int] = set()
    for one in (one for pattern in patterns for one in _matches(pattern, text)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def of_disclosed(disclosed: Disclosed) -> tuple[Found, ...]:
    """Return the hints in all that an audience may read of a session."""
    return tuple(
        Found(what, own_id, field, text, hint)
        for what, own_id, field, text in _texts(disclosed)
        for hint in (_in_code(text) if field == "codes" else hints(text))
        if hint.kind not in _TOLD_ON_PURPOSE.get(field, ())
    )


def _in_code(code: str) -> Iterator[Hint]:
    """Yield the hints in a code, whose hyphens stand for blanks; they say what stands in the code."""
    for hint in hints(code.replace("-", " ").replace("_", " ")):
        yield hint._replace(text=code[hint.start : hint.end])


def _matches(pattern: Pattern, text: str) -> Iterator[Hint]:
    for match in pattern.look.made.finditer(text):
        group = match.lastgroup or "it"
        if pattern.holds(match[group]):
            yield Hint(pattern.kind, *match.span(group), match[group])


_Text = tuple[str, str, str, str]
"""A text that would leave: what it is of, the id of that, the field, and the text."""


def _texts(disclosed: Disclosed) -> Iterator[_Text]:
    """Yield each text that would leave."""
    for what, fields, records in (
        ("session", _FACTS, (disclosed.session,)),
        ("prompt", ("text",), disclosed.prompts),
        ("contribution", ("words", "paraphrase"), disclosed.contributions),
    ):
        yield from _of(what, records, fields)
    yield from _beside(disclosed.contributions)
    yield from _of("commitment", disclosed.commitments, ("who", "what", "whom", "reason"))
    yield from _of("relation", disclosed.relations, ("from_party", "to_party", "about"))


def _of(what: str, records: Iterable[Any], fields: Iterable[str]) -> Iterator[_Text]:
    """Yield the texts of records, those that are empty left out."""
    for record in records:
        for field in fields:
            if text := getattr(record, field):
                yield what, record.id, field, text


def _beside(contributions: Sequence[Shown]) -> Iterator[_Text]:
    """Yield what stands beside words, each once, at the first contribution that has it."""
    first: dict[tuple[str, str], str] = {}
    for row in contributions:
        for code in row.codes:
            first.setdefault(("codes", code), row.id)
        for perspective in row.perspectives:
            first.setdefault(("perspectives", perspective), row.id)
        if row.name:
            first.setdefault(("name", row.name), row.id)
    for (field, text), own in first.items():
        yield "contribution", own, field, text
