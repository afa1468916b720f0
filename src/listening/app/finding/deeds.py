"""What is done with contributions that were found, in whichever files they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from listening.app.finding.answers import Said
from listening.app.gone import refuse_gone, stands
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Audience
from listening.store.session_file import SessionFile

if TYPE_CHECKING:
    from listening.sharing.found import FoundIn

NONE = "none"
"""What stands for “none of the three” among tags."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed came to."""

    number: int
    """How many contributions it was done to."""
    files: tuple[Path, ...]
    """The files that it changed, for taking it back."""


def by_file(found: Iterable[Said]) -> dict[Path, list[str]]:
    """Return the ids of contributions by the file in which they stand."""
    return {path: [one.id for one in said] for path, said in _by_path(found).items()}


def _by_path(found: Iterable[Said]) -> dict[Path, list[Contribution]]:
    out: dict[Path, list[Contribution]] = {}
    for one, path in found:
        out.setdefault(path, []).append(one)
    return out


def tag(found: Sequence[Said], key: str, author: str, *, withdrawn_too: bool = False) -> Done:
    """Put an area, a code, or “none of the three” on contributions; in each file it is one action.

    What was taken out meanwhile is left as it is, and what was taken back unless that was looked for.

    Raises:
        ListeningError: a file cannot be opened, or the disk did not take it.
    """
    there = [said for said in found if stands(said.one) or (withdrawn_too and not said.one.removed)]
    return _in_each(there, author, lambda file, ids: _put(file, ids, key))


def toggle(said: Said, key: str, author: str) -> Done:
    """Put an area, a code, or “none of the three” on a contribution, or take it off.

    Raises:
        ListeningError: the file cannot be opened, the disk did not take it, or it is gone since.
    """
    return _in_each([said], author, lambda file, _: _turn(file, said.one, key))


def undo(files: Iterable[Path], author: str) -> None:
    """Take back, in each file, what this note-taker did last.

    Raises:
        ListeningError: a file cannot be opened, or the disk did not take it.
    """
    for path in files:
        with SessionFile.open(path, author=author) as file:
            file.undo()


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written of what was found."""

    number: int
    """How many contributions the audience may read something of."""
    of: int
    """How many were found."""
    path: Path | None
    """The table; None where there is nothing for these readers in it."""


def export(
    found: Sequence[Said],
    asked: str,
    audience: Audience,
    author: str,
    now: datetime,
    *,
    words: str = "",
) -> Exported:
    """Write what an audience may read of what was found as one table, beside the session files.

    What a copy in the same folder withdrew, erased or restricted since is not read from another.

    Args:
        found: what was found.
        asked: by what, in words and filters.
        audience: who will read it.
        author: in whose name the files note it.
        now: when.
        words: those of what was asked that are no filters.

    Raises:
        ListeningError: a file cannot be opened, or the table cannot be written.
    """
    from listening.sharing.found import leave_found
    from listening.store.search import says

    if not found:
        return Exported(0, 0, None)
    with ExitStack() as stack:
        parts = [
            stack.enter_context(_found_in(path, said, author))
            for path, said in _by_path(found).items()
        ]
        is_found = partial(says, words=words)
        left = leave_found(parts, asked, audience, found[0].path.parent, now, is_found=is_found)
    return Exported(left.number if left else 0, len(found), left.path if left else None)


@contextmanager
def _found_in(path: Path, said: Sequence[Contribution], author: str) -> Iterator[FoundIn]:
    from listening.sharing.found import FoundIn
    from listening.store.whole import with_copies

    sessions = frozenset(one.session for one in said)
    with SessionFile.open(path, author=author) as file, with_copies(file, sessions) as whole:
        yield FoundIn(file, whole, sessions, frozenset(one.id for one in said))


def _in_each(
    found: Sequence[Said], author: str, do: Callable[[SessionFile, list[str]], None]
) -> Done:
    changed: list[Path] = []
    for path, ids in by_file(found).items():
        with SessionFile.open(path, author=author) as file:
            do(file, ids)
        changed.append(path)
    return Done(len(found), tuple(changed))


def _put(file: SessionFile, ids: Sequence[str], key: str) -> None:
    if key == NONE:
        file.tag(ids, none=True)
    else:
        file.tag(ids, add=[key])


def _turn(file: SessionFile, shown: Contribution, key: str) -> None:
    one = refuse_gone(file, shown)
    own = one.id
    if key == NONE and one.none_of_three:
        file.edit(own, none_of_three=False)
    elif key in {*map(str, one.areas), *one.codes}:
        file.tag([own], remove=[key])
    else:
        _put(file, [own], key)


def name_of(key: str) -> str:
    """Return how people call what is put on."""
    area = Area.named(key)
    return "none of the three" if key == NONE else area.label if area else key
