"""The standard streams: UTF-8 whatever the locale, and lines that end at a newline alone."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

_CANNOT_DRAW = ("dumb", "unknown")
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line that came in."""

    number: int
    """Its place, from 1."""
    text: str
    """What it says, without its end."""
    sound: bool = True
    """Whether its bytes were UTF-8; where they were not, the text spells them out."""


def prepare() -> None:
    """Make the standard streams speak UTF-8; one that was closed swallows what it is given."""
    sys.stdin = sys.stdin or _nothing()
    sys.stdout = sys.stdout or _nothing()
    sys.stderr = sys.stderr or _nothing()
    # File names may hold bytes that are not text: they go out as they came.
    _speak_utf8(sys.stdout, errors="surrogateescape")
    _speak_utf8(sys.stdin, errors="surrogateescape")
    _speak_utf8(sys.stderr, errors="backslashreplace")


def on_terminal() -> bool:
    """Tell whether somebody sits at both ends: types here and reads here."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_show_screens() -> bool:
    """Tell whether a full screen can be drawn here."""
    return on_terminal() and os.environ.get("TERM") not in _CANNOT_DRAW


def lines_in() -> Iterator[Line]:
    """Yield the lines of standard input."""
    return lines_of(sys.stdin.buffer)


def lines_of(stream: BinaryIO) -> Iterator[Line]:
    """Yield the lines of a stream of bytes; they end at a newline, before which a CR is dropped."""
    for number, raw in enumerate(_without_bom(stream), start=1):
        yield decoded(number, raw.removesuffix(b"\n").removesuffix(b"\r"))


def decoded(number: int, raw: bytes) -> Line:
    """Return a line from its bytes."""
    try:
        return Line(number, raw.decode())
    except UnicodeDecodeError:
        return Line(number, raw.decode(errors="backslashreplace"), sound=False)


def hush() -> None:
    """Send what is still to be printed nowhere, since nobody reads it any more."""
    # Something under test may stand in for the stream, without a descriptor.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _without_bom(stream: BinaryIO) -> Iterator[bytes]:
    lines: Iterable[bytes] = iter(stream.readline, b"")
    for number, raw in enumerate(lines):
        yield raw.removeprefix(_BOM) if number == 0 else raw


def _nothing() -> io.TextIOWrapper:
    return Path(os.devnull).open("r+", encoding="utf-8")


def _speak_utf8(stream: object, errors: str) -> None:
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")
