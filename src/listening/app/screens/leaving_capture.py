"""Leaving a session while a line waits to be saved, since another program is using the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from textual.screen import Screen

from listening.app.screens.question import Answer, Question

_ASKS = (
    "A line is not saved yet, since another program is using the file. Stay until it is, or leave it "
    "unsaved?"
)
_STAY_OR_NOT: tuple[Answer[Literal["stay", "leave"]], ...] = (
    Answer("s", "Stay until it is saved", "stay"),
    Answer("l", "Leave it unsaved", "leave"),
)


def ask_about_waiting(screen: Screen[Any], then: Callable[[], object]) -> None:
    """Ask about a line that waits; do what comes then if it is left."""

    def answered(answer: Literal["stay", "leave"] | None) -> None:
        if answer == "leave":
            then()

    screen.app.push_screen(Question(_ASKS, _STAY_OR_NOT), answered)
