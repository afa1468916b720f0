"""Recounting: history as sentences, one for each action, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from listening.cli import telling
from listening.cli.changes import changed, described
from listening.cli.fields import value_name
from listening.model.sentences import ended
from listening.model.text import single_line
from listening.model.vocabulary import Area, Sharing

if TYPE_CHECKING:
    from listening.store.views import HistoryEntry

Entries: TypeAlias = "Sequence[HistoryEntry]"
"""What one action set of one record."""


@dataclass(frozen=True, slots=True)
class Action:
    """What one action set, record by record."""

    records: tuple[Entries, ...]
    made: frozenset[str]
    """The ids of the records that it made."""

    @property
    def first(self) -> HistoryEntry:
        """Any of its entries: when and by whom is the same for all."""
        return self.records[0][0]


def actions(entries: Iterable[HistoryEntry]) -> tuple[Action, ...]:
    """Return the actions of a whole history, given its entries, oldest first."""
    seen: set[str] = set()
    found = []
    for _, together in groupby(entries, key=_action):
        records = tuple(
            tuple(record) for _, record in groupby(together, key=lambda entry: entry.id)
        )
        ids = {record[0].id for record in records}
        found.append(Action(records, frozenset(ids - seen)))
        seen |= ids
    return tuple(found)


def _action(entry: HistoryEntry) -> str:
    """Return what all entries of one action have in common; an undo may bear several stamps."""
    return f"undo {entry.took_back.stamp}" if entry.took_back else entry.stamp


def recounted(
    found: Iterable[Action], names: Mapping[str, str], *, only: bool = False
) -> Iterator[str]:
    """Yield a sentence for each action, and a line where another day begins.

    Args:
        found: the actions.
        names: what people call participants and prompts, by their ids.
        only: whether all are about one contribution, which need not be named then.
    """
    day = ""
    for action in found:
        at = action.first.at
        if at.date().isoformat() != day:
            day = at.date().isoformat()
            yield telling.long_date(day)
        who = action.first.author or "somebody"
        told = _undoing(action) + "; ".join(_clauses(action, names, only=only))
        yield f"{at:%H:%M:%S} {who} {ended(told)}"


def _undoing(action: Action) -> str:
    """Return which action this one took back, where it was an undo."""
    what = action.first.took_back
    if what is None:
        return ""
    same_day = what.at.date() == action.first.at.date()
    when = f"{what.at:%H:%M:%S}" if same_day else telling.moment(what.at)
    return f"took back {'the import of' if what.imported else 'what was done at'} {when}: "


def _clauses(action: Action, names: Mapping[str, str], *, only: bool) -> Iterator[str]:
    said = [record for record in action.records if record[0].kind == "contribution"]
    written = [record for record in said if record[0].id in action.made]
    for record in written:
        yield _wrote(record, action, names, only=only)
    yield from _changes([record for record in said if record not in written], names, only=only)
    # Whoever is first named by words that are written down is told beside those words, and goes with them.
    for record in () if written else _in_order(action.records, names):
        if not (said and action.first.took_back and _goes(record)):
            yield described(record, names, made=record[0].id in action.made)


def _goes(record: Entries) -> bool:
    """Tell whether all that was done to a participant or a prompt is that they leave the lists."""
    return record[0].kind in ("participant", "prompt") and {each.field for each in record} == {
        "removed"
    }


def _in_order(records: Iterable[Entries], names: Mapping[str, str]) -> list[Entries]:
    """Return what is no contribution: the session, its prompts by number, participants."""
    others = [record for record in records if record[0].kind != "contribution"]
    return sorted(
        others, key=lambda record: (record[0].kind != "session", names.get(record[0].id, ""))
    )


def _wrote(record: Entries, action: Action, names: Mapping[str, str], *, only: bool) -> str:
    """Return that words were written down: for whom, under which prompt, and what was said of them."""
    values = {entry.field: entry.value for entry in record}
    speaker = values.get("participant")
    by = names.get(str(speaker), telling.ROOM) if speaker else telling.ROOM
    new = ", new participant" if speaker in action.made else ""
    prompt = f", {names.get(str(values['prompt']), 'a prompt')}" if values.get("prompt") else ""
    words = f"“{single_line(str(values['words']))}”" if values.get("words") else _without(values)
    about = "".join(f" {telling.capital(each)}." for each in _about(record, names))
    return f"wrote{'' if only else f' {record[0].id}'}, for {by}{new}{prompt}: {words}{about}"


def _without(values: Mapping[str, object]) -> str:
    return "something off the record." if values.get("sharing") == Sharing.OFF else "no words."


def _about(record: Entries, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what was said of words when they were written down."""
    tags = [entry.field.removeprefix("tag/") for entry in record if entry.field.startswith("tag/")]
    yield from map(telling.tag, sorted(tags, key=lambda tag: (tag not in set(Area), tag)))
    for entry in record:
        if entry.field == "none_of_three":
            yield "none of the three"
        elif entry.field == "captured" and entry.value is not None:
            yield f"captured as {value_name(entry.field, entry.value, names)}"
        elif entry.field in ("kind", "sharing") and entry.value not in (None, Sharing.OFF.value):
            yield value_name(entry.field, entry.value or "", names)


def _changes(records: Iterable[Entries], names: Mapping[str, str], *, only: bool) -> Iterator[str]:
    """Yield what was changed of contributions; those of which the same was changed together."""
    alike: dict[str, list[str]] = {}
    for record in records:
        alike.setdefault(changed(record, names), []).append(record[0].id)
    for what, ids in alike.items():
        yield what if only else f"changed {telling.listed(ids)}: {what}"
