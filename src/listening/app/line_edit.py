"""Changing what a typed line says about its words, letter by letter.

The line in the entry is the truth: a key that puts an area, a kind or a speaker on it edits the
text, as if it had been typed. The words keep every letter and blank that stands in them, so that
typing can go on in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from listening.model.quickline import (
    NOTHING_KNOWN,
    Known,
    Marks,
    QuickLine,
    parse,
    split_at_marks,
    write,
    write_marks,
)
from listening.model.vocabulary import Area


def with_area_toggled(line: str, area: Area, known: Known = NOTHING_KNOWN) -> str:
    """Return the line with this area on it, or without it if it was on."""
    return with_marks(line, lambda marks: marks.toggled(area), known)


def with_marks(line: str, change: Callable[[Marks], Marks], known: Known = NOTHING_KNOWN) -> str:
    """Return the line with its marks changed and its words as they stand."""
    was = parse(line, known)
    wanted = replace(was, marks=change(was.marks))
    before, _ = split_at_marks(line)
    marks = write_marks(wanted.marks)
    return _reading_as(wanted, f"{before} {marks}" if marks else before, known)


def with_handle(line: str, handle: str | None, known: Known = NOTHING_KNOWN) -> str:
    """Return the line said by this handle, or by the room, and its words as they stand."""
    was = parse(line, known)
    if was.by == handle:
        return line
    rest = line if was.by is None else line.partition(":")[2].removeprefix(" ")
    return _reading_as(replace(was, by=handle), f"{handle}: {rest}" if handle else rest, known)


def _reading_as(wanted: QuickLine, line: str, known: Known) -> str:
    """Return the line if it reads as what is wanted, else the one that is sure to."""
    return line if parse(line, known) == wanted else write(wanted, known)
