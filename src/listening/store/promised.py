"""What was promised in the files of a folder: each promise once, as all copies of its session have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

from listening.model.errors import FileError, ListeningError
from listening.model.records import Commitment
from listening.store import copies, library, names
from listening.store.copies import Group, Marks, Together
from listening.store.session_file import SessionFile


class Promised(NamedTuple):
    """A promise, and where it stands."""

    commitment: Commitment
    title: str
    """Of the session in which it was promised."""
    path: Path
    """The file in which it stands; of several, where it was changed last."""


class InFolder(NamedTuple):
    """What was promised in a folder."""

    promises: Sequence[Promised]
    """In the order of the files, the soonest of each first."""
    troubles: Mapping[str, str]
    """The files that could not be read, each with a sentence that says why."""


def promised(folder: Path) -> InFolder:
    """Return what was promised in the sessions of a folder; a file that cannot be read is left out.

    Raises:
        FileError: the folder cannot be read.
    """
    held, troubles = _held(library.files(folder))
    while True:
        try:
            found = [one for group in copies.groups(held, _promising(held)) for one in _of(group)]
        except FileError as error:
            if held.pop(error.path, None) is None:
                raise
            troubles[error.path.name] = str(error)
        else:
            order = {path: number for number, path in enumerate(held)}
            return InFolder(sorted(found, key=lambda one: order[one.path]), troubles)


def due_elsewhere(paths: Sequence[Path], today: date) -> Mapping[Path, int]:
    """Return how many promises of a file are due, of files whose copies say something else of promises.

    One that is kept, moved or erased in another copy is due no more.
    """
    held, _ = _held(paths)
    apart = [group for group in copies.groups(held, _promising(held)) if len(group.paths) > 1]
    if not apart:
        return {}
    still = {
        (one.commitment.session, one.commitment.id)
        for group in copies.groups(held, _promising(held))
        for one in _of(group)
        if one.commitment.is_due(today)
    }
    found: dict[Path, int] = {}
    for path in {path for group in apart for path in group.paths}:
        with SessionFile.open(path, again=True) as file:
            found[path] = sum((one.session, one.id) in still for one in file.due(None, today))
    return found


def _held(paths: Sequence[Path]) -> tuple[dict[Path, Marks], dict[str, str]]:
    held: dict[Path, Marks] = {}
    troubles: dict[str, str] = {}
    for path in paths:
        try:
            held[path] = copies.marks(path)
        except ListeningError as error:
            troubles[path.name] = str(error)
    return held, troubles


def _promising(held: Mapping[Path, Marks]) -> set[str]:
    """Return the sessions in which something was promised, in any copy."""
    return {token for there in held.values() for token, mark in there.items() if mark.promises}


def _of(group: Group) -> Iterator[Promised]:
    """Yield what was promised in sessions, as all their copies have it."""
    if len(group.paths) == 1:
        path = group.paths[0]
        with SessionFile.open(path, again=True) as file:
            yield from _in(file, group, {}, path)
        return
    first = group.paths[0]
    with (
        closing(Together(group)) as together,
        closing(SessionFile.of_content(together.content(), first)) as file,
    ):
        yield from _in(file, group, together.newest(), first)


def _in(
    file: SessionFile, group: Group, newest: Mapping[str, Path], first: Path
) -> Iterator[Promised]:
    titles = {one.id: one.title or "" for one in file.sessions()}
    for one in file.commitments():
        if one.session in group.sessions:
            record = names.commitment_record(one.session, one.id)
            yield Promised(one, titles.get(one.session, ""), newest.get(record, first))
