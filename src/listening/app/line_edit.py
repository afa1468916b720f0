"""Changing what a typed line says about its words, letter by letter.

The line in the entry is the truth: a key that puts an area, a kind or a speaker on it edits the
text, as if it had been typed. Only the last run of marks changes, or the handle at the start; the
words keep every letter and blank, so that typing can go on in the middle of a sentence, and marks
that stay are left as they were typed. The one exception is a backslash that the words need, or no
longer need, to be read as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from listening.model.quickline import (
    NONE_MARK,
    NOTHING_KNOWN,
    Known,
    Marks,
    join_marks,
    parse,
    split_marks,
)
from listening.model.text import fold, sanitise
from listening.model.vocabulary import Area, Captured, Kind, Sharing

_SIGNS = {Kind: "!", Sharing: "%", Captured: "~"}
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_BLANK = re.compile("[^ \n]+")


@dataclass(frozen=True, slots=True)
class _Parts:
    """A line taken apart; put together again it is letter by letter the same."""

    head: str
    """What says who spoke: `P3:`, or the backslash that keeps such a beginning as words."""
    words: str
    """The words, with the blanks around them, without the backslash that keeps marks as words."""
    marks: tuple[str, ...]
    """The marks as they were typed."""
    tail: str
    """The blanks after the marks."""


def with_area_toggled(line: str, area: Area, known: Known = NOTHING_KNOWN) -> str:
    """Return the line with this area on it, or without it if it was on."""
    parts = _take_apart(line, known)
    return _with_mark(parts, f"/{area.mark}", lambda marks: area in marks.areas, known, _says_none)


def with_none_toggled(line: str, known: Known = NOTHING_KNOWN) -> str:
    """Return the line saying “none of the three”, or no longer saying so."""
    parts = _take_apart(line, known)
    return _with_mark(parts, f"/{NONE_MARK}", _says_none, known, lambda marks: bool(marks.areas))


def with_code_toggled(line: str, code: str, known: Known = NOTHING_KNOWN) -> str:
    """Return the line with this code, given by its full key, or without it if it was on."""
    parts = _take_apart(line, known)
    short = next((short for short, full in known.codes.items() if full == code), code)
    return _with_mark(parts, f"#{short}", lambda marks: code in marks.codes, known)


def with_term_toggled(
    line: str, term: Kind | Sharing | Captured, known: Known = NOTHING_KNOWN
) -> str:
    """Return the line with this kind, sharing or way of capture in place of another, or without it."""
    parts = _take_apart(line, known)
    sign = _SIGNS[type(term)]
    was = getattr(parse(line, known).marks, type(term).__name__.lower())
    kept = tuple(mark for mark in parts.marks if not mark.startswith(sign))
    added = () if was is term else (f"{sign}{term.mark}",)
    return _put_together(replace(parts, marks=kept + added))


def with_handle(line: str, handle: str | None, known: Known = NOTHING_KNOWN) -> str:
    """Return the line said by this handle, or by the room.

    A handle that a line cannot name, since it is new and not short, changes nothing.
    """
    parts = _take_apart(line, known)
    words = parts.words.removeprefix(" ") if parts.head.endswith(":") else parts.words
    body = _put_together(replace(parts, head="", words=words))
    if handle is not None:
        named = f"{handle}: {body}"
        is_read = parse(named, known).by == known.handles.get(fold(handle), handle)
        return named if is_read else line
    keeps_words = parse(body, known).by is None and not _is_escaped(body, known)
    return body if keeps_words else "\\" + body.lstrip(" \n")


def _with_mark(
    parts: _Parts,
    mark: str,
    says_so: Callable[[Marks], bool],
    known: Known,
    against: Callable[[Marks], bool] = lambda _: False,
) -> str:
    """Return the line with a mark added, or with all that say the same left out.

    What speaks against it is left out either way.
    """
    meanings = {each: _meaning(each, known) for each in parts.marks}
    is_on = says_so(_meaning(" ".join(parts.marks), known))
    kept = tuple(
        each for each, meant in meanings.items() if not says_so(meant) and not against(meant)
    )
    return _put_together(replace(parts, marks=kept if is_on else (*kept, mark)))


def _says_none(marks: Marks) -> bool:
    return marks.none_of_three


def _meaning(marks: str, known: Known) -> Marks:
    return parse(marks, known).marks


def _take_apart(line: str, known: Known) -> _Parts:
    line = _cleaned(line)
    head, rest = _split_head(line, known)
    words, marks = split_marks(rest)
    tail = rest[len(rest.rstrip(" \n")) :] if marks else ""
    return _Parts(head, words, tuple(marks), tail)


def _put_together(parts: _Parts) -> str:
    marks = " ".join(parts.marks)
    if not marks:
        return parts.head + join_marks(parts.words, "")
    # A blank before the marks, so that words may still be typed in front of them.
    body = join_marks(parts.words, marks) if parts.words else f" {marks}"
    return parts.head + body + parts.tail


def _split_head(line: str, known: Known) -> tuple[str, str]:
    start = len(line) - len(line.lstrip(" \n"))
    if parse(line, known).by is not None:
        end = line.index(":") + 1
    elif _is_escaped(line, known):
        end = start + 1
    else:
        end = 0
    return line[:end], line[end:]


def _is_escaped(line: str, known: Known) -> bool:
    """Tell whether a backslash at the start keeps a handle as words."""
    text = line.lstrip(" \n")
    return text.startswith("\\") and parse(text.lstrip("\\"), known).by is not None


def _cleaned(line: str) -> str:
    """Return the line with nothing in it that is not kept, and every blank where it stood."""
    if line.isascii() and line.isprintable():
        return line
    line = _LINE_END.sub("\n", line).replace("\t", " ")
    return _NOT_BLANK.sub(lambda found: sanitise(found.group()), line)


def end_of(text: str) -> tuple[int, int]:
    """Return the row and column at the end of a text."""
    return text.count("\n"), len(text) - (text.rfind("\n") + 1)
