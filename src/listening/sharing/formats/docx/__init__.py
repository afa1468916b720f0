"""Word: headings, quotes, lists and tables as styles that readers and their programs know.

The package is written here part by part rather than by a library: so its language, paper and type
are our own, the same document always gives the same bytes, nothing of the machine gets into it,
and a long session is written in the time that its words take.
"""

from __future__ import annotations

from listening.sharing.document import Document, is_wide
from listening.sharing.formats.docx.body import block, title
from listening.sharing.formats.docx.package import LANDSCAPE, PORTRAIT, package
from listening.sharing.formats.options import Options, Written

_STRIDE = 500
"""After how many blocks the work tells how far it is."""


def render(document: Document, options: Options) -> Written:
    """Return a document as one Word file; in large print where plain words are asked for."""
    paper = LANDSCAPE if is_wide(document) else PORTRAIT
    parts = [title(document.title)]
    for done, each in enumerate(document.blocks):
        if done % _STRIDE == 0:
            options.step(done, len(document.blocks))
        parts.append(block(each, paper.text_width))
    return Written(package(document, "".join(parts), paper, options))
