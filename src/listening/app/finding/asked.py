"""The line in which somebody says what to find: words, and filters such as `area:roles by:P3`.

A filter's value may be the beginning of a term, as long as it means only one. What cannot be read
narrows nothing, and is told. A filter may be said several times: areas, codes and days must all
hold, of the others any may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from listening.model.codes import code_key
from listening.model.errors import ListeningError
from listening.model.text import fold, single_line
from listening.model.vocabulary import (
    Area,
    Check,
    Kind,
    Perspective,
    Sharing,
    Term,
    perspective_key,
)
from listening.model.written_days import read_date
from listening.store.asked import EVERYTHING, NO_PROMPT, NONE, NOT_SAID, Where, narrowed

_FILTER = re.compile(r'(?<!\S)([a-z]+):("[^"]*"?|\S*)')
_UNTAGGED, _NONE, _LINKED = "untagged", NONE, "linked"
_NOTHING_NOTED: Mapping[str, dict[str, Any]] = {
    "kind": {"kind": NONE},
    "prompt": {"prompt_number": NO_PROMPT},
    "perspective": {"perspective": NOT_SAID},
}
"""What `none` means after the filters of what need not be noted."""
_ALL_HOLD = frozenset({"area", "code", "from", "to", "is"})
"""The filters of which all that are said must hold."""
_TERMS: Mapping[str, type[Term]] = {
    "area": Area,
    "kind": Kind,
    "check": Check,
    "sharing": Sharing,
    "perspective": Perspective,
}
NAMES = (
    "area",
    "code",
    "kind",
    "by",
    "perspective",
    "prompt",
    "check",
    "sharing",
    "author",
    "from",
    "to",
    "is",
)
"""The filters, as they are written before the colon."""


class _Unread(Exception):
    """A filter's value means nothing, or more than one thing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks for."""

    words: str
    """What is to occur."""
    where: Where
    """Among which contributions."""
    unread: str = ""
    """A sentence about a filter that narrows nothing, since it could not be read."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a line is read against."""

    today: date
    codes: Collection[str] = ()
    """The codes that are in use."""
    base: Where = EVERYTHING
    """Among which contributions all is looked for, whatever the line says."""


def read(line: str, context: Context) -> Asked:
    """Return what a line asks for."""
    where, unread = context.base, ""
    said: dict[str, list[Any]] = {}
    words = line
    for match in _FILTER.finditer(line):
        name, value = match[1], match[2].strip('"')
        if name not in NAMES:
            continue
        words = words.replace(match[0], " ", 1)
        try:
            for field, meant in _fields(name, value, context).items() if value else ():
                said.setdefault(field, []).append(meant)
        except _Unread as error:
            unread = str(error)
    for field, meanings in said.items():
        where = narrowed(where, field, meanings)
    return Asked(single_line(words), where, unread)


def write(where: Where, prompts: Mapping[str, int] | None = None) -> str:
    """Return the filters that mean this, as a line begins with them.

    Args:
        where: what is meant; its session and what else no filter says is left out.
        prompts: the numbers of prompts by their tokens.
    """
    filters = [
        f"{name}:{_quoted(value)}"
        for each in (where, *(one for group in where.also for one in group))
        for name, value in _said(each, prompts or {})
    ]
    line = " ".join(filters)
    return f"{line} " if line else ""


