"""Printing: everything that a command says to a person goes through here.

Words in a session file come from people and from other programs. The store sanitises them when
it reads them; what reaches a terminal is held against the same rules once more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from listening.model.text import single_line

NAME = "listening"
"""What error messages begin with."""


def plain(text: str) -> str:
    """Return a text that a terminal shows and never obeys, its lines and their indents kept."""
    return "\n".join(map(_plain_line, text.split("\n")))


def say(text: str = "") -> None:
    """Print a part of the answer to standard output."""
    sys.stdout.write(f"{plain(text)}\n")


def say_at_once(text: str = "") -> None:
    """Print a part of the answer, and let nothing hold it back."""
    say(text)
    sys.stdout.flush()


def say_exactly(parts: Iterable[str]) -> None:
    """Print a document as it is, made for other programs; a text, or the parts of one."""
    sys.stdout.writelines([parts] if isinstance(parts, str) else parts)


def say_bytes(content: bytes) -> None:
    """Print a file as it is, made for other programs."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def say_path(path: Path) -> None:
    """Print a path: as it is for a program that reads it, made safe for a terminal."""
    sys.stdout.write(f"{plain(str(path)) if sys.stdout.isatty() else path}\n")


def tell(text: str) -> None:
    """Print a message beside the answer, to standard error."""
    # A message that nobody can be given must not stop what it speaks of.
    with suppress(OSError):
        sys.stderr.write(f"{plain(text)}\n")
        sys.stderr.flush()


def complain(sentence: str) -> None:
    """Print why something could not be done."""
    tell(f"{NAME}: {single_line(sentence)}")


def _plain_line(line: str) -> str:
    if line.isascii() and line.isprintable():
        return line
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + single_line(line)
