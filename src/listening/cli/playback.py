"""`playback`: what the room may read of itself, plain, to be read back to those who said it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, prompts, telling
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.model.sentences import counted
from listening.model.vocabulary import Audience, Check

if TYPE_CHECKING:
    from listening.sharing.disclosed import Disclosed
    from listening.sharing.playback import Card

_HOW = (
    "“listening edit FILE ID --check confirmed” says that one is right; corrected and withdrawn are said "
    "so too."
)


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "--area", action="store_true", help="area by area, and not in the order of the talk"
    )
    parser.add_argument(
        "--prompt",
        metavar="N",
        type=parsers.number,
        help="only what was said to the prompt of this number",
    )
    parsers.add_session(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    from listening.sharing.disclosure import disclose
    from listening.sharing.playback import cards, held_back

    with files.open_to_read(args) as file:
        session = files.one_session(file, args)
        only = None if args.prompt is None else prompts.token(file, session, args.prompt)
        disclosed = disclose(file, session, Audience.ROOM)
    found = cards(disclosed, by_area=args.area, prompt=only)
    if args.json:
        say_exactly(as_json.document(_as_json(disclosed, found)))
        return 0
    for paragraph in _paragraphs(found, by_area=args.area):
        say(paragraph)
    tell(_how_far(found, held_back(disclosed.withheld)))
    return 0


def _paragraphs(found: Sequence[Card], *, by_area: bool) -> Iterator[str]:
    """Yield each contribution, and a heading where another prompt or area begins."""
    begun = ""
    for card in found:
        heading = telling.capital(card.area) if by_area else _asked(card)
        if heading != begun:
            begun = heading
            yield f"{heading}\n"
        yield _paragraph(card)


def _asked(card: Card) -> str:
    if card.prompt is None:
        return "To no prompt"
    return f"Prompt {card.prompt.number}: {card.prompt.text or ''}"


def _paragraph(card: Card) -> str:
    words = "\n".join(f"    {line}".rstrip() for line in card.words.split("\n"))
    about = [card.name or "", "in other words" if card.in_other_words else ""]
    about += [card.check.label if card.check is not Check.UNREAD else "not read back yet"]
    about += [f"id {card.id}"]
    return f"{words}\n{telling.capital(', '.join(filter(None, about)))}.\n"


def _how_far(found: Sequence[Card], held_back: str) -> str:
    from listening.sharing.playback import progress

    far = ", ".join((counted(len(found), "contribution"), *progress(found)))
    return " ".join(filter(None, (f"{far}.", held_back, _HOW if found else "")))


def _as_json(disclosed: Disclosed, found: Sequence[Card]) -> as_json.Json:
    checks = [card.check for card in found]
    return {
        "session": disclosed.session.id,
        "title": disclosed.session.title,
        "contributions": [_card_as_json(card) for card in found],
        "checks": {check.value: checks.count(check) for check in Check if check in checks},
        "withheld": {each.reason.value: each.number for each in disclosed.withheld},
    }


def _card_as_json(card: Card) -> as_json.Json:
    return {
        "id": card.id,
        "words": None if card.in_other_words else card.words,
        "paraphrase": card.words if card.in_other_words else None,
        "name": card.name,
        "prompt": card.prompt.number if card.prompt else None,
        "areas": list(card.areas),
        "none_of_three": card.none_of_three,
        "check": card.check,
    }


COMMANDS: Mapping[str, Command] = {
    "playback": Command(_options, _run, "listening playback brixton --area"),
}
"""The command of this module."""
