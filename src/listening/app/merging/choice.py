"""What is to be merged into what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.store.library import SUFFIX


@dataclass(frozen=True, slots=True)
class Choice:
    """Files of a folder, and the file that they are merged into."""

    folder: Path
    out: Path
    files: frozenset[str] = frozenset()
    """The names of the files that are chosen."""

    @property
    def sources(self) -> tuple[Path, ...]:
        """The chosen files, by name; never the one that they are merged into."""
        names = sorted(self.files)
        return tuple(self.folder / name for name in names if self.folder / name != self.out)

    def toggled(self, name: str) -> Choice:
        """Return the choice with a file chosen, or left out again."""
        return replace(self, files=self.files ^ {name})

    def with_all_or_none(self, names: Iterable[str]) -> Choice:
        """Return the choice with all of these files; with none where all are chosen already."""
        every = frozenset(names)
        return replace(self, files=frozenset() if every <= self.files else every)

    def without(self, left_out: Iterable[Path]) -> Choice:
        """Return the choice without these files."""
        return replace(self, files=self.files - {path.name for path in left_out})

    def into(self, out: Path) -> Choice:
        """Return the choice with another file to be merged into."""
        return replace(self, out=out)


def out_named(text: str, folder: Path) -> Path:
    """Return the file that somebody named, in the folder unless they say otherwise.

    Raises:
        WrongUse: it cannot be a file.
    """
    name = single_line(text).strip("\"'")
    if not name:
        raise WrongUse("A file needs a name: write one, such as county.")
    try:
        path = folder / Path(name).expanduser()
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        is_file, is_folder = path.exists(), path.parent.is_dir()
    except (OSError, RuntimeError, ValueError) as error:
        raise WrongUse(f"“{name}” cannot be the name of a file: take another.") from error
    if not is_file and not is_folder:
        raise WrongUse(f"There is no folder {path.parent}: make it first, or name another.")
    return path
