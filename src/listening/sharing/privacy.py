"""Hints at what may give somebody away in words that are about to leave: hints, not verdicts.

Found are UK postcodes, phone numbers, e-mail addresses, NHS and National Insurance numbers, dates
of birth where the words around them say so, street addresses, and names after a title. **Bare
first names are missed**, and so is whatever only those who know somebody would understand: that no
hint is found does not mean that nobody can be recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from listening.sharing.disclosed import Disclosed
from listening.sharing.private_marks import HintKind, Pattern, may_stand_in

MISSED = "Bare first names are not found, nor what only people who know somebody would understand."
"""What must be said wherever hints are listed."""

_FACTS = ("title", "series", "purpose", "can_change", "cannot_change", "place", "agreements")
"""Facts of a session that are looked at: in the others, who is to be asked is named on purpose."""


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
    """Which of its texts it is: `words`, `paraphrase`, `text`, or the name of another field."""
    within: str
    """The whole text."""
    hint: Hint


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
        for hint in hints(text)
    )


def _matches(pattern: Pattern, text: str) -> Iterator[Hint]:
    for match in pattern.look.made.finditer(text):
        group = match.lastgroup or "it"
        if pattern.holds(match[group]):
            yield Hint(pattern.kind, *match.span(group), match[group])


def _texts(disclosed: Disclosed) -> Iterator[tuple[str, str, str, str]]:
    """Yield each text that would leave: what it is of, the id of that, the field, and the text."""
    for what, fields, records in (
        ("session", _FACTS, (disclosed.session,)),
        ("prompt", ("text",), disclosed.prompts),
        ("contribution", ("words", "paraphrase"), disclosed.contributions),
        ("commitment", ("what", "whom", "reason"), disclosed.commitments),
        ("relation", ("about",), disclosed.relations),
    ):
        yield from _of(what, records, fields)


def _of(
    what: str, records: Iterable[Any], fields: Iterable[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the texts of records, those that are empty left out."""
    for record in records:
        for field in fields:
            if text := getattr(record, field):
                yield what, record.id, field, text
