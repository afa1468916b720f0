"""The JSON of the commands: one shape for each thing, keys in snake_case, stable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from listening.model.records import Contribution, Participant, Prompt, Session

if TYPE_CHECKING:
    from listening.model.lenses import Lens
    from listening.store.check import CheckResult
    from listening.store.views import Found, HistoryEntry, Tally, Undone

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON itself lets stand in a string, and what may act on a terminal or is no UTF-8."""

Json: TypeAlias = dict[str, Any]
"""One JSON object."""


def document(value: Json) -> str:
    """Return one thing as a JSON document."""
    return _safe(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def rows(values: Iterable[Json]) -> Iterator[str]:
    """Yield the parts of a JSON document that holds things, one a line, as they come."""
    before = "[\n"
    for value in values:
        yield before + _safe(json.dumps(value, ensure_ascii=False))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def contribution(said: Contribution) -> Json:
    """Return a contribution as the contract words it."""
    return {
        "id": said.id,
        "session": said.session,
        "at": said.at,
        "author": said.author,
        "by": said.by,
        "perspectives": list(said.perspectives),
        "words": said.words,
        "areas": list(said.areas),
        "codes": list(said.codes),
        "none_of_three": said.none_of_three,
        "kind": said.kind,
        "captured": said.captured,
        "sharing": said.sharing,
        "check": said.check,
        "paraphrase": said.paraphrase,
        "prompt": said.prompt_number,
        "removed": said.removed,
        "conflicts": said.conflicts,
    }


def found(one: Found) -> Json:
    """Return what a search found: the contribution, and how well it fits."""
    return {**contribution(one.contribution), "score": one.score}


def participant(person: Participant) -> Json:
    """Return somebody who spoke."""
    return {
        "id": person.id,
        "session": person.session,
        "handle": person.handle,
        "perspectives": list(person.perspectives),
        "sharing": person.sharing,
        "speaks_for": person.speaks_for,
        "agreed_name": person.agreed_name,
        "heard": person.heard,
        "same_as": person.same_as.rpartition(".")[2] if person.same_as else None,
    }


def session(about: Session, prompts: Sequence[Prompt], figures: Tally) -> Json:
    """Return a session: its facts, its prompts, its figures."""
    left_out = ("session", "lenses", "removed")
    facts = {each.name: getattr(about, each.name) for each in fields(about)}
    return {
        **{name: value for name, value in facts.items() if name not in left_out},
        "lenses": list(about.lens_keys),
        "prompts": [prompt(each, figures) for each in prompts],
        "counts": counts(figures),
    }


def prompt(asked: Prompt, figures: Tally) -> Json:
    """Return a prompt, with how many contributions came while it was open."""
    return {
        "id": asked.id,
        "number": asked.number,
        "text": asked.text,
        "minutes": asked.minutes,
        "heard": figures.prompts.get(asked.id, 0),
    }


def counts(figures: Tally) -> Json:
    """Return the figures of a session, each of what its notes hold: at least so many."""
    return {
        "heard": figures.heard,
        "untagged": figures.untagged,
        "none_of_three": figures.none_of_three,
        "areas": _plain(figures.areas),
        "codes": _plain(figures.codes),
        "kinds": _plain(figures.kinds),
        "perspectives": _plain(figures.perspectives),
        "sharing": _plain(figures.sharing),
        "checks": _plain(figures.checks),
        "no_kind": figures.no_kind,
        "no_prompt": figures.no_prompt,
        "perspective_not_said": figures.not_said,
        "by_the_room": figures.by_the_room,
        "removed": figures.removed,
    }


def history_entry(entry: HistoryEntry) -> Json:
    """Return one change: who set which field of what to which value, and what it was before."""
    return {
        "at": entry.at.isoformat(timespec="milliseconds"),
        "author": entry.author,
        "kind": entry.kind,
        "id": entry.id,
        "field": entry.field,
        "value": entry.value,
        "former": entry.former,
        "stamp": entry.stamp,
        "took_back": entry.took_back.stamp if entry.took_back else None,
    }


def undone(what: Undone) -> Json:
    """Return what an undo took back."""
    return {
        "contributions": list(what.contributions),
        "others": list(what.others),
        "fields": list(what.fields),
        "left": what.left,
        "imported": what.imported,
        "reopened": what.reopened,
    }


def checked(result: CheckResult) -> Json:
    """Return what a check found."""
    return {
        "file": path(result.path),
        "ok": result.trouble is None,
        "trouble": result.trouble,
        "version": result.version,
        "contributions": result.contributions,
        "changes": result.changes,
    }


def lens(one: Lens) -> Json:
    """Return a lens with its codes."""
    return {
        "key": one.key,
        "label": one.label,
        "about": one.about,
        "source": one.source,
        "codes": [
            {"key": code.key, "short": code.short, "label": code.label, "area": code.area}
            for code in one.codes
        ],
    }


def path(where: Path) -> str:
    """Return a path as text that JSON can hold, whatever bytes its name has."""
    return os.fsencode(where).decode(errors="replace")


def _safe(text: str) -> str:
    """Return a JSON document in which no character is left that a terminal would obey."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(figures: Mapping[Any, int]) -> dict[str, int]:
    return {str(key): number for key, number in figures.items()}
