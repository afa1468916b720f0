"""What went on in the room beside the words: which prompt was opened when, breaks, and who left.

Notes stand on the record of the sitting that made them, so they show in no table, are no part of
what an undo takes back, and merge like everything else. A note says itself when it happened: it may
be written a little later, since nobody who moves on to the next prompt waits for a disk.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from listening.model.text import single_line
from listening.store import joined, names, patience
from listening.store.clock import TOKEN_LENGTH, Milliseconds
from listening.store.ledger import Ledger

_OPENED = "opened/"
_BREAK = "break/"
_LEFT = "left/"
_SAID = re.compile(r"(\S{1,40}) ([0-9]{1,13})")
_PATIENCE_MS = 50
_NOTED = """SELECT record, field, CAST(value AS TEXT) FROM change
  WHERE record >= 'w.' || ? || '.' AND record < 'w.' || ? || '/'
  AND (field >= 'opened/' AND field < 'opened0' OR field >= 'break/' AND field < 'break0'
    OR field >= 'left/' AND field < 'left0')"""
_HEARD = """SELECT CAST(substr(c.first, 1, 13) AS INTEGER), c.prompt FROM contribution c
  WHERE c.removed = 0 AND {condition} AND coalesce(c.captured, '') <> 'afterwards' ORDER BY c.first"""


class Happened(Enum):
    """What a note tells."""

    OPENED = "opened"
    """The room went to a prompt."""
    BEGINS = "begins"
    """A break began."""
    ENDS = "ends"
    """A break ended."""
    LEFT = "left"
    """A sitting that had opened a prompt was over."""


@dataclass(frozen=True, slots=True)
class RoomNote:
    """Something that happened in the room beside what was said."""

    ms: int
    """When: milliseconds since 1970, UTC."""
    happened: Happened
    prompt: str | None = None
    """The token of the prompt that was opened."""
    writer: str = ""
    """The token of the writer who opened it, or who left; empty where nobody is meant."""


class Heard(NamedTuple):
    """That something was said."""

    ms: int
    """When: milliseconds since 1970, UTC."""
    prompt: str | None
    """The token of the prompt that was open."""


def opened(ledger: Ledger, session: str, prompt: str, at: int | None) -> None:
    """Note that the room went to a prompt at a time, or now.

    Raises:
        NotSaved: the disk did not take it, or somebody else was saving just then.
    """
    # Whoever types is not to feel it.
    with patience.waiting(ledger.con, _PATIENCE_MS):
        _note(ledger, session, _OPENED, prompt, at)


def pause(ledger: Ledger, session: str, happened: Happened) -> None:
    """Note that a break begins or ends now.

    Raises:
        NotSaved: the disk did not take it.
    """
    _note(ledger, session, _BREAK, happened.value, None)


def left(ledger: Ledger, session: str, writer: str) -> None:
    """Note that a writer, who had opened a prompt, is no longer there.

    Raises:
        NotSaved: the disk did not take it, or somebody else was saving just then.
    """
    # Whoever leaves is not to wait.
    with patience.waiting(ledger.con, _PATIENCE_MS):
        _note(ledger, session, _LEFT, writer, None)


def notes(con: sqlite3.Connection, session: str) -> tuple[RoomNote, ...]:
    """Return what was noted in a session and in those joined to it, earliest first."""
    rows = (row for part in joined.parts(con, session) for row in con.execute(_NOTED, (part, part)))
    return tuple(sorted(_read(rows), key=lambda note: (note.ms, note.happened is Happened.LEFT)))


def heard(con: sqlite3.Connection, session: str) -> tuple[Heard, ...]:
    """Return when something was said and to which prompt, earliest first; not what was added afterwards."""
    condition, tokens = joined.scope(con, session, "c.session")
    return tuple(Heard(*row) for row in con.execute(_HEARD.format(condition=condition), tokens))


def _note(ledger: Ledger, session: str, prefix: str, what: str, at: int | None) -> None:
    with ledger.change() as change:
        record = names.writer_record(session, ledger.writer)
        moment = _now(ledger.now) if at is None else at
        change.set(record, prefix + ledger.tokens(TOKEN_LENGTH), f"{what} {moment}")


def _now(clock: Milliseconds) -> int:
    return max(0, clock())


def _read(rows: Iterator[tuple[str, str, str | None]]) -> Iterator[RoomNote]:
    for record, field, value in rows:
        said = _SAID.fullmatch(value or "")
        if said is None:
            continue
        if field.startswith(_OPENED):
            writer = record.rpartition(".")[2]
            yield RoomNote(int(said[2]), Happened.OPENED, single_line(said[1]), writer)
        elif field.startswith(_LEFT):
            yield RoomNote(int(said[2]), Happened.LEFT, writer=said[1])
        elif said[1] in (Happened.BEGINS.value, Happened.ENDS.value):
            yield RoomNote(int(said[2]), Happened(said[1]))