def _said(where: Where, prompts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the filters that say this, but for what `also` must hold, with their values."""
    number = prompts.get(where.prompt or "", where.prompt_number)
    said: Sequence[tuple[str, object]] = (
        ("area", where.area),
        ("code", where.code),
        ("kind", where.kind),
        ("by", where.by),
        ("perspective", _NONE if where.perspective == NOT_SAID else where.perspective),
        ("prompt", _NONE if number == NO_PROMPT else number),
        ("check", where.check),
        ("sharing", where.sharing),
        ("author", where.author),
        ("from", where.since),
        ("to", where.until),
        ("is", _UNTAGGED if where.untagged else _NONE if where.none_of_three else None),
        ("is", _LINKED if where.linked else None),
    )
    yield from ((name, str(value)) for name, value in said if value is not None)


def by_whom(where: Where) -> tuple[str, ...]:
    """Return the filters that narrow by who said something, or by who wrote it down."""
    each = (where, *(one for group in where.also for one in group))
    told = ("by", "perspective", "author")
    return tuple(name for name in told if any(getattr(one, name) is not None for one in each))


def hints(line: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return what may be typed next: the filters, or the values of the one that is being typed."""
    last = line.rpartition(" ")[2]
    name, colon, value = last.partition(":")
    if not colon or name not in NAMES:
        return tuple(f"{each}:" for each in NAMES)
    wanted = fold(value.strip('"'))
    fitting = tuple(each for each in _values(name, codes) if fold(each).startswith(wanted))
    is_said_again = any(match[1] == name for match in _FILTER.finditer(line[: -len(last)]))
    rule = (f"all {name}: must hold",) if name in _ALL_HOLD else (f"any {name}: may hold",)
    return (*rule, *fitting) if is_said_again else fitting


def _values(name: str, codes: Iterable[str]) -> tuple[str, ...]:
    if name in _TERMS:
        states = (_NONE, _UNTAGGED) if name == "area" else ()
        none = (_NONE,) if name in _NOTHING_NOTED else ()
        return (*(term.value for term in _TERMS[name]), *states, *none)
    told = {
        "code": tuple(codes),
        "is": (_UNTAGGED, _NONE, _LINKED),
        "by": ("a handle, such as P3", "room", "somebody"),
        "author": ("a note-taker's name",),
        "prompt": ("a prompt's number", _NONE),
    }
    return told.get(name, ("a day, such as 24/3 or 2026-03-24",))


def _fields(name: str, value: str, context: Context) -> dict[str, Any]:
    """Return the fields of a `Where` that a filter sets."""
    if name in _NOTHING_NOTED and fold(value) in (_NONE, NOT_SAID):
        return _NOTHING_NOTED[name]
    if name == "perspective":
        found = _beginning(Perspective, value, none_fits=True)
        return {"perspective": found.value if found else perspective_key(value)}
    if name == "area" and _is_state(value):
        return _state(value)
    if name in _TERMS:
        return {name: _beginning(_TERMS[name], value)}
    if name in ("by", "author"):
        return {name: value}
    if name == "is":
        return _state(value)
    read_value: Mapping[str, Callable[[], dict[str, Any]]] = {
        "code": lambda: {"code": _code(value, context.codes)},
        "prompt": lambda: {"prompt_number": _number(value)},
        "from": lambda: {"since": _day(value, context.today)},
        "to": lambda: {"until": _day(value, context.today)},
    }
    return read_value[name]()


def _beginning(terms: type[Term], value: str, *, none_fits: bool = False) -> Term | None:
    """Return the one term that is called so, or whose name begins so."""
    exact = terms.named(value)
    if exact is not None:
        return exact
    wanted = fold(value)
    found = [
        term
        for term in terms
        if any(fold(name).startswith(wanted) for name in (term.value, term.mark, term.label))
    ]
    if len(found) == 1:
        return found[0]
    if none_fits and not found:
        return None
    known = ", ".join(term.value for term in found or terms)
    raise _Unread(
        f"“{single_line(value)}” is not one {terms.noun()}, so it narrows nothing: {known}."
    )


def _is_state(value: str) -> bool:
    """Tell whether it says in place of an area that nobody decided, or that none of the three fits."""
    wanted = fold(value)
    return bool(wanted) and any(state.startswith(wanted) for state in (_UNTAGGED, _NONE))


def _state(value: str) -> dict[str, Any]:
    wanted = fold(value)
    if wanted and _UNTAGGED.startswith(wanted):
        return {"untagged": True}
    if wanted and _NONE.startswith(wanted):
        return {"none_of_three": True}
    if wanted and _LINKED.startswith(wanted):
        return {"linked": True}
    raise _Unread(f"“is:” takes {_UNTAGGED}, {_NONE} or {_LINKED}, not “{single_line(value)}”.")


def _code(value: str, codes: Collection[str]) -> str:
    key = code_key(value.removeprefix("#"))
    if key is None:
        raise _Unread(f"“{single_line(value)}” cannot be a code.")
    if key in codes:
        return key
    found = [one for one in codes if one.partition("/")[2] == key]
    found = found or [one for one in codes if key in one]
    return found[0] if len(found) == 1 else key


def _number(value: str) -> int:
    if not re.fullmatch("[0-9]{1,6}", value):
        raise _Unread(f"“{single_line(value)}” is not the number of a prompt.")
    return int(value)


def _day(value: str, today: date) -> str:
    try:
        found = read_date(value, today)
    except ListeningError as error:
        raise _Unread(str(error)) from error
    if found is None:
        raise _Unread(f"“{single_line(value)}” is not a day.")
    return found.isoformat()


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
