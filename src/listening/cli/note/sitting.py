"""One sitting: each line is heard, done, and answered; a line that fails is given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from listening.cli import streams
from listening.cli.note import sources
from listening.cli.note.desk import Desk
from listening.cli.note.lines import looks_like_an_order, told, words
from listening.cli.note.orders import LONG
from listening.cli.note.saying import AS_WORDS
from listening.cli.printing import complain, say_at_once, tell
from listening.cli.stopped import NobodyReads
from listening.cli.streams import Line
from listening.model.errors import ListeningError

END_OF_LONG = "."
"""The line that ends a contribution of several lines."""


@dataclass
class _Gathering:
    """Several lines that are to be one contribution."""

    ref: str | None
    """The contribution that they become the words of; None for a new one."""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Sitting:
    """Hears lines one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gathering: _Gathering | None = None
        self.unsaved = 0
        """How many lines could not be saved or done."""

    def hear_all(self, lines: Iterable[Line]) -> None:
        """Hear lines until they end or the note-taker says so.

        Raises:
            NobodyReads: the answers cannot be given any more.
        """
        for line in lines:
            try:
                self.hear(line)
            except BrokenPipeError as error:
                streams.hush()
                raise NobodyReads(line.number + 1) from error
            if self._desk.closed:
                return
        # What was begun when the lines ended is saved rather than lost.
        if self._gathering:
            self._end_gathering()

    def hear(self, line: Line) -> None:
        """Hear one line, and answer it."""
        if not line.sound:
            self._give_back("It is not UTF-8 text: write it again.", line.text)
        elif self._gathering:
            self._gather(self._gathering, line.text)
        elif line.text.strip():
            self._do(line.text)

    def _do(self, text: str) -> None:
        try:
            for sentence in self._answer(text):
                say_at_once(sentence)
        except ListeningError as error:
            self._give_back(str(error), text)

    def _answer(self, text: str) -> Iterable[str]:
        order = told(text)
        if order is None:
            hint = (AS_WORDS,) if looks_like_an_order(text) else ()
            return (*self._desk.capture(words(text)), *hint)
        if order.word == LONG:
            return self._begin_gathering(order.rest)
        return order.order.run(self._desk, order.rest)

    def _begin_gathering(self, rest: str) -> Iterable[str]:
        ref = self._desk.file.contribution(self._desk.ref(rest)).id if rest else None
        self._gathering = _Gathering(ref)
        return (f"Write as many lines as you like; a line with only {END_OF_LONG} ends it.",)

    def _gather(self, gathering: _Gathering, text: str) -> None:
        if text.strip() == END_OF_LONG:
            self._end_gathering()
            return
        gathering.lines.append(text)
        try:
            self._desk.file.keep_draft(gathering.text, self._desk.prompt)
        except ListeningError as error:
            complain(str(error))

    def _end_gathering(self) -> None:
        gathering, self._gathering = self._gathering, None
        if gathering is None:
            return
        try:
            for sentence in self._saved(gathering):
                say_at_once(sentence)
            self._desk.file.keep_draft("")
        except ListeningError as error:
            self._give_back(str(error), gathering.text)

    def _saved(self, gathering: _Gathering) -> Iterable[str]:
        if gathering.ref is None:
            return self._desk.capture(gathering.text)
        return self._desk.rewrite(gathering.ref, gathering.text)

    def _give_back(self, why: str, text: str) -> None:
        self.unsaved += 1
        complain(why)
        tell(f"Your line was: {text}")
        sources.recall(text)
