"""PDF: pages that look the same everywhere, tagged for screen readers (PDF/UA-1).

Typst lays the pages out: it shapes every script, runs right-to-left words from the right, tags
headings, lists, quotes and tables, and tells of each letter that no font has, so that no word is
lost without a sentence. Latin, Greek, Cyrillic, Arabic, Devanagari and Tamil letters come with the
extra; other scripts are taken from the fonts of the computer that writes.
"""

from __future__ import annotations

import json
import re
from importlib import import_module, resources
from pathlib import Path

import typst

from listening.model.errors import ListeningError
from listening.sharing.document import Document
from listening.sharing.formats.options import Options, Written
from listening.sharing.formats.pdf.data import data

_FONTS = ("noto_sans", "noto_sans_arabic", "noto_sans_devanagari", "noto_sans_tamil")
"""The fonts that come with the extra."""

_NO_GLYPH = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)

_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a letter that it takes for unprintable."""


class NoGlyph(ListeningError):
    """No font on this computer has a letter of the document."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(
            f"PDF cannot show “{letter}” (U+{ord(letter[0]):04X}), since no font on this computer has it: install a font for "
            "that script, or write Word or HTML, which are shown with the fonts of whoever reads them."
        )


class NotLaidOut(ListeningError):
    """The pages could not be laid out."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The PDF could not be laid out ({why}), and nothing was written: write Word or HTML instead."
        )


def render(document: Document, options: Options) -> Written:
    """Return a document as one PDF; in large print where plain words are asked for.

    Raises:
        NoGlyph: no font has one of its letters.
        NotLaidOut: the pages could not be laid out for another reason.
    """
    options.step(0, 1)
    told = json.dumps(data(document, large=options.plain))
    try:
        content = typst.compile(
            resources.files(__name__).joinpath("page.typ").read_bytes(),
            font_paths=typst.Fonts(font_paths=list(map(_folder, _FONTS))),
            sys_inputs={"document": told},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=int(options.generated.timestamp()),
        )
    except typst.TypstError as error:
        raise _told_kindly(str(error)) from error
    options.step(1, 1)
    return Written(content)


def _folder(font: str) -> Path:
    """Return where the files of a font lie."""
    root: Path = import_module(f"fontpkg_{font}").ROOT
    return root / "files"


def _told_kindly(message: str) -> ListeningError:
    found = _NO_GLYPH.search(message)
    return NoGlyph(_ESCAPED.sub(_letter, found[1])) if found else NotLaidOut(message)


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))
