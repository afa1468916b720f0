"""Bytes as text, whatever wrote them: UTF-8, UTF-16 with its mark, or the letters of older Windows."""

from __future__ import annotations

import codecs

from listening.model.errors import WrongUse

_MEGABYTE = 1024 * 1024
MOST_BYTES = 64 * _MEGABYTE
"""How large a source may be: more words than a county says in a year."""
MOST_MARKDOWN = 8 * _MEGABYTE
"""How large Markdown may be, which takes longer to read: some 35,000 contributions."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OLDER = (
    "The source is not UTF-8, so it was read with the letters of older Windows programs: look whether "
    "letters such as é and £ are right, and save it as UTF-8 if they are not."
)
"""What is said where the letters had to be guessed."""


def decoded(content: bytes, *, guess: bool, most: int = MOST_BYTES) -> tuple[str, bool]:
    """Return a source as text, its lines ending at newlines, and whether its letters were guessed.

    Args:
        content: the bytes.
        most: how many bytes it may have.
        guess: whether what is no UTF-8 may be read as Windows-1252, as spreadsheets once wrote it.

    Raises:
        WrongUse: it is too large, or no text.
    """
    if len(content) > most:
        raise WrongUse(
            f"The source is larger than {most // _MEGABYTE} megabytes: part it into several files."
        )
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace"), False
    try:
        return content.decode(), False
    except UnicodeDecodeError as error:
        if not guess or b"\0" in content:
            raise WrongUse(_no_text(content, error.start)) from error
        return content.decode("cp1252", errors="replace"), True


def _no_text(content: bytes, place: int) -> str:
    line = content.count(b"\n", 0, place) + 1
    return f"Line {line} of the source is not UTF-8 text: save it as UTF-8, then import it again."


def has_mark(content: bytes) -> bool:
    """Tell whether a source begins with the mark by which spreadsheets know UTF-8."""
    return content.startswith(codecs.BOM_UTF8)
