"""Which file a command means, and opening it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from listening.cli import who
from listening.model.errors import FileError, NotReadable, WrongUse

if TYPE_CHECKING:
    from argparse import Namespace

    from listening.store.asking import Asking
    from listening.store.session_file import SessionFile

SUFFIX = ".sqlite"
"""What the names of session files end in."""


def sessions_folder(args: Namespace) -> Path:
    """Return the folder in which session files are kept."""
    # The store is imported where it is first needed, so that help and wrong use need none.
    from listening.store import library

    return library.folder(args.sessions, os.environ)


def find(name: str, args: Namespace) -> Path:
    """Return the path of the session file that a word names: a path, or a name in the folder.

    Raises:
        FileError: there is no such file.
    """
    from listening.store import library

    if not name.strip():
        raise WrongUse("FILE is empty: name a session file, by its path or its name.")
    folder = sessions_folder(args)
    try:
        path = library.find(name, folder)
        path = path if path.exists() or not path.name else with_suffix(path)
        there = path.exists()
    except OSError as error:
        raise NotReadable(Path(name), error.strerror or "its name cannot be used") from error
    if not there:
        raise _no_such(name, folder)
    if path.is_dir():
        raise WrongUse(f"“{name}” is a folder: name one of the session files in it.")
    return path


def find_or_new(name: str, args: Namespace) -> Path:
    """Return the path of the session file that a word names, or of one that shall be made there.

    Raises:
        FileError: there can be none under that name.
    """
    try:
        return find(name, args)
    except NotReadable:
        raise
    except FileError:
        return with_suffix(Path(name).expanduser())


def with_suffix(path: Path) -> Path:
    """Return a path that ends as session files do."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def open_to_read(args: Namespace) -> SessionFile:
    """Open the session file that a command names, to ask of it."""
    from listening.store.session_file import SessionFile

    return SessionFile.open(find(args.file, args))


def open_to_write(args: Namespace) -> SessionFile:
    """Open the session file that a command names, to change it in the author's name."""
    from listening.store.session_file import SessionFile

    return SessionFile.open(find(args.file, args), author=who.author(args))


def one_session(file: SessionFile, args: Namespace) -> str:
    """Return the token of the session that a command is about: the only one, or the one it names.

    Raises:
        WrongUse: there are several, and the command names none.
    """
    return file.session(args.session).id if args.session else only_session(file)


def only_session(file: SessionFile) -> str:
    """Return the token of the only session of a file.

    Raises:
        WrongUse: there are several.
    """
    there = file.sessions()
    if len(there) > 1:
        named = ", ".join(f"{session.id} ({session.title})" for session in there)
        raise WrongUse(
            f"{file.path.name} holds several sessions: choose one with --session, of {named}."
        )
    return file.session().id


def narrowing(file: Asking, args: Namespace) -> str | None:
    """Return the token of the session that a command narrows to; None for all of the file."""
    return file.session(args.session).id if args.session else None


def _no_such(name: str, folder: Path) -> FileError:
    bare = Path(name).name == name
    what = f"“{name}” here or in {folder}" if bare else f"at {name}"
    return FileError(
        Path(name),
        f"There is no session file {what}: check the name, or make one with “listening new”.",
    )
