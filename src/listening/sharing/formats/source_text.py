"""A session as one plain text, and where in it each contribution's words stand.

Programs for qualitative analysis show this text and mark in it what is coded. Words stand on lines
of their own; the line above them says who said them, as far as the audience is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from listening.model.vocabulary import perspective_label
from listening.sharing.disclosed import Disclosed, Shown

NO_PROMPT = "Outside the prompts"
"""What stands over that which was said under no prompt."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where one contribution's words stand in the text."""

    said: Shown
    start: int
    """The place of the first character: code points from the beginning, which is 0."""
    end: int
    """The place after the last character."""
    line: int
    """The line on which the words begin, the first being 0."""


@dataclass(slots=True)
class _Growing:
    """A text that grows, and knows where it ends."""

    parts: list[str] = field(default_factory=list)
    place: int = 0
    line: int = 0

    def add(self, text: str) -> tuple[int, int, int]:
        """Put a text on lines of its own; return its start, its end, and its first line."""
        start, line = self.place, self.line
        self.parts += (text, "\n")
        self.place += len(text) + 1
        self.line += text.count("\n") + 1
        return start, start + len(text), line


def source_text(disclosed: Disclosed) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a session, and where the words of each contribution stand in it."""
    text = _Growing()
    text.add(disclosed.session.title)
    spans = tuple(_grow(text, disclosed))
    return "".join(text.parts), spans


def _grow(text: _Growing, disclosed: Disclosed) -> Iterator[Span]:
    for heading, contributions in _parts(disclosed):
        text.add("")
        text.add(heading)
        for said in contributions:
            text.add("")
            text.add(_who(said))
            yield Span(said, *text.add(said.words or said.paraphrase or ""))
            if said.words and said.paraphrase:
                text.add(f"In other words: {said.paraphrase}")


def _parts(disclosed: Disclosed) -> Iterator[tuple[str, list[Shown]]]:
    """Yield what can be read, under each prompt in turn, and at last outside of them."""
    readable = [each for each in disclosed.contributions if each.words or each.paraphrase]
    numbers = {prompt.number for prompt in disclosed.prompts}
    for prompt in disclosed.prompts:
        under = [each for each in readable if each.prompt == prompt.number]
        if under:
            yield f"{prompt.number}. {prompt.text or ''}", under
    outside = [each for each in readable if each.prompt not in numbers]
    if outside:
        yield NO_PROMPT, outside


def _who(said: Shown) -> str:
    """Return the line above the words: the id, and who said them as far as it is told."""
    who = (said.name or (said.behind and said.behind.handle), *_labels(said.perspectives))
    told = "; ".join(each for each in who if each)
    how = "" if said.words else " (in other words)"
    return f"[{said.id}]{f' {told}' if told else ''}{how}"


def _labels(perspectives: Iterable[str]) -> Iterator[str]:
    return (perspective_label(each) for each in perspectives)
