"""What is asked for, as a condition in SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import DEFAULT_SHARING, Check, Kind, Sharing
from listening.store import joined, one_thing
from listening.store.asked import NO_PROMPT, NONE, NOT_SAID, SOMEBODY, THE_ROOM, Where

UNTAGGED = "c.attitudes + c.roles + c.system + c.none_of_three = 0"
"""The condition for a contribution of which nobody has decided which areas fit."""

PROMPT_ORDER = "coalesce({0}.position, 0), {0}.first, {0}.id"
"""What prompts are ordered by; two people may have given two prompts one place."""

_HAS_CODE = "EXISTS (SELECT 1 FROM tagging g WHERE g.contribution = c.record AND g.tag = ?)"
_SAID_BY = "c.participant IN (SELECT id FROM participant WHERE session = c.session AND handle_is(CAST(handle AS BLOB), ?))"
_HAS_PERSPECTIVE = (
    "EXISTS (SELECT 1 FROM perspective v WHERE v.participant = 'p.' || c.session || '.' || c.participant "
    "AND v.perspective = ?)"
)
_SAYS_WHENCE = "EXISTS (SELECT 1 FROM perspective v WHERE v.participant = 'p.' || c.session || '.' || c.participant)"
_UNDER_ANY = "EXISTS (SELECT 1 FROM prompt q WHERE q.session = c.session AND q.id = c.prompt AND q.removed = 0)"
_KINDS = ", ".join(f"'{kind.value}'" for kind in Kind)
_NO_KIND = f"coalesce(c.kind, '') NOT IN ({_KINDS})"
_LINKED = """c.record IN (SELECT e.value FROM link l
  CROSS JOIN contribution a ON a.record = 'c.' || l.session || '.' || l.source AND a.removed = 0
  CROSS JOIN contribution b ON b.record = 'c.' || l.target AND b.removed = 0
  CROSS JOIN json_each(json_array(a.record, b.record)) e WHERE l.removed = 0)"""
_SAID_BY_NOBODY, _SAID_BY_SOMEBODY = "c.participant IS NULL", "c.participant IS NOT NULL"
_ROOM = frozenset({"room", THE_ROOM})
_UNDER_NUMBER = (
    "c.prompt = (SELECT q.id FROM prompt q WHERE q.session = c.session AND q.removed = 0 "
    f"ORDER BY {PROMPT_ORDER.format('q')} LIMIT 1 OFFSET ?)"
)
_CHECKED = ", ".join(f"'{state.value}'" for state in Check if state is not Check.UNREAD)
_IN_STATE = f'iif(c."check" IN ({_CHECKED}), c."check", \'{Check.UNREAD.value}\') = ?'
_WRITER = "'w.' || c.session || '.' || substr(c.first, 19)"
_TAKEN_DOWN_BY = f"{_WRITER} IN (SELECT record FROM writer WHERE handle_is(CAST(name AS BLOB), ?))"
_OFFSET = (
    f"(SELECT w.utc_offset FROM writer w WHERE w.record = {_WRITER} "
    "AND w.utc_offset GLOB '[+-][0-9][0-9]:[0-9][0-9]')"
)
_SECONDS = "CAST(substr(c.first, 1, 13) AS INTEGER) / 1000"
_DAY = f"coalesce(date({_SECONDS}, 'unixepoch', {_OFFSET}), date({_SECONDS}, 'unixepoch'))"
"""The day on which it was taken down, on the wall calendar of whoever did."""
_DATED = "SELECT s.id FROM session s WHERE s.date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
"""The sessions of which the day is known: notes that are typed up afterwards are of that day."""
_EARLIEST, _LATEST = "", "~"
"""What every stamp comes after, and what comes after every stamp."""
_A_DAY = timedelta(days=1)
_LEVELS = " ".join(f"WHEN '{level.value}' THEN {level.rank}" for level in Sharing)
_LEVEL = f"CASE {{}} {_LEVELS} ELSE {Sharing.ANALYSIS.rank} END"
"""A level's rank; one that is not known here allows no more than analysis."""
_SPEAKERS = "(SELECT p.sharing FROM participant p WHERE p.record = 'p.' || c.session || '.' || c.participant)"
_RULE = "(SELECT s.room_rule FROM session s WHERE s.record = 's.' || c.session)"
_SAID = _LEVEL.format(f"coalesce(c.own_sharing, {_SPEAKERS}, '{DEFAULT_SHARING.value}')")
_MOST = _LEVEL.format(f"coalesce({_RULE}, '{DEFAULT_SHARING.value}')")
_SHARED_SO = f"min({_SAID}, {_MOST}) = ?"
_NOT_REPEATED = "c.n NOT IN (SELECT value FROM json_each(?))"
_NO_PLACE = 1_000_000
"""A place that no prompt has."""

