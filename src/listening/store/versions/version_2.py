"""Version 2, as it was released: what version 1 has, and commitments, relations and links."""

from __future__ import annotations

from collections.abc import Mapping

from listening.store.versions import version_1
from listening.store.versions.snapshot import Snapshot

_BEFORE = version_1.SNAPSHOT

_TABLES: Mapping[str, str] = {
    **_BEFORE.tables,
    "commitment": """CREATE TABLE commitment (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "who" TEXT,
  "what" TEXT,
  "whom" TEXT,
  "by_when" TEXT,
  "report_back" TEXT,
  "direction" TEXT,
  "status" TEXT,
  "reason" TEXT,
  "felt" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "relation": """CREATE TABLE relation (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "kind" TEXT,
  "from_party" TEXT,
  "to_party" TEXT,
  "about" TEXT,
  "state" TEXT,
  "said_in" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "link": """CREATE TABLE link (
  record TEXT NOT NULL UNIQUE,
  session TEXT NOT NULL,
  id TEXT NOT NULL,
  first TEXT NOT NULL,
  "bond" TEXT,
  "source" TEXT,
  "target" TEXT,
  "removed" INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "answer": """CREATE TABLE answer (
  commitment TEXT NOT NULL,
  contribution TEXT NOT NULL,
  PRIMARY KEY (commitment, contribution)
) STRICT, WITHOUT ROWID""",
}

_INDEXES: Mapping[str, str] = {
    **_BEFORE.indexes,
    "answer_by_contribution": "CREATE INDEX answer_by_contribution ON answer (contribution)",
    "link_by_source": "CREATE INDEX link_by_source ON link (source)",
    "link_by_target": "CREATE INDEX link_by_target ON link (target)",
}

_VIEWS: Mapping[str, str] = {
    **_BEFORE.views,
    "commitments": """CREATE VIEW commitments AS
  SELECT m.id, s.title AS session, m.who, m.what, m.whom AS for_whom, m.by_when, m.report_back,
    coalesce(m.status, 'offered') AS status, m.reason, coalesce(m.felt, 'not-asked') AS felt, m.direction,
    (SELECT group_concat(substr(contribution, 12), ', ') FROM answer WHERE commitment = m.record) AS answers,
    datetime(CAST(substr(m.first, 1, 13) AS INTEGER) / 1000, 'unixepoch') AS recorded_utc, w.name AS note_taker
  FROM commitment m
  LEFT JOIN session s ON s.record = 's.' || m.session
  LEFT JOIN writer w ON w.record = 'w.' || m.session || '.' || substr(m.first, 19)
  WHERE m.removed = 0
  ORDER BY m.by_when IS NULL, m.by_when, m.first""",
}

SNAPSHOT = Snapshot(tables=_TABLES, search=_BEFORE.search, indexes=_INDEXES, views=_VIEWS)
