"""One family of errors, each a human sentence that says what, why and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from listening.model.text import single_line


class ListeningError(Exception):
    """Something could not be done; `str(error)` is one sentence for the person who sees it."""

    exit_status = 1
    """What a command that meets this error answers to its shell."""

    def __init__(self, sentence: str) -> None:
        # A sentence may quote a file's name or a typed word, in which anything can stand.
        super().__init__(single_line(sentence))


class WrongUse(ListeningError):
    """The command or the value was not one that the program knows."""

    exit_status = 2


class UnknownTerm(WrongUse):
    """A word that is not in a vocabulary."""

    def __init__(self, what: str, given: str, known: Iterable[str]) -> None:
        self.what, self.given, self.known = what, given, tuple(known)
        one_of = "one of " if len(self.known) > 1 else ""
        super().__init__(f"There is no {what} “{given}”: use {one_of}{', '.join(self.known)}.")


class EmptyWords(WrongUse):
    """A line in which nothing was said."""

    def __init__(self) -> None:
        super().__init__("There are no words in this line: write what was said, then save it.")


class NotFound(ListeningError):
    """Nothing in the file has the name that was given."""

    def __init__(self, what: str, given: str) -> None:
        self.what, self.given = what, given
        shows = _SHOWN_BY.get(what, what)
        super().__init__(
            f"There is no {what} “{given}” in this file: “listening {shows}” shows what there is."
        )


_SHOWN_BY: Mapping[str, str] = {
    "contribution": "list",
    "session": "show",
    "commitment": "commitment list",
    "relation": "relation list",
    "link": "links",
    "conflict": "conflicts",
}
"""The command that lists what there is of a kind, where it is not called like it."""


class Ambiguous(WrongUse):
    """The beginning of an id that fits several records, or is too short."""

    def __init__(self, what: str, given: str, fits: Iterable[str]) -> None:
        self.what, self.given, self.fits = what, given, tuple(fits)
        some = f"fits {', '.join(self.fits)}" if self.fits else "is shorter than 4 characters"
        super().__init__(f"“{given}” {some}: give more of the {what}'s id.")


class FileError(ListeningError):
    """A file could not be read or written; `path` says which."""

    def __init__(self, path: Path, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


class NoSuchFile(FileError):
    """There is no file at that path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            f"There is no session file at {path}: check the name, or make one with “listening new”.",
        )


class FileExists(FileError):
    """Something stands where a new file should be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, f"{path} is there already and was left as it is: choose another name."
        )


class NotASession(FileError):
    """The file belongs to another program, or to none."""

    def __init__(self, path: Path, why: str = "it was made by another program") -> None:
        super().__init__(path, f"{path.name} is not a session file: {why}; it was not opened.")


class NewerVersion(FileError):
    """The file was written by a later version of this program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        self.version, self.known = version, known
        super().__init__(
            path,
            f"{path.name} was written by a newer version of listening (format {version}, this program knows {known}): "
            "update the program to open it.",
        )


class Damaged(FileError):
    """The file is a session file, but not whole."""

    def __init__(self, path: Path, why: str) -> None:
        self.why = why
        super().__init__(
            path,
            f"{path.name} is damaged ({why}): it was not opened, so take your last copy of it; without "
            "one, “sqlite3 FILE .recover” may save what can be read.",
        )


class NotSaved(FileError):
    """A change did not reach the disk; nothing of it was kept."""

    def __init__(self, path: Path, why: str, cure: str) -> None:
        self.why, self.cure = why, cure
        super().__init__(path, f"Not saved: {why}. {cure}")


class NotSavedYet(NotSaved):
    """A change waits for another program that is using the file; it can be tried again."""


class NotReadable(FileError):
    """The file is there but could not be read now."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, f"{path.name} could not be read: {why}.")


class NotReadableYet(NotReadable):
    """Another program is writing to the file; it can be read in a moment."""


class Erased(ListeningError):
    """What was to be changed has been erased, and nothing brings it back."""

    def __init__(self) -> None:
        super().__init__(
            "These words were erased at somebody's wish: they cannot be changed or brought back."
        )
