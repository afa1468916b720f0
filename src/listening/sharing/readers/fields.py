"""Values of fields as people and programs write them, read into what the model knows.

Each function raises an error of the family `listening.model.errors`, whose sentence is told with
the line in which the value stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from listening.model.codes import parse_tag
from listening.model.errors import WrongUse
from listening.model.quickline import LONGEST_HANDLE, parse_handle
from listening.model.text import fold, sanitise, single_line
from listening.model.vocabulary import Area, perspective_key
from listening.sharing.readers.front import is_token

LONGEST = 200_000
"""How many characters one value may have: no contribution is longer than a day's talk."""

_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0", ""})
_ROOM = frozenset({"", "room", "the room"})
_FIRST, _LAST = (
    datetime.fromisoformat("1970-01-02T00:00Z"),
    datetime.fromisoformat("2280-01-01T00:00Z"),
)


def words(text: str) -> str:
    """Return words as they are kept."""
    if len(text) > LONGEST:
        raise WrongUse(
            f"These words are longer than {LONGEST:,} characters: part them into several contributions."
        )
    return sanitise(text)


def handle(text: str) -> str | None:
    """Return a handle; None for the room."""
    said = single_line(text[:LONGEST])
    return None if fold(said) in _ROOM else parse_handle(said)


def known_handle(known: Iterable[str]) -> Callable[[str], str | None]:
    """Return how a handle is read where some are known, which may be of any shape."""
    by_fold = {fold(each): each for each in known}
    return lambda text: by_fold.get(fold(single_line(text))) or handle(text)


def any_handle(text: str) -> str:
    """Return the handle under which somebody is listed, of any shape."""
    said = single_line(text)
    if not said or len(said) > 10 * LONGEST_HANDLE:
        return parse_handle(text[:LONGEST_HANDLE])
    return said


def code(text: str) -> str:
    """Return the key of a code."""
    return parse_tag(f"#{text.removeprefix('#')}")


def areas(texts: Iterable[str]) -> tuple[Area, ...]:
    """Return areas, in their order."""
    given = {Area.parse(text) for text in texts if text.strip()}
    return tuple(area for area in Area if area in given)


def perspectives(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of perspectives, or own words."""
    return tuple(dict.fromkeys(key for text in texts if (key := perspective_key(text))))


def yes(text: str) -> bool:
    """Return whether something is so."""
    said = fold(text.strip())
    if said in _YES or said in _NO:
        return said in _YES
    raise WrongUse(f"“{text}” is neither yes nor no: write one of them.")


def number(text: str) -> int:
    """Return a whole number from 1."""
    said = single_line(text)
    if not re.fullmatch(r"[0-9]{1,6}", said) or int(said) == 0:
        raise WrongUse(f"“{said}” is not a number from 1 to 999999: write it in figures, as in 12.")
    return int(said)


def time(text: str) -> datetime:
    """Return a moment, with its offset; one without an offset is on the clock of this machine."""
    said = single_line(text)
    try:
        found = datetime.fromisoformat(said)
        found = found if found.tzinfo else found.astimezone()
        if _FIRST < found < _LAST:
            return found
    except (ValueError, OverflowError, OSError):
        pass
    raise WrongUse(
        f"“{said}” is not a time: write day and time, as in 2026-03-24T14:02:10+00:00 or 2026-03-24 14:02."
    )


def named(vocabulary: Mapping[str, str], text: str) -> str | None:
    """Return what a label stands for, whatever its case; None where it is not known."""
    return vocabulary.get(fold(single_line(text)))


def id_of(text: str) -> str:
    """Return the id of a contribution."""
    said = single_line(text)
    if not is_token(said):
        raise WrongUse(
            f"“{said}” is not the id of a contribution: take it from the heading above its words."
        )
    return said
