"""A sample: the words of an invented afternoon in a library, and the way to read them.

`library.txt` beside this module holds the words; its first lines say how it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from listening.model.errors import WrongUse
from listening.model.vocabulary import perspective_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_QUESTION = re.compile(r"^## ", re.MULTILINE)
_HEADING = re.compile(r"(?P<minutes>\d+) min: (?P<text>.+)")
_SPEAKER = re.compile(r"@ (?P<handle>\w+)(?: \((?P<people>\d+)\))?:(?P<perspectives>.*)")
_FACT = re.compile(r"% (?P<key>[a-z ]+): (?P<value>.+)")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks under a handle."""

    handle: str
    """`P1` for a person, `T1` for a table."""
    perspectives: tuple[str, ...] = ()
    """Keys of `Perspective`, or own words; empty where nothing was said."""
    speaks_for: int | None = None
    """How many people sit at the table; None for one person."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question put to the room, and what was said to it."""

    text: str
    """The question as it was read out."""
    minutes: int
    """How long it had."""
    lines: tuple[str, ...]
    """What was said, as quick lines, in order."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A session that is ready to be captured."""

    facts: Mapping[str, str | int]
    """What was agreed before people spoke: names of `Session`'s fields to their values."""
    speakers: tuple[Speaker, ...]
    """Those who speak, in the order of their handles."""
    questions: tuple[Question, ...]
    """The questions, in the order of the afternoon."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything that was said, as quick lines, in order."""
        return tuple(line for question in self.questions for line in question.lines)


def read() -> Sample:
    """Return the afternoon at Marsh Lane Library."""
    # Imported here because most starts of the program need no sample.
    from importlib import resources

    return parse(resources.files(__name__).joinpath("library.txt").read_text(encoding="utf-8"))


def parse(text: str) -> Sample:
    """Return the session that a text written as `library.txt` is describes.

    Raises:
        WrongUse: a line before the first question, or a question, is not written so.
    """
    head, *questions = _QUESTION.split(text)
    facts: dict[str, str] = {}
    speakers: list[Speaker] = []
    for line in _told(head):
        if fact := _FACT.fullmatch(line):
            _add(facts, fact["key"].replace(" ", "_"), fact["value"])
        else:
            speakers.append(_speaker(line))
    return Sample(_numbered(facts), tuple(speakers), tuple(map(_question, questions)))


def _told(text: str) -> Iterator[str]:
    """Yield the lines of a text that are neither empty nor a remark."""
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and line.split()[0] != "#")


def _add(facts: dict[str, str], key: str, value: str) -> None:
    """Add a fact; where there is one of that name, as a further line of it."""
    facts[key] = f"{facts[key]}\n{value}" if key in facts else value


def _numbered(facts: Mapping[str, str]) -> dict[str, str | int]:
    """Return the facts with those that are whole numbers as numbers."""
    return {key: int(value) if value.isdecimal() else value for key, value in facts.items()}


def _speaker(line: str) -> Speaker:
    """Return who speaks under the handle that a line declares."""
    found = _matched(_SPEAKER, line)
    people = found["people"]
    perspectives = _listed(found["perspectives"].split(","))
    return Speaker(found["handle"], perspectives, int(people) if people else None)


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the perspectives that are named."""
    return tuple(perspective_key(name) for name in names if name.strip())


def _question(text: str) -> Question:
    """Return one question, whose text begins with its heading."""
    heading, *lines = _told(text)
    found = _matched(_HEADING, heading)
    return Question(found["text"], int(found["minutes"]), tuple(lines))


def _matched(pattern: re.Pattern[str], line: str) -> re.Match[str]:
    """Return the match of a whole line."""
    found = pattern.fullmatch(line)
    if found is None:
        raise WrongUse(f"“{line}” is not written as a sample is: its first lines say how.")
    return found
