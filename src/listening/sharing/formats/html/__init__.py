"""HTML: a page for people, in one file that needs no internet and runs no script.

The document tree already says what is a heading, a quote or a table, so the page is written from
it directly. To write Markdown first and have a library turn it into HTML would parse words that
need no parsing, and its tables could carry neither bars nor links: one escaper is all it takes.
"""

from __future__ import annotations

from listening.sharing.document import Document
from listening.sharing.formats.html.page import page
from listening.sharing.formats.options import Options, Written


def render(document: Document, options: Options) -> Written:
    """Return a document as one HTML file."""
    return Written(page(document, options).encode())
