"""What was promised in all files of the sessions folder: `commitment list` without a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from listening.cli import as_json, as_json_following, files
from listening.cli.noted import today
from listening.cli.printing import say, say_exactly, tell
from listening.cli.telling_following import promise
from listening.model.errors import ListeningError
from listening.model.records import Commitment


class Promised(NamedTuple):
    """A promise, and where it stands."""

    commitment: Commitment
    title: str
    """Of the session in which it was promised."""
    path: Path


def list_everywhere(args: Namespace) -> int:
    """Print what was promised in the folder, the soonest first, and return how many there are.

    A file that cannot be read is named and left out. What stands alike in several files, as in
    a copy or an archive, is told once.
    """
    found = _found(args)
    if args.json:
        say_exactly(as_json.rows(_row(one) for one in found))
        return len(found)
    begun = ""
    for one in found:
        here = f"{one.title}, {one.path.name}"
        if here != begun:
            begun = here
            say(f"{here}\n")
        say(f"{promise(one.commitment, today())}\n")
    return len(found)


def _found(args: Namespace) -> list[Promised]:
    from listening.store import library

    paths = library.files(files.sessions_folder(args))
    once: dict[Commitment, Promised] = {}
    for path in paths:
        for one in _in_file(path, due=args.due):
            once.setdefault(one.commitment, one)
    return sorted(once.values(), key=_by_day)


def _by_day(one: Promised) -> tuple[bool, str, str]:
    day = one.commitment.by_when
    return (day is None, day or "", one.path.name)


def _in_file(path: Path, *, due: bool) -> Iterator[Promised]:
    from listening.store.session_file import SessionFile

    try:
        with SessionFile.open(path) as file:
            titles = {one.id: one.title for one in file.sessions()}
            there = file.due(None, today()) if due else file.commitments()
    except ListeningError as error:
        tell(f"Left out: {path.name}. {error}")
        return
    for one in there:
        yield Promised(one, titles.get(one.session) or "", path)


def _row(one: Promised) -> as_json.Json:
    about = as_json_following.commitment(one.commitment, today())
    return {**about, "file": as_json.path(one.path)}
