"""What somebody may mean with the letters typed so far: a speaker, or a code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from listening.app.capture.contribution_row import THE_ROOM
from listening.app.capture.picture import Picture
from listening.model.codes import code_key
from listening.model.errors import WrongUse
from listening.model.lenses import label_of
from listening.model.quickline import parse_handle
from listening.model.text import fold


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str | None
    """What is put on the line: a handle or a code; None for the room."""
    shown: str
    """How it is called."""


def speakers(typed: str, picture: Picture) -> tuple[Choice, ...]:
    """Return the speakers that the letters may mean, the likeliest first; a new one where it can be.

    A number alone means the participant of that number: `7` is P7.
    """
    known = [Choice(each.handle, each.handle) for each in picture.participants]
    if not typed.strip():
        return (Choice(None, THE_ROOM), *known)
    wanted = fold(f"P{typed.strip()}" if typed.strip().isdigit() else typed.strip())
    found = [one for one in known if fold(one.shown).startswith(wanted)]
    exact = [one for one in found if fold(one.shown) == wanted]
    others = [one for one in found if one not in exact]
    return (*exact, *([] if exact else _new_speaker(wanted)), *others)


def codes(typed: str, picture: Picture) -> tuple[Choice, ...]:
    """Return the codes of a session that the letters may mean; a new theme where it can be."""
    return matching_codes(typed, picture.codes)


def matching_codes(typed: str, known: Iterable[str]) -> tuple[Choice, ...]:
    """Return the codes that the letters may mean, the likeliest first; a new theme where it can be."""
    wanted = fold(typed.strip().replace(" ", "-")).removeprefix("#")
    all_codes = [Choice(code, label_of(code)) for code in known]
    if not wanted:
        return tuple(all_codes)
    ranked = sorted((place, n) for n, one in enumerate(all_codes) if (place := _fit(one, wanted)))
    found = [all_codes[n] for _, n in ranked]
    new = code_key(wanted)
    is_there = any(wanted in _names(one) for one in found)
    return (*found, *([Choice(new, f"new theme {new}")] if new and not is_there else []))


def _new_speaker(wanted: str) -> list[Choice]:
    """Return a new participant, if a line can name one so: letters and digits."""
    if wanted[-1:].isdigit():
        handle = wanted.upper()
        try:
            return [Choice(parse_handle(handle), f"new participant {handle}")]
        except WrongUse:
            return []
    return []


def _fit(choice: Choice, wanted: str) -> int:
    """Return how well a code fits: 1 best, 0 not at all."""
    names = _names(choice)
    if wanted in names:
        return 1
    if any(name.startswith(wanted) for name in names):
        return 2
    return 3 if any(wanted in name for name in names) else 0


def _names(choice: Choice) -> tuple[str, str, str]:
    """Return the key of a code, its key within its lens, and its label as one may type it."""
    key = choice.value or ""
    return key, key.partition("/")[2], fold(choice.shown).replace(" ", "-")
