"""Markdown: the main export, read by people as it stands, and back by the program without loss."""

from __future__ import annotations

from listening.sharing.document import Document
from listening.sharing.formats.options import Options, Written
from listening.sharing.markdown import written


def render(document: Document, options: Options) -> Written:
    """Return a document as one Markdown file; it has no print of its own to be large."""
    return Written(written(document, options.generated).encode())
