"""`merge`: everyone's notes in one file, nothing lost, nothing decided silently."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import as_json_afterwards, files, parsers, telling, who
from listening.cli.as_json import document
from listening.cli.printing import complain, say, say_exactly, tell
from listening.cli.progress import Progress
from listening.cli.table import Command
from listening.model.errors import ListeningError, WrongUse
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.store.batch import SourceResult
    from listening.store.look_alike import Alike
    from listening.store.merge import MergeResult, Options


def _options(parser: parsers.Parser) -> None:
    add = parser.add_argument
    add("out", metavar="OUT", help="the file that all are merged into; made where there is none")
    add(
        "sources",
        metavar="SOURCE",
        nargs="+",
        help="session files: paths, or names in the sessions folder; they are never changed",
    )
    add("--dry-run", action="store_true", help="say what a merge would do, and change nothing")
    add(
        "--same-session",
        metavar="A=B",
        action="append",
        default=[],
        help="B is part of session A, although they were set up apart: ids, or names of sources",
    )
    add(
        "--accept-erasures",
        action="store_true",
        help="let a source erase many words here without saying who asked for it",
    )
    parsers.add_sessions(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    # Imported here so that help and wrong use need no store.
    from dataclasses import replace

    out = files.find_or_new(args.out, args)
    found, missing = _found(args)
    options = _asked(args, found)
    result = _merged(out, tuple(found.values()), options, dry_run=args.dry_run)
    result = replace(result, sources=_in_order(args.sources, found, missing, result))
    possible = _possible(out, tuple(found.values()), options, dry_run=args.dry_run)
    if args.json:
        told = as_json_afterwards.merged(result, possible, dry_run=args.dry_run)
        say_exactly(document(told))
    else:
        _tell(result, possible, dry_run=args.dry_run)
    for source in result.sources:
        if source.trouble:
            complain(source.trouble)
    return 0 if result.complete else 1


def _found(args: Namespace) -> tuple[dict[str, Path], dict[str, str]]:
    """Return the paths of the sources by the names that were typed, and why others have none."""
    found: dict[str, Path] = {}
    missing: dict[str, str] = {}
    for name in args.sources:
        try:
            found[name] = files.find(name, args)
        except ListeningError as error:
            missing[name] = str(error)
    return found, missing


def _asked(args: Namespace, found: Mapping[str, Path]) -> Options:
    pairs = [_pair(text) for text in args.same_session]
    named = {name: str(path) for name, path in found.items()}
    return {
        "accept_erasures": args.accept_erasures,
        "same_session": [(named.get(a, a), named.get(b, b)) for a, b in pairs],
        "author": who.author(args),
    }


def _pair(text: str) -> tuple[str, str]:
    whole, sign, part = (each.strip() for each in parsers.line(text).partition("="))
    if not (whole and sign and part):
        raise WrongUse(
            f"“{text}” does not name two sessions: write A=B, where B is to be part of A."
        )
    return whole, part


def _merged(out: Path, sources: Sequence[Path], options: Options, *, dry_run: bool) -> MergeResult:
    from listening.store.merge import MergeResult, merge, rehearse

    if not sources:
        return MergeResult(out)
    there, progress = out.exists(), Progress()
    options = {**options, "progress": progress}
    try:
        return (rehearse if dry_run else merge)(out, sources, **options)
    except (ListeningError, KeyboardInterrupt):
        progress.clear()
        if progress.done and not dry_run:
            tell(_how_far(progress, there=there))
        raise
    finally:
        progress.clear()


def _how_far(progress: Progress, *, there: bool) -> str:
    if not there:
        return "No file was made: the same command again begins anew."
    return (
        f"{progress.done:,} of {counted(progress.of, 'file')} were done, each entirely, up to "
        f"{progress.last}; the same command again does the rest."
    )


def _in_order(
    names: Sequence[str],
    found: Mapping[str, Path],
    missing: Mapping[str, str],
    result: MergeResult,
) -> tuple[SourceResult, ...]:
    """Return what came of each source that was named, in the order in which they were."""
    from listening.store.batch import SourceResult

    results = dict(zip(found, result.sources, strict=True))
    troubles = {name: SourceResult(Path(name), trouble=why) for name, why in missing.items()}
    return tuple((results | troubles)[name] for name in dict.fromkeys(names))


def _possible(out: Path, sources: Sequence[Path], options: Options, *, dry_run: bool) -> int | None:
    """Return how many possible duplicates there are; None where there is too much to compare."""
    from listening.cli import likely

    if not dry_run:
        return likely.number_in(out) if out.exists() else 0
    return likely.number_after(out, sources, options)


def _tell(result: MergeResult, possible: int | None, *, dry_run: bool) -> None:
    if dry_run:
        tell("A dry run: nothing is changed. This is what a merge does:")
    for source in result.sources:
        if not source.trouble:
            say(_of_source(source))
    for line in _of_all(result, possible):
        say(line)
    for alike in result.alike:
        tell(_of_alike(alike))


def _of_source(source: SourceResult) -> str:
    joined = source.joined
    new, known = counted(joined.new_contributions, "contribution"), joined.known_contributions
    parts = [
        f"{source.path}: {new} new, {known:,} known",
        f"{counted(joined.new_changes, 'change')} new, {joined.known_changes:,} known",
    ]
    if joined.struck:
        by = telling.listed(joined.struck_by) or "somebody whom the file does not name"
        parts.append(f"{counted(joined.struck, 'contribution')} erased here too, erased by {by}")
    return f"{'; '.join(parts)}."


def _of_all(result: MergeResult, possible: int | None) -> Iterator[str]:
    for whole, part in result.same_sessions:
        yield f"Session {part} is part of session {whole} from now on."
    joined = sum(not source.trouble for source in result.sources)
    left = len(result.sources) - joined
    what = "made" if result.made else "updated" if joined else "not changed"
    yield (
        f"{result.out}: {what}; {counted(joined, 'file')} merged"
        f"{f', {left:,} left out' if left else ''}."
    )
    if joined:
        yield f"Conflicts: {_with_command(result.conflicts, 'conflicts', result.out)}"
        yield f"Possible duplicates: {_with_command(possible, 'duplicates', result.out)}"


def _of_alike(one: Alike) -> str:
    times = "twice" if len(one.sessions) == 2 else f"{len(one.sessions)} times"
    whole, *parts = one.sessions
    options = " ".join(f"--same-session {whole}={part}" for part in parts)
    return (
        f"“{one.title}” of {telling.long_date(one.date)} was set up {times}: if that was one session, merge "
        f"with {options}."
    )


def _with_command(number: int | None, command: str, out: Path) -> str:
    if number is None:
        return (
            f"not looked for in so many contributions; “listening {command} {out} --session ID” "
            "shows those of a session."
        )
    return f"{number:,}; “listening {command} {out}” shows them." if number else "none."


COMMANDS: Mapping[str, Command] = {
    "merge": Command(_options, _run, "listening merge brixton-all ines.sqlite tom.sqlite"),
}
"""The command of this module."""
