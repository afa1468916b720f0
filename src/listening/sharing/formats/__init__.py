"""The one table of formats: what each is called, how its files end, and where it is written.

A format is one module of this package with one function, `render`. A format of documents gets a
`Document`, an export or a report, and writes one file for a session; a format of rows gets all
that was disclosed and writes one file for all sessions. Only the module of the format that is
asked for is imported. A new format is a module and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from listening.model.errors import ListeningError, UnknownTerm
from listening.model.text import fold
from listening.sharing.formats.options import Options, Step, Written, nothing

if TYPE_CHECKING:
    from listening.sharing.disclosed import Disclosed
    from listening.sharing.document import Document

__all__ = [
    "FORMATS",
    "Format",
    "MissingExtra",
    "Options",
    "Step",
    "Written",
    "export",
    "named",
    "nothing",
    "render_document",
]


class Format(NamedTuple):
    """One line of the table."""

    key: str
    """What commands and notes call it."""
    label: str
    """What people call it."""
    suffix: str
    """How the name of its file ends, with its dot."""
    module: str
    """The module of this package that writes it."""
    takes: Literal["document", "rows"] = "document"
    """What its `render` is given."""
    extra: str | None = None
    """The optional extra of this program that holds its library; None where none is needed."""
    binary: bool = False
    """Whether its bytes are no text that a terminal could show."""


FORMATS: Mapping[str, Format] = {
    each.key: each
    for each in (
        Format("markdown", "Markdown", suffix=".md", module="markdown"),
        Format("html", "HTML", suffix=".html", module="html"),
        Format("docx", "Word", suffix=".docx", module="docx", binary=True),
        Format("pdf", "PDF", suffix=".pdf", module="pdf", extra="pdf", binary=True),
        Format("csv", "CSV", suffix=".csv", module="csv", takes="rows"),
        Format("jsonl", "JSON Lines", suffix=".jsonl", module="jsonl", takes="rows"),
        Format("xlsx", "Excel", ".xlsx", "xlsx", takes="rows", extra="xlsx", binary=True),
        Format("qdpx", "REFI-QDA project", ".qdpx", "qdpx", takes="rows", binary=True),
        Format("qdc", "REFI-QDA codebook", ".qdc", "qdc", takes="rows"),
    )
}
"""Every format by its key, in the order in which people are offered them."""


class MissingExtra(ListeningError):
    """A format needs a library that is not installed."""

    def __init__(self, format: Format) -> None:  # noqa: A002 (the word for it here)
        self.format = format
        super().__init__(
            f"{format.label} cannot be written yet, since its library is not installed: install listening "
            f"again with “[{format.extra}]” after its name, as in “pip install 'listening[{format.extra}]'”."
        )


def named(text: str) -> Format:
    """Return the format that a word names by its key.

    Raises:
        UnknownTerm: there is none of that name; the sentence lists those there are.
    """
    found = FORMATS.get(fold(text.strip()))
    if found is None:
        raise UnknownTerm("format", text, FORMATS)
    return found


def export(format: Format, sessions: Sequence[Disclosed], options: Options) -> Written:  # noqa: A002
    """Return the whole of what was disclosed, as a file of a format.

    Args:
        format: the format.
        sessions: what the one door gave; for a format of documents exactly one.
        options: what the format is told besides.

    Raises:
        MissingExtra: the format's library is not installed.
        ValueError: several sessions were given to a format of documents, or none.
    """
    if format.takes == "rows":
        return _written(format, sessions, options)
    # Imported here because the names of the formats are wanted more often than an account.
    from listening.sharing.account import account

    (disclosed,) = sessions
    return render_document(format, account(disclosed), options)


def render_document(format: Format, document: Document, options: Options) -> Written:  # noqa: A002
    """Return a document of any kind as a file of a format of documents.

    Raises:
        MissingExtra: the format's library is not installed.
        ValueError: the format holds rows, not documents.
    """
    if format.takes != "document":
        raise ValueError(f"{format.key} holds rows, not documents")
    return _written(format, document, options)


def _written(format: Format, what: Any, options: Options) -> Written:  # noqa: A002
    """Return what the module of a format makes, which is imported only now."""
    try:
        module = import_module(f"{__name__}.{format.module}")
        render: Callable[[Any, Options], Written] = module.render
        return render(what, options)
    except ModuleNotFoundError as error:
        # A module of our own that is missing is a mistake of ours, not of an installation.
        if format.extra is None or (error.name or "").startswith("listening"):
            raise
        raise MissingExtra(format) from error
