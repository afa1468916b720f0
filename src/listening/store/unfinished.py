"""A session that is still being set up has no file: what stands in its form is kept beside the sessions.

There and nowhere else, since that is the folder that people know their words are in, keep safe and
can empty. Only the one who writes may read it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import time

from listening.model.text import single_line
from listening.store import beside, faults, sittings
from listening.store.clock import WRITER_LENGTH, Milliseconds, now_ms, random_token
from listening.store.half_written import HalfWritten, fields_of

_BEGINS, _ENDS = "unfinished-session-", ".json"
_ASIDE = ".part"
_LONGEST = 4_000_000
"""How many bytes are read of what says that it is one."""
_SURELY_LEFT = 60.0
"""After how many seconds nobody is still writing a file aside."""


class InFolder:
    """Where one writing of the form of a new session is kept: in a small file in the sessions folder."""

    def __init__(self, folder: Path, author: str, *, now: Milliseconds = now_ms) -> None:
        """Say where.

        Args:
            folder: the sessions folder, which is made if need be.
            author: who writes: a draft is offered to nobody else.
            now: the clock.
        """
        self._folder, self._author = folder, single_line(author)
        self._writer = random_token(WRITER_LENGTH)
        self._now = now

    def keep(self, text: str) -> bool:
        """Keep what is written, whole or not at all; nothing wipes it.

        Raises:
            NotSaved: the disk did not take it.
        """
        path = self._path(self._writer)
        try:
            if not text:
                path.unlink(missing_ok=True)
                return True
            sittings.begin(self._writer)
            self._folder.mkdir(parents=True, exist_ok=True)
            _put(path, self._told(text))
        except OSError as error:
            raise faults.not_saved(path, error) from error
        return True

    def left(self) -> HalfWritten | None:
        """Return what was written last in a sitting that ended without saving it."""
        _sweep(self._folder)
        return max(self._all_left(), key=lambda one: (one.at, one.writer), default=None)

    def drop(self, left: HalfWritten) -> bool:
        """Delete what was left.

        Raises:
            NotSaved: it could not be deleted.
        """
        path = self._path(left.writer)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise faults.not_saved(path, error) from error
        return True

    def end(self) -> None:
        """Say that the form is no longer there: what was kept of it is offered from now on."""
        sittings.end(self._writer)

    def _told(self, text: str) -> bytes:
        machine, process = sittings.here()
        told = {
            "author": self._author,
            "at": self._now(),
            "machine": machine,
            "process": process,
            "fields": fields_of(text),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    def _path(self, writer: str) -> Path:
        return self._folder / f"{_BEGINS}{writer}{_ENDS}"

    def _all_left(self) -> Iterator[HalfWritten]:
        for path in self._folder.glob(f"{_BEGINS}*{_ENDS}"):
            told = _read(path)
            writer = path.name.removeprefix(_BEGINS).removesuffix(_ENDS)
            fields = fields_of(json.dumps(told.get("fields")))
            at, where = told.get("at"), (str(told.get("machine")), str(told.get("process")))
            is_own = told.get("author") == self._author
            if is_own and fields and isinstance(at, int) and not sittings.goes_on(writer, *where):
                yield HalfWritten(writer, beside.moment(at), fields)


def _read(path: Path) -> dict[str, object]:
    """Return what such a file says; nothing where it is none, or may not be read."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _put(path: Path, content: bytes) -> None:
    """Write a file that its owner alone may read; the disk has it whole when this returns."""
    aside = path.with_name(f".{path.name}{_ASIDE}")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Delete what a program that was killed while it wrote has left aside."""
    for aside in folder.glob(f".{_BEGINS}*{_ASIDE}"):
        with suppress(OSError):
            if time() - aside.stat().st_mtime > _SURELY_LEFT:
                aside.unlink()
