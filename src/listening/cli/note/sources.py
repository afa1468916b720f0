"""Where the lines of `note` come from: somebody's keyboard, or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress

from listening.cli import streams
from listening.cli.streams import Line

SIGN = "> "
"""What stands before the line on a terminal."""


def lines() -> Iterator[Line]:
    """Yield the lines as they come."""
    return _typed() if streams.on_terminal() else streams.lines_in()


def recall(text: str) -> None:
    """Let the arrow up bring a line back that could not be saved."""
    if streams.on_terminal():
        with suppress(ImportError):
            import readline

            readline.add_history(text)


def _typed() -> Iterator[Line]:
    """Yield what somebody types, with the line editing that their terminal has."""
    # Where it is there, `input` edits lines with it, and lines may be longer than a terminal's own.
    with suppress(ImportError):
        import readline

        # Words that were put off record must not come back with the arrow keys.
        readline.set_auto_history(False)
    number = 0
    while True:
        try:
            text = input(SIGN)
        except EOFError:
            sys.stdout.write("\n")
            return
        # A paste may bring several lines at once: each is one, as it is in a pipe.
        for part in text.split("\n"):
            number += 1
            yield streams.decoded(number, part.encode(errors="surrogateescape"))
