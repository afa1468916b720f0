"""The fields of the ledger in people's words: what each is called, and what its values are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from listening.cli import telling
from listening.model.text import single_line
from listening.model.vocabulary import (
    Bond,
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Mode,
    RelationState,
    Sharing,
    Status,
    Term,
    perspective_label,
)

if TYPE_CHECKING:
    from listening.model.records import Link
    from listening.store.session_file import SessionFile

_FIELDS: Mapping[str, str] = {
    "participant": "who said it",
    "own_sharing": "sharing",
    "none_of_three": "none of the three",
    "consent_asked": "consent asked",
    "speaks_for": "speaks for",
    "agreed_name": "name as agreed",
    "captured": "how it was captured",
    "check": "check state",
    "same_as": "the same as",
    "whom": "for whom",
    "by_when": "by when",
    "report_back": "when people hear back",
    "felt": "whether it made a difference",
    "from_party": "from",
    "to_party": "to",
    "said_in": "heard in",
}
_SETS: Mapping[str, str] = {
    "own": "tag of whoever said it,",
    "coding": "second coding",
    "settled": "difference of codings settled,",
    "two-voices": "another voice than",
    "answers": "answers",
}
_TERMS: Mapping[str, type[Term]] = {
    "kind": Kind,
    "sharing": Sharing,
    "room_rule": Sharing,
    "captured": Captured,
    "check": Check,
    "mode": Mode,
    "status": Status,
    "felt": Felt,
    "direction": Direction,
    "bond": Bond,
    "state": RelationState,
}
_IDS = ("said_in", "source", "target")
"""Fields that name a contribution."""
_SWITCHES = ("removed", "none_of_three", "consent_asked")


def field_name(field: str) -> str:
    """Return how a field of the ledger is told to people."""
    prefix, slash, name = field.partition("/")
    if not slash:
        return _FIELDS.get(field, field.replace("_", " "))
    return f"{_SETS.get(prefix, prefix)} {_member(prefix, name.rstrip('/'))}"


def _member(prefix: str, name: str) -> str:
    """Return how a member of a set is told: a tag, a perspective, or a coder and a tag."""
    if prefix == "perspective":
        return perspective_label(name)
    if prefix == "coding":
        coder, _, tag = name.partition("/")
        return f"{coder}, {telling.tag(tag)}" if tag else coder
    return name.rpartition(".")[2] if prefix == "answers" else telling.tag(name)


def is_switch(field: str) -> bool:
    """Tell whether a field of the ledger is either on or off."""
    return "/" in field or field in _SWITCHES


def value_name(field: str, value: str | int, names: Mapping[str, str]) -> str:
    """Return how a value of a field is told: by its label or its name, else in quotation marks."""
    if not isinstance(value, str):
        return str(value)
    if field in _IDS:
        return single_line(value).rpartition(".")[2]
    term = _TERMS[field].named(value) if field in _TERMS else None
    return term.label if term else names.get(value) or f"“{single_line(value)}”"


def link_name(link: Link) -> str:
    """Return what a link says: which contribution does what to which other."""
    return f"{link.source} {link.bond.label} {link.target.rpartition('.')[2]}"


def names_of(file: SessionFile) -> Mapping[str, str]:
    """Return what people call what is in a file, by the ids: sessions, participants, prompts, promises."""
    sessions = file.sessions()
    prompts = [prompt for session in sessions for prompt in file.prompts(session.id)]
    people = file.participants()
    return {
        **{person.id: person.handle for person in people},
        **{f"{person.session}.{person.id}": person.handle for person in people},
        **{session.id: f"“{session.title}”" for session in sessions},
        **{prompt.id: f"prompt {prompt.number}" for prompt in prompts},
        **{one.id: f"“{one.who}: {telling.beginning(one.what)}”" for one in file.commitments()},
        **{one.id: f"“{one.from_party} to {one.to_party}”" for one in file.relations()},
        **{one.id: link_name(one) for one in file.links()},
    }
