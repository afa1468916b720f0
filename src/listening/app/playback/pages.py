"""How words are laid out to be read by a whole room: short lines, with air between them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from listening.app.playback.reading import Reading
from listening.app.text import parts, plain
from listening.model.vocabulary import Check
from listening.sharing.playback import Card

WIDEST = 60
"""How many characters a line has at most."""

_QUIET = "$text-muted"
_SAID = (Check.CONFIRMED, Check.CORRECTED)
_MARK, _NO_MARK = "▸ ", "  "


def alone(card: Card, width: int, height: int) -> tuple[Content, ...]:
    """Return one contribution, in parts where it is longer than there is room.

    A blank line stands between its lines where they fit so.
    """
    lines = plain(card.words).wrap(min(width, WIDEST))
    if 2 * len(lines) - 1 <= height:
        return (Content("\n\n").join(lines),)
    return _in_parts(lines, height)


def together(reading: Reading, page: range, width: int, height: int) -> tuple[Content, ...]:
    """Return the contributions of a page under one another, the chosen one marked.

    One that is longer than there is room stands alone on its page, in parts.
    """
    lines: list[Content] = []
    for place in page:
        lines += [plain("")] if lines else []
        lines += _marked(reading.cards[place], width, chosen=place == reading.at)
    return _in_parts(lines, height)


def part(number: int, of: int) -> Content:
    """Return which part of the words is shown, and which key shows more; nothing where all are."""
    if of == 1:
        return plain("")
    told = "Space goes on to the rest" if number < of else "this is its end"
    return parts((f"Part {number} of {of}", "bold"), told, between=" · ")


def page_of(reading: Reading, width: int, height: int) -> range:
    """Return the places of those shown with the chosen one: of the same prompt or area, as fit."""
    begin = _beginning(reading)
    return next(page for page in _pages(reading, begin, width, height) if reading.at in page)


def where(card: Card, reading: Reading) -> Content:
    """Return in small where a contribution came in the talk, and who is named with it."""
    asked = f"Prompt {card.prompt.number}: {card.prompt.text or ''}" if card.prompt else ""
    area = card.area if reading.by_area else ""
    other = "in other words" if card.in_other_words else ""
    state = card.check.label if card.check in _SAID else ""
    return parts((state, "bold"), card.name or "", other, area, asked, between=" · ")


def _pages(reading: Reading, begin: int, width: int, height: int) -> Sequence[range]:
    pages: list[range] = []
    first, used = begin, 0
    for place in range(begin, len(reading.cards)):
        if not _belongs(reading, begin, place):
            return [*pages, range(first, place)]
        lines = len(plain(reading.cards[place].words).wrap(_room(width))) + 1
        if place > first and used + lines > height + 1:
            pages.append(range(first, place))
            first, used = place, 0
        used += lines
    return [*pages, range(first, len(reading.cards))]


def _beginning(reading: Reading) -> int:
    begin = reading.at
    while begin and _belongs(reading, reading.at, begin - 1):
        begin -= 1
    return begin


def _belongs(reading: Reading, one: int, other: int) -> bool:
    cards = reading.cards
    if reading.by_area:
        return cards[one].area == cards[other].area
    return cards[one].prompt == cards[other].prompt


def _room(width: int) -> int:
    return max(1, min(width, WIDEST) - len(_MARK))


def _marked(card: Card, width: int, *, chosen: bool) -> list[Content]:
    lines = plain(card.words).wrap(_room(width))
    first = Content.assemble(plain(_MARK if chosen else _NO_MARK, "bold"), lines[0])
    return [first, *(Content.assemble(plain(_NO_MARK), line) for line in lines[1:])]


def _in_parts(lines: Sequence[Content], height: int) -> tuple[Content, ...]:
    """Return lines in parts no higher than the room; of several, each leaves a line to say so."""
    if len(lines) <= height:
        return (Content("\n").join(lines),)
    room = max(1, height - 1)
    return tuple(
        Content("\n").join(lines[begin : begin + room]) for begin in range(0, len(lines), room)
    )
