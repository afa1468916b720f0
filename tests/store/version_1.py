"""A session file of version 1, made as that version made them, from its tables as they were then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

TABLES = (
    """CREATE TABLE change (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  stamp  TEXT NOT NULL CHECK (length(stamp) = 26),
  value  ANY,
  base   TEXT,
  PRIMARY KEY (record, field, stamp)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE erasure (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  stamp  TEXT NOT NULL,
  asked  TEXT NOT NULL,
  PRIMARY KEY (record, field, stamp)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE draft (
  writer  TEXT PRIMARY KEY,
  author  TEXT NOT NULL,
  line    TEXT NOT NULL,
  prompt  TEXT,
  at      INTEGER NOT NULL,
  machine TEXT NOT NULL,
  process TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE session (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "title" TEXT,
  "series" TEXT,
  "purpose" TEXT,
  "who_decides" TEXT,
  "can_change" TEXT,
  "cannot_change" TEXT,
  "date" TEXT,
  "starts" TEXT,
  "ends" TEXT,
  "place" TEXT,
  "mode" TEXT,
  "agreements" TEXT,
  "room_rule" TEXT,
  "access" TEXT,
  "in_room" INTEGER,
  "spoke" INTEGER,
  "facilitator" TEXT,
  "note_taker" TEXT,
  "responsible" TEXT,
  "basis" TEXT,
  "privacy_notice" TEXT,
  "keep_until" TEXT,
  "safeguarding" TEXT,
  "feedback_date" TEXT,
  "lenses" TEXT,
  "same_as" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE prompt (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "position" INTEGER,
  "text" TEXT,
  "minutes" INTEGER,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE writer (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "name" TEXT,
  "program" TEXT,
  "utc_offset" TEXT
) STRICT""",
    """CREATE TABLE participant (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "handle" TEXT,
  "sharing" TEXT,
  "speaks_for" INTEGER,
  "agreed_name" TEXT,
  "same_as" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE contribution (
  n INTEGER PRIMARY KEY,
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "words" TEXT,
  "participant" TEXT,
  "prompt" TEXT,
  "kind" TEXT,
  "captured" TEXT,
  "own_sharing" TEXT,
  "consent_asked" INTEGER NOT NULL DEFAULT 0,
  "check" TEXT,
  "paraphrase" TEXT,
  "attitudes" INTEGER NOT NULL DEFAULT 0,
  "roles" INTEGER NOT NULL DEFAULT 0,
  "system" INTEGER NOT NULL DEFAULT 0,
  "none_of_three" INTEGER NOT NULL DEFAULT 0,
  "same_as" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    """CREATE TABLE tagging (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE own_tag (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE coding (
  contribution TEXT NOT NULL,
  coder TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, coder, tag)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE settled_tag (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE two_voices (
  contribution TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (contribution, other)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE perspective (
  participant TEXT NOT NULL,
  perspective TEXT NOT NULL,
  PRIMARY KEY (participant, perspective)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE conflict (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  leaves INTEGER NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX contribution_in_order ON contribution (removed, session, first)""",
    """CREATE INDEX contribution_of_all ON contribution (removed, first)""",
    """CREATE INDEX contribution_by_id ON contribution (id)""",
    """CREATE INDEX contribution_by_speaker ON contribution (participant)""",
    """CREATE INDEX contribution_same_as ON contribution (same_as) WHERE same_as IS NOT NULL""",
    """CREATE INDEX participant_by_id ON participant (id)""",
    """CREATE VIEW contributions AS
  SELECT c.id, s.title AS session, datetime(CAST(substr(c.first, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS captured_utc, w.name AS note_taker,
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
    """CREATE VIEW history AS
  SELECT datetime(CAST(substr(c.stamp, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS changed_utc, w.name AS note_taker, c.record, c.field, c.value, c.stamp, c.base
  FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)""",
    """CREATE VIEW leaf AS
  SELECT * FROM change AS c WHERE NOT EXISTS (
    SELECT 1 FROM change AS d WHERE d.record = c.record AND d.field = c.field AND d.stamp > c.stamp AND instr(d.base, c.stamp))""",
    """CREATE VIEW conflict_detail AS
  SELECT f.record, f.field, l.value, datetime(CAST(substr(l.stamp, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS changed_utc, w.name AS note_taker, l.stamp
  FROM conflict f CROSS JOIN leaf l ON l.record = f.record AND l.field = f.field
  LEFT JOIN writer w ON w.record = 'w.' || substr(f.record, 3, 10) || '.' || substr(l.stamp, 19)""",
)
"""What version 1 made, to the letter."""

ROWS = (
    ("s.0123456789", "title", "1774353600000.000.firstone", "Brixton Library", None),
    ("w.0123456789.firstone", "name", "1774353600000.000.firstone", "Sam", None),
    (
        "c.0123456789.aaaaaaaaaa",
        "words",
        "1774353601000.000.firstone",
        "The bus never comes.",
        None,
    ),
    ("c.0123456789.bbbbbbbbbb", "words", "1774353602000.000.firstone", "We ring round.", None),
)
"""A session of two contributions."""
STATE = """
INSERT INTO session (record, session, id, first, title)
  VALUES ('s.0123456789', '0123456789', '0123456789', '1774353600000.000.firstone', 'Brixton Library');
INSERT INTO writer (record, session, id, first, name)
  VALUES ('w.0123456789.firstone', '0123456789', 'firstone', '1774353600000.000.firstone', 'Sam');
INSERT INTO contribution (record, session, id, first, words) VALUES
  ('c.0123456789.aaaaaaaaaa', '0123456789', 'aaaaaaaaaa', '1774353601000.000.firstone', 'The bus never comes.'),
  ('c.0123456789.bbbbbbbbbb', '0123456789', 'bbbbbbbbbb', '1774353602000.000.firstone', 'We ring round.');
"""
"""The same as that version showed it."""


def make(path: Path, more: Iterable[tuple[object, ...]] = ()) -> Path:
    """Make a file of version 1; `more` are rows of its ledger of kinds that it did not know."""
    with closing(sqlite3.connect(path)) as con, con:
        con.execute("PRAGMA application_id = 1280529486")
        con.execute("PRAGMA user_version = 1")
        for statement in TABLES:
            con.execute(statement)
        con.executescript(STATE)
        con.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?)", (*ROWS, *more))
    return path
