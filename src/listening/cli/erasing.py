"""`erase`: words that somebody wants gone, gone from the file for ever, merges included."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from listening.cli import as_json_afterwards, files, parsers, telling
from listening.cli.as_json import document
from listening.cli.printing import complain, say, say_exactly
from listening.cli.table import Command
from listening.model.errors import WrongUse
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile
    from listening.store.views import Erasure


class NotYetErased(WrongUse):
    """What would be erased was told, and nobody has said yes yet."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was erased yet, and nothing brings erased words back: if this is what shall be "
            "gone, say so with --yes."
        )


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "ids",
        metavar="ID",
        nargs="*",
        default=[],
        help="contributions, commitments and relations, by their ids or beginnings of them",
    )
    parser.add_argument(
        "--by",
        metavar="H",
        type=parsers.line,
        help="everything that was said under a handle, with perspectives and the name as agreed",
    )
    parser.add_argument(
        "--yes", action="store_true", help="do it; without this, only what would go is told"
    )
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        session = files.one_session(file, args) if args.by is not None else None
        by = _handle(args)
        meant = file.erase_means(args.ids, by=by, session=session)
        if not args.yes:
            _answer(args, meant, _would_go(file, meant))
            raise NotYetErased
        done = file.erase(args.ids, by=by, session=session)
    _answer(args, done, _gone(done))
    if done.trouble:
        complain(done.trouble)
    return int(done.trouble is not None)


def _handle(args: Namespace) -> str | None:
    if args.by is None:
        return None
    handle = parsers.handle(args.by)
    if handle is None:
        raise WrongUse("The room is no one person: name the contributions to erase by their ids.")
    return handle


def _answer(args: Namespace, erasure: Erasure, sentences: Iterator[str]) -> None:
    if args.json:
        say_exactly(document(as_json_afterwards.erasure(erasure, erased=args.yes)))
        return
    for sentence in sentences:
        say(sentence)


def _would_go(file: SessionFile, meant: Erasure) -> Iterator[str]:
    yield (
        f"This would be erased for ever, with all its history and the unsaved lines that hold it: "
        f"{_what(meant)}."
    )
    for own in meant.contributions:
        yield telling.paragraph(file.contribution(own))
    yield from _left(meant)


def _gone(done: Erasure) -> Iterator[str]:
    yield f"Erased for ever, from this file and from every merge with it: {_what(done)}."
    if done.drafts:
        yield f"{counted(done.drafts, 'unsaved line')} with these words went too."
    yield from _left(done)
    yield (
        "What this cannot reach: other copies of this file, until they are merged with it, and "
        f"{_exported(done)}"
    )
    yield from map(telling.noted_export, done.exports)


def _what(erasure: Erasure) -> str:
    parts = [telling.listed(list(_numbers(erasure)))]
    if erasure.participants:
        handles = telling.listed(erasure.participants)
        parts.append(f"the perspectives of {handles} and the name as agreed")
    return ", and ".join(parts)


def _numbers(erasure: Erasure) -> Iterator[str]:
    """Yield how much of each kind, with what goes along with erased words."""
    noted = (
        (erasure.commitments, "commitment"),
        (erasure.relations, "relation"),
        (erasure.links, "link"),
    )
    if erasure.contributions or not any(number for number, _ in noted):
        yield f"{counted(len(erasure.contributions), 'contribution')}{_ids(erasure)}"
    for number, noun in noted:
        if number:
            yield counted(number, noun)


def _ids(erasure: Erasure) -> str:
    return f" ({', '.join(erasure.contributions)})" if erasure.contributions else ""


def _left(erasure: Erasure) -> Iterator[str]:
    yield from _promised(erasure)
    if erasure.other_wordings:
        yield (
            "Other wordings of the same words are not meant by this and stay: "
            f"{', '.join(erasure.other_wordings)}."
        )


def _promised(erasure: Erasure) -> Iterator[str]:
    if erasure.answered_by:
        yield (
            f"What was promised in answer stays ({', '.join(erasure.answered_by)}): look whether its words "
            "repeat what shall be gone."
        )
    if erasure.repeated_by:
        yield (
            f"These words stand again in what was noted beside them ({', '.join(erasure.repeated_by)}), and stay "
            "there: room and public are not told them, until somebody writes that otherwise. Erase it by its "
            "id too where they shall be gone."
        )


def _exported(done: Erasure) -> str:
    if not done.exports:
        return "what was exported from it; the file has noted no export."
    return f"what was exported from it before, as it has noted {telling.times(len(done.exports))}:"


COMMANDS: Mapping[str, Command] = {
    "erase": Command(_options, _run, "listening erase brixton a4k2x9 --yes"),
}
"""The command of this module."""
