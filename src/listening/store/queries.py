"""Asking the state: sessions, prompts, participants, contributions, sanitised as they are read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from listening.model.errors import Ambiguous, NotFound
from listening.model.records import Contribution, Participant, Prompt, Record, Session, columns
from listening.model.text import fold, single_line
from listening.model.vocabulary import Sharing
from listening.store import joined, names, paging
from listening.store.asked import EVERYTHING, Where
from listening.store.conditions import PROMPT_ORDER, condition
from listening.store.opening import AS_TEXT
from listening.store.reading import (
    natural,
    read_contributions,
    read_participant,
    read_prompt,
    read_session,
    sharing_level,
)

if TYPE_CHECKING:
    from listening.model.quickline import Known

SHORTEST_REF = 4
"""How many characters of an id must be given."""

_AT_ONCE = 5_000
"""How many row numbers one statement names."""


def sessions(con: sqlite3.Connection) -> tuple[Session, ...]:
    """Return the sessions of the file, oldest first; one that is part of another is not told apart."""
    rows = _rows(con, f"SELECT {_kept(Session)} FROM session WHERE removed = 0 ORDER BY first")
    links = _links(rows)
    return tuple(read_session(row) for row in rows if joined.root(links, row["id"]) == row["id"])


def session(con: sqlite3.Connection, ref: str | None) -> Session:
    """Return the session that an id, or the beginning of one, names; without it the only one.

    A session that is part of another names the whole.

    Raises:
        NotFound: there is none.
        Ambiguous: there are several.
    """
    links = _links(_rows(con, "SELECT id, same_as FROM session WHERE removed = 0"))
    wanted = {joined.root(links, own) for own in links if ref is None or own.startswith(fold(ref))}
    found = [one for one in sessions(con) if one.id in wanted]
    if not found:
        raise NotFound("session", ref or "here")
    if len(found) > 1:
        raise Ambiguous("session", ref or "this file", [one.id for one in found])
    return found[0]


def _links(rows: Iterable[sqlite3.Row]) -> dict[str, str | None]:
    return {row["id"]: row["same_as"] for row in rows}


def prompts(con: sqlite3.Connection, session: str) -> tuple[Prompt, ...]:
    """Return the prompts of a session in their order, numbered from 1."""
    rows = _rows(
        con,
        f"SELECT {_kept(Prompt, 'q')} FROM prompt q WHERE session = ? AND removed = 0 "
        f"ORDER BY {PROMPT_ORDER.format('q')}",
        (session,),
    )
    return tuple(read_prompt(row, number) for number, row in enumerate(rows, 1))


def prompt_tokens(con: sqlite3.Connection, session: str) -> frozenset[str]:
    """Return the tokens of all prompts of a session, those that were removed too."""
    rows = con.execute("SELECT id FROM prompt WHERE session = ?", (session,))
    return frozenset(own for (own,) in rows)


def participants(con: sqlite3.Connection, session: str | None) -> tuple[Participant, ...]:
    """Return the participants, by session and handle (`P2` before `P10`); those of its parts too."""
    here, tokens = joined.scope(con, session, "p.session")
    rows = _rows(con, f"{_PARTICIPANTS} WHERE p.removed = 0 AND {here}", tokens)
    return tuple(
        sorted(
            (_with_heard(con, row) for row in rows),
            key=lambda one: (one.session, natural(one.handle)),
        )
    )


def _with_heard(con: sqlite3.Connection, row: sqlite3.Row) -> Participant:
    (heard,) = con.execute(_HEARD, (row["id"], row["session"])).fetchone()
    return read_participant(row, heard)


def participant(con: sqlite3.Connection, session: str, own: str) -> Participant:
    """Return one participant by token.

    Raises:
        NotFound: there is none.
    """
    rows = _rows(
        con, f"{_PARTICIPANTS} WHERE p.record = ?", (names.participant_record(session, own),)
    )
    if not rows:
        raise NotFound("participant", own)
    return _with_heard(con, rows[0])


def known(con: sqlite3.Connection, session: str) -> Known:
    """Return what the session knows that changes how a quick line is read."""
    # Imported here because lines are read where somebody captures, and nowhere else.
    from listening.model import lenses
    from listening.model.quickline import Known

    handles = con.execute(
        "SELECT handle FROM participant WHERE session = ? AND removed = 0", (session,)
    )
    shown = [single_line(handle) for (handle,) in handles if handle]
    row = con.execute(
        "SELECT lenses FROM session WHERE record = ?", (names.session_record(session),)
    ).fetchone()
    in_use = (row[0] or "").split() if row else []
    return Known.of(shown, lenses.short_codes(key for key in in_use if key in lenses.lens_keys()))


def contributions(
    con: sqlite3.Connection,
    where: Where = EVERYTHING,
    *,
    limit: int | None = None,
    offset: int = 0,
    of: int | None = None,
) -> tuple[Contribution, ...]:
    """Return contributions, oldest first; `of` is how many there are, if that is known."""
    if limit is not None or offset or where.match:
        return tuple(
            by_numbers(con, paging.page(con, where, limit=limit, offset=offset, of=of)).values()
        )
    sql, values = condition(con, where)
    # The plus keeps SQLite from sorting each few that the index has under one stamp, one after the other.
    rows = _rows(con, f"{_CONTRIBUTIONS} WHERE {sql} ORDER BY +c.first, c.id", values)
    return tuple(_read(con, rows))


def count(con: sqlite3.Connection, where: Where) -> int:
    """Return how many contributions there are."""
    if where.match:
        return len(paging.matching(con, where))
    sql, values = condition(con, where)
    return int(
        con.execute(f"SELECT count(*) FROM contribution c WHERE {sql}", values).fetchone()[0]
    )


def contribution(con: sqlite3.Connection, ref: str) -> Contribution:
    """Return the contribution that an id, or the beginning of one, names; also a removed one.

    Raises:
        NotFound: there is none.
        Ambiguous: several begin so, or the beginning is too short.
    """
    wanted = fold(single_line(ref))
    if len(wanted) < SHORTEST_REF:
        raise Ambiguous("contribution", ref, [])
    rows = _rows(
        con, f"{_CONTRIBUTIONS} WHERE c.id >= ? AND c.id < ? LIMIT 5", (wanted, wanted + "~")
    )
    if not rows:
        raise NotFound("contribution", ref)
    if len(rows) > 1:
        raise Ambiguous("contribution", ref, [row["id"] for row in rows])
    return next(_read(con, rows))


def contribution_in(con: sqlite3.Connection, session: str, own: str) -> Contribution:
    """Return the contribution with exactly this token.

    Raises:
        NotFound: there is none.
    """
    rows = _rows(
        con, f"{_CONTRIBUTIONS} WHERE c.record = ?", (names.contribution_record(session, own),)
    )
    if not rows:
        raise NotFound("contribution", own)
    return next(_read(con, rows))


def levels(
    con: sqlite3.Connection, session: str, speaker: str | None
) -> tuple[Sharing | None, Sharing | None]:
    """Return the room's rule, and what a speaker allows for all they say.

    Raises:
        NotFound: the file has no such session.
    """
    rule = con.execute(
        "SELECT room_rule FROM session WHERE record = ?", (names.session_record(session),)
    ).fetchone()
    if rule is None:
        raise NotFound("session", session)
    said = con.execute(
        "SELECT sharing FROM participant WHERE record = ?",
        (names.participant_record(session, speaker or ""),),
    ).fetchone()
    return sharing_level(rule[0]), sharing_level(said[0]) if said else None


def by_numbers(con: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Contribution]:
    """Return contributions by their row numbers, those that are there, in the order given."""
    rows: dict[int, sqlite3.Row] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        listed = ", ".join(f"{number:d}" for number in numbers[start : start + _AT_ONCE])
        rows |= {row["n"]: row for row in _rows(con, f"{_CONTRIBUTIONS} WHERE c.n IN ({listed})")}
    there = [number for number in numbers if number in rows]
    return dict(zip(there, _read(con, [rows[n] for n in there]), strict=True))


def _kept(record: type[Record], alias: str = "") -> str:
    prefix = f"{alias}." if alias else ""
    return ", ".join(
        f'{prefix}"{name}"'
        for name in ("session", "id", *(column.name for column in columns(record)))
    )


_PARTICIPANTS = f"""SELECT {_kept(Participant, "p")},
  (SELECT json_group_array(perspective) FROM perspective WHERE participant = p.record) AS perspectives
  FROM participant p"""
_HEARD = "SELECT count(*) FROM contribution WHERE participant = ? AND session = ? AND removed = 0"
"""Asked for each participant apart: a save waits for the end of a statement that reads."""

_CONTRIBUTIONS = f"""SELECT {_kept(Contribution, "c")}, c.n, c.first, p.handle, p.sharing AS speakers_sharing,
  s.room_rule, w.name AS author, w.utc_offset,
  (SELECT json_group_array(perspective) FROM perspective WHERE participant = p.record) AS perspectives,
  (SELECT json_group_array(tag) FROM tagging WHERE contribution = c.record) AS tags,
  (SELECT count(*) FROM conflict WHERE record = c.record) AS conflicts
  FROM contribution c
  LEFT JOIN session s ON s.record = 's.' || c.session
  LEFT JOIN participant p ON p.record = 'p.' || c.session || '.' || c.participant
  LEFT JOIN writer w ON w.record = 'w.' || c.session || '.' || substr(c.first, 19)"""


def _read(con: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> Iterator[Contribution]:
    """Yield contributions from their rows; the numbers of prompts are asked once for each session."""

    @cache
    def numbers(session: str) -> dict[str, int]:
        return _prompt_numbers(con, session)

    return read_contributions(rows, lambda session, prompt: numbers(session).get(prompt))


def _prompt_numbers(con: sqlite3.Connection, session: str) -> dict[str, int]:
    """Return the numbers of a session's prompts, from 1, by their tokens."""
    rows = con.execute(
        "SELECT id FROM prompt q WHERE session = ? AND removed = 0 "
        f"ORDER BY {PROMPT_ORDER.format('q')}",
        (session,),
    )
    return {own: number for number, (own,) in enumerate(rows, 1)}


def _rows(con: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
    """Return rows; text that is none, as a foreign file may hold, is read with gaps."""
    con.text_factory = str
    try:
        return _fetched(con, sql, values)
    except sqlite3.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
        # What forgives every byte is called for each cell, and so only where it is needed.
        con.text_factory = AS_TEXT
        return _fetched(con, sql, values)
    finally:
        con.text_factory = AS_TEXT


def _fetched(con: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[sqlite3.Row]:
    cursor = con.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values).fetchall()
