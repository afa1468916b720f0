"""The terminal's input, made safe before keys are made of it.

Textual takes an escape character inside a bracketed paste for the beginning of a key: a text with
`ESC ctrl+q` in it, pasted, would press ctrl+q. So the parser that Textual's drivers use is replaced
by one that takes control characters out of pastes (line ends and tabs stay), and that knows the
line ends of a paste without brackets (see `line_ends`). `install` puts it into every driver.
"""

from __future__ import annotations

import re
import sys
import time
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from types import ModuleType

from textual import _xterm_parser, events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from listening.app.line_ends import LineEnds, Piece

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PASTED_LINE_END = "\n"


class KeyOfWords(events.Key):
    """A key that came among others faster than hands type: a letter of words, and no command."""

    def copy(self) -> KeyOfWords:
        """Return the same once more."""
        return KeyOfWords(self.key, self.character)


# Whoever handles keys handles these: Textual would look for handlers by the name of the class.
KeyOfWords.handler_name = events.Key.handler_name


def is_of_words(event: events.Key) -> bool:
    """Tell whether a key came among others, as words that are pasted or dictated do."""
    return isinstance(event, KeyOfWords) or is_pasted_line_end(event)


def is_pasted_line_end(event: events.Key) -> bool:
    """Tell whether an Enter is the line end of a paste that had no brackets: a line break."""
    return event.key == "enter" and event.character == _PASTED_LINE_END


class BracketedPastes:
    """Takes control characters out of what stands between the brackets, however it is cut up."""

    def __init__(self) -> None:
        self.inside = False
        """Whether a paste has begun and not ended."""
        self._before = ""
        self._held = ""

    def clean(self, data: str) -> str:
        """Return what was read, without the control characters of pastes.

        Text that may be the beginning of the closing bracket is kept for the next time.
        """
        data, self._held = self._held + data, ""
        out: list[str] = []
        while data:
            taken, data = self._inside(data) if self.inside else self._outside(data)
            out.append(taken)
        return "".join(out)

    def finish(self) -> str:
        """Return what closes a paste that the terminal began and never ended."""
        if not self.inside:
            return ""
        words, self._held, self.inside = _CONTROLS.sub("", self._held), "", False
        return words + BRACKETED_PASTE_END

    def forget(self) -> None:
        """Say that a sequence which stood at the end has been given up: it begins no bracket."""
        self._before = ""

    def _outside(self, data: str) -> tuple[str, str]:
        """Return the keys, up to an opening bracket and with it, and the rest."""
        seen = self._before + data
        start = seen.find(BRACKETED_PASTE_START)
        if start < 0:
            self._before = seen[1 - len(BRACKETED_PASTE_START) :]
            return data, ""
        self.inside, cut = True, start + len(BRACKETED_PASTE_START) - len(self._before)
        self._before = ""
        return data[:cut], data[cut:]

    def _inside(self, data: str) -> tuple[str, str]:
        """Return the cleaned paste, up to its closing bracket and with it, and the rest."""
        words, end, rest = data.partition(BRACKETED_PASTE_END)
        self.inside = not end
        if self.inside:
            words, self._held = _split_beginning(words, BRACKETED_PASTE_END)
        return _CONTROLS.sub("", words) + end, rest


class TerminalParser(XTermParser):
    """Textual's parser of what a terminal sends, given cleaned pastes and told line ends."""

    def __init__(
        self,
        debug: bool = False,  # noqa: FBT001, FBT002 - drivers give it by its place
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing read; `debug` is Textual's, the clock counts seconds."""
        super().__init__(debug)
        self._clock = clock
        self._pastes = BracketedPastes()
        self._line_ends = LineEnds(clock())
        self._just_fed = False

    def feed(self, data: str) -> Iterable[Message]:
        """Yield the events in what was read; no data means the end of all input."""
        self._just_fed = True
        if not data:
            yield from self._end()
            return
        was_inside = self._pastes.inside
        cleaned = self._pastes.clean(data)
        now = self._clock()
        yield from self._events(
            [Piece(cleaned)] if was_inside else self._line_ends.read(cleaned, now)
        )

    def tick(self) -> Iterable[Message]:
        """Yield what was waiting for more input that did not come; drivers call it at each look."""
        yield from self._events(self._line_ends.look(self._clock(), after_reading=self._just_fed))
        self._just_fed = False
        given_up = list(super().tick())
        if given_up:
            self._pastes.forget()
        yield from given_up

    def _end(self) -> Iterator[Message]:
        yield from self._events([*self._line_ends.finish(), Piece(self._pastes.finish())])
        yield from super().feed("")

    def _events(self, pieces: Iterable[Piece]) -> Iterator[Message]:
        for piece in pieces:
            if not piece.text:  # No data would mean the end of all input.
                continue
            for event in super().feed(piece.text):
                yield _as_meant(event, piece)


def install() -> None:
    """Make every driver of Textual, loaded already or not, read the terminal with our parser.

    The terminal's own driver is also made to show bytes that are no UTF-8 as “�”: a word pasted in
    an older encoding would otherwise end the app, with what stands in the entry.
    """
    vars(_xterm_parser)["XTermParser"] = TerminalParser
    if sys.platform != "win32":
        import_module("textual.drivers.linux_driver")
    for name, module in list(sys.modules.items()):
        if name.startswith("textual.drivers."):
            _replace(module, "XTermParser", TerminalParser)
            _replace(module, "getincrementaldecoder", _forgiving_decoder)


def _replace(module: ModuleType, name: str, value: object) -> None:
    if name in vars(module):
        vars(module)[name] = value


def _forgiving_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    return partial(getincrementaldecoder(encoding), errors="replace")


def _as_meant(event: Message, piece: Piece) -> Message:
    """Return a key as what its piece of the reading says that it is."""
    if not isinstance(event, events.Key):
        return event
    if piece.breaks_line and event.key == "enter":
        return events.Key("enter", _PASTED_LINE_END)
    return KeyOfWords(event.key, event.character) if piece.is_words else event


def _split_beginning(text: str, mark: str) -> tuple[str, str]:
    """Return the text before what may be the beginning of the mark at its end, and that."""
    lengths = range(min(len(text), len(mark) - 1), 0, -1)
    length = next((length for length in lengths if text.endswith(mark[:length])), 0)
    return text[: len(text) - length], text[len(text) - length :]
