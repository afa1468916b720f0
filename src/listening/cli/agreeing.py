"""`agreement`: how far coders agree about areas and codes, and settling where they differ."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_afterwards, files, parsers, telling
from listening.cli.printing import say, say_exactly, tell
from listening.cli.second import Compared, Difference
from listening.cli.table import Command
from listening.model.codes import parse_tag
from listening.model.errors import WrongUse
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.insight.agreement import Agreement


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    add = parser.add_argument
    add(
        "--coder",
        metavar="NAME",
        action="append",
        type=parsers.line,
        help="one of those who are compared, once for each; “notes” are the shared tags; without, all",
    )
    add(
        "--settle",
        metavar=("ID", "CODE"),
        nargs=2,
        help="settle in the shared tags whether a code fits a contribution, with --on or --off",
    )
    add("--on", action="store_true", help="with --settle: it fits")
    add("--off", action="store_true", help="with --settle: it does not")
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    if args.settle is None and not (args.on or args.off):
        return _compare(args)
    if args.settle is None or args.on == args.off:
        raise WrongUse("Settling needs all of it: --settle ID CODE, and then either --on or --off.")
    return _settle(args)


def _compare(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        compared = Compared.of(file, args.coder, files.narrowing(file, args))
    if args.json:
        say_exactly(as_json.document(as_json_afterwards.compared(compared)))
        return 0
    for line in _lines(compared):
        say(line)
    if compared.differences:
        tell("“listening agreement FILE --settle ID CODE --on” (or --off) settles a difference.")
    return 0


def _settle(args: Namespace) -> int:
    ref, code = args.settle
    with files.open_to_write(args) as file:
        said = file.settle_coding(ref, parsers.line(code), on=args.on)
        full = file.known(said.session).codes.get(parse_tag(code), parse_tag(code))
    if args.json:
        say_exactly(as_json.rows([as_json.contribution(said)]))
        return 0
    say(f"Settled in the shared tags. {said.id}: {telling.about(said)}")
    if args.off and full in {*said.areas, *said.codes}:
        tell(f"{telling.tag(full)} stays on all the same: whoever said it gave that tag themself.")
    return 0


def _lines(compared: Compared) -> Iterator[str]:
    number = max((each.n for each in compared.agreements), default=0)
    yield (
        f"{telling.listed(compared.coders)}: {counted(number, 'contribution')} coded by more than one."
    )
    yield from map(_figures, compared.agreements)
    if compared.differences:
        yield "\nWhere they differ:"
    for difference in compared.differences:
        yield _difference(difference, compared)


def _figures(one: Agreement) -> str:
    if one.per_cent is None:
        return f"{telling.tag(one.tag)}: {one.undefined}."
    kappa, alpha = (_rounded(value) for value in (one.kappa, one.alpha))
    why = f" ({one.undefined})" if one.undefined else ""
    return (
        f"{telling.tag(one.tag)}: agreed about {one.agreed:,} of {one.n:,}, {one.per_cent:.1f} per cent; "
        f"Cohen's kappa {kappa}; Krippendorff's alpha {alpha}{why}."
    )


def _rounded(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.2f}"


def _difference(difference: Difference, compared: Compared) -> str:
    settled = " Settled." if difference.settled else ""
    words = compared.words.get(difference.id) or telling.OFF_RECORD
    sides = f"{_side(difference.yes, 'yes')}, {_side(difference.no, 'no')}"
    return f"{difference.id}: {telling.tag(difference.tag)}: {sides}.{settled}\n    {words}"


def _side(coders: Sequence[str], answer: str) -> str:
    verb = "say" if len(coders) > 1 else "says"
    return f"{telling.listed(coders)} {verb} {answer}"


COMMANDS: Mapping[str, Command] = {
    "agreement": Command(_options, _run, "listening agreement brixton --coder notes --coder Priya"),
}
"""The command of this module."""
