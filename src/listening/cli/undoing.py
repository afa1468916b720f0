"""`undo` and `history`: who changed what when, and taking the last change back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers
from listening.cli.fields import names_of
from listening.cli.printing import say, say_exactly, tell
from listening.cli.recounting import actions, recounted
from listening.cli.table import Command
from listening.cli.taking_back import undone_sentence
from listening.model.errors import ListeningError
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.store.views import HistoryEntry


class NothingToUndo(ListeningError):
    """The author has changed nothing that could be taken back."""

    def __init__(self, author: str) -> None:
        super().__init__(
            f"There is nothing left to undo for {author}: use --as to name another note-taker."
        )


def _undo_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _undo(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        undone = file.undo(files.narrowing(file, args))
        if undone is None:
            raise NothingToUndo(file.author)
        if args.json:
            say_exactly(as_json.document(as_json.undone(undone)))
        else:
            say(undone_sentence(file, undone))
    return 0


def _history_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help="one contribution; without it, all")
    parsers.add_session(parser)
    parsers.add_json(parser)


def _history(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        entries = file.history(args.id, files.narrowing(file, args))
        names = names_of(file)
    if args.json:
        say_exactly(as_json.rows(as_json.history_entry(entry) for entry in entries))
        return 0
    _tell(entries, names, only=args.id is not None)
    return 0


def _tell(entries: Sequence[HistoryEntry], names: Mapping[str, str], *, only: bool) -> None:
    found = actions(entries)
    for sentence in recounted(found, names, only=only):
        say(sentence)
    tell(f"{counted(len(found), 'change')}." if found else "Nothing has been changed yet.")


COMMANDS: Mapping[str, Command] = {
    "undo": Command(_undo_options, _undo, "listening undo brixton --as Sam"),
    "history": Command(_history_options, _history, "listening history brixton a4k2"),
}
"""The commands of this module."""
