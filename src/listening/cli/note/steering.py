"""Orders that steer: which prompt is open, and when to end."""

from __future__ import annotations

from collections.abc import Iterable

from listening.cli import parsers, telling
from listening.cli.note.desk import Desk
from listening.cli.note.saying import prompt_sentence


def listed(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell all prompts, and which is open."""
    there = desk.prompts
    for asked in there:
        yield telling.prompt(asked) + (" Open now." if asked.id == desk.prompt else "")
    if not there:
        yield "This session has no prompts."


def chosen(desk: Desk, rest: str) -> Iterable[str]:
    """Open the prompt with a number, or none; tell which is open."""
    if rest:
        desk.open_prompt(None if rest == "none" else parsers.number(rest))
    return (open_sentence(desk),)


def following(desk: Desk, _rest: str) -> Iterable[str]:
    """Open the next prompt."""
    if desk.open_number() == len(desk.prompts):
        return (f"There is no prompt after this one. {open_sentence(desk)}",)
    desk.open_prompt(desk.open_number() + 1)
    return (open_sentence(desk),)


def preceding(desk: Desk, _rest: str) -> Iterable[str]:
    """Open the prompt before."""
    if desk.open_number() <= 1:
        return (f"There is no prompt before this one. {open_sentence(desk)}",)
    desk.open_prompt(desk.open_number() - 1)
    return (open_sentence(desk),)


def close(desk: Desk, _rest: str) -> Iterable[str]:
    """End the sitting."""
    desk.closed = True
    return ()


def open_sentence(desk: Desk) -> str:
    """Return which prompt is open."""
    there = desk.prompts
    asked = next((prompt for prompt in there if prompt.id == desk.prompt), None)
    return prompt_sentence(asked, len(there))
