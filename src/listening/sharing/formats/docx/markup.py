"""Texts and runs in WordprocessingML, whatever stands in them."""

from __future__ import annotations

import re
from itertools import chain
from xml.sax.saxutils import escape

from listening.sharing.formats.characters import is_right_to_left, sound

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace that `w:` stands for."""

_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_PIECES = re.compile(r"([\n\t])")


def characters(text: str) -> str:
    """Return a text as XML characters, for an element or a quoted attribute."""
    return escape(sound(text), {'"': "&quot;", "\r": "&#13;"})


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
