"""The short sentences with which `note` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.cli.telling import ROOM, areas
from listening.model.lenses import label_of
from listening.model.vocabulary import Captured

if TYPE_CHECKING:
    from listening.model.records import Contribution, Prompt


def saved_sentence(what: str, said: Contribution, short_id: str) -> str:
    """Return what was saved: its id, who said it, and what was said about it."""
    parts = [f"{what} {short_id}", said.by or ROOM, areas(said)]
    parts += [", ".join(map(label_of, said.codes))] if said.codes else []
    parts += [said.kind.label] if said.kind else []
    parts += (
        [f"captured as {said.captured.label}"] if said.captured is not Captured.VERBATIM else []
    )
    parts += [said.sharing.label] if said.own_sharing else []
    kept = "" if said.words else " The words were not kept."
    return f"{' · '.join(parts)}.{kept}"


def prompt_sentence(asked: Prompt | None, number: int) -> str:
    """Return which prompt is open, of how many."""
    if asked is None:
        return "No prompt is open."
    minutes = f" ({asked.minutes} minutes)" if asked.minutes else ""
    return f"Prompt {asked.number} of {number}: {asked.text or ''}{minutes}"
