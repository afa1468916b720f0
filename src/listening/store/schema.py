"""The tables of a session file: the frozen ledger, and the state that is made from it.

What stands here is what is made today. What files of the released versions have stands in
`versions`, the newest of which is the same as today's; FORMAT.md says how a next one is made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping

from listening.model.kept import Column
from listening.model.records import (
    RECORDS,
    SETS,
    Contribution,
    MemberSet,
    Record,
    columns,
)
from listening.store.versions import RELEASED
from listening.store.versions.snapshot import Snapshot

APPLICATION_ID = 0x4C53544E
"""`LSTN`: how SQLite files tell which program they belong to."""

FORMAT_VERSION = max(RELEASED)
"""What `user_version` says in the files that this program writes."""

INDEXING_VERSION = FORMAT_VERSION + 1
"""What it says instead while the full-text index of a file is made part by part: programs that know
no such parts, and would take one for the whole, leave the file alone. No format has that number."""

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
"""Lines that were being typed. It never changes either, for they stand nowhere else."""

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

SEARCH: Mapping[str, str] = {
    "contribution_fts": """CREATE VIRTUAL TABLE contribution_fts USING fts5(words, content='contribution', content_rowid='n', tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    "contribution_fts_upto": "CREATE TABLE contribution_fts_upto (\n  n INTEGER NOT NULL\n) STRICT",
}
"""The full-text index of a large file, and how far it is while it is made."""

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

VIEWS: Mapping[str, str] = {
    "contributions": f"""CREATE VIEW contributions AS
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
    "history": f"""CREATE VIEW history AS
  SELECT {_TIME.format(stamp="c.stamp")} AS changed_utc, w.name AS note_taker, c.record, c.field, c.value, c.stamp, c.base
  FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)""",
    "commitments": f"""CREATE VIEW commitments AS
  SELECT m.id, s.title AS session, m.who, m.what, m.whom AS for_whom, m.by_when, m.report_back,
    coalesce(m.status, 'offered') AS status, m.reason, coalesce(m.felt, 'not-asked') AS felt, m.direction,
    (SELECT group_concat(substr(contribution, 12), ', ') FROM answer WHERE commitment = m.record) AS answers,
    {_TIME.format(stamp="m.first")} AS recorded_utc, w.name AS note_taker
  FROM commitment m
  LEFT JOIN session s ON s.record = 's.' || m.session
  LEFT JOIN writer w ON w.record = 'w.' || m.session || '.' || substr(m.first, 19)
  WHERE m.removed = 0
  ORDER BY m.by_when IS NULL, m.by_when, m.first""",
    "leaf": """CREATE VIEW leaf AS
  SELECT * FROM change AS c WHERE NOT EXISTS (
    SELECT 1 FROM change AS d WHERE d.record = c.record AND d.field = c.field AND d.stamp > c.stamp AND instr(d.base, c.stamp))""",
    "conflict_detail": f"""CREATE VIEW conflict_detail AS
  SELECT f.record, f.field, l.value, {_TIME.format(stamp="l.stamp")} AS changed_utc, w.name AS note_taker, l.stamp
  FROM conflict f CROSS JOIN leaf l ON l.record = f.record AND l.field = f.field
  LEFT JOIN writer w ON w.record = 'w.' || substr(f.record, 3, 10) || '.' || substr(l.stamp, 19)""",
}
"""What shows the state to people who open a file with any SQLite browser."""

TODAY = Snapshot(tables=STATE, search=SEARCH, indexes=INDEXES, views=VIEWS)
"""What this program makes, and brings files of earlier versions to."""


def format_of(version: int) -> int:
    """Return the format in which a file is kept that says it is of a version."""
    is_half_indexed = version % 2 == 1 and 1 < version <= INDEXING_VERSION
    return version - 1 if is_half_indexed else version


def expected(version: int, there: Container[str] = ()) -> Mapping[str, str]:
    """Return the tables that a file of a version must have, beside the ledger.

    Args:
        version: the format of the file.
        there: names of tables that are in the file; those of an index must be made as expected too.
    """
    then = RELEASED[version]
    index = {name: sql for name, sql in then.search.items() if name in there}
    return {"draft": DRAFT, **then.tables, **index}


def create(con: sqlite3.Connection) -> None:
    """Make the tables of a new file, inside the open transaction."""
    made = (*LEDGER.values(), DRAFT, *STATE.values(), *INDEXES.values(), *VIEWS.values())
    for statement in made:
        con.execute(statement)
    con.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
