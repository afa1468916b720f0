"""What is asked before files are merged: about erasures that nobody explained, and about one session set up twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from textual.app import App

from listening.app.dates import show_iso
from listening.app.merging.choice import Choice
from listening.app.merging.trying import Rehearsal
from listening.app.screens.erasures_question import about_erasures
from listening.app.screens.line_question import keep_keys_for
from listening.app.screens.question import Answer, Question
from listening.store.look_alike import Alike

_FEW = 3
"""How many sessions are named before the others are counted."""
_ONE_SESSION = (
    "{they}. Was that one session, set up apart? Then all that was written in it is listed and counted together, and "
    "the strictest of its rules for sharing holds."
)
_ABOUT_ONE_SESSION: tuple[Answer[bool], ...] = (
    Answer("n", "No, or I am not sure: keep them apart", value=False),
    Answer("y", "Yes, it was one session", value=True),
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be merged, and how, once nothing is left to ask."""

    choice: Choice
    accept_erasures: bool = False
    """Whether a file may erase much without a word of who asked for it."""
    same_session: tuple[tuple[str, str], ...] = ()
    """Of sessions that are one: the token of the whole, and of the one that is part of it."""


def agree(
    app: App[None], choice: Choice, rehearsal: Rehearsal, begin: Callable[[Agreed], None]
) -> None:
    """Ask what is to be asked, and begin once all is answered; an open question begins nothing.

    Args:
        app: what the questions come up in.
        choice: what is to be merged.
        rehearsal: what would come of it.
        begin: what is done then.
    """
    there = rehearsal.result.alike

    def go_on(agreed: Agreed) -> None:
        if there and agreed.choice.sources:
            _ask_whether_one(app, there, agreed, begin)
        else:
            begin(agreed)

    if rehearsal.asking:
        _ask_about_erasures(app, choice, rehearsal, go_on)
    else:
        go_on(Agreed(choice))


def _ask_about_erasures(
    app: App[None], choice: Choice, rehearsal: Rehearsal, go_on: Callable[[Agreed], None]
) -> None:
    def answered(answer: Literal["leave", "accept"] | None) -> None:
        if answer == "accept":
            go_on(Agreed(choice, accept_erasures=True))
        elif answer == "leave":
            go_on(Agreed(choice.without(rehearsal.asking)))

    keep_keys_for(app)
    app.push_screen(about_erasures(rehearsal.asking), answered)


def _ask_whether_one(
    app: App[None], there: Sequence[Alike], agreed: Agreed, begin: Callable[[Agreed], None]
) -> None:
    def answered(is_one: bool | None) -> None:  # noqa: FBT001 (what the question answers)
        if is_one is not None:
            begin(replace(agreed, same_session=_pairs(there)) if is_one else agreed)

    keep_keys_for(app)
    app.push_screen(about_one_session(there), answered)


def about_one_session(there: Sequence[Alike]) -> Question[bool]:
    """Return the question whether sessions that look alike are one, each of them for itself."""
    named = [_named(each) for each in there[:_FEW]]
    if len(there) > _FEW:
        named.append(f"and {len(there) - _FEW} more likewise")
    return Question(_ONE_SESSION.format(they="; ".join(named)), _ABOUT_ONE_SESSION)


def _named(one: Alike) -> str:
    times = "twice" if len(one.sessions) == 2 else f"{len(one.sessions)} times"
    by = f", by {_listed(one.by)}" if one.by else ""
    return f"“{one.title}” of {show_iso(one.date)} was set up {times}{by}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _pairs(there: Iterable[Alike]) -> tuple[tuple[str, str], ...]:
    return tuple((one.sessions[0], part) for one in there for part in one.sessions[1:])
