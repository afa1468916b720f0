"""`lenses`: the lists of codes that stand beside the three areas."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from listening.cli import as_json, parsers
from listening.cli.printing import say, say_exactly
from listening.cli.table import Command
from listening.model import lenses
from listening.model.lenses import Lens


def _options(parser: parsers.Parser) -> None:
    parser.add_argument("key", metavar="KEY", nargs="?", help="one lens; without it, all")
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    chosen = (lenses.load(args.key),) if args.key else lenses.all_lenses()
    if args.json:
        say_exactly(as_json.rows(as_json.lens(lens) for lens in chosen))
        return 0
    for lens in chosen:
        _tell(lens)
    return 0


def _tell(lens: Lens) -> None:
    say(f"{lens.key}: {lens.label}")
    say(lens.about)
    say(f"Source: {lens.source}")
    for code in lens.codes:
        area = f" ({code.area.label})" if code.area else ""
        say(f"    #{code.key}: {code.label}{area}")
    say()


COMMANDS: Mapping[str, Command] = {
    "lenses": Command(_options, _run, "listening lenses making-it-real"),
}
"""The command of this module."""
