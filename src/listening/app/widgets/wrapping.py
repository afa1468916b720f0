"""Breaking plain words into lines of so many cells, with every letter in one of them.

Lines are broken at blanks; inside a long word, and between the wide characters of Chinese and
Japanese, only where no mark is torn from its letter and no line begins with closing punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rich.cells import cell_len

_WORD = re.compile(r"[^ ]+ *|^ +")
_NEVER_FIRST = frozenset("、。，．！？；：）」』】》〉”’…％)]}!?,.;:")
_JOINER = "\u200d"


def wrap(text: str, width: int, taken: int = 0) -> Iterator[str]:
    """Yield the lines of a text, which may itself hold newlines; none is wider than the width.

    Of the first line, so many cells are taken by what stands before it. Blanks at which a line was
    broken are left out. A width under 2 counts as 2, for a wide character needs that.
    """
    width = max(2, width)
    for paragraph in text.split("\n"):
        if len(paragraph) + taken <= width and cell_len(paragraph) + taken <= width:
            yield paragraph
        else:
            yield from _wrapped(paragraph, width, taken)
        taken = 0


def is_right_to_left(text: str) -> bool:
    """Tell whether any of the words are written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in {"R", "AL"} for char in text
    )


def _wrapped(paragraph: str, width: int, taken: int) -> Iterator[str]:
    line, used = "", taken
    for piece in _pieces(paragraph, width):
        if used and used + cell_len(piece.rstrip(" ")) > width:
            yield line.rstrip(" ")
            line, used = "", 0
        line, used = line + piece, used + cell_len(piece)
    yield line.rstrip(" ")


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """Yield what must not be broken: words, or parts of those that have to be."""
    for word in _WORD.findall(paragraph):
        if cell_len(word.rstrip(" ")) <= width and not _has_wide(word):
            yield word
        else:
            yield from _parts(word, width)


def _parts(word: str, width: int) -> Iterator[str]:
    """Yield a word in parts, broken between wide characters, or anywhere if it is too wide."""
    anywhere = not _has_wide(word)
    part = ""
    for cluster in _clusters(word):
        may_break = anywhere or cell_len(cluster) == 2 or cell_len(part[-1:]) == 2
        too_wide = cell_len((part + cluster).rstrip(" ")) > width
        sticks = cluster[0] in _NEVER_FIRST or cluster == " "
        if part and (too_wide or (may_break and not sticks and not anywhere)):
            yield part
            part = ""
        part += cluster
    yield part


def _clusters(word: str) -> Iterator[str]:
    """Yield the characters of a word, each with the marks and joined characters that follow it."""
    cluster = ""
    for char in word:
        if cluster and (cluster.endswith(_JOINER) or not cell_len(char)):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _has_wide(word: str) -> bool:
    return len(word) != cell_len(word) and any(cell_len(char) == 2 for char in word)
