"""What a text that goes on paper is made of: characters that files can hold, and their direction."""

from __future__ import annotations

import re
import unicodedata

_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold, and controls that programs would act on."""


def sound(text: str) -> str:
    """Return a text in which a replacement character stands for what no file can hold."""
    return _UNSOUND.sub("\ufffd", text)


def is_right_to_left(text: str) -> bool:
    """Tell whether a text begins in a script that is written from right to left.

    Each text of people has a paragraph, or the end of one, to itself: so its direction, and any
    control for it that slipped in, ends with it.
    """
    if text.isascii():
        return False
    strong = (each for each in map(unicodedata.bidirectional, text) if each in ("L", "R", "AL"))
    return next(strong, "L") != "L"
