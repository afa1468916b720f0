"""What was noted beside contributions, named by id: promises, relations and links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from listening.cli import as_json_following
from listening.cli.as_json import Json
from listening.model.text import fold, single_line

if TYPE_CHECKING:
    from listening.model.records import Contribution
    from listening.store.session_file import SessionFile


def others(file: SessionFile, refs: Iterable[str], said: Sequence[Contribution]) -> list[str]:
    """Return the ids of what these words name, contributions left out."""
    named = (fold(single_line(ref)) for ref in refs)
    rest = (ref for ref in named if not any(one.id.startswith(ref) for one in said))
    return [file.history(ref)[0].id for ref in rest]


def kind(file: SessionFile, own: str) -> str:
    """Return of what kind something is."""
    return file.history(own)[0].kind


def kind_and_id(file: SessionFile, own: str) -> str:
    """Return of what kind something is, and its id."""
    return f"the {kind(file, own)} {own}"


def is_removed(file: SessionFile, own: str) -> bool:
    """Tell whether something is out of every list."""
    removed = [entry.value for entry in file.history(own) if entry.field == "removed"]
    return bool(removed and removed[-1])


def as_json(file: SessionFile, own: str) -> Json:
    """Return the JSON of a promise or a relation; of a link, its id and whether it was removed."""
    what = kind(file, own)
    if what == "commitment":
        return as_json_following.commitment(file.commitment(own), today())
    if what == "relation":
        return as_json_following.relation(file.relation(own))
    return {"id": own, "removed": is_removed(file, own)}


def today() -> date:
    """Return the day on the wall."""
    return datetime.now().astimezone().date()
