"""What is asked of a session file, and of it to do: small values, needed by nearly every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple, TypedDict

from listening.model.vocabulary import Area, Captured, Check, Kind, Sharing

NONE: Final = "none"
"""How those are asked for of which nothing is noted, such as no kind."""
NOT_SAID: Final = "not said"
"""How what somebody said is asked for who has not said from where they speak."""
THE_ROOM: Final = "the room"
"""How what nobody said under a handle is asked for."""
SOMEBODY: Final = "somebody"
"""How all that was said under a handle is asked for."""
NO_PROMPT: Final = 0
"""The number by which what belongs to no prompt is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which contributions are meant: every option narrows, none means all that are not removed."""

    session: str | None = None
    """The token of a session; None for all sessions of the file."""
    area: Area | None = None
    code: str | None = None
    """A code's full key."""
    untagged: bool = False
    none_of_three: bool = False
    """Those of which somebody said that none of the three areas fits."""
    linked: bool = False
    """Those that are linked with another."""
    by: str | None = None
    """A handle, in any case; or `THE_ROOM`, or `SOMEBODY`."""
    author: str | None = None
    """The name of the note-taker who took it down, in any case."""
    perspective: str | None = None
    """The key of a perspective, or own words; or `NOT_SAID`."""
    kind: Kind | Literal["none"] | None = None
    prompt: str | None = None
    """The token of a prompt."""
    prompt_number: int | None = None
    """A prompt's number, from 1, in each session; or `NO_PROMPT`."""
    check: Check | None = None
    sharing: Sharing | None = None
    """What may be done with it: what was said of it, else its speaker's, capped by the room's rule."""
    since: str | None = None
    """The first day, `2026-03-24`: of the session, where it has one, else on the note-taker's own calendar."""
    until: str | None = None
    """The last day."""
    once: bool = False
    """Leave out other wordings of what is counted already, as the figures do."""
    match: str | None = None
    """Words that must all occur, in any case, with or without accents."""
    removed: bool = False
    """Ask for those that were removed, and only those."""
    also: tuple[tuple[Where, ...], ...] = ()
    """What must hold besides: of each group at least one, whose session, `match`, `once` and `removed` mean nothing."""


EVERYTHING = Where()
"""All contributions that are not removed."""

ALL_HOLD = frozenset({"area", "code", "since", "until"})
"""The fields of which all that was said must hold: a contribution may have several areas and codes."""


def narrowed(where: Where, name: str, values: Iterable[Any]) -> Where:
    """Return what is meant once a filter was said too, be it several times: none is ever dropped.

    Of what a contribution has one of, such as a speaker or a kind, any that was said may hold.

    Args:
        where: what is meant besides.
        name: the field.
        values: what was said of it.
    """
    said = tuple(dict.fromkeys(values))
    if len(said) < 2:
        return replace(where, **{name: said[0]}) if said else where
    each = tuple(Where(**{name: value}) for value in said)
    also = [(one,) for one in each] if name in ALL_HOLD else [each]
    return replace(where, also=(*where.also, *also))


class Edit(TypedDict, total=False):
    """The fields of a contribution that an edit sets; those left out stay as they are."""

    words: str
    by: str | None
    areas: tuple[Area, ...]
    none_of_three: bool
    codes: tuple[str, ...]
    kind: Kind | None
    sharing: Sharing | None
    captured: Captured
    check: Check
    paraphrase: str | None
    prompt: str | None


class PromptPlan(NamedTuple):
    """A prompt as it is planned; `id` names the one that it changes, None makes a new one."""

    text: str
    minutes: int | None = None
    id: str | None = None
