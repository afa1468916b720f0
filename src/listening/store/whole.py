"""A file as its copies in the same folder have it too, for whoever lets words out of the folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from listening.model.errors import ListeningError
from listening.store import copies, joined, library
from listening.store.copies import Group, Marks, Together
from listening.store.session_file import SessionFile


@contextmanager
def with_copies(file: SessionFile, sessions: Collection[str]) -> Iterator[SessionFile]:
    """Give what a file and its copies in the folder say of sessions: the file itself where they say the same.

    What was joined to these sessions, in whichever file, is there too. A file of the folder that cannot
    be read is left out.

    Args:
        file: the open file.
        sessions: their tokens.

    Raises:
        FileError: the folder cannot be read, or a file of it could be read only at first.
    """
    held = _held(file.path)
    groups = copies.groups(held, _with_parts(held, sessions))
    if all(group.paths == (file.path,) for group in groups):
        yield file
        return
    with closing(_together(groups, file.path)) as whole:
        yield whole


def _held(path: Path) -> Mapping[Path, Marks]:
    """Return what is in the files of the folder, the file itself first."""
    others = [each for each in library.files(path.parent) if each != path]
    held: dict[Path, Marks] = {path: copies.marks(path)}
    for each in others:
        with suppress(ListeningError):
            held[each] = copies.marks(each)
    return held


def _with_parts(held: Mapping[Path, Marks], sessions: Collection[str]) -> set[str]:
    """Return sessions with those that are joined to them, in any of the files."""
    links: dict[str, str | None] = {}
    for path in held:
        for token, whole in copies.joins(path).items():
            links[token] = links.get(token) or whole
    roots = {joined.root(links, token) for token in sessions}
    return {*sessions, *(token for token in links if joined.root(links, token) in roots)}


def _together(groups: tuple[Group, ...], path: Path) -> SessionFile:
    with closing(Together(*groups)) as together:
        return SessionFile.of_content(together.content(), path)
