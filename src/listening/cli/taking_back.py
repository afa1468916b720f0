"""What an undo says: what it took back, in words by which people know it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from listening.cli import telling
from listening.cli.changes import is_implied
from listening.cli.fields import field_name
from listening.cli.noted import is_removed, kind_and_id
from listening.model.sentences import counted

if TYPE_CHECKING:
    from listening.model.records import Contribution
    from listening.store.session_file import SessionFile
    from listening.store.views import Undone

_FEW = 3
"""How many contributions are named before the others are counted."""
_CLAUSES = (
    *("participant", "none_of_three", "captured", "felt", "same_as", "who", "what", "whom"),
    *("who_decides", "can_change", "cannot_change"),
    *("by_when", "report_back", "from_party", "to_party", "about", "said_in"),
)
"""Fields whose names are no nouns, and stand in quotation marks."""


def undone_sentence(file: SessionFile, undone: Undone) -> str:
    """Return what an undo took back, and where contributions are now that it brought back or took out."""
    left = _left(undone.left)
    if not undone.fields:
        return f"Nothing was taken back: {left}"
    said = [file.contribution(each) for each in undone.contributions]
    if undone.imported:
        what = _import(file, undone, said)
    elif undone.others and not said:
        what = _what_else(file, undone)
    elif undone.people and not said:
        what = _of_people(file, undone)
    else:
        what = _what(undone, said)
    return f"Taken back: {what}{_reopened(undone.reopened)}{f' {telling.capital(left)}' if undone.left else ''}"


def _reopened(number: int) -> str:
    """Return that conflicts are open again, where some are."""
    if not number:
        return ""
    return f" {counted(number, 'conflict')} {'is' if number == 1 else 'are'} open again."


def _left(number: int) -> str:
    """Return that something stays as it is, since it was changed once more."""
    if number == 1:
        return "one thing was changed again since, and stays as it is."
    return f"{number:,} things were changed again since, and stay as they are."


def _what(undone: Undone, said: Sequence[Contribution]) -> str:
    # What a change of fields brought with it, such as a new participant, goes without saying.
    fields = [field for field in undone.fields if field != "removed"]
    if fields:
        names = telling.listed([_field(each) for each in _told(fields)])
        return f"{names} of {_named(said)}." if said else f"{names}."
    if not said:
        return "what was new then."
    if said[0].removed:
        return f"{_named(said)}. Out of every list now: {', '.join(each.id for each in said)}."
    return f"the removal of {_named(said)}."


def _import(file: SessionFile, undone: Undone, said: Sequence[Contribution]) -> str:
    """Return what was taken back of an import: what it brought, and what it changed."""
    brought = [each for each in said if each.removed]
    changed = [each for each in said if not each.removed]
    others = [own for own in undone.others if is_removed(file, own)]
    out = ", ".join([*(each.id for each in brought), *others])
    told = [f"the import of {counted(len(brought), 'contribution')}."]
    told += [f"Out of every list now: {out}."] if out else []
    fields = [_field(field) for field in undone.fields if field != "removed"]
    if fields:
        of = f" of {_named(changed)}" if changed else ""
        told.append(f"As before: {telling.listed(fields)}{of}.")
    return " ".join(told)


def _what_else(file: SessionFile, undone: Undone) -> str:
    """Return what was taken back of promises, relations and links."""
    named = telling.listed([kind_and_id(file, own) for own in undone.others])
    fields = [_field(field) for field in undone.fields if field != "removed"]
    if fields:
        return f"{telling.listed(fields)} of {named}."
    out = [own for own in undone.others if is_removed(file, own)]
    return f"{named}. Out of every list now." if out else f"the removal of {named}."


def _of_people(file: SessionFile, undone: Undone) -> str:
    """Return what was taken back of what people say of themselves."""
    handles = {who.id: who.handle for who in file.participants()}
    named = telling.listed([handles.get(own, "somebody") for own in undone.people])
    fields = [_field(field) for field in undone.fields if field != "removed"]
    return f"{telling.listed(fields)} of {named}." if fields else f"the new participant {named}."


def _told(fields: Sequence[str]) -> list[str]:
    """Return the fields without those that go without saying."""
    return [each for each in fields if not is_implied(each, fields)]


def _field(field: str) -> str:
    name = field_name(field)
    return f"“{name}”" if field in _CLAUSES else f"the {name}"


def _named(said: Sequence[Contribution]) -> str:
    names = [_one(each) for each in said[:_FEW]]
    more = len(said) - _FEW
    return telling.listed([*names, f"{more} more"] if more > 0 else names)


def _one(said: Contribution) -> str:
    words = f" “{telling.beginning(said.words)}”" if said.words else ", off record"
    return f"{said.by or telling.ROOM}{words}, saved {said.at[11:16]}"
