"""Figures of a session, counted by SQLite from the state; what was taken down twice counts once."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from listening.model.text import single_line
from listening.model.vocabulary import Area, Check, Kind, Sharing, Term, effective_sharing
from listening.store import joined, one_thing
from listening.store.reading import check_state, sharing_level
from listening.store.views import Tally

T = TypeVar("T", bound=Term)

_HERE = (
    "c.removed = 0 AND (:session IS NULL OR c.session IN (SELECT value FROM json_each(:session))) "
    "AND c.n NOT IN (SELECT value FROM json_each(:repeated))"
)
_TOTALS = f"""SELECT count(*), coalesce(sum(attitudes <> 0), 0), coalesce(sum(roles <> 0), 0),
  coalesce(sum(system <> 0), 0), coalesce(sum(none_of_three <> 0), 0),
  coalesce(sum(attitudes + roles + system + none_of_three = 0), 0)
  FROM contribution c WHERE {_HERE}"""
_REMOVED = (
    "SELECT count(*) FROM contribution WHERE removed <> 0 "
    "AND (:session IS NULL OR session IN (SELECT value FROM json_each(:session)))"
)
_CODES = f"""SELECT g.tag, count(*) FROM contribution c JOIN tagging g ON g.contribution = c.record
  WHERE {_HERE} AND g.tag NOT IN ('attitudes', 'roles', 'system') GROUP BY g.tag ORDER BY g.tag"""
_PERSPECTIVES = f"""SELECT v.perspective, sum(said.heard) FROM
  (SELECT c.session, c.participant, count(*) AS heard FROM contribution c
    WHERE {_HERE} AND c.participant IS NOT NULL GROUP BY c.session, c.participant) said
  JOIN perspective v ON v.participant = 'p.' || said.session || '.' || said.participant
  GROUP BY v.perspective ORDER BY sum(said.heard) DESC, v.perspective"""
_SHARING = f"""SELECT c.own_sharing, p.sharing, s.room_rule, count(*) FROM contribution c
  LEFT JOIN session s ON s.record = 's.' || c.session
  LEFT JOIN participant p ON p.record = 'p.' || c.session || '.' || c.participant
  WHERE {_HERE} GROUP BY 1, 2, 3"""


def tally(con: sqlite3.Connection, session: str | None) -> Tally:
    """Return the figures of a session and of those joined to it, or of all sessions of the file."""
    here = {
        "session": None if session is None else json.dumps(joined.parts(con, session)),
        "repeated": json.dumps(list(one_thing.repeated(con))),
    }
    heard, attitudes, roles, system, none, untagged = con.execute(_TOTALS, here).fetchone()
    return Tally(
        heard=heard,
        untagged=untagged,
        none_of_three=none,
        areas={Area.ATTITUDES: attitudes, Area.ROLES: roles, Area.SYSTEM: system},
        codes=_by_name(con.execute(_CODES, here)),
        kinds=_by_term(Kind, _grouped(con, "kind", here)),
        sharing=_sharing(con.execute(_SHARING, here)),
        checks=_by_term(
            Check, ((check_state(value), n) for value, n in _grouped(con, '"check"', here))
        ),
        prompts=_by_name(row for row in _grouped(con, "prompt", here) if row[0] is not None),
        perspectives=_by_name(con.execute(_PERSPECTIVES, here)),
        removed=con.execute(_REMOVED, here).fetchone()[0],
    )


def _grouped(
    con: sqlite3.Connection, column: str, here: Mapping[str, object]
) -> Iterable[tuple[Any, int]]:
    return con.execute(
        f"SELECT c.{column}, count(*) FROM contribution c WHERE {_HERE} GROUP BY 1", here
    ).fetchall()


def _by_name(rows: Iterable[tuple[Any, int]]) -> dict[str, int]:
    counted = Counter[str]()
    for name, n in rows:
        counted[single_line(str(name))] += n
    return {name: n for name, n in counted.items() if name}


def _by_term(terms: type[T], rows: Iterable[tuple[Any, int]]) -> dict[T, int]:
    counted = Counter[str]()
    for value, n in rows:
        counted[str(value)] += n
    return {term: counted[term.value] for term in terms if counted[term.value]}


def _sharing(rows: Iterable[tuple[Any, Any, Any, int]]) -> dict[Sharing, int]:
    counted = Counter[Sharing]()
    for own, speakers, rule, n in rows:
        levels = (sharing_level(value) for value in (own, speakers, rule))
        counted[effective_sharing(*levels)] += n
    return {level: counted[level] for level in Sharing if counted[level]}
