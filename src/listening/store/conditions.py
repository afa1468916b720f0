"""What is asked for, as a condition in SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import Check
from listening.store import joined
from listening.store.views import Where

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
_UNDER_NUMBER = (
    "c.prompt = (SELECT q.id FROM prompt q WHERE q.session = c.session AND q.removed = 0 "
    f"ORDER BY {PROMPT_ORDER.format('q')} LIMIT 1 OFFSET ?)"
)
_CHECKED = ", ".join(f"'{state.value}'" for state in Check if state is not Check.UNREAD)
_IN_STATE = f'iif(c."check" IN ({_CHECKED}), c."check", \'{Check.UNREAD.value}\') = ?'
_NO_PLACE = 1_000_000
"""A place that no prompt has."""


def condition(con: sqlite3.Connection, where: Where) -> tuple[str, list[object]]:
    """Return the condition on `contribution c` that a `Where` means, and its values.

    A session is meant with those that were joined to it.
    Its `match` is left to whoever reads the words.
    """
    parts = [("c.removed = ?", int(where.removed)), *_asked(where)]
    sql = [sql for sql, _ in parts]
    here, tokens = joined.scope(con, where.session, "c.session")
    if where.untagged:
        sql.append(UNTAGGED)
    if where.area is not None:
        sql.append(f"c.{where.area.value} <> 0")
    return " AND ".join((*sql, here)), [*(value for _, value in parts), *tokens]


def _asked(where: Where) -> Iterator[tuple[str, object]]:
    options: tuple[tuple[str, object | None], ...] = (
        ("c.kind = ?", where.kind),
        ("c.prompt = ?", where.prompt),
        (_UNDER_NUMBER, None if where.prompt_number is None else _place(where.prompt_number)),
        (_IN_STATE, where.check),
        (_HAS_CODE, where.code),
        (_HAS_PERSPECTIVE, where.perspective),
        (_SAID_BY, None if where.by is None else fold(single_line(where.by))),
    )
    for sql, value in options:
        if value is not None:
            yield sql, sanitise(value) if isinstance(value, str) else value


def _place(number: int) -> int:
    return number - 1 if 1 <= number <= _NO_PLACE else _NO_PLACE


def add_functions(con: sqlite3.Connection) -> None:
    """Give a connection the functions that conditions use."""
    con.create_function("handle_is", 2, _same_handle, deterministic=True)


def _same_handle(handle: bytes | None, folded: str) -> bool:
    # Bytes, since SQLite would stop at those of a foreign file that are no text.
    return handle is not None and fold(single_line(handle.decode("utf-8", "replace"))) == folded
