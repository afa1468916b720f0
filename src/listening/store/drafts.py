"""What stands in the entry, kept outside the ledger against a crash and wiped when it is saved."""

from __future__ import annotations

import sqlite3

from listening.model.quickline import parse
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Sharing, effective_sharing
from listening.store import beside, faults, names, queries, sittings
from listening.store.ledger import Ledger
from listening.store.views import Draft


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
    row = (ledger.sitting, ledger.author, kept, prompt, ledger.now(), *sittings.here())
    sittings.begin(ledger.sitting)
    # Whoever types does not wait for a reader: the next look tries again.
    kept_now = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)"
    return beside.write(ledger.con, ledger.path, (kept_now, row), wait_ms=0)


def _is_off_record(ledger: Ledger, line: str, prompt: str | None) -> bool:
    """Tell whether a line is off record, in any session that it may be meant for."""
    if parse(line).marks.sharing is Sharing.OFF:
        return True
    with faults.reading(ledger.path):
        return any(is_off_record_in(ledger.con, line, one) for one in _meant(ledger, prompt))


def _meant(ledger: Ledger, prompt: str | None) -> list[str]:
    """Return the session of the prompt that is open; without one every session of the file."""
    of_prompt = ledger.con.execute("SELECT session FROM prompt WHERE id = ?", (prompt,)).fetchall()
    rows = of_prompt or ledger.con.execute("SELECT session FROM session").fetchall()
    return [session for (session,) in rows]


def is_off_record_in(con: sqlite3.Connection, line: str, session: str) -> bool:
    """Tell whether a line is off record in a session: it says so, its speaker does, or the room."""
    said = parse(line, queries.known(con, session))
    speaker = names.participant_token(session, said.by) if said.by else None
    rule, speakers = queries.levels(con, session, speaker)
    return effective_sharing(said.marks.sharing, speakers, rule) is Sharing.OFF


def wipe(ledger: Ledger) -> None:
    """Wipe this sitting's draft as part of the change that saves its line."""
    if sittings.is_typing(ledger.sitting):
        ledger.con.execute("DELETE FROM draft WHERE writer = ?", (ledger.sitting,))


def drop(ledger: Ledger, writer: str) -> bool:
    """Wipe a draft from the file's bytes; True also where there was none."""
    with faults.reading(ledger.path):
        there = ledger.con.execute("SELECT 1 FROM draft WHERE writer = ?", (writer,)).fetchone()
    gone = ("DELETE FROM draft WHERE writer = ?", (writer,))
    return beside.write(ledger.con, ledger.path, gone) if there else True


def left(ledger: Ledger) -> tuple[Draft, ...]:
    """Return the lines that this author typed in sittings that have ended, oldest first."""
    with faults.reading(ledger.path):
        rows = ledger.con.execute(
            "SELECT writer, author, line, prompt, at, machine, process FROM draft WHERE author = ? ORDER BY at",
            (ledger.author,),
        ).fetchall()
    return tuple(
        Draft(writer, author, sanitise(line), prompt, beside.moment(at))
        for writer, author, line, prompt, at, machine, process in rows
        if writer != ledger.sitting and not sittings.goes_on(writer, machine, process)
    )


def number_left(con: sqlite3.Connection, author: str) -> int:
    """Return how many lines somebody typed in sittings that have ended, without reading them."""
    asked = "SELECT writer, machine, process FROM draft WHERE author = ?"
    return sum(not sittings.goes_on(*row) for row in con.execute(asked, (author,)))
