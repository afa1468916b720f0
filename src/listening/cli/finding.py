"""`find` and `similar`: contributions of every file of the sessions folder."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, telling
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.cli.where import add_filters, where
from listening.model.errors import WrongUse
from listening.model.records import Contribution
from listening.model.sentences import counted
from listening.model.text import single_line

if TYPE_CHECKING:
    from listening.insight.similar import Similar
    from listening.store.shelf import Shelf


def _find_options(parser: parsers.Parser) -> None:
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        help="words, or beginnings of words, that must all occur; none where options narrow",
    )
    parsers.add_sessions(parser)
    parser.add_argument(
        "--limit",
        metavar="N",
        type=parsers.at_least_one,
        help="print at most so many, the best ones",
    )
    add_filters(parser, removed=False)
    parsers.add_session(parser)
    parsers.add_json(parser)


def _find(args: Namespace) -> int:
    words = parsers.line(" ".join(args.words))
    with closing(_shelf(args)) as shelf:
        asked = where(shelf, args)
        if not words and asked == type(asked)():
            raise WrongUse("There is nothing to find: write a word, or narrow with an option.")
        found = list(shelf.numbered(shelf.found(words, asked)[: args.limit]).values())
        if args.json:
            say_exactly(as_json.rows(_row(shelf, one) for one in found))
            return 0
        for paragraph in _paragraphs(shelf, found):
            say(paragraph)
    tell(f"{counted(len(found), 'contribution')}." if found else "No contribution is like that.")
    return 0


def _similar_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help="a contribution of FILE")
    parser.add_argument(
        "--words", metavar="TEXT", type=parsers.words, help="words to compare, instead of an ID"
    )
    parsers.add_json(parser)


def _similar(args: Namespace) -> int:
    if (args.id is None) is (args.words is None):
        raise WrongUse("Name one contribution by its id, or give --words: one of the two.")
    with files.open_to_read(args) as file:
        words = args.words if args.id is None else file.contribution(args.id).words
        here = [one.id for one in file.sessions()]
    with closing(_shelf(args)) as shelf:
        found = _like(shelf, words or "", here)
        if args.json:
            rows = ({**_row(shelf, one.contribution), "likeness": one.likeness} for one in found)
            say_exactly(as_json.rows(rows))
            return 0
        for paragraph in _paragraphs(shelf, (one.contribution for one in found)):
            say(paragraph)
        tell(_told(shelf, found))
    return 0


def _like(shelf: Shelf, words: str, here: list[str]) -> tuple[Similar, ...]:
    # Imported here because finding does without it.
    from listening.insight.similar import similar

    return similar(words, shelf.numbered(shelf.near(words, besides=here)).values(), shelf.rarity)


def _told(shelf: Shelf, found: Iterable[Similar]) -> str:
    titles = {one.id: single_line(one.title or "") for one in shelf.sessions()}
    there = [titles.get(one.contribution.session, "") for one in found]
    if not there:
        return "Nothing like this was heard in the other sessions of the folder."
    named = telling.listed(list(dict.fromkeys(filter(None, there))))
    return f"{len(there)} like this in {named or 'other sessions'}."


def _shelf(args: Namespace) -> Shelf:
    """Read the files of the folder; those that cannot be read are named, and left out."""
    from listening.store.shelf import Shelf

    shelf = Shelf(files.sessions_folder(args))
    try:
        shelf.refresh()
    except BaseException:
        shelf.close()
        raise
    for name, why in sorted(shelf.troubles.items()):
        tell(f"Left out: {name}. {why}")
    return shelf


def _row(shelf: Shelf, one: Contribution) -> as_json.Json:
    return {**as_json.contribution(one), "file": as_json.path(shelf.file_of(one))}


def _paragraphs(shelf: Shelf, found: Iterable[Contribution]) -> Iterator[str]:
    """Yield each contribution as a paragraph, and a line where another session or file begins."""
    sessions = {one.id: one for one in shelf.sessions()}
    begun = ""
    for one in found:
        session = sessions.get(one.session)
        title, day = (single_line(session.title or ""), session.date) if session else ("", None)
        where_from = (title, telling.long_date(day or one.at), shelf.file_of(one).name)
        here = ", ".join(filter(None, where_from))
        if here != begun:
            begun = here
            yield f"{here}\n"
        yield f"{telling.paragraph(one)}\n"


COMMANDS: Mapping[str, Command] = {
    "find": Command(_find_options, _find, "listening find rota --area system --from 2026-03-01"),
    "similar": Command(
        _similar_options, _similar, 'listening similar brixton --words "nobody tells us who comes"'
    ),
}
"""The commands of this module."""
