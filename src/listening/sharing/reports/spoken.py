"""What people said, in their own words, with no more beside them than tells whose and what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from listening.model.lenses import label_of
from listening.model.records import Prompt
from listening.model.vocabulary import Captured, Check, Kind, Sharing, perspective_label
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Heading, Paragraph, Quote, values

IN_OTHER_WORDS = "In other words:"
"""What stands before a paraphrase."""

OUTSIDE_PROMPTS = "Outside the questions"
"""The heading of what was said under no prompt."""

SHOULD_BE = (Kind.MATTERS, Kind.I_STATEMENT, Kind.WE_STATEMENT)
"""Kinds that say how things should be."""

MET = (Kind.EXPERIENCE, Kind.BARRIER, Kind.TENSION)
"""Kinds that say what people met."""

ASKING = (Kind.BARRIER, Kind.QUESTION, Kind.IDEA)
"""Kinds that wait for an answer."""

Row = Callable[[Shown], bool]
"""Tells whether a contribution belongs somewhere."""


def heard(disclosed: Disclosed) -> tuple[Shown, ...]:
    """Return the contributions of which something can be read here, oldest first."""
    rows = (row for row in disclosed.contributions if row.check is not Check.WITHDRAWN)
    return tuple(row for row in rows if row.words or row.paraphrase)


def spoken(row: Shown) -> tuple[Block, ...]:
    """Return one contribution: the words as they were said, then what is known of them."""
    own = (Quote(row.words, anchor=row.id),) if row.words else ()
    paraphrase = Quote(row.paraphrase or "", anchor="" if own else row.id)
    other = (Paragraph(IN_OTHER_WORDS), paraphrase) if row.paraphrase else ()
    return (*own, *other, *_beside(row))


def all_spoken(rows: Iterable[Shown]) -> tuple[Block, ...]:
    """Return contributions one after the other."""
    return tuple(block for row in rows for block in spoken(row))


def by_prompt(
    disclosed: Disclosed, rows: Iterable[Shown], level: Literal[3, 4] = 4
) -> Iterator[Block]:
    """Yield contributions under the questions to which they were said, at this heading level."""
    numbers = {prompt.number for prompt in disclosed.prompts}
    chosen = list(rows)
    for prompt in disclosed.prompts:
        under = [row for row in chosen if row.prompt == prompt.number]
        yield from _under(level, asked(prompt), under)
    loose = [row for row in chosen if row.prompt not in numbers]
    yield from _under(level, OUTSIDE_PROMPTS, loose)


def asked(prompt: Prompt) -> str:
    """Return a question as it is shown, with its number."""
    return f"{prompt.number}. {prompt.text or ''}".strip()


def _under(level: Literal[3, 4], heading: str, rows: list[Shown]) -> tuple[Block, ...]:
    return (Heading(level, heading), *all_spoken(rows)) if rows else ()


def _beside(row: Shown) -> tuple[Block, ...]:
    """Return whose words they are as far as it is told, how they were noted, and their id."""
    return values(
        ("From", "; ".join(whose(row)) or None),
        ("Noted as", "; ".join(_noted(row)) or None),
        ("Id", row.id),
    )


def whose(row: Shown) -> Iterator[str]:
    """Yield whose words they are: the name as agreed, the handle, from where they speak."""
    if row.name:
        yield row.name
    if row.behind:
        yield row.behind.handle or "the room"
    yield from map(perspective_label, row.perspectives)


def _noted(row: Shown) -> Iterator[str]:
    """Yield kind and themes, then how it came here."""
    if row.kind:
        yield row.kind.label
    yield from map(label_of, row.codes)
    yield from _how(row)


def beside(row: Shown) -> str:
    """Return on one line whose words they are, how they came here, and their id."""
    return "; ".join((*whose(row), *_how(row), row.id))


def _how(row: Shown) -> Iterator[str]:
    """Yield what the way of capture adds, and what was said at the reading back."""
    if row.captured and row.captured is not Captured.VERBATIM:
        yield row.captured.label
    if row.check is not Check.UNREAD:
        yield row.check.label
    if row.behind and row.sharing.rank < Sharing.UNNAMED.rank:
        # The team reads words here that it may not pass on.
        yield row.sharing.label
