"""`export`: what an audience may read of a session, in a format of theirs."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from listening.cli import delivering, files, parsers
from listening.cli.table import Command
from listening.sharing import formats
from listening.sharing.formats import Options

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile


def _export_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    delivering.add_format(parser, tuple(formats.FORMATS.values()))
    delivering.add_audience(parser)
    delivering.add_output(parser)
    parser.add_argument(
        "--plain",
        action="store_true",
        help="documents: large print; csv: exactly as it was said, for programs and not for spreadsheets",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)


def _export(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        for sessions in _files(file, args):
            _export_one(file, sessions, args)
    return 0


def _files(file: SessionFile, args: Namespace) -> Sequence[Sequence[str]]:
    """Return the sessions that go into each file of an export."""
    if args.to.takes == "rows" and not args.session:
        return [delivering.every_session(file)]
    return [[session] for session in delivering.one_by_one(file, args)]


def _export_one(file: SessionFile, sessions: Sequence[str], args: Namespace) -> None:
    # Imported here because help and wrong use need no export.
    from listening.sharing import leaving

    path = delivering.path(file, sessions, args)
    options = Options(
        generated=datetime.now().astimezone(), plain=args.plain, name=path.name if path else ""
    )
    ready = leaving.prepare(file, sessions, args.audience, args.to, options)
    delivering.deliver(file, ready, path, args)


COMMANDS: Mapping[str, Command] = {
    "export": Command(_export_options, _export, "listening export brixton --audience room"),
}
"""The command of this module."""
