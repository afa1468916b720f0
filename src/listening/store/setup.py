"""Setting a session up: its file, its facts, its agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from pathlib import Path

from listening.model import lenses
from listening.model.days import iso_day
from listening.model.errors import UnknownTerm, WrongUse
from listening.model.records import Prompt, Session, columns
from listening.model.text import sanitise, single_line
from listening.model.vocabulary import Mode, Sharing
from listening.store import building, names, queries
from listening.store.asked import PromptPlan
from listening.store.clock import TOKEN_LENGTH, Milliseconds, Tokens
from listening.store.ledger import Change, Ledger, Value

FACTS = {
    column.cell: column for column in columns(Session) if column.cell not in ("removed", "same_as")
}
"""The fields of a session that are facts of it, by name."""
_DATES = ("date", "keep_until", "feedback_date")
_LONGEST_PROMPT = 1_440
_HOW_MANY = {"in_room": "were in the room", "spoke": "spoke"}
_LONG = frozenset(
    {
        "purpose",
        "who_decides",
        "can_change",
        "cannot_change",
        "agreements",
        "access",
        "privacy_notice",
        "safeguarding",
    }
)


def create(
    path: Path,
    facts: Mapping[str, str | int | None],
    prompts: Sequence[PromptPlan],
    *,
    author: str,
    now: Milliseconds,
    tokens: Tokens,
) -> None:
    """Make a session file, built aside and put in place when it is whole.

    Raises:
        FileExists, WrongUse, NotSaved: it was not made.
    """
    checked = check_facts({"title": None, **facts})
    check_spoke(checked.get("spoke"), checked.get("in_room"))
    with building.aside(path) as aside, closing(building.new_file(aside)) as con:
        ledger = Ledger(con, aside, author=author, now=now, tokens=tokens)
        session = tokens(TOKEN_LENGTH)
        with ledger.change() as change:
            record = change.fresh(names.session_record(session))
            for field, value in checked.items():
                change.set(record, field, value)
            _plan(change, session, prompts, frozenset())


def describe(ledger: Ledger, session: str, facts: Mapping[str, str | int | None]) -> Session:
    """Set facts of a session and return it.

    Raises:
        WrongUse: the title is empty, or a fact is not one of a session.
    """
    checked = check_facts(facts)
    with ledger.transaction():
        _check_people(queries.session(ledger.con, session), checked)
        with ledger.change() as change:
            for field, value in checked.items():
                change.set(names.session_record(session), field, value)
        return queries.session(ledger.con, session)


def arrange(ledger: Ledger, session: str, plan: Sequence[PromptPlan]) -> tuple[Prompt, ...]:
    """Make the agenda as planned and return it; a prompt that was removed comes back by its id.

    Raises:
        WrongUse: a number of minutes is not possible.
    """
    kept = [one for one in plan if single_line(one.text)]
    with ledger.transaction():
        there = queries.prompt_tokens(ledger.con, session)
        with ledger.change() as change:
            _plan(change, session, kept, there)
            for own in sorted(there - {one.id for one in kept}):
                change.set(names.prompt_record(session, own), "removed", 1)
        return queries.prompts(ledger.con, session)


def check_facts(facts: Mapping[str, str | int | None]) -> dict[str, Value]:
    """Return the facts as they are kept.

    Raises:
        WrongUse: one is not a fact of a session, or not possible.
    """
    return {field: _fact(field, value) for field, value in facts.items()}


def check_spoke(spoke: Value, in_room: Value) -> None:
    """See to it that no more spoke than were in the room.

    Raises:
        WrongUse: more did.
    """
    if isinstance(spoke, int) and isinstance(in_room, int) and spoke > in_room:
        raise WrongUse(
            f"More people cannot have spoken ({spoke:,}) than were in the room ({in_room:,}): "
            "say how many were there, or how many of them spoke."
        )


def _check_people(there: Session, facts: Mapping[str, Value]) -> None:
    """Look at both numbers where one is changed; what a merge brought together may stay."""
    before = {"spoke": there.spoke, "in_room": there.in_room}
    now = {field: facts.get(field, value) for field, value in before.items()}
    if now != before:
        check_spoke(now["spoke"], now["in_room"])


def _fact(field: str, value: str | int | None) -> Value:
    if field not in FACTS:
        raise UnknownTerm("fact of a session", field, FACTS)
    if field == "title" and not single_line(str(value or "")):
        raise WrongUse(
            "A session needs a title: a few words are enough, such as “Brixton Library, March”."
        )
    if value is None or value == "":
        return None
    if FACTS[field].sql == "INTEGER":
        return _number(field, value)
    return _text_fact(field, str(value)) or None


def _number(field: str, value: str | int) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", str(value)):
        raise WrongUse(
            f"“{value}” is not a number of people: use digits, such as 24, for how many {_HOW_MANY[field]}."
        )
    return int(value)


def _text_fact(field: str, value: str) -> str:
    if field == "mode":
        return Mode.parse(value).value
    if field == "room_rule":
        return Sharing.parse(value).value
    if field == "lenses":
        return " ".join(dict.fromkeys(lenses.load(key).key for key in value.split()))
    if field in _DATES:
        return iso_day(value)
    return sanitise(value) if field in _LONG else single_line(value)


def _plan(
    change: Change, session: str, plan: Sequence[PromptPlan], there: AbstractSet[str]
) -> None:
    """Write the prompts of a plan; those with an id that the agenda has are changed, the others new."""
    for position, one in enumerate((p for p in plan if single_line(p.text)), 1):
        if one.id in there:
            record = names.prompt_record(session, str(one.id))
            change.set(record, "removed", None)
        else:
            record = change.fresh(names.prompt_record(session, change.tokens(TOKEN_LENGTH)))
        change.set(record, "text", single_line(one.text))
        change.set(record, "position", position)
        if one.minutes is not None or one.id in there:
            change.set(record, "minutes", _minutes(one.minutes))


def _minutes(given: int | None) -> int | None:
    if given is not None and not 0 < given <= _LONGEST_PROMPT:
        raise WrongUse(
            f"A prompt cannot have {given} minutes: give a number from 1 to {_LONGEST_PROMPT}."
        )
    return given
