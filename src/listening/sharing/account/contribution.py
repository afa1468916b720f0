"""One contribution: its heading, its words, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from listening.model.lenses import label_of
from listening.model.vocabulary import Check, perspective_label
from listening.sharing.disclosed import Shown
from listening.sharing.document import Block, Heading, Paragraph, Quote, values
from listening.sharing.labels import BEHIND, CONTRIBUTION, told

IN_OTHER_WORDS = "In other words:"
"""What stands before a paraphrase, and before nothing else."""


def contribution(row: Shown, links: Sequence[tuple[str, str]] = ()) -> tuple[Block, ...]:
    """Return one contribution.

    Args:
        row: the contribution.
        links: what it is to others, and their ids.
    """
    other_words = (Paragraph(IN_OTHER_WORDS), Quote(row.paraphrase)) if row.paraphrase else ()
    return (
        Heading(4, f"{row.id}: {_gist(row)}", anchor=row.id),
        *((Quote(row.words),) if row.words else ()),
        *other_words,
        *_instead_of_words(row),
        *_labelled(row, links),
    )


def _gist(row: Shown) -> str:
    """Return the first area or code: what tells contributions apart in a list of headings."""
    if row.check is Check.WITHDRAWN:
        return "taken back"
    if not _is_told(row):
        return "off the record"
    if not row.areas and row.codes:
        return label_of(row.codes[0])
    return _areas(row)[0]


def _instead_of_words(row: Shown) -> tuple[Paragraph, ...]:
    """Say why a contribution has no words, where it has none."""
    if _is_told(row):
        return ()
    if row.check is Check.WITHDRAWN:
        return (Paragraph("Taken back by those who said it."),)
    return (Paragraph("Off the record: none of the words are kept here."),)


def _is_told(row: Shown) -> bool:
    """Tell whether anything is told of what was said, and not only that something was."""
    return bool(row.words or row.paraphrase)


def _areas(row: Shown) -> Sequence[str]:
    """Return the areas in words, also where there is none; nothing of what is not told."""
    if not _is_told(row):
        return ()
    if row.areas:
        return [area.label for area in row.areas]
    return ["none of the three" if row.none_of_three else "not yet tagged"]


def _labelled(row: Shown, links: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    """Return what stands beside the words, one value a line."""
    beside = told(
        CONTRIBUTION,
        row,
        by=_from(row),
        perspectives=tuple(map(perspective_label, row.perspectives)),
        areas=tuple(_areas(row)),
    )
    return values(*beside, *links, *(told(BEHIND, row.behind) if row.behind else ()))


def _from(row: Shown) -> str | None:
    """Return who said it, as far as it is told."""
    if row.behind is None or not _is_told(row):
        return row.name
    return row.behind.handle or "the room"
