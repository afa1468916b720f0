"""Commands that add, update and list one kind of record: `commitment add FILE`, `relation list FILE`."""

from __future__ import annotations

from argparse import Namespace

from listening.cli import parsers
from listening.model.errors import WrongUse

DEEDS = ("add", "update", "list")
"""What can be done."""


def add_deed(parser: parsers.Parser, what: str, by_id: str, *, or_all: str = "") -> None:
    """Let a command take what shall be done, the file, and an id.

    Args:
        parser: the command's parser.
        what: of what kind the record is, with its article.
        by_id: for what the id is.
        or_all: what is done for all files of the folder where none is named, if anything.
    """
    parser.add_argument("deed", metavar="add|update|list", type=_deed, help="what to do")
    parsers.add_file(parser, or_all=or_all)
    parser.add_argument("id", metavar="ID", nargs="?", type=parsers.line, help=f"{what} to {by_id}")


def add_common(parser: parsers.Parser) -> None:
    """Let a command narrow to a session, be told who writes, and answer in JSON."""
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def refuse_id(args: Namespace) -> None:
    """Refuse an id where something new is added.

    Raises:
        WrongUse: there is one.
    """
    if args.id is not None:
        raise WrongUse(
            f"“add” takes no id, so “{args.id}” is one word too many: a new one gets its id by itself."
        )


def required_id(args: Namespace, what: str) -> str:
    """Return the id of what shall be changed.

    Raises:
        WrongUse: there is none.
    """
    if args.id is None:
        raise WrongUse(
            f"Say which {what} to update, by its id: “listening {what} list” shows them."
        )
    return str(args.id)


def _deed(text: str) -> str:
    said = parsers.line(text).casefold()
    if said not in DEEDS:
        raise WrongUse(f"“{parsers.line(text)}” cannot be done here: use add, update or list.")
    return said
