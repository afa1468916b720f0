"""What was said, under the prompts, and how much of it does not stand here and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from listening.model.records import Prompt
from listening.model.vocabulary import Audience
from listening.sharing.account.contribution import contribution
from listening.sharing.disclosed import Disclosed, Reason, Shown, Withheld
from listening.sharing.document import Block, Heading, Paragraph, values
from listening.sharing.labels import BONDS, PROMPT, told
from listening.sharing.mention import Mention

NO_PROMPT = "Outside the prompts"
"""The heading of what was said under no prompt; a prompt's heading begins with its number."""

Links: TypeAlias = "Mapping[str, Sequence[tuple[str, str]]]"
"""By the id of a contribution: what it is to another, and what names that one."""

_WHY = {
    Reason.ANALYSIS: (
        "1 contribution is counted but not quoted, as agreed with those who spoke.",
        "{} contributions are counted but not quoted, as agreed with those who spoke.",
    ),
    Reason.PARAPHRASE: (
        "1 contribution may be told in other words only, and nobody has written those yet.",
        "{} contributions may be told in other words only, and nobody has written those yet.",
    ),
    Reason.UNSETTLED: (
        "1 contribution was noted in several ways: it is counted, and told once somebody settles which.",
        "{} contributions were noted in several ways: they are counted, and told once somebody settles which.",
    ),
    Reason.OFF: (
        "1 thing was said off the record: that it was said is all that is told.",
        "{} things were said off the record: that they were said is all that is told.",
    ),
    Reason.WITHDRAWN: (
        "1 contribution was taken back by those who said it, and is not counted.",
        "{} contributions were taken back by those who said them, and are not counted.",
    ),
}


def contributions(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what was said, under the prompts."""
    numbers = {prompt.number for prompt in disclosed.prompts}
    loose = [each for each in disclosed.contributions if each.prompt not in numbers]
    links = _links(disclosed)
    return (
        Heading(2, "Contributions"),
        Paragraph(_what_stands_here(disclosed)),
        *(block for prompt in disclosed.prompts for block in _under(prompt, disclosed, links)),
        *((Heading(3, NO_PROMPT), *_rows(loose, links)) if loose else ()),
    )


def _what_stands_here(disclosed: Disclosed) -> str:
    """Return the sentences that say how much stands here, and what does not and why."""
    if not disclosed.counts.contributions and not disclosed.withheld:
        return "Nothing has been noted yet."
    shown = sum(bool(each.words or each.paraphrase) for each in disclosed.contributions)
    stands = "1 contribution stands" if shown == 1 else f"{shown} contributions stand"
    return " ".join((f"{stands} here.", *map(_why, disclosed.withheld)))


def _why(withheld: Withheld) -> str:
    one, many = _WHY[withheld.reason]
    return one if withheld.number == 1 else many.format(withheld.number)


def _under(prompt: Prompt, disclosed: Disclosed, links: Links) -> tuple[Block, ...]:
    """Return a prompt and what was said under it."""
    rows = [each for each in disclosed.contributions if each.prompt == prompt.number]
    for_the_team = told(PROMPT, prompt) if disclosed.audience is Audience.TEAM else ()
    return (
        Heading(3, f"{prompt.number}. {prompt.text or ''}"),
        *values(*for_the_team),
        *(_rows(rows, links) or (Paragraph("No contribution stands here."),)),
    )


def _rows(rows: Iterable[Shown], links: Links) -> tuple[Block, ...]:
    return tuple(block for row in rows for block in contribution(row, links.get(row.id, ())))


def _links(disclosed: Disclosed) -> Links:
    """Return by id what each contribution is to others."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in disclosed.links:
        mention = Mention(link.target_id, link.at, link.author)
        found[link.source].append((BONDS[link.bond], mention.written()))
    return found
