"""`import`: what was written elsewhere, or edited by hand, comes into a session file: all or nothing."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, who
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.model.errors import FileError, NotReadable, WrongUse
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.model.brought import Brought
    from listening.store.bringing import Cell, Outcome
    from listening.store.session_file import SessionFile

STANDARD_INPUT = "-"
"""What stands for standard input where a source is named."""

_SHOWN = 20
"""How many of many things are told one by one."""


def _options(parser: parsers.Parser) -> None:
    add = parser.add_argument
    parsers.add_file(parser)
    add(
        "source",
        metavar="SOURCE",
        help="CSV, JSON Lines, or this program's Markdown for the team; “-” for standard input",
    )
    add(
        "--map",
        metavar="COLUMN=FIELD",
        type=parsers.sound,
        action="append",
        default=[],
        help="what a column holds, once for each: words, by, kind, areas, codes, sharing, captured, check, "
        "paraphrase, prompt, perspectives, at or author",
    )
    add(
        "--skip-unreadable",
        action="store_true",
        help="import the rest where lines cannot be read; else nothing is imported",
    )
    add("--dry-run", action="store_true", help="say what an import would do, and change nothing")
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    # Imported here so that help and wrong use need neither readers nor store.
    from listening.sharing import readers
    from listening.store.bringing import NotTaken

    brought = readers.read(_content(args.source), _name(args.source), args.map)
    for note in brought.notes:
        tell(note)
    try:
        path, outcome = _brought(args, brought)
    except NotTaken as error:
        _list_troubles(args.source, error.troubles)
        raise
    if args.json:
        say_exactly(as_json.document(_as_json(path, args, outcome, brought)))
    else:
        for line in _sentences(path, args, outcome):
            say(line)
    _list_troubles(args.source, outcome.troubles)
    return int(bool(outcome.troubles))


def _content(source: str) -> bytes:
    from listening.sharing.readers.decoding import MOST_BYTES

    if source == STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = Path(source).expanduser()
    if path.is_dir():
        raise WrongUse(f"“{source}” is a folder: name one of the files in it.")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise FileError(
            path, f"There is no file at {source}: check the name of what shall be imported."
        ) from error
    except (OSError, ValueError) as error:
        raise NotReadable(
            path, getattr(error, "strerror", None) or "its name cannot be used"
        ) from error


def _name(source: str) -> str:
    return "" if source == STANDARD_INPUT else Path(source).name


def _brought(args: Namespace, brought: Brought) -> tuple[Path, Outcome]:
    """Bring in what was read, and return the file that it came into and what came of it."""
    from listening.store.importing import make

    if brought.whole and args.session:
        raise WrongUse("--session is for tables: an export in Markdown names its own session.")
    path = files.find_or_new(args.file, args) if brought.whole else files.find(args.file, args)
    if not path.exists():
        return path, make(
            path, brought, author=who.author(args), skip=args.skip_unreadable, rehearse=args.dry_run
        )
    with files.open_to_write(args) as file:
        return path, _into(file, args, brought)


def _into(file: SessionFile, args: Namespace, brought: Brought) -> Outcome:
    # Imported here because only an export of our own needs the way back to when it was made.
    from listening.cli.exported import as_exported

    session = file.session(args.session).id if args.session else _only_session(file)
    with ExitStack() as stack:
        before = None
        if brought.whole and (before := as_exported(file, brought.whole)):
            stack.enter_context(before)
        return file.bring(
            brought,
            session=session,
            before=before,
            skip=args.skip_unreadable,
            rehearse=args.dry_run,
        )


def _only_session(file: SessionFile) -> str | None:
    there = file.sessions()
    return there[0].id if len(there) == 1 else None


def _list_troubles(source: str, troubles: object) -> None:
    """Tell each line that could not be taken, and why."""
    for each in troubles if isinstance(troubles, list | tuple) else ():
        tell(f"{_name(source) or 'standard input'}, line {each.line}: {each.sentence}")


# What is said of it ---------------------------------------------------------------------------


def _sentences(path: Path, args: Namespace, outcome: Outcome) -> Iterator[str]:
    if args.dry_run:
        yield "A dry run: nothing is changed. This is what the import does:"
    made = "a session made anew, with " if outcome.made else ""
    yield (
        f"{path}: {made}{counted(len(outcome.new), 'contribution')} new, {len(outcome.changed):,} changed, "
        f"{outcome.known:,} as they were."
    )
    yield from _about_changes(path, outcome)
    yield from _about_what_stays(path, outcome)
    if outcome.unasked:
        yield (
            f"The source does not say that anybody was asked: {counted(outcome.unasked, 'new contribution')} may be "
            "quoted without a name, to everybody; "
            f"“listening edit {path} ID --sharing analysis” keeps one back, and “listening setup {path} --room-rule "
            "analysis” all."
        )
    if outcome.without_words:
        yield f"Off the record: {outcome.without_words:,}; their words were dropped and are not in the file."
    if outcome.troubles:
        yield f"Left out, since they could not be taken: {counted(len(outcome.troubles), 'line')}, listed below."


def _about_changes(path: Path, outcome: Outcome) -> Iterator[str]:
    changed = set(outcome.changed)
    around = [each for each in outcome.cells if each.id not in changed]
    if around:
        yield f"Changed around them: {_listed(around)}."
    if outcome.conflicts:
        yield (
            f"Changed both here and in the source: {_listed(outcome.conflicts)}; both versions are kept, and "
            f"“listening conflicts {path}” shows them."
        )


def _about_what_stays(path: Path, outcome: Outcome) -> Iterator[str]:
    if outcome.newer:
        yield f"Changed here since the source was written, and left so: {_listed(outcome.newer)}."
    if outcome.left:
        yield (
            "Different here and in the source, and nobody can tell which is newer, so they are left as they are "
            f"here: {_listed(outcome.left)}; “listening edit” and “listening tag” change them."
        )
    if outcome.kept:
        yield f"Nobody can change when something was noted and by whom, so that stays: {_listed(outcome.kept)}."
    if outcome.strangers:
        yield (
            "Left out of promises and links, since it is neither here nor in the source: what lines "
            f"{_shortened(map(str, outcome.strangers))} name."
        )
    if outcome.removed:
        yield f"Taken out of the lists here, and left so: {_shortened(outcome.removed)}."
    if outcome.erased:
        yield f"Erased here at somebody's wish, and not brought back: lines {_shortened(map(str, outcome.erased))}."
    if outcome.missing:
        yield (
            f"Not in the source, and kept: {counted(outcome.missing, 'contribution')}; “listening remove {path} ID” "
            "takes one out."
        )


def _listed(cells: list[Cell]) -> str:
    from listening.cli.fields import field_name

    by_id: dict[str, list[str]] = {}
    for each in cells:
        by_id.setdefault(each.id, []).append(field_name(each.field))
    return _shortened(f"{own} ({', '.join(dict.fromkeys(names))})" for own, names in by_id.items())


def _shortened(texts: Iterator[str] | list[str] | map[str]) -> str:
    every = list(texts)
    more = f" and {len(every) - _SHOWN:,} more" if len(every) > _SHOWN else ""
    return f"{', '.join(every[:_SHOWN])}{more}"


def _as_json(path: Path, args: Namespace, outcome: Outcome, brought: Brought) -> as_json.Json:
    return {
        "file": as_json.path(path),
        "source": args.source,
        "dry_run": args.dry_run,
        "made": outcome.made,
        "sessions": outcome.sessions,
        "new": outcome.new,
        "changed": outcome.changed,
        "known": outcome.known,
        "fields": [each._asdict() for each in outcome.cells],
        "conflicts": [each._asdict() for each in outcome.conflicts],
        "newer_here": [each._asdict() for each in outcome.newer],
        "left": [each._asdict() for each in outcome.left],
        "kept": [each._asdict() for each in outcome.kept],
        "strange_lines": outcome.strangers,
        "erased_lines": outcome.erased,
        "removed": outcome.removed,
        "missing": outcome.missing,
        "without_words": outcome.without_words,
        "unasked": outcome.unasked,
        "unreadable": [{"line": each.line, "sentence": each.sentence} for each in outcome.troubles],
        "notes": list(brought.notes),
    }


COMMANDS: Mapping[str, Command] = {
    "import": Command(
        _options, _run, 'listening import brixton answers.csv --map "What would help?=words"'
    ),
}
"""The command of this module."""
