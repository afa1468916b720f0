"""The command `note`: its options, its greeting, its end."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Iterator, Mapping

from listening.cli import files, parsers, streams
from listening.cli.note import sources
from listening.cli.note.desk import Desk
from listening.cli.note.saying import goodbye
from listening.cli.note.sitting import Sitting
from listening.cli.note.steering import open_sentence
from listening.cli.printing import say_at_once
from listening.cli.prompts import add_prompt
from listening.cli.table import Command
from listening.model.sentences import counted


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    add_prompt(parser)
    parsers.add_session(parser)
    parsers.add_author(parser)


def _run(args: Namespace) -> int:
    gc.enable()  # A sitting may go on for hours.
    with files.open_to_write(args) as file:
        desk = Desk(file, files.one_session(file, args))
        if args.prompt is not None:
            desk.open_prompt(args.prompt)
        if streams.on_terminal():
            say_at_once("\n".join(_greeting(desk)))
        sitting = Sitting(desk)
        sitting.hear_all(sources.lines())
        desk.leave()
        say_at_once(goodbye(desk.saved))
    return int(sitting.unsaved > 0 and not streams.on_terminal())


def _greeting(desk: Desk) -> Iterator[str]:
    heard = counted(desk.file.tally(desk.session).heard, "contribution")
    yield f"{desk.facts.title}: {heard} so far. {desk.file.author} is writing."
    yield open_sentence(desk)
    left = len(desk.file.drafts_left())
    if left:
        yield f"{counted(left, 'line')} typed and never saved: :drafts shows what was left."
    yield "Write what is said, then Enter; ? lists what else there is, :quit ends."


COMMANDS: Mapping[str, Command] = {
    "note": Command(_options, _run, "listening note brixton --as Sam"),
}
"""The command of this module."""
