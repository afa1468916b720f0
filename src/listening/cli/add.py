"""`add`: capture quick lines. Each id is printed when its words are on the disk, not before."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from listening.cli import files, parsers, prompts, streams
from listening.cli.printing import say_at_once, tell
from listening.cli.reader import Reader, no_mark_sentence
from listening.cli.stopped import NobodyReads, Stopped
from listening.cli.streams import Line
from listening.cli.table import Command
from listening.model.errors import ListeningError, WrongUse
from listening.model.quickline import QuickLine, parse_handle, raw

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "line",
        metavar="LINE",
        nargs="*",
        default=[],
        help="[HANDLE:] words [marks], one contribution each; without any, standard input is read",
    )
    parser.add_argument(
        "--raw",
        action="store_true",
        help="every line is words: nothing in it is read as a handle or a mark",
    )
    parser.add_argument(
        "--by",
        metavar="H",
        help="who said it, with --raw: a handle such as P3; the room unless told",
    )
    prompts.add_prompt(parser)
    parsers.add_session(parser)
    parsers.add_author(parser)


def _run(args: Namespace) -> int:
    if args.by is not None and not args.raw:
        raise WrongUse(
            "--by goes with --raw: without it, begin the line with the handle and a colon."
        )
    by = parsers.handle(args.by) if args.by is not None else None
    with files.open_to_write(args) as file:
        session = files.one_session(file, args)
        prompt = prompts.token(file, session, args.prompt)
        reader = Reader(file, session)
        by = parse_handle(by, reader.known) if by is not None else None
        for line in _lines(args):
            said = raw(line.text, by) if args.raw else reader.read(line.text)
            odd = None if args.raw else reader.odd_mark(line.text)
            saved = _save(file, line, said, session, prompt)
            reader.saved(said)
            if odd:
                _tell_of_no_mark(file, line.number, saved, odd)
    return 0


def _tell_of_no_mark(file: SessionFile, number: int, saved: str, odd: str) -> None:
    """Say that a mistyped mark was taken as words, unless the words were not kept."""
    # What is said beside a line that was saved must not stop the lines after it.
    with suppress(ListeningError):
        if words := file.contribution(saved).words:
            tell(f"Line {number} was saved: {no_mark_sentence(odd, words)}")


def _save(file: SessionFile, line: Line, said: QuickLine, session: str, prompt: str | None) -> str:
    """Save a line, print its id, and return it."""
    try:
        saved = file.capture_unread(said, session=session, prompt=prompt)
    except ListeningError as error:
        raise Stopped(line.number, error, error.exit_status) from error
    try:
        say_at_once(saved)
    except BrokenPipeError as error:
        streams.hush()
        raise NobodyReads(line.number + 1) from error
    return saved


def _lines(args: Namespace) -> Iterator[Line]:
    """Yield what there is to save: the lines of the command, else those of standard input."""
    if args.line:
        for number, text in enumerate(args.line, start=1):
            yield Line(number, parsers.sound(text))
        return
    if sys.stdin.isatty():
        tell("Type one contribution a line, then Enter; Ctrl+D on an empty line ends.")
    for line in streams.lines_in():
        if not line.sound:
            raise Stopped(
                line.number, "it is not UTF-8 text; save it as UTF-8, then go on from there."
            )
        if line.text.strip():
            yield line


COMMANDS: Mapping[str, Command] = {
    "add": Command(
        _options, _run, 'listening add brixton "P3: Nobody tells us who is coming. /r /s !barrier"'
    ),
}
"""The command of this module."""
