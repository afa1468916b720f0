"""What was changed of one record, in words that follow the name of whoever did it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import telling
from listening.cli.fields import field_name, is_switch, value_name
from listening.model.records import Commitment, Link, Relation, columns
from listening.model.text import single_line

if TYPE_CHECKING:
    from listening.store.views import HistoryEntry

_SWITCHED: Mapping[str, tuple[str, str]] = {
    "removed": ("took it out of every list", "put it back into the lists"),
    "none_of_three": ("said “none of the three”", "took “none of the three” off"),
    "consent_asked": ("noted that consent was asked", "noted that consent was not asked"),
}
"""What turning a field of a contribution on or off is called."""


def changed(record: Sequence[HistoryEntry], names: Mapping[str, str]) -> str:
    """Return what an action changed of a contribution that was there: `put System on, took Roles off`."""
    tags = [entry for entry in record if entry.field.startswith("tag/")]
    rest = [entry for entry in record if entry not in tags]
    # What is implied is told all the same where nothing else would be.
    telling_more = [entry for entry in rest if not is_implied(entry.field, record)]
    others = telling_more if telling_more or tags else rest
    put = ", ".join(_tags(tags))
    return "; ".join([*([put] if put else []), *(_change(entry, names) for entry in others)])


def described(record: Sequence[HistoryEntry], names: Mapping[str, str], *, made: bool) -> str:
    """Return what an action set of a session, a prompt, a participant, or of what was noted beside."""
    first = record[0]
    name = names.get(first.id, "")
    told = _in_order(record, left_out=_IN_NAME.get(first.kind, ()) if made and name else ())
    facts = [_fact(entry, names) for entry in told]
    if first.kind == "session":
        what = "the session" if made else f"the session {name}".rstrip()
    elif first.kind in _NOTED:
        what = f"the {first.kind} {name or first.id}"
    else:
        what = name or f"a {first.kind}"
    beginning = f"{_MADE.get(first.kind, 'set up') if made else 'changed'} {what}"
    return f"{beginning}: {', '.join(facts)}" if facts else beginning


_NOTED = ("commitment", "relation", "link")
"""What is told with what it is called."""
_MADE = {"participant": "noted the new participant", **dict.fromkeys(_NOTED, "noted")}
"""What making a record is called, where it is not called to set it up."""


_IN_NAME = {"link": ("bond", "source", "target")}
"""The fields that are told already where something new is told by its name."""
_ORDER = tuple(column.cell for record in (Commitment, Relation, Link) for column in columns(record))


def _in_order(record: Sequence[HistoryEntry], left_out: Sequence[str]) -> Sequence[HistoryEntry]:
    """Return what is told of a record: who promised before what, what before by when."""
    told = [each for each in record if each.field not in ("position", "handle", *left_out)]
    if record[0].kind not in _NOTED:
        return told
    return sorted(
        told, key=lambda each: _ORDER.index(each.field) if each.field in _ORDER else len(_ORDER)
    )


def is_implied(field: str, record: Sequence[object]) -> bool:
    """Tell whether a field says only that a coder coded, beside others that say what they chose."""
    return field.startswith("coding/") and field.rstrip("/").count("/") == 1 and len(record) > 1


def _tags(tags: Sequence[HistoryEntry]) -> Iterator[str]:
    on = [telling.tag(entry.field.removeprefix("tag/")) for entry in tags if entry.value]
    off = [telling.tag(entry.field.removeprefix("tag/")) for entry in tags if not entry.value]
    if on:
        yield f"put {telling.listed(on)} on"
    if off:
        yield f"took {telling.listed(off)} off"


def _change(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    if entry.field in _SWITCHED:
        on, off = _SWITCHED[entry.field]
        return on if entry.value else off
    if "/" in entry.field:
        return _member(entry)
    how = _SAYING.get(entry.field, _set)
    before = "" if entry.former is None else value_name(entry.field, entry.former, names)
    return f"{how(entry, names)}{f', before: {before}' if before else ''}"


def _member(entry: HistoryEntry) -> str:
    """Return that something was put into a set of a contribution other than its tags, or taken out."""
    prefix, _, name = entry.field.partition("/")
    coder, _, tag = name.rstrip("/").partition("/")
    if prefix == "coding":
        what = f"{telling.tag(tag)} {'on' if entry.value else 'off'}" if tag else "no tag"
        return f"coded it apart, as {coder}: {what}"
    on, off = _MEMBERS.get(prefix, ("put {} on", "took {} off"))
    return (on if entry.value else off).format(telling.tag(name.rstrip("/")))


_MEMBERS: Mapping[str, tuple[str, str]] = {
    "own": ("noted {} as the speaker's own tag", "noted {} no longer as the speaker's own tag"),
    "settled": ("settled how coders differ about {}", "took back how coders differ about {}"),
    "two-voices": ("said that {} is another voice", "no longer said that {} is another voice"),
}
"""What putting a member into a set of a contribution, or taking it out, is called."""


def _set(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    name = field_name(entry.field)
    if entry.value is None:
        return f"took away: {name}"
    return f"set {name}: {value_name(entry.field, entry.value, names)}"


def _words(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    if entry.value is None:
        return "took the words away"
    return f"changed the words to {value_name(entry.field, entry.value, names)}"


def _speaker(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    who = telling.ROOM if entry.value is None else value_name(entry.field, entry.value, names)
    return f"said that it is from {who}"


def _prompt(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    if entry.value is None:
        return "put it under no prompt"
    return f"put it under {value_name(entry.field, entry.value, names)}"


def _same(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    if entry.value is None:
        return "said that it is a thing of its own"
    other = single_line(str(entry.value)).rpartition(".")[2]
    return f"said that it is the same thing said as {names.get(other, other)}"


_SAYING: Mapping[str, Callable[[HistoryEntry, Mapping[str, str]], str]] = {
    "words": _words,
    "participant": _speaker,
    "prompt": _prompt,
    "same_as": _same,
}
"""How changes are told of fields for which there is a better way than to name the field."""


def _fact(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    name = field_name(entry.field)
    if is_switch(entry.field):
        return name if entry.value else f"no longer {name}"
    now = "taken away" if entry.value is None else value_name(entry.field, entry.value, names)
    before = "" if entry.former is None else value_name(entry.field, entry.former, names)
    return f"{name} {now}{f' (before: {before})' if before else ''}"
