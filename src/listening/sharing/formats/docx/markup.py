"""Texts and runs in WordprocessingML, whatever stands in them."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace that `w:` stands for."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold, and controls that programs would act on."""

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_PIECES = re.compile(r"([\n\t])")


def characters(text: str) -> str:
    """Return a text as XML characters, for an element or a quoted attribute."""
    return escape(_NOT_IN_XML.sub("\ufffd", text), {'"': "&quot;", "\r": "&#13;"})


def run(text: str, properties: str = "") -> str:
    """Return a text as one run; its line ends and tabs are those of the document.

    Args:
        text: any text.
        properties: the markup of the run's properties, in the order of the schema.
    """
    properties += "<w:rtl/>" if is_right_to_left(text) else ""
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{about}{''.join(map(_piece, _PIECES.split(text)))}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "", *, rtl: bool = False) -> str:
    """Return a paragraph of runs.

    Args:
        content: the runs.
        style: the id of its style; the document's own where it is empty.
        properties: the markup of further properties, in the order of the schema.
        rtl: whether its lines begin at the right.
    """
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"{named}{properties}{'<w:bidi/>' if rtl else ''}"
    return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{content}</w:p>"


def is_right_to_left(text: str) -> bool:
    """Tell whether a text begins in a script that is written from right to left.

    Each text of people has a paragraph, or the end of one, to itself: so its direction, and any
    control for it that slipped in, ends with it.
    """
    if text.isascii():
        return False
    strong = (each for each in map(unicodedata.bidirectional, text) if each in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def element(name: str, /, **attributes: str | int) -> str:
    """Return an empty element of this namespace, such as `element("sz", val=22)`."""
    told = chain.from_iterable(
        (f' w:{key}="', characters(str(attributes[key])), '"') for key in attributes
    )
    return f"<w:{name}{''.join(told)}/>"


def _piece(text: str) -> str:
    if text in _BREAKS:
        return _BREAKS[text]
    return f'<w:t xml:space="preserve">{characters(text)}</w:t>' if text else ""
