"""`conflicts` and `settle`: where people changed one thing apart from each other."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_afterwards, files, parsers, telling
from listening.cli.fields import field_name, is_switch, names_of
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.model.sentences import counted
from listening.model.text import fold, single_line

if TYPE_CHECKING:
    from listening.store.views import Conflict, Version

_INDENT = "    "


def _conflicts_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parsers.add_session(parser)
    parsers.add_json(parser)


def _conflicts(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        found = file.conflicts(files.narrowing(file, args))
        names = names_of(file)
    if args.json:
        say_exactly(as_json.rows(map(as_json_afterwards.conflict, found)))
        return 0
    for each in found:
        say("\n".join((*_paragraph(each, names), "")))
    tell(_sentence(len(found)))
    return 0


def _settle_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "conflict", metavar="CONFLICT", help="its id, as “listening conflicts” tells it"
    )
    parser.add_argument(
        "--keep", metavar="N", type=parsers.number, help="keep this version, by its number"
    )
    parser.add_argument(
        "--text", metavar="WORDS", type=parsers.words, help="neither: let it be this instead"
    )
    parsers.add_author(parser)


def _settle(args: Namespace) -> int:
    ref = parsers.line(args.conflict)
    with files.open_to_write(args) as file:
        there, names = file.conflicts(), names_of(file)
        file.settle(ref, keep=args.keep, text=args.text)
        settled = next(each for each in there if each.id.startswith(fold(single_line(ref))))
    chosen = args.text if args.keep is None else settled.versions[args.keep - 1].value
    say(f"Settled: {_what(settled, names)}: {value_words(settled.field, chosen)}.")
    return 0


def _paragraph(conflict: Conflict, names: Mapping[str, str]) -> Iterator[str]:
    yield f"{conflict.id}: {_what(conflict, names)}"
    for number, version in enumerate(conflict.versions, start=1):
        yield from _version(number, conflict.field, version)


def _what(conflict: Conflict, names: Mapping[str, str]) -> str:
    name = names.get(conflict.record, conflict.record)
    return f"{field_name(conflict.field)} of {conflict.kind} {name}"


def _version(number: int, field: str, version: Version) -> Iterator[str]:
    meanwhile = ", shown meanwhile" if version.shown else ""
    value = value_words(field, version.value).split("\n")
    yield f"{_INDENT}{number}. {version.author or 'somebody'}, {telling.moment(version.at)}{meanwhile}:"
    yield from (f"{_INDENT * 2}{line}".rstrip() for line in value)


def value_words(field: str, value: str | int | None) -> str:
    """Return a value of a field as people read it."""
    if field == "none_of_three":
        return _area_words(value)
    if is_switch(field):
        return "on" if value else "off"
    if value is None:
        return "nothing, it was taken away"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _area_words(value: str | int | None) -> str:
    """Return whether none of the three fits, or which areas stand against that."""
    if isinstance(value, str):
        return telling.listed([telling.tag(area) for area in value.split()])
    return "none of the three" if value else "not yet tagged"


def _sentence(number: int) -> str:
    if not number:
        return "Nobody has changed the same thing apart from somebody else."
    return (
        f"{counted(number, 'conflict')}; “listening settle FILE ID --keep N” settles one, and with "
        "--text it can be something else."
    )


COMMANDS: Mapping[str, Command] = {
    "conflicts": Command(_conflicts_options, _conflicts, "listening conflicts brixton-all"),
    "settle": Command(_settle_options, _settle, "listening settle brixton-all 7m3t --keep 2"),
}
"""The commands of this module."""
