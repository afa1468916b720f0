"""REFI-QDA codebook (`.qdc`): the areas and codes, for programs for qualitative analysis."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from listening.sharing.disclosed import Disclosed
from listening.sharing.formats.options import Options, Written
from listening.sharing.formats.refi import ORIGIN, add_codes, document

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def render(sessions: Sequence[Disclosed], options: Options) -> Written:  # noqa: ARG001
    """Return the codebook of the sessions; it holds no words of what was said."""
    book = Element("CodeBook", {"xmlns": _NAMESPACE, "origin": ORIGIN})
    add_codes(book, sessions)
    return Written(document(book))
