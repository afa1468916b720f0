"""A session file made anew from records, in which nothing points to the file they are from.

Each record gets a new id, so that nobody can hold it against the file, and a merge never takes the
one for a copy of the other. Times would tell who spoke when, and stamps who wrote it down: so all
records bear the beginning of the session's day, in their order, and one writer who is nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from listening.model.extract import Extract
from listening.model.records import (
    Commitment,
    Contribution,
    Link,
    Participant,
    Prompt,
    Record,
    Relation,
    columns,
)
from listening.model.vocabulary import Captured, Check, Felt, RelationState, Status, Term
from listening.store import building, fulltext, names
from listening.store.bringing.past import Fresh, write_past
from listening.store.clock import TOKEN_LENGTH, Tokens, now_ms, random_token
from listening.store.ledger import Ledger, Value

_USUAL = (
    Captured.VERBATIM,
    Check.UNREAD,
    Status.OFFERED,
    Felt.NOT_ASKED,
    RelationState.NOT_SAID,
)
"""Terms that are not written, since they hold where nothing is."""
_YEARS = range(1970, 2200)
"""The years that stamps have room for."""


def content(
    extracts: Sequence[Extract], *, writer: str, today: date, tokens: Tokens = random_token
) -> bytes:
    """Return the bytes of a new session file, made in memory.

    Args:
        extracts: its sessions.
        writer: what stands where else the note-taker does.
        today: the day of sessions that have none.
        tokens: the source of names.
    """
    with closing(building.new_in_memory()) as con:
        ledger = Ledger(con, Path(), author=writer, now=now_ms, tokens=tokens)
        with ledger.transaction():
            for each in extracts:
                write_past(ledger, list(_Anew(each, tokens).records(_day(each, today))))
            if fulltext.is_due(con):
                fulltext.create(con)
        return con.serialize()


class _Anew:
    """One session, under new names."""

    def __init__(self, extract: Extract, tokens: Tokens) -> None:
        self._extract = extract
        self._session = tokens(TOKEN_LENGTH)
        self._tokens = tokens
        self._prompts = self._renamed(extract.prompts)
        self._contributions = self._renamed(extract.contributions)
        self._people = {
            each.id: names.participant_token(self._session, each.handle) for each in extract.people
        }

    def _renamed(self, records: Sequence[Record]) -> Mapping[str, str]:
        return {each.id: self._tokens(TOKEN_LENGTH) for each in records}

    def records(self, day: datetime) -> Iterator[Fresh]:
        """Yield every record of the session, as it was made at the beginning of a day."""
        extract = self._extract
        made = chain(
            [(names.session_record(self._session), _cells(extract.session))],
            map(self._prompt, extract.prompts),
            map(self._person, extract.people),
            map(self._contribution, extract.contributions),
            map(self._commitment, extract.commitments),
            map(self._relation, extract.relations),
            map(self._link, extract.links),
        )
        for record, cells in made:
            yield Fresh(record=record, cells=cells, at=day, author=None)

    def _prompt(self, one: Prompt) -> tuple[str, dict[str, Value]]:
        return names.prompt_record(self._session, self._prompts[one.id]), _cells(one)

    def _person(self, one: Participant) -> tuple[str, dict[str, Value]]:
        record = names.participant_record(self._session, self._people[one.id])
        return record, _cells(one) | _members(names.PERSPECTIVE, one.perspectives)

    def _contribution(self, one: Contribution) -> tuple[str, dict[str, Value]]:
        record = names.contribution_record(self._session, self._contributions[one.id])
        renamed = replace(
            one,
            participant=self._people[one.participant] if one.participant else None,
            prompt=self._prompts[one.prompt] if one.prompt else None,
        )
        return record, _cells(renamed) | _members(names.TAG, one.codes)

    def _commitment(self, one: Commitment) -> tuple[str, dict[str, Value]]:
        record = names.commitment_record(self._session, self._tokens(TOKEN_LENGTH))
        return record, _cells(one) | _members(names.ANSWERS, map(self._whole, one.answers))

    def _relation(self, one: Relation) -> tuple[str, dict[str, Value]]:
        record = names.relation_record(self._session, self._tokens(TOKEN_LENGTH))
        said_in = self._contributions[one.said_in] if one.said_in else None
        return record, _cells(replace(one, said_in=said_in))

    def _link(self, one: Link) -> tuple[str, dict[str, Value]]:
        source, target = self._whole(one.source), self._whole(names.own_token(one.target))
        record = names.link_record(self._session, names.link_token(source, one.bond.value, target))
        return record, _cells(replace(one, source=names.own_token(source), target=target))

    def _whole(self, own: str) -> str:
        return names.whole_token(self._session, self._contributions[own])


def _cells(record: Record) -> dict[str, Value]:
    """Return the fields of a record as the ledger keeps them; what is as usual is None."""
    return {each.cell: _value(getattr(record, each.name)) for each in columns(type(record))}


def _value(held: object) -> Value:
    if isinstance(held, bool):
        return 1 if held else None
    if isinstance(held, Term):
        return None if held in _USUAL else held.value
    return held if isinstance(held, str | int) else None


def _members(prefix: str, members: Iterator[str] | Sequence[str]) -> dict[str, Value]:
    return {prefix + each: 1 for each in members}


def _day(extract: Extract, today: date) -> datetime:
    """Return the beginning of a session's day; of today, where it has none that a stamp can bear."""
    day = _known(extract.session.date) or today
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _known(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.year in _YEARS else None
