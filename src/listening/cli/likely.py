"""`duplicates`: what may be one thing said, taken down by two people; and what it is."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_afterwards, files, parsers, telling
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.insight.duplicates import Duplicate
    from listening.model.records import Contribution
    from listening.store.merge import Options
    from listening.store.session_file import SessionFile

MOST_COMPARED = 20_000
"""How many contributions are compared without being asked: a few seconds' work."""
MOST_BYTES = 200_000_000
"""How large a file is looked through without being asked; a dry run merges so much for real, in a
file that is thrown away."""


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "--same",
        metavar=("ID", "ID"),
        nargs=2,
        action="append",
        default=[],
        help="these two are one thing said: both wordings stay, one is counted",
    )
    parser.add_argument(
        "--two-voices",
        metavar=("ID", "ID"),
        nargs=2,
        action="append",
        default=[],
        help="these two were said by two voices; they are not proposed again",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    return _decide(args) if args.same or args.two_voices else _list(args)


def _decide(args: Namespace) -> int:
    with files.open_to_write(args) as file, file.together():
        same = [file.same(*pair) for pair in args.same]
        apart = [file.two_voices(*pair) for pair in args.two_voices]
    if args.json:
        decided = (said for pair in (*same, *apart) for said in pair)
        say_exactly(as_json.rows(map(as_json.contribution, decided)))
        return 0
    for one, other in same:
        say(f"{one.id} and {other.id} are one thing said: both are kept, one is counted.")
    for one, other in apart:
        say(f"{one.id} and {other.id} are two voices: both are counted.")
    return 0


def _list(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        found = proposals(file, files.narrowing(file, args))
    if args.json:
        say_exactly(as_json.rows(map(as_json_afterwards.duplicate, found)))
        return 0
    for each in found:
        say("\n".join((*_paragraph(each), "")))
    tell(_sentence(found))
    return 0


def proposals(file: SessionFile, session: str | None = None) -> tuple[Duplicate, ...]:
    """Return what may be one thing said, session by session, the most alike of each first."""
    from listening.insight.duplicates import duplicates

    found: list[Duplicate] = []
    for each in _sessions(file, session):
        found += duplicates(
            _heard(file, each), joined=file.same_groups(each), apart=file.said_apart(each)
        )
    return tuple(found)


def number_in(path: Path) -> int | None:
    """Return how many proposals a file holds; None where there is too much to compare."""
    from listening.store.asked import Where
    from listening.store.session_file import SessionFile

    if path.stat().st_size > MOST_BYTES:
        return None
    with SessionFile.open(path) as file:
        there = sum(file.count(Where(session=each)) for each in file.taken_by_several())
        return len(proposals(file)) if there <= MOST_COMPARED else None


def number_after(out: Path, sources: Sequence[Path], options: Options) -> int | None:
    """Return how many proposals a file would hold after a merge, which is done and thrown away."""
    from tempfile import TemporaryDirectory

    from listening.store.merge import merge
    from listening.store.session_file import SessionFile

    involved = [path for path in (out, *sources) if path.exists()]
    if sum(path.stat().st_size for path in involved) > MOST_BYTES:
        return None
    with TemporaryDirectory(prefix="listening-") as folder:
        stage = Path(folder) / "stage.sqlite"
        if out.exists():
            with SessionFile.open(out) as file:
                file.copy(stage)
        if sources:
            merge(stage, sources, **options)
        return number_in(stage) if stage.exists() else 0


def _sessions(file: SessionFile, session: str | None) -> Sequence[str]:
    several = file.taken_by_several()
    return several if session is None else [each for each in several if each == session]


def _heard(file: SessionFile, session: str) -> Sequence[Contribution]:
    from listening.store.asked import Where

    return file.contributions(Where(session=session))


def _paragraph(found: Duplicate) -> Iterator[str]:
    yield f"{found.likeness:g} of 100 alike:"
    for said in (found.one, found.other):
        yield f"{telling.heading(said)}, taken down by {said.author or 'somebody'}"
        yield from (f"    {line}".rstrip() for line in telling.words_of(said).split("\n"))


def _sentence(found: Sequence[Duplicate]) -> str:
    if not found:
        return "Nothing here looks as if it had been taken down twice."
    return (
        f"{counted(len(found), 'possible duplicate')}. Say of each “--same ID ID”, or “--two-voices "
        "ID ID”; until then both are counted."
    )


COMMANDS: Mapping[str, Command] = {
    "duplicates": Command(_options, _run, "listening duplicates brixton-all --same a4k2x9 7m3tq1"),
}
"""The command of this module."""
