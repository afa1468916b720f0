"""Telling how far a long piece of work is, to somebody who sits at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from listening.cli.printing import plain

_WORTH_TELLING = 9
"""Fewer pieces than these are done before anybody has read a line."""


class Progress:
    """A line on standard error that is written over as the work goes on; on a terminal alone."""

    def __init__(self) -> None:
        self.done = 0
        """How many pieces are done."""
        self.of = 0
        """How many there are."""
        self.last = ""
        """The name of the last that was done."""
        self._width = 0

    def __call__(self, done: int, of: int, path: Path) -> None:
        """Take note of how many files are done, of how many, and of the last."""
        self.done, self.of, self.last = done, of, plain(str(path))
        if of > _WORTH_TELLING and sys.stderr.isatty():
            self._write(f"{done:,} of {of:,} files")

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            self._write("")
            self._width = 0

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text:{self._width}}\r")
        sys.stderr.flush()
        self._width = max(self._width, len(text))
