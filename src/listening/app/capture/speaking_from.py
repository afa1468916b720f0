"""From where somebody speaks: choosing a perspective for them, or their own words for it."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.capture.choices import Choice
from listening.model.text import fold, single_line
from listening.model.vocabulary import Perspective, perspective_key, perspective_label


def choices_of(typed: str, said: Sequence[str]) -> tuple[Choice, ...]:
    """Return the perspectives that the letters may mean, those said already marked; own words last."""
    own = [key for key in said if Perspective.named(key) is None]
    wanted = fold(typed.strip())
    found = [_choice(key, said) for key in (*Perspective, *own) if _fits(key, wanted)]
    words = single_line(typed)
    is_there = any(
        wanted in (fold(key), fold(perspective_label(key))) for key in (*Perspective, *own)
    )
    return (
        *found,
        *([Choice(words, f"in their own words: {words}")] if words and not is_there else []),
    )


def toggled(said: Sequence[str], chosen: str) -> tuple[str, ...]:
    """Return what was said with this perspective added, or without it if it was there."""
    key = perspective_key(chosen)
    return tuple(one for one in said if one != key) if key in said else (*said, key)


def sentence(handle: str, said: Sequence[str]) -> str:
    """Return in words from where somebody speaks."""
    if not said:
        return f"From where {handle} speaks is no longer said."
    return f"From where {handle} speaks: {', '.join(map(perspective_label, said))}."


def _choice(key: str, said: Sequence[str]) -> Choice:
    mark = "[x] " if key in said else ""
    return Choice(key, f"{mark}{perspective_label(key)}")


def _fits(key: str, wanted: str) -> bool:
    """Tell whether a word of a perspective's name begins so."""
    names = f" {fold(key)} {fold(perspective_label(key))}"
    return f" {wanted}" in names
