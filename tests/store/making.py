"""Sessions, clocks and foreign rows for the checks of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from listening.model.quickline import parse
from listening.model.records import Contribution
from listening.store import opening
from listening.store.asked import PromptPlan
from listening.store.check import check, differing_tables
from listening.store.fold import refold_all
from listening.store.session_file import SessionFile

NOON = 1_774_353_600_000
"""24 March 2026, 12:00 UTC, in milliseconds."""
AGENDA = (PromptPlan("What works?", 20), PromptPlan("What would you change?", 30))


class Clock:
    """A clock that goes on by a second whenever it is looked at, until it is set."""

    def __init__(self, ms: int = NOON, step: int = 1_000) -> None:
        """Begin at a time."""
        self.ms, self.step = ms, step

    def __call__(self) -> int:
        """Return the time."""
        self.ms += self.step
        return self.ms


def new(path: Path, author: str = "Sam", **facts: str | int | None) -> SessionFile:
    """Make a session with two prompts and open it."""
    return SessionFile.create(
        path, {"title": "Brixton Library"} | facts, AGENDA, author=author, now=Clock()
    )


def say(file: SessionFile, line: str, prompt: str | None = None) -> Contribution:
    """Capture a quick line in the only session of a file."""
    session = file.session().id
    return file.capture(parse(line, file.known(session)), session=session, prompt=prompt)


def words(file: SessionFile) -> list[str | None]:
    """Return what is listed, oldest first."""
    return [one.words for one in file.contributions()]


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file with SQLite alone, and commit what was done there."""
    with closing(sqlite3.connect(path)) as con, con:
        yield con


def put(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows into the ledger as another program might, and fold them."""
    with closing(opening.connect(path)) as con:
        con.execute("BEGIN IMMEDIATE")
        con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", rows)
        refold_all(con)
        con.execute("COMMIT")


def stamp(ms: int = NOON, count: int = 0, writer: str = "zzzzzzzz") -> str:
    """Return a stamp as the format writes it."""
    return f"{ms:013d}.{count:03x}.{writer}"


def is_sound(path: Path) -> bool:
    """Tell whether a file is whole and its state equal to its history."""
    return check(path).trouble is None


def differing(file: SessionFile) -> tuple[str, ...]:
    """Return the tables of an open file that differ from a fold from nothing."""
    return differing_tables(file._con)


def on_disk(path: Path) -> bytes:
    """Return every byte of a file and of the journal beside it."""
    beside = (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal"))
    return b"".join(one.read_bytes() for one in beside if one.exists())


def may_only_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file be opened for writing, as on a disk that may only be read."""
    connect = opening.connect

    def refusing(path: Path, mode: str = "rw") -> sqlite3.Connection:
        con = connect(path, "ro")
        if mode != "ro":
            con.execute("PRAGMA query_only = ON")
        return con

    monkeypatch.setattr(opening, "connect", refusing)
