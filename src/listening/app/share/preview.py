"""The very text that would leave, with the hints at their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from listening.app.share.choice import Choice
from listening.app.share.places import Places
from listening.app.text import visible
from listening.model.vocabulary import Audience
from listening.sharing import markdown, privacy, reports
from listening.sharing.account import account
from listening.sharing.disclosed import Disclosed
from listening.sharing.document import Document
from listening.sharing.formats import Step
from listening.sharing.privacy import Found
from listening.sharing.reports import ReportOptions


@dataclass(frozen=True, slots=True)
class Placed:
    """A hint, and where it stands in the text."""

    found: Found
    start: int
    """Its first character in the text."""
    end: int
    """The character after its last."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave, by one choice."""

    choice: Choice
    sessions: tuple[Disclosed, ...]
    """What the one door gave."""
    generated: datetime
    """The time that the text holds, and that a file of it will hold."""
    text: str
    """The Markdown of it, one session after the other."""
    hints: tuple[Placed, ...] = ()
    """What in it may give somebody away; nothing is looked for in what the team reads."""
    out: Path = field(default_factory=Path)
    """Where it is written unless somebody names another place; a folder for several files."""
    noted: frozenset[str] = frozenset()
    """The digests of what left the file before."""

    @property
    def is_several_files(self) -> bool:
        """Whether it would be one file for each session."""
        return len(self.sessions) > 1 and self.choice.format.takes == "document"


def document_of(choice: Choice, disclosed: Disclosed, generated: datetime) -> Document:
    """Return the document of a session that a choice asks for."""
    if not choice.report:
        return account(disclosed)
    options = ReportOptions(generated=generated, plain=choice.plain)
    return reports.build(reports.named(choice.report), disclosed, options)


def preview(
    choice: Choice, sessions: Sequence[Disclosed], generated: datetime, step: Step
) -> Preview:
    """Return the text of sessions by a choice, and the hints in it.

    Args:
        choice: what is chosen.
        sessions: what the one door gave.
        generated: the time for the text.
        step: hears how far the work is.
    """
    texts: list[str] = []
    hints: list[Placed] = []
    for done, disclosed in enumerate(sessions, 1):
        text = visible(markdown.written(document_of(choice, disclosed, generated), generated))
        before = sum(map(len, texts)) + len(texts)
        hints += (
            Placed(one, before + start, before + end) for one, start, end in _hints(disclosed, text)
        )
        texts.append(text)
        step(done, len(sessions))
    return Preview(choice, tuple(sessions), generated, "\n".join(texts), tuple(hints))


def _hints(disclosed: Disclosed, text: str) -> Iterator[tuple[Found, int, int]]:
    """Yield each hint that stands in a text, with its place, in the order of the places."""
    if disclosed.audience is Audience.TEAM:
        return
    places = Places(text)
    # Contributions stand under headings of the fourth level, promises and relations of the third.
    headings = {found[1]: found.start() for found in re.finditer(r"(?m)^####? (\w+)", text)}
    found = []
    for one in privacy.of_disclosed(disclosed):
        hint, after = one.hint, headings.get(one.id, 0)
        place = places.find(one.within, hint.start, hint.end, after=after)
        if place is not None:
            found.append((one, *place))
    yield from sorted(found, key=lambda each: each[1:])
