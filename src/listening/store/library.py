"""The folder of sessions: where it is, what is in it, and names for new files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from listening.model.errors import FileError, ListeningError, NotReadableYet

if TYPE_CHECKING:
    from listening.store.views import Summary

SUFFIX = ".sqlite"
"""What session files end in."""

_LONGEST_NAME = 80
_PATIENCE_MS = 200
"""How long somebody else's save is waited for where a whole folder is looked at, in milliseconds."""


def folder(option: Path | None, environ: Mapping[str, str]) -> Path:
    """Return the sessions folder: the option, `LISTENING_SESSIONS`, `./sessions` if there, documents."""
    named = option or (
        Path(environ["LISTENING_SESSIONS"]) if environ.get("LISTENING_SESSIONS") else None
    )
    if named is not None:
        return _at_home(named)
    here = Path("sessions")
    return here if here.is_dir() else _documents() / "Listening sessions"


def summaries(
    folder: Path, author: str | None = None, today: date | None = None
) -> tuple[Summary, ...]:
    """Return the files of a folder, newest session first, those that cannot be opened last.

    What is due is told as all copies of a session in the folder have it.

    Args:
        folder: where the files are.
        author: whose lines that were not saved are counted; None counts nobody's.
        today: by which day promises are due; None is today.

    Raises:
        FileError: the folder cannot be read.
    """
    found = _as_copies_have_it(
        folder, [summary(file, author, today) for file in files(folder)], today
    )
    good = [one for one in found if one.trouble is None]
    good.sort(key=lambda one: (one.date or "", one.file), reverse=True)
    return (*good, *(one for one in found if one.trouble is not None))


def files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may hold sessions, by name; none where there is no folder.

    Raises:
        FileError: the folder cannot be read.
    """
    try:
        return tuple(sorted(file for file in folder.iterdir() if _may_be_session(file)))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise FileError(
            folder, f"The folder {folder} could not be read: {error.strerror or error}."
        ) from error


def summary(path: Path, author: str | None = None, today: date | None = None) -> Summary:
    """Return what the home screen says of a file, to this author; it never fails.

    Args:
        path: the file.
        author: whose lines that were not saved are counted; None counts nobody's.
        today: by which day promises are due; None is today.
    """
    # Imported here because most commands look for one file, and look into no other.
    from listening.store import (
        commitments,
        conflicts,
        drafts,
        faults,
        form_drafts,
        opening,
        queries,
        tallies,
    )
    from listening.store.views import Summary

    try:
        with closing(opening.open_checked(path, wait_ms=_PATIENCE_MS)) as con, faults.reading(path):
            there = queries.sessions(con)
            figures = tallies.tally(con, None)
            differing = conflicts.count(con)
            due = commitments.number_due(con, today or datetime.now().astimezone().date())
            unsaved = drafts.number_left(con, author) if author is not None else 0
            begun = form_drafts.number_left(con, author) if author is not None else 0
    except ListeningError as error:
        is_busy = isinstance(error, NotReadableYet)
        return Summary(path.name, trouble=str(error), is_busy=is_busy)
    if not there:
        return Summary(path.name, trouble=f"{path.name} holds no session.")
    first = there[0]
    return Summary(
        file=path.name,
        title=first.title if len(there) == 1 else path.stem,
        date=max((one.date for one in there if one.date), default=None),
        place=first.place if len(there) == 1 else None,
        mode=first.mode.label if len(there) == 1 and first.mode else None,
        sessions=len(there),
        heard=figures.heard,
        untagged=figures.untagged,
        conflicts=differing,
        drafts=unsaved,
        forms=begun,
        due=due,
        tokens=frozenset(one.id for one in there),
    )


def _as_copies_have_it(
    folder: Path, found: Sequence[Summary], today: date | None
) -> Sequence[Summary]:
    """Return what files hold, no promise among what is due that is done with in a copy of its session."""
    how_often = Counter(token for one in found for token in one.tokens)
    shared = [one for one in found if any(how_often[token] > 1 for token in one.tokens)]
    if not any(one.due for one in shared):
        return found
    from listening.store import promised  # few folders hold copies

    day = today or datetime.now().astimezone().date()
    try:
        due = promised.due_elsewhere([folder / one.file for one in shared], day)
    except ListeningError:
        return (
            found  # a file that was read a moment ago cannot be read now, and is told of next time
        )
    return [replace(one, due=due.get(folder / one.file, one.due)) for one in found]


def new_path(folder: Path, title: str, date: str | None) -> Path:
    """Return the path of a new file: date and slug of the title, and a number where one is there."""
    from slugify import slugify  # only new files need a name

    slug = slugify(title, max_length=_LONGEST_NAME, word_boundary=True) or "session"
    stem = f"{slugify(date)}-{slug}" if date else slug
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    return path


def find(name: str, folder: Path) -> Path:
    """Return the file that a word names: a path, or a name in the sessions folder, suffix or not."""
    given = _at_home(Path(name))
    if _is_there(given) or given.is_absolute() or len(given.parts) > 1:
        return given
    return next(
        (path for path in (folder / name, folder / f"{name}{SUFFIX}") if _is_there(path)), given
    )


def _may_be_session(file: Path) -> bool:
    return file.suffix == SUFFIX and not file.name.startswith(".")


def _at_home(path: Path) -> Path:
    """Return the path with `~` as the home folder it names, and as it stands if it names none."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _is_there(path: Path) -> bool:
    """Tell whether something stands there; nothing can under a name that the disk does not take."""
    try:
        return path.exists()
    except OSError:
        return False


def _documents() -> Path:
    from platformdirs import user_documents_path  # only where no folder was named

    return user_documents_path()
