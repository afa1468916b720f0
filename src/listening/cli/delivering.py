"""How what leaves a session file is asked for, put down, told of and noted: exports and reports."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import files, parsers
from listening.cli.printing import say_bytes, say_path, tell
from listening.model.errors import UnknownTerm, WrongUse
from listening.model.sentences import counted
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.formats import Format

if TYPE_CHECKING:
    from listening.sharing.disclosed import Disclosed
    from listening.sharing.leaving import Leaving
    from listening.store.session_file import SessionFile

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a path is given."""


def add_format(parser: parsers.Parser, known: Sequence[Format]) -> None:
    """Let a command be told one of these formats; Markdown unless told."""
    keys = [each.key for each in known]

    def parse(text: str) -> Format:
        found = formats.named(text)
        if found not in known:
            raise UnknownTerm("format for this", text, keys)
        return found

    parser.add_argument(
        "--to",
        metavar="FORMAT",
        type=parse,
        default=formats.named("markdown"),
        help=f"{either(keys)}; markdown unless told",
    )


def add_audience(parser: parsers.Parser) -> None:
    """Let a command be told who will read it; everybody, the safest, unless told."""
    parser.add_argument(
        "--audience",
        metavar="WHO",
        type=Audience.parse,
        default=Audience.PUBLIC,
        help="team, room or public; public unless told, the safest",
    )


def add_output(parser: parsers.Parser) -> None:
    """Let a command be told where to write."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=Path,
        help="the file or folder to write to, “-” for standard output; beside FILE unless told",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="replace an earlier export of the same name although somebody edited it; it is kept unless told",
    )


def either(names: Sequence[str]) -> str:
    """Return names as a choice between them: `a, b or c`."""
    return " or ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def one_by_one(file: SessionFile, args: Namespace) -> Sequence[str]:
    """Return the ids of the sessions that get a file each.

    Raises:
        WrongUse: there are several, and one file for them is named.
        NotFound: there is none.
    """
    if args.session:
        return [file.session(args.session).id]
    if args.output is not None and not args.output.is_dir():
        return [files.only_session(file)]
    return every_session(file)


def every_session(file: SessionFile) -> Sequence[str]:
    """Return the ids of all sessions of a file.

    Raises:
        NotFound: there is none.
    """
    return [session.id for session in file.sessions()] or [file.session().id]


def path(
    file: SessionFile, sessions: Sequence[str], args: Namespace, kind: str = ""
) -> Path | None:
    """Return where a file goes; None for standard output. Say what is left as it is on the way.

    Args:
        file: the session file.
        sessions: the ids of the sessions that are in it.
        args: what the command was told.
        kind: the key of a report; empty for an export.

    Raises:
        WrongUse: it would fill a terminal with what nobody can read.
        Edited: the file that was named is an earlier export that somebody edited.
    """
    from listening.sharing import leaving

    if args.output == STANDARD_OUTPUT:
        if args.to.binary and sys.stdout.isatty():
            raise WrongUse(
                f"{args.to.label} is nothing that a terminal can show: name a file for it with -o."
            )
        return None
    output: Path = args.output or file.path.parent
    if not output.is_dir():
        if not args.force:
            leaving.refuse_edited(file, sessions, output)
        return output
    place = leaving.place(
        file, sessions, args.audience, args.to, output, kind, edited_too=args.force
    )
    for kept in place.kept[:1]:
        tell(f"{kept} was left as it is: it holds something else, or was edited since it left.")
    return place.path


def deliver(file: SessionFile, ready: Leaving, path: Path | None, args: Namespace) -> None:
    """Note in the file what is finished and leaves it, write it, and say what can be read in it.

    Args:
        file: the session file.
        ready: the export or the report.
        path: where it goes; None for standard output.
        args: what the command was told.

    Raises:
        NotNoted: the session file could take no note of it, so nothing left.
        FileError: it cannot stand there.
    """
    from listening.sharing import leaving

    if path is None:
        leaving.note(file, ready)
        _print(ready)
    else:
        for each in leaving.put(file, ready, path):
            say_path(each)
    account_for(ready, args)


def account_for(ready: Leaving, args: Namespace) -> None:
    """Say what can be read in what was written."""
    from listening.sharing import in_words, leaving

    as_copy = ready.format is leaving.COPY
    tell(in_words.what_leaves(ready.sessions, as_report=bool(ready.kind), as_copy=as_copy))
    for sentence in in_words.to_know(ready.sessions):
        tell(sentence)
    if hinted := _hinted(ready.sessions, args.file):
        tell(hinted)


def _print(ready: Leaving) -> None:
    """Print the bytes of an export as they are."""
    say_bytes(ready.written.content)
    for suffix in ready.written.beside:
        tell(f"The file that belongs beside it, ending in {suffix}, is written with a file alone.")


def _hinted(sessions: Iterable[Disclosed], file: str) -> str:
    """Return how many hints there are in what leaves, and how to see them; nothing of the team.

    Args:
        sessions: what the one door gave.
        file: the session file, as it was named.
    """
    from listening.sharing import privacy

    there = [each for each in sessions if each.audience is not Audience.TEAM]
    number = sum(len(privacy.of_disclosed(each)) for each in there)
    if not number:
        return ""
    # Imported here because most words give nobody away.
    import shlex

    wider = " --audience room" if there[0].audience is Audience.ROOM else ""
    they = "stands" if number == 1 else "stand"
    return (
        f"{counted(number, 'hint')} at what may give somebody away {they} in it: "
        f"“listening check {shlex.quote(file)} --privacy{wider}” lists what. {privacy.MISSED}"
    )
