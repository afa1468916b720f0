"""What is asked while something is read back, before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.app import App

from listening.app.screens.question import Answer, Question

_TAKE_BACK = (
    "Take this back? No screen and no export will show it any more, and it is counted only as taken "
    "back."
)
_TAKE_OR_NOT: tuple[Answer[Literal["keep", "take"]], ...] = (
    Answer("k", "Keep it", "keep"),
    Answer("t", "Take it back", "take"),
)
_THROW_AWAY = "The correction is not saved. Leave all the same?"
_STAY_OR_NOT: tuple[Answer[Literal["stay", "leave"]], ...] = (
    Answer("g", "Go on correcting", "stay"),
    Answer("l", "Leave the words as they were", "leave"),
)


def whether_to_take_back(app: App[object], then: Callable[[], object]) -> None:
    """Ask whether those who said something take it back; do what comes then if they do."""

    def answered(answer: Literal["keep", "take"] | None) -> None:
        if answer == "take":
            then()

    app.push_screen(Question(_TAKE_BACK, _TAKE_OR_NOT, is_low=True), answered)


def whether_to_leave_a_correction(app: App[object], then: Callable[[], object]) -> None:
    """Ask about a correction that is not saved; do what comes then if it is left."""

    def answered(answer: Literal["stay", "leave"] | None) -> None:
        if answer == "leave":
            then()

    app.push_screen(Question(_THROW_AWAY, _STAY_OR_NOT), answered)
