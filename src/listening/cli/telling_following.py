"""Telling promises, relations and links in short plain sentences, for eyes and ears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from listening.cli import telling
from listening.cli.fields import link_name
from listening.model.records import Commitment, Link, Relation
from listening.model.sentences import ended
from listening.model.text import single_line
from listening.model.vocabulary import Felt, RelationState

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

_INDENT = "    "
_FELT = {
    Felt.YES: "it made a difference, say those who raised it",
    Felt.PARTLY: "it made a difference in part, say those who raised it",
    Felt.NO: "it made no difference, say those who raised it",
}


def promise(one: Commitment, today: date) -> str:
    """Return a promise as a paragraph: who and when, what, and what became of it."""
    words = "\n".join(f"{_INDENT}{line}".rstrip() for line in one.what.split("\n"))
    return f"{one.who}, {_when(one, today)}, id {one.id}\n{words}\n{_about(one, today)}"


def _when(one: Commitment, today: date) -> str:
    if one.by_when is None:
        return "no date given"
    day = telling.long_date(one.by_when)
    if not one.status.is_open or one.by_when > today.isoformat():
        return f"by {day}"
    return "due today" if one.by_when == today.isoformat() else f"due since {day}"


def _hear_back(day: str, today: date) -> str:
    were = "people were to hear back" if day < today.isoformat() else "people hear back"
    return f"{were} on {telling.long_date(day)}"


def _about(one: Commitment, today: date) -> str:
    parts = [
        one.status.label,
        single_line(one.reason) if one.reason else "",
        _FELT.get(one.felt, ""),
        f"for {one.whom}" if one.whom else "",
        _hear_back(one.report_back, today) if one.report_back else "",
        f"as a clause of a covenant: {one.direction.label}" if one.direction else "",
        f"answers {telling.listed(one.answers)}" if one.answers else "",
        "removed" if one.removed else "",
    ]
    return " ".join(ended(telling.capital(part)) for part in parts if part)


def relation(one: Relation) -> str:
    """Return a relation as a paragraph: between whom, about what, and how it stands."""
    state = f", {one.state.label}" if one.state is not RelationState.NOT_SAID else ""
    lines = [
        f"{telling.capital(one.kind.label)}{state}: from {one.from_party} to {one.to_party}, id {one.id}"
    ]
    lines += [f"{_INDENT}About {each}".rstrip() for each in (one.about or "").split("\n") if each]
    heard = f"Heard in {one.said_in}." if one.said_in else ""
    removed = "Removed." if one.removed else ""
    lines += [line for line in (" ".join(filter(None, (heard, removed))),) if line]
    return "\n".join(lines)


def link(one: Link) -> str:
    """Return a link as a sentence."""
    return f"{link_name(one)}, id of the link {one.id}."


def links_about(file: SessionFile, own: str) -> Iterator[str]:
    """Yield what a contribution is to others, and others to it, with how those begin."""
    for one in file.links_of(own):
        target = one.target_id
        to = one.source == own
        other = file.contribution(target if to else one.source)
        words = f" “{telling.beginning(other.words)}”" if other.words else " (off record)"
        named = f"{other.id}{words}"
        told = f"This {_bond(one)} {named}" if to else f"{named} {_bond(one)} this"
        yield f"{ended(told)} Id of the link: {one.id}."


def answers_to(file: SessionFile, own: str) -> Iterator[str]:
    """Yield the promises that answer a contribution."""
    for one in file.commitments():
        if own in one.answers:
            yield f"Answered by {one.id}, {one.status.label}: {brief(one)}"


def brief(one: Commitment) -> str:
    """Return a promise as a sentence: who and what."""
    return ended(f"{one.who}: {single_line(one.what)}")


def _bond(one: Link) -> str:
    return one.bond.label
