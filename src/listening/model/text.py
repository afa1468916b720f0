"""The one sanitiser: what is kept of words that came from people or files.

The rules are those of `sanitise`, done once at capture, at import, and when words are read
from a file that others made, so that terminals, Markdown and XML all show the same letters.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_PLANE_ENDS = "".join(
    f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNSAFE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}{_BIDI}]")
_TRAILING_BLANKS = re.compile(" +$", re.MULTILINE)
_BLANK_LINES = re.compile("\n{3,}")
_MARKS_OVER_LETTERS = re.compile("[\u0300-\u036f]+")


def sanitise(text: str) -> str:
    """Return the words in the form in which they are kept.

    Composed characters (NFC); every line end a newline, a tab a space; control characters, bidi
    controls, lone surrogates and non-characters out; no blanks at the end of a line, at most one
    blank line in a row, none around the whole. Doing it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    text = unicodedata.normalize("NFC", _UNSAFE.sub("", text))
    text = _BLANK_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text))
    return text.strip(" \n")


def single_line(text: str) -> str:
    """Return the words on one line: sanitised, each line break and its indent one space."""
    if text.isascii() and text.isprintable():
        return text.strip(" ")
    return " ".join(part.strip(" ") for part in sanitise(text).split("\n") if part.strip(" "))


def says_nothing(text: str) -> bool:
    """Tell whether no character of the text can be seen."""
    return not any(char.isprintable() and not char.isspace() for char in text)


def fold(text: str) -> str:
    """Return the form in which handles, codes and terms are compared: composed, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def search_key(text: str) -> str:
    """Return the form in which words are searched: without case and without accents."""
    if text.isascii():
        return text.lower()
    bare = _MARKS_OVER_LETTERS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare.casefold())
