"""What left the file: each export is noted, so that an erasure can say what it cannot reach.

Notes stand on the record of the sitting that exported, so they are no part of a session's history
and an undo does not take them back: what has left has left. An export is noted before it leaves; of
one that then could not be written the note is cleared.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from listening.model.text import single_line
from listening.store import joined, names
from listening.store.clock import TOKEN_LENGTH, moment, writer_of
from listening.store.ledger import Ledger

_NOTED = """SELECT substr(c.record, 3, 10), c.stamp, CAST(c.value AS TEXT), w.name, w.utc_offset
  FROM change c LEFT JOIN writer w ON w.record = c.record
  WHERE c.record >= 'w.' AND c.record < 'w/' AND c.field >= 'export/' AND c.field < 'export0'
  AND c.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM change later WHERE later.record = c.record
    AND later.field = c.field AND later.stamp > c.stamp)
  AND {condition} ORDER BY c.stamp"""


class NotedExport(NamedTuple):
    """An export that left the file: it cannot be called back."""

    at: datetime
    author: str
    session: str
    """The token of the session that was exported."""
    audience: str
    format: str
    digest: str
    """What the exported bytes can be known by."""


class ExportNote(NamedTuple):
    """One note of an export, of each session that is in it."""

    cells: tuple[tuple[str, str], ...]
    """The records and the fields in which it stands."""


def note(
    ledger: Ledger,
    sessions: Sequence[str],
    *,
    audience: str,
    format: str,  # noqa: A002 (an export's word for it)
    digest: str,
) -> ExportNote:
    """Note that sessions are exported, by whom and now: all of them or none.

    Raises:
        NotSaved: the disk did not take it.
    """
    facts = {"audience": audience, "format": format, "digest": digest}
    said = json.dumps(facts, ensure_ascii=False)
    cells = []
    with ledger.change() as change:
        for session in sessions:
            field = names.EXPORT + ledger.tokens(TOKEN_LENGTH)
            cells.append((names.writer_record(session, ledger.writer), field))
            change.set(*cells[-1], said)
    return ExportNote(tuple(cells))


def clear(ledger: Ledger, note: ExportNote) -> None:
    """Take the note of an export back that could not be written.

    Raises:
        NotSaved: the disk did not take it.
    """
    with ledger.change() as change:
        for record, field in note.cells:
            change.set(record, field, None)


def noted(con: sqlite3.Connection, session: str | None) -> tuple[NotedExport, ...]:
    """Return the exports of a session and of those joined to it, or of all, oldest first."""
    condition, tokens = joined.scope(con, session, "substr(c.record, 3, 10)")
    rows = con.execute(_NOTED.format(condition=condition), tokens)
    return tuple(_read(rows))


def _read(rows: sqlite3.Cursor) -> Iterator[NotedExport]:
    for session, stamp, value, author, offset in rows:
        said = _facts(value)
        yield NotedExport(
            at=moment(stamp, offset),
            author=single_line(author or "") or single_line(writer_of(stamp)),
            session=single_line(session),
            audience=said.get("audience", ""),
            format=said.get("format", ""),
            digest=said.get("digest", ""),
        )


def _facts(value: str | None) -> dict[str, str]:
    """Return what a note says; nothing where a foreign file holds something else there."""
    try:
        read = json.loads(value or "")
    except (ValueError, RecursionError):
        return {}
    said = read.items() if isinstance(read, dict) else ()
    return {key: single_line(str(one)) for key, one in said}
