"""Figures of a session, counted by SQLite from the state; what was taken down twice counts once.

Contributions are counted in groups of those that are alike in all that figures ask, and in pages:
each statement ends soon, so that nobody's save waits for a count.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, TypeVar

from listening.model.text import single_line
from listening.model.vocabulary import Area, Check, Kind, Sharing, Term, effective_sharing
from listening.store import joined, one_thing
from listening.store.reading import check_state, sharing_level
from listening.store.views import Tally

T = TypeVar("T", bound=Term)

PAGE = 5_000
"""How many contributions one statement counts."""

_ALIKE = """SELECT c.session, c.participant, c.prompt, c.kind, c."check", c.own_sharing,
  c.attitudes <> 0, c.roles <> 0, c.system <> 0, c.none_of_three <> 0, count(*)
  FROM contribution c WHERE {} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"""
_CODES = """SELECT g.tag, count(*) FROM contribution c CROSS JOIN tagging g ON g.contribution = c.record
  WHERE {} AND g.tag NOT IN ('attitudes', 'roles', 'system') GROUP BY g.tag"""
_PEOPLE = "SELECT p.session, p.id, p.sharing FROM participant p WHERE {}"
_PERSPECTIVES = """SELECT p.session, p.id, v.perspective FROM participant p
  CROSS JOIN perspective v ON v.participant = p.record WHERE {}"""
_KINDS = frozenset(kind.value for kind in Kind)
_NOT_REPEATED = "c.n NOT IN (SELECT value FROM json_each(?))"


class _Alike(NamedTuple):
    """Contributions that are alike in all that figures ask."""

    session: str
    participant: str | None
    prompt: str | None
    kind: str | None
    check: str | None
    own_sharing: str | None
    attitudes: bool
    roles: bool
    system: bool
    none_of_three: bool
    number: int


class _Known(NamedTuple):
    """What is looked up for each group."""

    rules: Mapping[str, str | None]
    """The room's rule by session."""
    sharing: Mapping[tuple[str, str], str | None]
    """What speakers said of all they say, by session and token."""
    perspectives: Mapping[tuple[str, str], list[str]]
    prompts: AbstractSet[tuple[str, str | None]]
    """The prompts of the sessions' agendas, by session and token."""


class _Counted(NamedTuple):
    """What is being counted up."""

    plain: Counter[str]
    areas: Counter[Area]
    codes: Counter[str]
    kinds: Counter[str]
    sharing: Counter[Sharing]
    checks: Counter[str]
    prompts: Counter[str]
    perspectives: Counter[str]


def tally(con: sqlite3.Connection, session: str | None) -> Tally:
    """Return the figures of a session and of those joined to it, or of all sessions of the file."""
    known, counted = _known(con, session), _Counted(*(Counter() for _ in _Counted._fields))
    for here, values in _pages(con, session):
        for row in con.execute(_ALIKE.format(here), values):
            _count(_Alike(*row), known, counted)
        for tag, number in con.execute(_CODES.format(here), values):
            counted.codes[single_line(str(tag))] += number
    return Tally(
        heard=counted.plain["heard"],
        untagged=counted.plain["untagged"],
        none_of_three=counted.plain["none"],
        areas={area: counted.areas[area] for area in Area},
        codes=dict(sorted(_named(counted.codes).items())),
        kinds=_by_term(Kind, counted.kinds),
        sharing={level: counted.sharing[level] for level in Sharing if counted.sharing[level]},
        checks=_by_term(Check, counted.checks),
        prompts=_named(counted.prompts),
        perspectives=_most_first(_named(counted.perspectives)),
        no_kind=counted.plain["no kind"],
        no_prompt=counted.plain["no prompt"],
        not_said=counted.plain["not said"],
        by_the_room=counted.plain["the room"],
        removed=_removed(con, session),
    )


def _count(group: _Alike, known: _Known, counted: _Counted) -> None:
    number, speaker = group.number, (group.session, group.participant or "")
    areas = [area for area in Area if getattr(group, area.value)]
    counted.plain["heard"] += number
    counted.plain["none"] += number if group.none_of_three else 0
    counted.plain["untagged"] += 0 if areas or group.none_of_three else number
    for missing in _missing(group, known):
        counted.plain[missing] += number
    for area in areas:
        counted.areas[area] += number
    counted.kinds[str(group.kind)] += number
    counted.checks[check_state(group.check).value] += number
    if group.prompt is not None:
        counted.prompts[single_line(str(group.prompt))] += number
    for perspective in known.perspectives.get(speaker, ()):
        counted.perspectives[perspective] += number
    said = (group.own_sharing, known.sharing.get(speaker), known.rules.get(group.session))
    counted.sharing[effective_sharing(*map(sharing_level, said))] += number


def _missing(group: _Alike, known: _Known) -> Iterator[str]:
    """Yield what is not noted of contributions, so that the rows of each figure add up."""
    if group.kind not in _KINDS:
        yield "no kind"
    if (group.session, group.prompt) not in known.prompts:
        yield "no prompt"
    if group.participant is None:
        yield "the room"
    elif (group.session, group.participant) not in known.perspectives:
        yield "not said"


def _known(con: sqlite3.Connection, session: str | None) -> _Known:
    here, tokens = joined.scope(con, session, "p.session")
    perspectives: dict[tuple[str, str], list[str]] = {}
    for of, own, perspective in con.execute(_PERSPECTIVES.format(here), tokens):
        perspectives.setdefault((of, own), []).append(single_line(str(perspective)))
    people = con.execute(_PEOPLE.format(here), tokens)
    return _Known(
        dict(con.execute("SELECT id, room_rule FROM session")),
        {(of, own): sharing for of, own, sharing in people},
        perspectives,
        frozenset(con.execute("SELECT session, id FROM prompt WHERE removed = 0")),
    )


def _pages(con: sqlite3.Connection, session: str | None) -> Iterator[tuple[str, list[Any]]]:
    """Yield conditions on `contribution c`, each for so many as are counted at once, and their values."""
    here, tokens = joined.scope(con, session, "c.session")
    values: list[Any] = [*tokens, json.dumps(list(one_thing.repeated(con)))]
    counted = f"{here} AND {_NOT_REPEATED}"
    there = con.execute(
        f"SELECT count(*) FROM contribution c WHERE c.removed = 0 AND {here}", tokens
    ).fetchone()[0]
    if there <= PAGE:
        yield f"c.removed = 0 AND {counted}", values
        return
    last = con.execute("SELECT max(n) FROM contribution").fetchone()[0]
    for start in range(0, last, PAGE):
        # The sign keeps SQLite from the index over all, of which each page would read the whole.
        yield f"+c.removed = 0 AND c.n > {start} AND c.n <= {start + PAGE} AND +{counted}", values


def _removed(con: sqlite3.Connection, session: str | None) -> int:
    here, tokens = joined.scope(con, session, "c.session")
    sql = f"SELECT count(*) FROM contribution c WHERE c.removed <> 0 AND {here}"
    return int(con.execute(sql, tokens).fetchone()[0])


def _named(counted: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in counted.items() if name}


def _most_first(counted: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_term(terms: type[T], counted: Mapping[str, int]) -> dict[T, int]:
    return {term: counted[term.value] for term in terms if counted[term.value]}
