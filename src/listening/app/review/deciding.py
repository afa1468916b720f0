"""Deciding: settling a difference."""

from __future__ import annotations

from listening.app.review.items import Difference
from listening.store.form_drafts import InFile
from listening.store.session_file import SessionFile


def keep(file: SessionFile, item: Difference, number: int) -> None:
    """Settle a difference with one of its versions, from 1.

    Raises:
        ListeningError: it was not settled.
    """
    file.settle(item.conflict.id, keep=number)


def write(file: SessionFile, item: Difference, text: str) -> None:
    """Settle a difference with words of one's own.

    Raises:
        ListeningError: it was not settled.
    """
    file.settle(item.conflict.id, text=text)


def kept_in(file: SessionFile, item: Difference) -> InFile:
    """Return where words of one's own are kept until a difference is settled with them."""
    conflict = item.conflict
    said_in = conflict.session if conflict.kind == "contribution" else None
    about = (conflict.record, conflict.field)
    return InFile(file.path, file.author, "settle", *about, said_in=said_in)
