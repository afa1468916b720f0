"""How one row of the list is laid out in lines: plain text in, plain pieces out, no screen.

    ▸14:02  P3   Mum's carers change every week and nobody tells us who is
                 coming.
            barrier                                          Roles · System

Areas that stand alone go to the end of the words' last line, if they fit; in a narrow list so does
all that is said about the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import islice

from rich.cells import cell_len

from listening.app.text import visible
from listening.app.widgets.wrapping import is_right_to_left, wrap

CURSOR_MARK = "▸"
"""What stands before the row that has the cursor; colour alone would not do."""

GOES_ON = "… there is more: press e to read it all."
"""What ends a row that is higher than the list."""

GOES_ON_NARROW = "… more: e"
"""The same where there is little room."""

_GAP = "   "
_ABOUT_INDENT = 8
_WORDS_INDENT = 13
_TIGHT_INDENT = 2
_MARGIN = 1
_ROOMY = 2


class Part(Enum):
    """What a piece of a line is, for its colour."""

    BLANK = "blank"
    LEAD = "lead"
    WORDS = "words"
    META = "meta"
    AREAS = "areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contribution as the list shows it: every text untrusted, and shown letter by letter."""

    key: str
    """What names it: the contribution's id."""
    time: str = ""
    """When it was said, such as “14:02”."""
    who: str = ""
    """The handle of who said it, or “the room”."""
    words: str = ""
    """What was said; newlines are shown."""
    meta: str = ""
    """What else is to be known, such as “barrier · unnamed quote”."""
    areas: str = ""
    """What stands at the right, such as “Roles · System” or “not yet ○”."""
    dim: bool = False
    """Whether it counts no more, and is drawn quietly."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The room there is for a row."""

    width: int
    """Cells across."""
    height: int
    """Lines at most."""
    compact: bool = False
    """Whether all that is said about the words may stand on their last line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is drawn in one way."""

    text: str
    part: Part


Line = tuple[Piece, ...]
"""One line of a row, from the left edge; shorter lines end in blanks that are not given."""


def lay_out(row: Row, shape: Shape) -> tuple[Line, ...]:
    """Return the lines of a row: at least one, and no more than there is room for."""
    words = visible(row.words)
    apart = is_right_to_left(words)
    about = _about(_one_line(row.meta), _one_line(row.areas), shape.width)
    room = max(1, shape.height - len(about))
    spoken = _spoken(_lead(row), words, Shape(shape.width, room), apart=apart)
    may_merge = about and not apart and (shape.compact or not row.meta)
    if may_merge and (merged := _merged(spoken[-1], about, shape.width)):
        return (*spoken[:-1], merged)
    return (*spoken, *about)[: max(1, shape.height)]


def _lead(row: Row) -> str:
    """Return what stands before the words: room for the cursor, the time, and who spoke."""
    lead = f" {_one_line(row.time):<5}  {_one_line(row.who)}"
    return lead + " " * max(_WORDS_INDENT - cell_len(lead), len(_GAP))


def _spoken(lead: str, words: str, shape: Shape, *, apart: bool) -> tuple[Line, ...]:
    """Return the lead and the lines of the words, which begin after it or, set apart, under it.

    Words written from right to left are set apart: a terminal that turns a line around turns the
    whole of it. So are those that would have too little room.
    """
    indent = _WORDS_INDENT if shape.width >= _WORDS_INDENT * _ROOMY else _TIGHT_INDENT
    if apart or cell_len(lead) * _ROOMY > shape.width:
        under = Shape(shape.width, shape.height - 1)
        return (_line((lead, Part.LEAD)), *_words(words, indent, under))[: shape.height]
    first, *others = _words(words, indent, shape, taken=cell_len(lead) - indent)
    return (_line((lead, Part.LEAD), *((piece.text, piece.part) for piece in first[1:])), *others)


def _words(words: str, indent: int, shape: Shape, taken: int = 0) -> list[Line]:
    """Return the lines of the words, the last saying so if there is no room for all."""
    room = max(1, shape.height)
    texts = list(islice(wrap(words, shape.width - indent - _MARGIN, taken), room + 1))
    lines = [_indented(text, Part.WORDS, indent) for text in texts]
    if len(lines) <= room:
        return lines
    is_wide = cell_len(GOES_ON) <= shape.width - indent - _MARGIN - taken
    told = GOES_ON if is_wide else GOES_ON_NARROW
    return [*lines[: room - 1], _indented(told, Part.META, indent)]


def _about(meta: str, areas: str, width: int) -> tuple[Line, ...]:
    """Return what is said about the words: at the left and the right of one line, or below each other."""
    indent = min(_ABOUT_INDENT, width // _ROOMY)
    room = width - indent - _MARGIN
    between = room - cell_len(meta) - cell_len(areas)
    if meta and areas and between < len(_GAP):
        return (*_about(meta, "", width), *_about("", areas, width))
    if between < 0:
        part = Part.META if meta else Part.AREAS
        return tuple(_indented(text, part, indent) for text in wrap(meta or areas, room))
    gap = " " * between if areas else ""
    left = (" " * indent, Part.BLANK), (meta, Part.META)
    return (_line(*left, (gap, Part.BLANK), (areas, Part.AREAS)),) if meta or areas else ()


def _merged(last: Line, about: tuple[Line, ...], width: int) -> Line | None:
    """Return what is said about the words at the end of their last line, or None if it won't fit."""
    tail = [piece for line in about for piece in line if piece.part is not Part.BLANK]
    taken = (
        sum(cell_len(piece.text) for piece in (*last, *tail))
        + len(_GAP) * (len(tail) - 1)
        + _MARGIN
    )
    if width - taken < len(_GAP):
        return None
    blank = (" " * (width - taken), Part.BLANK)
    spaced = [part for piece in tail for part in ((_GAP, Part.BLANK), (piece.text, piece.part))][1:]
    return _line(*((piece.text, piece.part) for piece in last), blank, *spaced)


def _indented(text: str, part: Part, indent: int) -> Line:
    return _line((" " * indent, Part.BLANK), (text, part))


def _line(*pieces: tuple[str, Part]) -> Line:
    return tuple(Piece(text, part) for text, part in pieces if text)


def _one_line(text: str) -> str:
    return visible(text).replace("\n", " ")
