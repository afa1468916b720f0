"""The short sentences with which `note` answers: full stops alone, which a screen reader does not read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.cli.telling import ROOM, areas, capital
from listening.model.lenses import label_of
from listening.model.vocabulary import Captured

if TYPE_CHECKING:
    from listening.model.records import Contribution, Prompt

AS_WORDS = "Saved as words. If you meant a command: :undo takes it back, :quit ends."
"""What is said once a line was saved that looks like an order of some other program."""


def saved_sentence(what: str, said: Contribution, short_id: str, *, new: bool = False) -> str:
    """Return what was saved: who said it, what was said about it, and last its id.

    Args:
        what: what was done, in a word.
        said: the contribution.
        short_id: the beginning of its id that is enough to name it.
        new: whether its handle was not known before.
    """
    parts = [what, _speaker(said, new=new), areas(said)]
    parts += [", ".join(map(label_of, said.codes))] if said.codes else []
    parts += [said.kind.label] if said.kind else []
    parts += (
        [f"captured as {said.captured.label}"] if said.captured is not Captured.VERBATIM else []
    )
    parts += [said.sharing.label] if said.own_sharing else []
    parts += [] if said.words else ["the words were not kept"]
    return f"{' '.join(f'{capital(part)}.' for part in parts)} {short_id}."


def goodbye(saved: int) -> str:
    """Return how a sitting ends: how many lines it saved."""
    return f"{saved:,} saved. Goodbye."


def prompt_sentence(asked: Prompt | None, number: int) -> str:
    """Return which prompt is open, of how many."""
    if asked is None:
        return "No prompt is open."
    minutes = f" ({asked.minutes} minutes)" if asked.minutes else ""
    return f"Prompt {asked.number} of {number}: {asked.text or ''}{minutes}"


def _speaker(said: Contribution, *, new: bool) -> str:
    if said.by is None:
        return ROOM
    return f"{said.by}, new participant" if new else said.by
