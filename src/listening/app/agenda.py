"""The prompts of a session, written one a line: `20 min: What gets in the way?`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from listening.model.records import Prompt
from listening.model.text import fold, single_line
from listening.store.asked import PromptPlan

_BEFORE = re.compile(r"(\d{1,4}) ?min(?:utes?|s)?(?:\.? ?[:–—-] ?|\.? )(.*)", re.IGNORECASE)
_AFTER = re.compile(r"(.*\S) ?\((\d{1,4}) ?min(?:utes?|s)?\.?\)", re.IGNORECASE)
_LIKE = 0.6
_LONG_ENOUGH = 200


def read_line(line: str) -> tuple[str, int | None]:
    """Return a prompt's words and its minutes, which stand before them or in brackets after.

    `0 min:` says that none are set, so that words which look like minutes can follow.
    """
    text = single_line(line)
    if before := _BEFORE.fullmatch(text):
        return before[2], int(before[1]) or None
    if after := _AFTER.fullmatch(text):
        return after[1], int(after[2]) or None
    return text, None


def write_line(text: str, minutes: int | None) -> str:
    """Return a prompt as a line that is read as the same prompt."""
    text = single_line(text)
    if minutes is None and read_line(text) == (text, None):
        return text
    return f"{max(0, minutes or 0)} min: {text}"


def write_agenda(prompts: Sequence[Prompt]) -> str:
    """Return the prompts as they are typed, one a line."""
    return "\n".join(write_line(prompt.text or "", prompt.minutes) for prompt in prompts)


def read_agenda(text: str, there: Sequence[Prompt] = ()) -> tuple[PromptPlan, ...]:
    """Return the prompts that were typed, each with the id of the one it was before.

    A line is the prompt that had the same words, or else the one most like it; contributions stay
    with their prompt when it is moved or reworded, and do not pass to one that asks for other things.
    """
    lines = [read_line(line) for line in text.split("\n") if single_line(line)]
    lines = [(words, minutes) for words, minutes in lines if words]
    known = _same([words for words, _ in lines], there)
    return tuple(
        PromptPlan(words, minutes, known.get(index)) for index, (words, minutes) in enumerate(lines)
    )


def _same(texts: Sequence[str], there: Sequence[Prompt]) -> dict[int, str]:
    """Return which line is which prompt: the index of a line to the id."""
    free = {prompt.id: fold(single_line(prompt.text or "")) for prompt in there}
    found: dict[int, str] = {}
    for index, text in enumerate(texts):
        own = next((own for own, words in free.items() if words == fold(text)), None)
        if own is not None:
            found[index] = own
            del free[own]
    return found | _most_alike({i: t for i, t in enumerate(texts) if i not in found}, free)


def _most_alike(texts: Mapping[int, str], free: Mapping[str, str]) -> dict[int, str]:
    likeness = [
        (_likeness(fold(text), words), -index, own)
        for index, text in texts.items()
        for own, words in free.items()
    ]
    found: dict[int, str] = {}
    for ratio, minus_index, own in sorted(likeness, reverse=True):
        if ratio >= _LIKE and -minus_index not in found and own not in found.values():
            found[-minus_index] = own
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_LONG_ENOUGH], other[:_LONG_ENOUGH], autojunk=False).ratio()
