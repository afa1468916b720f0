"""`list` and `search`: contributions, one a paragraph, or as JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, telling
from listening.cli.handles import is_known
from listening.cli.printing import say, say_exactly, tell
from listening.cli.second import seen
from listening.cli.table import Command
from listening.cli.where import add_filters, where
from listening.model.errors import WrongUse
from listening.model.records import Contribution, Session
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile
    from listening.store.views import Found


def _list_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    add_filters(parser)
    parser.add_argument(
        "--as-coder",
        metavar="NAME",
        type=parsers.line,
        help="as somebody sees it who codes a second time: with their own tags and nobody else's",
    )
    parsers.add_session(parser)
    parsers.add_json(parser)


def _list(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        asked, sessions = where(file, args), file.sessions()
        found = (
            file.contributions(asked) if args.as_coder is None else seen(file, asked, args.as_coder)
        )
        nobody = [handle for handle in args.by if not is_known(file, handle, asked.session)]
    if args.json:
        say_exactly(as_json.rows(as_json.contribution(said) for said in found))
    else:
        _print(found, sessions)
    for handle in nobody:
        tell(f"Nobody is called {handle} here.")
    if not nobody and not args.json:
        tell(_how_many(found))
    return 0


def _search_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help="words, or beginnings of words, that must all occur",
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=parsers.at_least_one,
        help="print at most so many, the best ones",
    )
    add_filters(parser)
    parsers.add_session(parser)
    parsers.add_json(parser)


def _search(args: Namespace) -> int:
    words = parsers.line(" ".join(args.words))
    if not words:
        raise WrongUse("There is nothing to search for: write at least one word.")
    with files.open_to_read(args) as file:
        found = file.search(words, where(file, args), limit=args.limit)
        _print_found(found, file.sessions(), as_rows=args.json)
        _let_indexing_end(file)
    return 0


def _print_found(found: Sequence[Found], sessions: Sequence[Session], *, as_rows: bool) -> None:
    if as_rows:
        say_exactly(as_json.rows(as_json.found(one) for one in found))
        return
    contributions = [one.contribution for one in found]
    _print(contributions, sessions)
    tell(_how_many(contributions))


def _let_indexing_end(file: SessionFile) -> None:
    """Wait, once the answer stands there, until a file that is searched for the first time has its index."""
    if file.indexing is not None and file.indexing.is_at_work:
        sys.stdout.flush()
        tell(_INDEXING)
        file.indexing.wait()


_INDEXING = (
    "This file is large: it is being given an index, once, so that later searches are quick. "
    "Ctrl+C leaves the rest of it for another time."
)


def _print(found: Sequence[Contribution], sessions: Sequence[Session]) -> None:
    for paragraph in telling.paragraphs(found, sessions):
        say(paragraph)


def _how_many(found: Sequence[Contribution]) -> str:
    return f"{counted(len(found), 'contribution')}." if found else "No contribution is like that."


COMMANDS: Mapping[str, Command] = {
    "list": Command(_list_options, _list, "listening list brixton --area system --kind barrier"),
    "search": Command(_search_options, _search, "listening search brixton who is coming"),
}
"""The commands of this module."""
