"""The plain-words version of a report: what it is, and what its hard words mean.

Reports are written in short sentences to begin with. Here is what a plain one has besides: a note
that it is a draft, and every hard word that the program uses in it, explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from listening.sharing.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    SideBySide,
    Table,
    Value,
    Values,
)
from listening.sharing.side_by_side import own_texts

LONGEST = 15
"""How many words a sentence of a plain report has at most; people's own words are as they are."""

NOTE = (
    "This is a draft in plain words.",
    "Please work on it together with the people it is for.",
    "They can say which words and pictures make it easy.",
    "People’s own words stand as they said them.",
)
"""What every plain report says of itself."""

MEANINGS: Mapping[str, str] = {
    "attitudes": "How people think about care and support.",
    "roles": "Who does what, and who decides.",
    "system": "How care and support is organised and paid for.",
    "area": "One of the three things that need to change.",
    "theme": "What a thing that was said is about.",
    "tagged": "Put under an area by somebody.",
    "perspective": "Where a person speaks from, such as a family carer.",
    "off the record": "Nobody may pass on what was said.",
    "promise": "What somebody said they will do.",
    "offered": "Somebody said they could do it.",
    "agreed": "Everybody said yes to it.",
    "under way": "Work on it has begun.",
    "party": "A person, group or body that can make a promise.",
    "covenant": "A set of promises that people make to each other.",
    "commission": "A group of people who were asked to look into care.",
    "commissioner": "Somebody who buys care and support for others.",
    "provider": "A group or firm that gives care and support.",
    "councillor": "Somebody whom people vote for, to run the council.",
    "regulator": "Somebody who checks that care is good and safe.",
    "advocate": "Somebody who helps a person to be heard.",
    "barrier": "Something that gets in the way.",
    "tension": "Two things that pull against each other.",
    "I statement": "What good care and support means for me.",
    "We statement": "What those who give support will do.",
    "verbatim": "Word for word.",
    "confirmed": "People heard their words again and said: yes, that is right.",
    "corrected": "People heard their words again and put them right.",
    "relayed": "Somebody passed on what another person said.",
    "briefing": "A short paper that tells somebody what they need to know.",
    "ward": "A part of a town that votes for its own councillors.",
}
"""The hard words that reports use, each explained in one short sentence."""


def in_plain_words(document: Document) -> Document:
    """Return a report with the note that it is a draft, and with its hard words explained."""
    note = tuple(map(Paragraph, NOTE))
    return replace(document, blocks=(*note, *document.blocks, *_words_used(document)))


def _words_used(document: Document) -> tuple[Block, ...]:
    """Return the explanation of each hard word that stands in the report."""
    used = " ".join(_own_texts(document)).casefold()
    items = tuple(
        Value(word, meaning)
        for word, meaning in MEANINGS.items()
        if re.search(rf"\b{re.escape(word.casefold())}s?\b", used)
    )
    return (Heading(2, "What some words mean"), Values(items)) if items else ()


def _own_texts(document: Document) -> Iterator[str]:
    """Yield the texts of a report, but not what people said in it."""
    yield document.title
    for block in document.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Heading(_, text) | Paragraph(text):
            return (text,)
        case Values(items):
            return (text for item in items for text in (item.label, item.text))
        case Table(caption, header, rows):
            return (caption, *header, *(cell for row in rows for cell in row))
        case SideBySide():
            return own_texts(block)
        case _:
            return ()
