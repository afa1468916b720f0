"""`check`: whether files are whole, and with `--privacy` what in them may give somebody away."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers
from listening.cli.printing import complain, say, say_exactly
from listening.cli.table import Command
from listening.model.errors import ListeningError, WrongUse
from listening.model.sentences import counted
from listening.model.vocabulary import Audience

if TYPE_CHECKING:
    from listening.store.check import CheckResult


def _options(parser: parsers.Parser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="session files: paths, or names in the sessions folder",
    )
    parser.add_argument(
        "--privacy",
        action="store_true",
        help="list instead what may give somebody away in the words that would leave: hints, and no"
        " verdicts; the exit status is 1 where there are any",
    )
    parser.add_argument(
        "--audience",
        metavar="WHO",
        type=_guests,
        help="with --privacy: whom the words would leave to, room or public; public unless told",
    )
    parsers.add_sessions(parser)
    parsers.add_json(parser)


def _guests(text: str) -> Audience:
    """Return an audience that something is withheld from.

    Raises:
        WrongUse: it is the team, or no audience at all.
    """
    audience = Audience.parse(text)
    if audience is Audience.TEAM:
        raise WrongUse("The team reads every word: ask about room or public.")
    return audience


def _run(args: Namespace) -> int:
    if args.privacy:
        # Imported here because a check of files alone needs nothing that leaves.
        from listening.cli import hinting

        return hinting.run(args.files, args)
    if args.audience:
        raise WrongUse("--audience is about hints: ask for them with --privacy.")
    return _check([_checked(name, args) for name in args.files], as_rows=args.json)


def _check(results: Sequence[CheckResult], *, as_rows: bool) -> int:
    if as_rows:
        say_exactly(as_json.rows(as_json.checked(result) for result in results))
    else:
        for result in results:
            _tell(result)
    return int(any(result.trouble for result in results))


def _checked(name: str, args: Namespace) -> CheckResult:
    from listening.store.check import CheckResult, check

    try:
        return check(files.find(name, args))
    except ListeningError as error:
        return CheckResult(Path(name), str(error))


def _tell(result: CheckResult) -> None:
    if result.trouble:
        complain(result.trouble)
        return
    say(
        f"{result.path}: whole, format {result.version}, {counted(result.contributions, 'contribution')}, "
        f"{counted(result.changes, 'change')}, and its state is what its history says."
    )


COMMANDS: Mapping[str, Command] = {
    "check": Command(_options, _run, "listening check brixton norwood --privacy"),
}
"""The commands of this module."""