_Part: TypeAlias = "tuple[str, Sequence[object]]"
"""A condition, and its values."""


def condition(con: sqlite3.Connection, where: Where) -> tuple[str, list[object]]:
    """Return the condition on `contribution c` that a `Where` means, and its values.

    A session is meant with those that were joined to it.
    Its `match` is left to whoever reads the words.
    """
    parts: list[_Part] = [("c.removed = ?", (int(where.removed),)), *_asked(where)]
    if where.once:
        parts.append((_NOT_REPEATED, (json.dumps(list(one_thing.repeated(con))),)))
    parts += [_any_of([_all_of(_asked(each)) for each in group]) for group in where.also]
    sql, values = _all_of([*parts, joined.scope(con, where.session, "c.session")])
    return sql, list(values)


def _all_of(parts: Iterable[_Part]) -> _Part:
    there = tuple(parts)
    sql = " AND ".join(sql for sql, _ in there) or "true"
    return sql, tuple(value for _, values in there for value in values)


def _any_of(parts: Sequence[_Part]) -> _Part:
    sql = " OR ".join(f"({sql})" for sql, _ in parts) or "false"
    return f"({sql})", tuple(value for _, values in parts for value in values)


def _asked(where: Where) -> Iterator[_Part]:
    """Yield what a `Where` says of a contribution alone."""
    if where.untagged:
        yield UNTAGGED, ()
    if where.none_of_three:
        yield "c.none_of_three <> 0", ()
    if where.area is not None:
        yield f"c.{where.area.value} <> 0", ()
    if where.linked:
        yield _LINKED, ()
    yield from _said_between(where)
    yield from _said_from(where)
    if where.kind == NONE:
        yield _NO_KIND, ()
    if where.prompt_number == NO_PROMPT:
        yield f"NOT {_UNDER_ANY}", ()
    options: tuple[tuple[str, object | None], ...] = (
        ("c.kind = ?", None if where.kind == NONE else where.kind),
        ("c.prompt = ?", where.prompt),
        (_UNDER_NUMBER, _place(where.prompt_number) if where.prompt_number else None),
        (_IN_STATE, where.check),
        (_HAS_CODE, where.code),
        (_TAKEN_DOWN_BY, _folded(where.author)),
        (_SHARED_SO, None if where.sharing is None else where.sharing.rank),
    )
    for sql, value in options:
        if value is not None:
            yield sql, (sanitise(value) if isinstance(value, str) else value,)


def _said_from(where: Where) -> Iterator[_Part]:
    """Yield the conditions for who said it, and from where they speak."""
    by = _folded(where.by)
    if by in _ROOM:
        yield _SAID_BY_NOBODY, ()
    elif by == SOMEBODY:
        yield _SAID_BY_SOMEBODY, ()
    elif by is not None:
        yield _SAID_BY, (sanitise(by),)
    if where.perspective == NOT_SAID:
        yield f"{_SAID_BY_SOMEBODY} AND NOT {_SAYS_WHENCE}", ()
    elif where.perspective is not None:
        yield _HAS_PERSPECTIVE, (sanitise(where.perspective),)


def _said_between(where: Where) -> Iterator[_Part]:
    """Yield the condition for the first day, and for the last: of the session, else of the note.

    Of notes the stamps are looked at first: they are in the index, and days are worked out.
    """
    for day, beyond, sign, later, unread in (
        (where.since, -_A_DAY, ">=", ">=", _EARLIEST),
        (where.until, 2 * _A_DAY, "<=", "<", _LATEST),
    ):
        if day is not None:
            kept = sanitise(day)
            of_session = f"c.session IN ({_DATED} AND s.date {sign} ?)"
            of_note = f"c.session NOT IN ({_DATED}) AND c.first {later} ? AND {_DAY} {sign} ?"
            yield f"({of_session} OR {of_note})", (kept, _stamp(kept, beyond) or unread, kept)


def _place(number: int) -> int:
    return number - 1 if 1 <= number <= _NO_PLACE else _NO_PLACE


def _folded(name: str | None) -> str | None:
    return None if name is None else fold(single_line(name))


def _stamp(day: str | None, later: timedelta) -> str | None:
    """Return what a stamp of so much later than the beginning of a day, anywhere, begins with."""
    if day is None:
        return None
    try:
        moment = datetime.fromisoformat(day).replace(tzinfo=UTC) + later
    except (ValueError, OverflowError):
        return None
    return f"{max(0, int(moment.timestamp() * 1000)):013d}"


def add_functions(con: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions use."""
    con.create_function("handle_is", 2, _same_handle, deterministic=True)


def _same_handle(handle: bytes | None, folded: str) -> bool:
    # Bytes, since SQLite would stop at those of a foreign file that are no text.
    return handle is not None and fold(single_line(handle.decode("utf-8", "replace"))) == folded
