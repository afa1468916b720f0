"""What stands in the entry, kept outside the ledger against a crash and wiped when it is saved."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime

from listening.model.quickline import parse
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Sharing, effective_sharing
from listening.store import faults, names, queries, sittings
from listening.store.ledger import Ledger
from listening.store.opening import BUSY_MS
from listening.store.views import Draft

_BUSY_MS = 50
"""How long a draft waits for somebody else's save before it is tried again later."""


def keep(ledger: Ledger, line: str, prompt: str | None) -> bool:
    """Keep the line that is being typed; wipe it where it is empty or off record.

    Off record is what is marked so, and all that is said by a speaker or in a room that wants it so.

    Returns:
        Whether it is kept; False where the file is busy and it should be tried again.

    Raises:
        NotSaved: the disk did not take it.
    """
    if says_nothing(line) or _is_off_record(ledger, line, prompt):
        return drop(ledger, ledger.sitting)
    kept = sanitise(line)
    row = (ledger.sitting, ledger.author, kept, prompt, ledger.now(), _machine(), _process())
    sittings.begin(ledger.sitting)
    # Whoever types does not wait for a reader: the next look tries again.
    kept_now = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)"
    return _write(ledger, kept_now, row, wait_ms=0)


def _is_off_record(ledger: Ledger, line: str, prompt: str | None) -> bool:
    """Tell whether a line is off record, in any session that it may be meant for."""
    if parse(line).marks.sharing is Sharing.OFF:
        return True
    with faults.reading(ledger.path):
        return any(_level(ledger, line, one) is Sharing.OFF for one in _meant(ledger, prompt))


def _meant(ledger: Ledger, prompt: str | None) -> list[str]:
    """Return the session of the prompt that is open; without one every session of the file."""
    of_prompt = ledger.con.execute("SELECT session FROM prompt WHERE id = ?", (prompt,)).fetchall()
    rows = of_prompt or ledger.con.execute("SELECT session FROM session").fetchall()
    return [session for (session,) in rows]


def _level(ledger: Ledger, line: str, session: str) -> Sharing:
    said = parse(line, queries.known(ledger.con, session))
    speaker = names.participant_token(session, said.by) if said.by else None
    rule, speakers = queries.levels(ledger.con, session, speaker)
    return effective_sharing(said.marks.sharing, speakers, rule)


def wipe(ledger: Ledger) -> None:
    """Wipe this sitting's draft as part of the change that saves its line."""
    if sittings.is_typing(ledger.sitting):
        ledger.con.execute("DELETE FROM draft WHERE writer = ?", (ledger.sitting,))


def drop(ledger: Ledger, writer: str) -> bool:
    """Wipe a draft from the file's bytes; True also where there was none."""
    with faults.reading(ledger.path):
        there = ledger.con.execute("SELECT 1 FROM draft WHERE writer = ?", (writer,)).fetchone()
    return _write(ledger, "DELETE FROM draft WHERE writer = ?", (writer,)) if there else True


def left(ledger: Ledger) -> tuple[Draft, ...]:
    """Return the lines that this author typed in sittings that have ended, oldest first."""
    with faults.reading(ledger.path):
        rows = ledger.con.execute(
            "SELECT writer, author, line, prompt, at, machine, process FROM draft WHERE author = ? ORDER BY at",
            (ledger.author,),
        ).fetchall()
    return tuple(
        Draft(writer, author, sanitise(line), prompt, _moment(at))
        for writer, author, line, prompt, at, machine, process in rows
        if writer != ledger.sitting and not _is_alive(writer, machine, process)
    )


def number_left(con: sqlite3.Connection, author: str) -> int:
    """Return how many lines somebody typed in sittings that have ended, without reading them."""
    asked = "SELECT writer, machine, process FROM draft WHERE author = ?"
    return sum(not _is_alive(*row) for row in con.execute(asked, (author,)))


def _write(ledger: Ledger, sql: str, row: tuple[object, ...], *, wait_ms: int = _BUSY_MS) -> bool:
    ledger.con.execute(f"PRAGMA busy_timeout = {wait_ms}")
    try:
        ledger.con.execute("BEGIN IMMEDIATE")
        ledger.con.execute(sql, row)
        ledger.con.execute("COMMIT")
    except sqlite3.Error as error:
        if ledger.con.in_transaction:
            ledger.con.execute("ROLLBACK")
        if faults.is_busy(error):
            return False
        raise faults.not_saved(ledger.path, error) from error
    finally:
        ledger.con.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    return True


def _moment(ms: int) -> datetime:
    """Return when a draft was kept; the beginning of time for what no clock could have said."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _machine() -> str:
    """Return a name for this machine that tells nothing of it."""
    # Imported here because most sittings leave no draft behind.
    import socket

    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:16]


def _process() -> str:
    """Return a name for this process that no later one bears."""
    import psutil  # only where a line is being typed

    this = psutil.Process()
    return f"{this.pid} {this.create_time():.2f}"


def _is_alive(writer: str, machine: str, process: str) -> bool:
    """Tell whether the sitting that typed a draft may still go on, on this machine."""
    import psutil  # only where a draft was left

    if machine != _machine():
        return False
    if process == _process():
        return sittings.is_typing(writer)
    pid, _, created = process.partition(" ")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == created
    except (psutil.Error, ValueError, OverflowError):
        return False
