"""What a search found, as rows: the first ones at once, others when somebody scrolls to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from listening.app.capture.contribution_row import row_of
from listening.app.dates import show_iso
from listening.app.finding.as_you_type import A_FEW
from listening.app.finding.asked import Asked
from listening.app.finding.sources import Source
from listening.app.widgets.row_layout import Row
from listening.model.records import Contribution, Session
from listening.model.text import single_line
from listening.model.vocabulary import DEFAULT_SHARING
from listening.store.search import WEIGHED

FIRST = 128
"""How many of those found are read at once, at the beginning and at the end."""


class Said(NamedTuple):
    """A contribution, and the file in which it stands."""

    one: Contribution
    path: Path


@dataclass(frozen=True)
class Answer:
    """What a question found."""

    asked: Asked
    numbers: tuple[int, ...] = ()
    """Of all that is found, in order."""
    is_all: bool = True
    """Whether that is all, and not only the newest, which are found first."""
    known: Mapping[int, Said] = field(default_factory=dict)
    """The first of them and the last, by number."""
    sessions: tuple[Session, ...] = ()
    """The sessions from which they may be."""
    troubles: Mapping[str, str] = field(default_factory=dict)
    """The files that could not be read."""


def first_answer(source: Source, asked: Asked) -> Answer:
    """Ask a source, in its own thread; of very many only a few are found, which is quick.

    Raises:
        ListeningError: it could not be read.
    """
    source.refresh()
    first = source.found(asked.words, asked.where, newest=WEIGHED)
    is_all = len(first) != WEIGHED
    return _answer(source, asked, first if is_all else first[:A_FEW], is_all=is_all)


def full_answer(source: Source, asked: Asked) -> Answer:
    """Ask a source for all that is found, in its own thread.

    Raises:
        ListeningError: it could not be read.
    """
    source.refresh()
    return _answer(source, asked, source.found(asked.words, asked.where), is_all=True)


def _answer(source: Source, asked: Asked, numbers: tuple[int, ...], *, is_all: bool) -> Answer:
    return Answer(
        asked,
        numbers,
        is_all,
        # The last ones too: how far can be scrolled depends on how high they are.
        read(source, (*numbers[:FIRST], *numbers[FIRST:][-FIRST:])),
        source.sessions(),
        source.troubles,
    )


def read(source: Source, numbers: Sequence[int]) -> dict[int, Said]:
    """Read contributions by number, in the source's own thread."""
    found = source.numbered(numbers)
    return {number: Said(one, source.file_of(one)) for number, one in found.items()}


def all_that(question: Asked, shown: Answer) -> Callable[[Source], tuple[Said, ...]]:
    """Return what reads all that a question finds, in the source's own thread.

    Args:
        question: what is asked.
        shown: what is shown; perhaps only a few of what is found, or still what was asked before.
    """

    def everything(source: Source) -> tuple[Said, ...]:
        is_it = shown.asked is question and shown.is_all
        numbers = shown.numbers if is_it else source.found(question.words, question.where)
        return tuple(read(source, numbers).values())

    return everything


class FoundRows:
    """Rows of what was found; those that nobody has read yet are asked for, and blank till then."""

    def __init__(self, found: Answer, want: Callable[[Sequence[int]], None]) -> None:
        """Show an answer.

        Args:
            found: what was found.
            want: has contributions read, and told to `learn`, by their numbers.
        """
        self.answer = found
        self._known = dict(found.known)
        self._sessions = {one.id: one for one in found.sessions}
        self._want = want

    def learn(self, known: Mapping[int, Said]) -> None:
        """Take in what was read since."""
        self._known |= known

    def at(self, index: int | None) -> Said | None:
        """Return what stands at a place; None if nothing does, or it was not read yet."""
        numbers = self.answer.numbers
        there = index is not None and 0 <= index < len(numbers)
        return self._known.get(numbers[index or 0]) if there else None

    def count(self) -> int:
        """Return how many there are."""
        return len(self.answer.numbers)

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many from this one on."""
        numbers = self.answer.numbers[offset : offset + limit]
        unread = [number for number in numbers if number not in self._known]
        if unread:
            self._want(unread)
        return [self._row(self._known.get(number)) for number in numbers]

    def _row(self, said: Said | None) -> Row:
        if said is None:
            return Row(key="", words="…")
        one = said.one
        session = self._sessions.get(one.session)
        row = row_of(one, (session.room_rule if session else None) or DEFAULT_SHARING)
        if len(self._sessions) < 2:
            return row
        title = single_line(session.title or "") if session else ""
        date = show_iso((session.date if session else None) or one.at[:10])
        return replace(row, meta=" · ".join(filter(None, (title, date, row.meta))))
