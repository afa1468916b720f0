"""Rows of the state as records: sanitised, and never trusting what a foreign file may hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from listening.model.days import known_day
from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Relation,
    Session,
    columns,
)
from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import (
    Area,
    Bond,
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Mode,
    RelationKind,
    RelationState,
    Sharing,
    Status,
    Term,
    effective_sharing,
)
from listening.store.clock import writer_of, written

T = TypeVar("T", bound=Term)


def _text(value: Any) -> str | None:
    return None if value is None else sanitise(str(value))


@lru_cache(maxsize=4096, typed=True)
def _line(value: Any) -> str | None:
    """Return a value on one line; a handle, a name, the token of a prompt stand in many rows."""
    return None if value is None else single_line(str(value))


def _reader(terms: type[T]) -> Callable[[Any], T | None]:
    """Return what reads a term by its key; None for what a later version or another program may have written."""
    by_key: dict[Any, T] = {term.value: term for term in terms}
    return by_key.get


_bond = _reader(Bond)
_captured = _reader(Captured)
_check = _reader(Check)
_direction = _reader(Direction)
_felt = _reader(Felt)
_kind = _reader(Kind)
_mode = _reader(Mode)
_relation_kind = _reader(RelationKind)
_relation_state = _reader(RelationState)
_sharing = _reader(Sharing)
_status = _reader(Status)


def sharing_level(value: Any) -> Sharing | None:
    """Return a sharing level; a level that is not known here allows no more than analysis."""
    return None if value is None else _sharing(value) or Sharing.ANALYSIS


def check_state(value: Any) -> Check:
    """Return a check state; for one that is not known here, that nothing was read back yet."""
    return _check(value) or Check.UNREAD


@lru_cache(maxsize=4096)
def _list(value: Any) -> tuple[str, ...]:
    """Return the strings of a JSON list made by the query; most rows of a session hold one of a few."""
    if not value or value == "[]":
        return ()
    shown = dict.fromkeys(single_line(str(one)) for one in json.loads(value))
    return tuple(one for one in shown if one)


def natural(handle: str) -> tuple[str, int, str]:
    """Return what handles are sorted by, so that `P2` stands before `P10`."""
    letters = handle.rstrip("0123456789")
    digits = handle[len(letters) :]
    return fold(letters), int(digits) if digits.isascii() and digits else 0, handle


_SHORT_FACTS = frozenset(
    {"title", "series", "date", "starts", "ends", "place", "facilitator", "note_taker", "lenses"}
)


def read_session(row: sqlite3.Row) -> Session:
    """Return a session from its row."""
    texts = {
        column.name: (_line if column.name in _SHORT_FACTS else _text)(row[column.name])
        for column in columns(Session)
        if column.sql == "TEXT"
    }
    facts: dict[str, Any] = texts | {
        "title": texts["title"] or "Untitled session",
        "mode": _mode(row["mode"]),
        "room_rule": sharing_level(row["room_rule"]),
        "in_room": row["in_room"],
        "spoke": row["spoke"],
        "removed": bool(row["removed"]),
    }
    return Session(id=row["id"], session=row["session"], **facts)


def read_prompt(row: sqlite3.Row, number: int) -> Prompt:
    """Return a prompt from its row."""
    return Prompt(
        id=row["id"],
        session=row["session"],
        position=row["position"],
        text=_line(row["text"]),
        minutes=row["minutes"],
        number=number,
    )


def read_participant(row: sqlite3.Row, heard: int) -> Participant:
    """Return a participant from its row, and from how many contributions stand under the handle."""
    return Participant(
        id=row["id"],
        session=row["session"],
        handle=_line(row["handle"]) or row["id"],
        sharing=sharing_level(row["sharing"]),
        speaks_for=row["speaks_for"],
        agreed_name=_line(row["agreed_name"]),
        same_as=_line(row["same_as"]),
        removed=bool(row["removed"]),
        perspectives=_list(row["perspectives"]),
        heard=heard,
    )


def read_contributions(
    rows: Sequence[sqlite3.Row], number: Callable[[str, str], int | None]
) -> Iterator[Contribution]:
    """Yield contributions from the rows of a query.

    Args:
        rows: what was found, with what was joined to it.
        number: tells the number of a prompt, by the tokens of its session and its own.
    """
    # A row looks through its columns for each name, and these have many of both.
    named = _named(tuple(rows[0].keys()) if rows else ())
    for row in map(named, rows):
        yield _contribution(row, number(row.session, row.prompt) if row.prompt else None)


@cache
def _named(columns: tuple[str, ...]) -> Callable[[Iterable[Any]], Any]:
    """Return what makes the values of a row attributes, by the names of its columns."""
    fields: Any = [(name, Any) for name in columns]
    row_of: Callable[[Iterable[Any]], Any] = NamedTuple("Row", fields)._make
    return row_of


def _contribution(row: Any, prompt_number: int | None) -> Contribution:
    own, sharing = _levels(row.own_sharing, row.speakers_sharing, row.room_rule)
    check = check_state(row.check)
    is_shown = check is not Check.WITHDRAWN
    return Contribution(
        id=row.id,
        session=row.session,
        words=_text(row.words) if is_shown else None,
        participant=_line(row.participant),
        prompt=_line(row.prompt),
        kind=_kind(row.kind),
        captured=_captured(row.captured) or Captured.VERBATIM,
        own_sharing=own,
        consent_asked=bool(row.consent_asked),
        check=check,
        paraphrase=_text(row.paraphrase) if is_shown else None,
        attitudes=bool(row.attitudes),
        roles=bool(row.roles),
        system=bool(row.system),
        none_of_three=bool(row.none_of_three),
        same_as=_line(row.same_as),
        removed=bool(row.removed),
        at=written(row.first, row.utc_offset),
        author=_noted_by(row.author, row.first),
        by=_line(row.handle),
        perspectives=_list(row.perspectives),
        sharing=sharing,
        codes=_codes(row.tags),
        prompt_number=prompt_number,
        conflicts=row.conflicts,
    )


@lru_cache(maxsize=256, typed=True)
def _levels(own: Any, speakers: Any, rule: Any) -> tuple[Sharing | None, Sharing]:
    """Return what was said of the sharing of a contribution alone, and what may be done with it."""
    said = sharing_level(own)
    return said, effective_sharing(said, sharing_level(speakers), sharing_level(rule))


@lru_cache(maxsize=4096)
def _codes(tags: Any) -> tuple[str, ...]:
    """Return the tags of a JSON list that are no areas."""
    return tuple(tag for tag in _list(tags) if tag not in _AREA_KEYS)


_AREA_KEYS = frozenset(area.value for area in Area)


def read_commitment(row: sqlite3.Row) -> Commitment:
    """Return a commitment from its row and what was joined to it."""
    return Commitment(
        id=row["id"],
        session=row["session"],
        who=_line(row["who"]) or UNNAMED_PARTY,
        what=_text(row["what"]) or "",
        whom=_line(row["whom"]),
        by_when=_day(row["by_when"]),
        report_back=_day(row["report_back"]),
        direction=_direction(row["direction"]),
        status=_status(row["status"]) or Status.OFFERED,
        reason=_text(row["reason"]),
        felt=_felt(row["felt"]) or Felt.NOT_ASKED,
        removed=bool(row["removed"]),
        answers=_list(row["answers"]),
        at=written(row["first"], row["utc_offset"]),
        author=_noted_by(row["author"], row["first"]),
    )


def read_relation(row: sqlite3.Row) -> Relation | None:
    """Return a relation from its row; None for one of a kind that is not known here."""
    kind = _relation_kind(row["kind"])
    if kind is None:
        return None
    return Relation(
        id=row["id"],
        session=row["session"],
        kind=kind,
        from_party=_line(row["from_party"]) or UNNAMED_PARTY,
        to_party=_line(row["to_party"]) or UNNAMED_PARTY,
        about=_text(row["about"]),
        state=_relation_state(row["state"]) or RelationState.NOT_SAID,
        said_in=_line(row["said_in"]),
        removed=bool(row["removed"]),
        at=written(row["first"], row["utc_offset"]),
        author=_noted_by(row["author"], row["first"]),
    )


def read_link(row: sqlite3.Row) -> Link | None:
    """Return a link from its row; None for one with a bond that is not known here."""
    bond = _bond(row["bond"])
    if bond is None:
        return None
    return Link(
        id=row["id"],
        session=row["session"],
        bond=bond,
        source=single_line(row["source"]),
        target=single_line(row["target"]),
        removed=bool(row["removed"]),
        at=written(row["first"], row["utc_offset"]),
        author=_noted_by(row["author"], row["first"]),
    )


UNNAMED_PARTY = "a party that is not named"
"""What a party is called that a foreign file leaves out."""


def _day(value: Any) -> str | None:
    return None if value is None else known_day(str(value))


def _noted_by(author: Any, stamp: str) -> str:
    """Return who made a record; the writer's token where they gave no name."""
    return _line(author) or single_line(writer_of(stamp))
