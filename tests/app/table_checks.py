"""Whether a table of commands can work: no clashes, no keys that terminals cannot send."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from listening.app.commands.command import Command, Place, is_f_key

_NEVER_ARRIVE = re.compile(
    r"""
    ctrl\+[him\[]             # backspace, tab, enter and escape: terminals send the same for them
    | ctrl\+[bntw]            # taken by tmux and by browsers
    | ctrl\+\d                # only with the Kitty protocol, which stays off
    | (ctrl|shift|alt)\+enter # the same
    | (alt|super|meta)\+.*    # composes letters on some keyboards
    | .*ctrl\+(up|down|left|right)  # taken by macOS
    | (shift|ctrl)\+f3        # read as a report of the cursor
    | .*f1[0-9]               # taken by terminals
    """,
    re.VERBOSE,
)


def clashes(table: Sequence[Command]) -> tuple[str, ...]:
    """Return a sentence for each key that means two things in one place."""
    return tuple(
        f"{key} means both {one.id} and {other.id} in {place}"
        for one, other in combinations(table, 2)
        for place in _shared(one, other)
        for key in sorted(set(one.keys) & set(other.keys))
    )


def without_leader(table: Sequence[Command]) -> tuple[str, ...]:
    """Return a sentence for each key that follows another which nothing waits after."""
    return tuple(
        f"{keys} of {entry.id} begins with a key that leads nowhere in {place}"
        for entry in table
        for keys in entry.keys
        if " " in keys
        for place in entry.where
        if not any(keys.split(" ")[0] in other.keys for other in _in_line(table, place))
    )


def unsendable(table: Iterable[Command]) -> tuple[str, ...]:
    """Return a sentence for each key that does not arrive from every terminal."""
    return tuple(
        f"{key} of {entry.id} does not arrive from every terminal"
        for entry in table
        for keys in entry.keys
        for key in keys.split(" ")
        if _NEVER_ARRIVE.fullmatch(key)
    )


def twinless(table: Iterable[Command]) -> tuple[str, ...]:
    """Return a sentence for each command whose only keys are F-keys, which some keyboards lack."""
    return tuple(
        f"{entry.id} has no key but {' and '.join(entry.keys)}"
        for entry in table
        if entry.keys and all(map(is_f_key, entry.keys))
    )


def _shared(one: Command, other: Command) -> Iterator[Place]:
    for place in Place:
        if one.applies([place]) and other.applies([place]):
            yield place


def _in_line(table: Sequence[Command], place: Place) -> Iterator[Command]:
    """Return what applies in a place; keys led by another are for where the line is as well."""
    near = {place, Place.CAPTURE} if place is Place.LIST else {place}
    return (entry for entry in table if entry.applies(near))
