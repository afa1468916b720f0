"""Rows of the state as records: sanitised, and never trusting what a foreign file may hold."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, TypeVar

from listening.model.records import Contribution, Participant, Prompt, Session, columns
from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import (
    Area,
    Captured,
    Check,
    Kind,
    Mode,
    Sharing,
    Term,
    effective_sharing,
)
from listening.store.clock import moment, writer_of

T = TypeVar("T", bound=Term)


def _text(value: Any) -> str | None:
    return None if value is None else sanitise(str(value))


def _line(value: Any) -> str | None:
    return None if value is None else single_line(str(value))


def _term(terms: type[T], value: Any) -> T | None:
    """Return a term; None for what a later version or another program may have written."""
    return next((term for term in terms if term.value == value), None)


def sharing_level(value: Any) -> Sharing | None:
    """Return a sharing level; a level that is not known here allows no more than analysis."""
    return None if value is None else _term(Sharing, value) or Sharing.ANALYSIS


def check_state(value: Any) -> Check:
    """Return a check state; for one that is not known here, that nothing was read back yet."""
    return _term(Check, value) or Check.UNREAD


def _list(value: Any) -> tuple[str, ...]:
    """Return the strings of a JSON list made by the query."""
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
        "mode": _term(Mode, row["mode"]),
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


def read_participant(row: sqlite3.Row) -> Participant:
    """Return a participant from its row."""
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
        heard=row["heard"],
    )


def read_contribution(row: sqlite3.Row) -> Contribution:
    """Return a contribution from its row and what was joined to it."""
    own = sharing_level(row["own_sharing"])
    tags = _list(row["tags"])
    return Contribution(
        id=row["id"],
        session=row["session"],
        words=_text(row["words"]),
        participant=_line(row["participant"]),
        prompt=_line(row["prompt"]),
        kind=_term(Kind, row["kind"]),
        captured=_term(Captured, row["captured"]) or Captured.VERBATIM,
        own_sharing=own,
        consent_asked=bool(row["consent_asked"]),
        check=check_state(row["check"]),
        paraphrase=_text(row["paraphrase"]),
        attitudes=bool(row["attitudes"]),
        roles=bool(row["roles"]),
        system=bool(row["system"]),
        none_of_three=bool(row["none_of_three"]),
        same_as=_line(row["same_as"]),
        removed=bool(row["removed"]),
        at=moment(row["first"], row["utc_offset"]).isoformat(timespec="milliseconds"),
        author=_line(row["author"]) or single_line(writer_of(row["first"])),
        by=_line(row["handle"]),
        perspectives=_list(row["perspectives"]),
        sharing=effective_sharing(
            own, sharing_level(row["speakers_sharing"]), sharing_level(row["room_rule"])
        ),
        codes=tuple(tag for tag in tags if tag not in _AREA_KEYS),
        prompt_number=row["prompt_number"] or None,
        conflicts=row["conflicts"],
    )


_AREA_KEYS = frozenset(area.value for area in Area)
