"""Version 1, as it was released: sessions, prompts, writers, participants and contributions."""

from __future__ import annotations

from collections.abc import Mapping

from listening.store.versions.snapshot import Snapshot

_TABLES: Mapping[str, str] = {
    "session": """CREATE TABLE session (
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
    "prompt": """CREATE TABLE prompt (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "position" INTEGER,
  "text" TEXT,
  "minutes" INTEGER,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "writer": """CREATE TABLE writer (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "name" TEXT,
  "program" TEXT,
  "utc_offset" TEXT
) STRICT""",
    "participant": """CREATE TABLE participant (
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
    "contribution": """CREATE TABLE contribution (
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
    "tagging": """CREATE TABLE tagging (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    "own_tag": """CREATE TABLE own_tag (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    "coding": """CREATE TABLE coding (
  contribution TEXT NOT NULL,
  coder TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, coder, tag)
) STRICT, WITHOUT ROWID""",
    "settled_tag": """CREATE TABLE settled_tag (
  contribution TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (contribution, tag)
) STRICT, WITHOUT ROWID""",
    "two_voices": """CREATE TABLE two_voices (
  contribution TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (contribution, other)
) STRICT, WITHOUT ROWID""",
    "perspective": """CREATE TABLE perspective (
  participant TEXT NOT NULL,
  perspective TEXT NOT NULL,
  PRIMARY KEY (participant, perspective)
) STRICT, WITHOUT ROWID""",
    "conflict": """CREATE TABLE conflict (
  record TEXT NOT NULL,
  field  TEXT NOT NULL,
  leaves INTEGER NOT NULL,
  PRIMARY KEY (record, field)
) STRICT, WITHOUT ROWID""",
}

# No program made the second table in files of version 1. What stands there under its name would be
# taken for it all the same, so that it must be made so.
_SEARCH: Mapping[str, str] = {
    "contribution_fts": """CREATE VIRTUAL TABLE contribution_fts USING fts5(words, content='contribution', content_rowid='n', tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    "contribution_fts_upto": """CREATE TABLE contribution_fts_upto (
  n INTEGER NOT NULL
) STRICT""",
}

_INDEXES: Mapping[str, str] = {
    "contribution_in_order": "CREATE INDEX contribution_in_order ON contribution (removed, session, first)",
    "contribution_of_all": "CREATE INDEX contribution_of_all ON contribution (removed, first)",
    "contribution_by_id": "CREATE INDEX contribution_by_id ON contribution (id)",
    "contribution_by_speaker": "CREATE INDEX contribution_by_speaker ON contribution (participant)",
    "contribution_same_as": "CREATE INDEX contribution_same_as ON contribution (same_as) WHERE same_as IS NOT NULL",
    "participant_by_id": "CREATE INDEX participant_by_id ON participant (id)",
}

_VIEWS: Mapping[str, str] = {
    "contributions": """CREATE VIEW contributions AS
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
    "history": """CREATE VIEW history AS
  SELECT datetime(CAST(substr(c.stamp, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS changed_utc, w.name AS note_taker, c.record, c.field, c.value, c.stamp, c.base
  FROM change c
  LEFT JOIN writer w ON w.record = 'w.' || substr(c.record, 3, 10) || '.' || substr(c.stamp, 19)""",
    "leaf": """CREATE VIEW leaf AS
  SELECT * FROM change AS c WHERE NOT EXISTS (
    SELECT 1 FROM change AS d WHERE d.record = c.record AND d.field = c.field AND d.stamp > c.stamp AND instr(d.base, c.stamp))""",
    "conflict_detail": """CREATE VIEW conflict_detail AS
  SELECT f.record, f.field, l.value, datetime(CAST(substr(l.stamp, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS changed_utc, w.name AS note_taker, l.stamp
  FROM conflict f CROSS JOIN leaf l ON l.record = f.record AND l.field = f.field
  LEFT JOIN writer w ON w.record = 'w.' || substr(f.record, 3, 10) || '.' || substr(l.stamp, 19)""",
}

SNAPSHOT = Snapshot(tables=_TABLES, search=_SEARCH, indexes=_INDEXES, views=_VIEWS)
