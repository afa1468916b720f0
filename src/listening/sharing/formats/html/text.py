"""The one escaper: what people and the program say becomes text that no browser obeys."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""What a page of HTML may not hold."""

_LINE_END = re.compile("\r\n?")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def safe(text: str) -> str:
    """Return `text` so that it stands for itself, between tags and in a quoted attribute."""
    if text.isalnum():
        return text
    return _UNWRITABLE.sub("\ufffd", _LINE_END.sub("\n", text)).translate(_ESCAPED)


def lines(text: str) -> str:
    """Return `text` for inside one element, each line break as one."""
    return safe(text).replace("\n", "<br>")


def paragraphs(text: str) -> str:
    """Return `text` as paragraphs, each written in the direction of its own letters."""
    blocks = re.split("\n\n", _LINE_END.sub("\n", text))
    return "".join(f'<p dir="auto">{lines(block)}</p>' for block in blocks)


def identifier(anchor: str) -> str:
    """Return the id of the element that an anchor names; different ones have different ids."""
    if re.fullmatch("[A-Za-z0-9_-]+", anchor):
        return f"at-{anchor}"
    return f"at.{anchor.encode('utf-8', 'surrogatepass').hex()}"
