"""What the two REFI-QDA formats share: GUIDs, the codebook, and XML that every reader takes.

REFI-QDA is how programs for qualitative analysis hand projects (`.qdpx`) and codebooks (`.qdc`) to
each other. Codes are the three areas, the themes of the lenses in use, and the themes that what is
shown carries; a code's GUID is the same in every file, so that a codebook and a project fit together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from xml.etree.ElementTree import Element, SubElement, tostring

from listening import __version__
from listening.model.lenses import Code, Lens, all_lenses
from listening.model.vocabulary import Area
from listening.sharing.disclosed import Disclosed

ORIGIN = f"listening {__version__}"
"""The program that wrote a file."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold, however it is written."""


def guid(*of: str) -> str:
    """Return the GUID of a thing: the same for the same thing, and telling nothing of it.

    Args:
        of: what sort of thing it is, and the tokens that name it. No name or handle of a person may
            be among them: whoever guessed it could prove it.
    """
    found = blake2b("\0".join(of).encode(errors="replace"), digest_size=16).hexdigest()
    # Marked as version 8, which the standard leaves to whoever makes one.
    return f"{found[:8]}-{found[8:12]}-8{found[13:16]}-a{found[17:20]}-{found[20:]}"


def code_guid(code: str) -> str:
    """Return the GUID of an area or of a code, by its key."""
    return guid("code", code)


def legal(text: str) -> str:
    """Return a text as XML can hold it: a character that it cannot hold is shown as a gap."""
    return _ILLEGAL.sub("\ufffd", text)


def document(root: Element) -> bytes:
    """Return a whole XML document."""
    body: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'.encode()


def add_codes(book: Element, sessions: Sequence[Disclosed]) -> None:
    """Put the codes of the sessions into a codebook."""
    codes = SubElement(book, "Codes")
    carried = _carried(sessions)
    in_use = {key for disclosed in sessions for key in disclosed.session.lens_keys}
    for area in Area:
        _add(codes, area.value, f"{area.label}: {area.meaning}")
    for lens in all_lenses():
        carried -= _add_lens(codes, lens, carried, whole=lens.key in in_use)
    for theme in sorted(carried - set(Area)):
        _add(codes, theme, "")


def _carried(sessions: Iterable[Disclosed]) -> set[str]:
    """Return the codes that what is shown carries."""
    return {
        code for disclosed in sessions for said in disclosed.contributions for code in said.codes
    }


def _add_lens(codes: Element, lens: Lens, carried: set[str], *, whole: bool) -> set[str]:
    """Put a lens that is in use, or the codes of it that are carried; return the keys of those."""
    themes = [code for code in lens.codes if whole or code.key in carried]
    if not themes:
        return set()
    # A theme of people's own may have the name of the lens.
    parent = _add(codes, lens.key, _about(lens), codable=lens.key in carried)
    for theme in themes:
        _add(parent, theme.key, _label(theme))
    return {lens.key, *(theme.key for theme in themes)}


def _about(lens: Lens) -> str:
    return f"{lens.label}. {lens.about} Source: {lens.source}."


def _label(code: Code) -> str:
    return f"{code.label} (stands under {code.area.label.lower()})" if code.area else code.label


def _add(parent: Element, key: str, about: str, *, codable: bool = True) -> Element:
    """Put one code under a parent."""
    facts = {
        "guid": code_guid(key),
        "name": legal(key),
        "isCodable": "true" if codable else "false",
    }
    code = SubElement(parent, "Code", facts)
    if about:
        SubElement(code, "Description").text = legal(about)
    return code
