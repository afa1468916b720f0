"""`report`: a document that tells what was heard, what came of it, and what did not."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from listening.cli import delivering, files, parsers
from listening.cli.table import Command
from listening.model.errors import WrongUse
from listening.sharing import formats, reports
from listening.sharing.reports import Brief, Purpose, ReportOptions

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "kind",
        metavar="KIND",
        type=reports.named,
        help="; ".join(f"{each.key}: {each.label}" for each in reports.REPORTS.values()),
    )
    documents = tuple(each for each in formats.FORMATS.values() if each.takes == "document")
    delivering.add_format(parser, documents)
    delivering.add_audience(parser)
    delivering.add_output(parser)
    parser.add_argument(
        "--plain",
        action="store_true",
        help="in plain words and large print: a draft to be worked on with the people it is for",
    )
    _add_brief(parser)
    parsers.add_session(parser)
    parsers.add_author(parser)


def _add_brief(parser: parsers.Parser) -> None:
    """Let the command be told what a briefing says and no session holds."""
    for name, about in (
        ("to-whom", "who will read it: a councillor, a member of parliament"),
        ("from-whom", "who sends it"),
        ("subject", "what it is about; the session's title unless told"),
        ("wards", "the wards or the area"),
        ("contact", "whom to ask"),
    ):
        parser.add_argument(
            f"--{name}", metavar="TEXT", type=parsers.line, help=f"briefing: {about}"
        )
    parser.add_argument(
        "--purpose",
        metavar="WHAT",
        type=Purpose.parse,
        help=f"briefing: {delivering.either([each.value for each in Purpose])}",
    )
    _add_many(parser, "--ask", "TEXT", "what is asked of the reader")
    _add_many(parser, "--quote", "ID", "a contribution to be quoted; some of each area unless told")


def _add_many(parser: parsers.Parser, name: str, metavar: str, about: str) -> None:
    parser.add_argument(
        name,
        metavar=metavar,
        type=parsers.line,
        action="append",
        default=[],
        help=f"briefing: {about}; may be given several times",
    )


def _report(args: Namespace) -> int:
    args.kind.refuse_other_readers(args.audience)
    _refuse_idle_options(args)
    with files.open_to_write(args) as file:
        for session in delivering.one_by_one(file, args):
            _report_one(file, session, args)
    return 0


def _report_one(file: SessionFile, session: str, args: Namespace) -> None:
    # Imported here because help and wrong use need no report.
    from listening.sharing import leaving

    path = delivering.path(file, [session], args, args.kind.key)
    options = ReportOptions(
        generated=datetime.now().astimezone(), plain=args.plain, brief=_brief(args)
    )
    ready = leaving.prepare_report(file, session, args.audience, args.kind, args.to, options)
    delivering.deliver(file, ready, path, args)


def _refuse_idle_options(args: Namespace) -> None:
    """Raise `WrongUse` for facts of a briefing where they would be told to nobody."""
    if args.kind.key != "briefing" and _brief(args) != Brief():
        raise WrongUse(
            f"The report {args.kind.key} has no place for what a briefing is told: leave those options "
            "away, or make the report briefing."
        )


def _brief(args: Namespace) -> Brief:
    return Brief(
        to_whom=args.to_whom,
        from_whom=args.from_whom,
        subject=args.subject,
        wards=args.wards,
        purpose=args.purpose,
        asks=tuple(args.ask),
        contact=args.contact,
        quotes=tuple(args.quote),
    )


COMMANDS: Mapping[str, Command] = {
    "report": Command(_options, _report, "listening report brixton gap --to html"),
}
"""The commands of this module."""
