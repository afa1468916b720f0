"""The tables of a session file: the frozen ledger, and the state that is made from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from listening.model.kept import Column
from listening.model.records import (
    RECORDS,
    SETS,
    Contribution,
    MemberSet,
    Record,
    columns,
)

APPLICATION_ID = 0x4C53544E
"""`LSTN`: how SQLite files tell which program they belong to."""

FORMAT_VERSION = 2
"""What `user_version` says in the files that this program writes."""

INDEXING_VERSION = 3
"""What it says instead while the full-text index of a file is made part by part: programs that know
version 2 alone, and would take a part for the whole, leave the file alone. The next version is 4."""

CHANGE = """CREATE TABLE change (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  stamp  TEXT NOT NULL CHECK (length(stamp) = 26),
  value  ANY,
  base   TEXT,
  PRIMARY KEY (record, field, stamp)
) STRICT, WITHOUT ROWID"""

ERASURE = """CREATE TABLE erasure (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  stamp  TEXT NOT NULL,
  asked  TEXT NOT NULL,
  PRIMARY KEY (record, field, stamp)
) STRICT, WITHOUT ROWID"""

LEDGER: Mapping[str, str] = {"change": CHANGE, "erasure": ERASURE}
"""The truth. These two never change, whatever the version."""

DRAFT = """CREATE TABLE draft (
  writer  TEXT PRIMARY KEY,
  author  TEXT NOT NULL,
  line    TEXT NOT NULL,
  prompt  TEXT,
  at      INTEGER NOT NULL,
  machine TEXT NOT NULL,
  process TEXT NOT NULL
) STRICT, WITHOUT ROWID"""

_SQL_TYPES = {"TEXT": "TEXT", "INTEGER": "INTEGER", "FLAG": "INTEGER NOT NULL DEFAULT 0"}


def column_sql(column: Column) -> str:
    """Return how a field stands in the CREATE TABLE of its record."""
    return f'"{column.name}" {_SQL_TYPES[column.sql]}'


def state_table(record: type[Record]) -> str:
    """Return the CREATE TABLE of a kind of record."""
    kept = ",\n  ".join(column_sql(column) for column in columns(record))
    number = "n INTEGER PRIMARY KEY,\n  " if record is Contribution else ""
    return (
        f"CREATE TABLE {record.table} (\n  {number}record TEXT NOT NULL UNIQUE,\n  session TEXT NOT NULL,\n"
        f"  id TEXT NOT NULL,\n  first TEXT NOT NULL,\n  {kept}\n) STRICT"
    )


def columns_of(record: type[Record]) -> tuple[str, ...]:
    """Return the names of the columns of a kind of record, its row number left out."""
    return ("record", "session", "id", "first", *(column.name for column in columns(record)))


def set_table(member: MemberSet) -> str:
    """Return the CREATE TABLE of a field of many values."""
    names = [name for name in (member.record.table, member.whose, member.column) if name]
    kept = "".join(f"  {name} TEXT NOT NULL,\n" for name in names)
    return f"CREATE TABLE {member.table} (\n{kept}  PRIMARY KEY ({', '.join(names)})\n) STRICT, WITHOUT ROWID"


_CONFLICT = """CREATE TABLE conflict (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  leaves INTEGER NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID"""

STATE: Mapping[str, str] = (
    {record.table: state_table(record) for record in RECORDS}
    | {member.table: set_table(member) for member in SETS}
    | {"conflict": _CONFLICT}
)
"""The tables that show the ledger's state; they can be dropped and made again at any time."""

INDEXES: Mapping[str, str] = {
    name: f"CREATE INDEX {name} ON {columns}"
    for name, columns in {
        "contribution_in_order": "contribution (removed, session, first)",
        "contribution_of_all": "contribution (removed, first)",
        "contribution_by_id": "contribution (id)",
        "contribution_by_speaker": "contribution (participant)",
        "contribution_same_as": "contribution (same_as) WHERE same_as IS NOT NULL",
        "participant_by_id": "participant (id)",
        "answer_by_contribution": "answer (contribution)",
        "link_by_source": "link (source)",
        "link_by_target": "link (target)",
    }.items()
}
"""What finds rows of the state quickly."""

_TIME = "datetime(CAST(substr({stamp}, 1, 13) AS INTEGER) / 1000, 'unixepoch')"

_VIEWS = (
    f"""CREATE VIEW contributions AS
  SELECT c.id, s.title AS session, {_TIME.format(stamp="c.first")} AS captured_utc, w.name AS note_taker,
    p.handle AS said_by,
    (SELECT group_concat(perspective, ', ') FROM perspective WHERE participant = p.record) AS perspectives,
    c.words,
    nullif(trim(iif(c.attitudes, 'attitudes ', '') || iif(c.roles, 'roles ', '') || iif(c.system, 'system', '')), '') AS areas,
    (SELECT group_concat(tag, ', ') FROM tagging
      WHERE contribution = c.record AND tag NOT IN ('attitudes', 'roles', 'system')) AS codes,
    c.none_of_three, c.kind, c.captured, c.own_sharing AS sharing, s.room_rule, c."check" AS check_state,
    c.paraphrase, q.text AS prompt
  FROM contribution c
  LEFT JOIN session s ON s.record = 's.' || c.session
  LEFT JOIN writer w ON w.record = 'w.' || c.session || '.' || substr(c.first, 19)
  LEFT JOIN participant p ON p.record = 'p.' || c.session || '.' || c.participant
  LEFT JOIN prompt q ON q.record = 'q.' || c.session || '.' || c.prompt
  WHERE c.removed = 0
  ORDER BY c.first""",
    f"""CREATE VIEW history AS
  SELECT {_TIME.format(stamp="c.stamp")} AS changed_utc, w.name AS note_taker, c.record, c.field, c.value, c.stamp, c.base
  FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)""",
)

_COMMITMENTS = f"""CREATE VIEW commitments AS
  SELECT m.id, s.title AS session, m.who, m.what, m.whom AS for_whom, m.by_when, m.report_back,
    coalesce(m.status, 'offered') AS status, m.reason, coalesce(m.felt, 'not-asked') AS felt, m.direction,
    (SELECT group_concat(substr(contribution, 12), ', ') FROM answer WHERE commitment = m.record) AS answers,
    {_TIME.format(stamp="m.first")} AS recorded_utc, w.name AS note_taker
  FROM commitment m
  LEFT JOIN session s ON s.record = 's.' || m.session
  LEFT JOIN writer w ON w.record = 'w.' || m.session || '.' || substr(m.first, 19)
  WHERE m.removed = 0
  ORDER BY m.by_when IS NULL, m.by_when, m.first"""

_LEAF = """CREATE VIEW leaf AS
  SELECT * FROM change AS c WHERE NOT EXISTS (
    SELECT 1 FROM change AS d WHERE d.record = c.record AND d.field = c.field AND d.stamp > c.stamp AND instr(d.base, c.stamp))"""

_CONFLICT_DETAIL = f"""CREATE VIEW conflict_detail AS
  SELECT f.record, f.field, l.value, {_TIME.format(stamp="l.stamp")} AS changed_utc, w.name AS note_taker, l.stamp
  FROM conflict f CROSS JOIN leaf l ON l.record = f.record AND l.field = f.field
  LEFT JOIN writer w ON w.record = 'w.' || substr(f.record, 3, 10) || '.' || substr(l.stamp, 19)"""

_OF_VERSION_2: Mapping[str, str] = {
    name: sql for name, sql in STATE.items() if name in ("commitment", "relation", "link", "answer")
}
"""The tables that version 1 did not have."""
_INDEXES_OF_VERSION_2 = frozenset({"answer_by_contribution", "link_by_source", "link_by_target"})

Step = Callable[[sqlite3.Connection], None]


def format_of(version: int) -> int:
    """Return the format in which a file is kept that says it is of a version."""
    return FORMAT_VERSION if version == INDEXING_VERSION else version


def expected(version: int) -> Mapping[str, str]:
    """Return the tables that a file of a version must have, beside the ledger."""
    newer = () if version >= _FIRST_WITH_COMMITMENTS else _OF_VERSION_2
    return {"draft": DRAFT} | {name: sql for name, sql in STATE.items() if name not in newer}


def missing(version: int) -> Mapping[str, str]:
    """Return the tables of today's state that a file of a version does not have."""
    there = expected(version)
    return {name: sql for name, sql in STATE.items() if name not in there}


_FIRST_WITH_COMMITMENTS = 2
"""The version in which commitments, relations and links came."""


def _first_tables(con: sqlite3.Connection) -> None:
    for statement in (
        CHANGE,
        ERASURE,
        *expected(1).values(),
        *(sql for name, sql in INDEXES.items() if name not in _INDEXES_OF_VERSION_2),
        *_VIEWS,
        _LEAF,
        _CONFLICT_DETAIL,
    ):
        con.execute(statement)


def _what_follows(con: sqlite3.Connection) -> None:
    """Make the tables of commitments, relations and links, with what finds and shows their rows."""
    for name, statement in _OF_VERSION_2.items():
        _make_way(con, name)
        con.execute(statement)
    for name in sorted(_INDEXES_OF_VERSION_2):
        con.execute(INDEXES[name])
    _make_way(con, "commitments")
    con.execute(_COMMITMENTS)


def _make_way(con: sqlite3.Connection, name: str) -> None:
    """Rename what another program has put under a name, which was free for it until this version."""
    there = con.execute("SELECT type FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    if there is not None:
        # A view or an index holds nothing of its own; a table may.
        table = there[0] == "table"
        con.execute(
            f"ALTER TABLE {name} RENAME TO {name}_before_2" if table else f"DROP {there[0]} {name}"
        )


MIGRATIONS: tuple[Step, ...] = (_first_tables, _what_follows)
"""Step N brings a file from version N to N + 1. Steps are added, never edited."""


def migrate(con: sqlite3.Connection, version: int) -> None:
    """Bring a file from a version to the one that is known here, inside the open transaction.

    The tables that this makes are empty: the caller folds what the ledger holds for them.
    """
    for step in MIGRATIONS[version:]:
        step(con)
    con.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
