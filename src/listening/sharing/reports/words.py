"""Small pieces of wording that several reports share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from listening.sharing.document import Block, Heading, Paragraph, Value, Values

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def day(iso: str | None) -> str | None:
    """Return a date as people say it, `19 May 2026`; what is no date stays as it was noted."""
    try:
        found = date.fromisoformat(iso or "")
    except ValueError:
        return iso
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def number(many: int, one: str, more: str) -> str:
    """Return how many of something there are, in the singular or the plural."""
    return f"{many:,} {one if many == 1 else more}"


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return sentences of the program's own, each text a paragraph; empty ones are left out."""
    return tuple(Paragraph(text) for text in texts if text)


def sentences(*texts: str) -> tuple[Paragraph, ...]:
    """Return sentences of the program's own as one paragraph; none where there are none."""
    return paragraphs(" ".join(filter(None, texts)))


def listed(label: str, texts: Iterable[str]) -> tuple[Values, ...]:
    """Return texts as a list under one repeated label; none where there are none."""
    items = tuple(Value(label, text) for text in texts)
    return (Values(items),) if items else ()


def part(level: Literal[2, 3, 4], heading: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks under their heading; nothing where there are none."""
    inside = tuple(blocks)
    return (Heading(level, heading), *inside) if inside else ()
