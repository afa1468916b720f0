"""Gentle lines: what a facilitator may want to know, said once, quietly, and gone on one key."""

from __future__ import annotations

from enum import Enum

from listening.app.commands.command import brief_key
from listening.model.vocabulary import perspective_label

BREAK_KEY, VOICES_KEY, QUIET_KEY, PROMPT_KEY = (brief_key(f"ctrl+g {letter}") for letter in "jyzp")


class About(Enum):
    """What a gentle line is about."""

    BREAK = "break"
    PROMPT = "prompt"
    VOICES = "voices"


class Gently:
    """Chooses the one line that is shown, and keeps what was sent away for this sitting."""

    def __init__(self) -> None:
        self._away: set[About] = set()
        self._shown: About | None = None

    @property
    def shown(self) -> About | None:
        """What the line that is shown is about."""
        return self._shown

    def line(
        self,
        *,
        on_break: str,
        break_is_due: bool,
        leading: str | None,
        went_on: tuple[str, int] | None = None,
    ) -> str:
        """Return the line to be shown; nothing where there is nothing to say.

        Args:
            on_break: for how long there has been a break; nothing where there is none.
            break_is_due: whether people have talked for so long that a break is due.
            leading: the perspective that has had more than half of the newest contributions.
            went_on: who has gone on to another prompt in another window, and its number.
        """
        self._shown = None
        if on_break:
            return f"{on_break[:1].upper()}{on_break[1:]}. {BREAK_KEY} ends it."
        if went_on is not None and About.PROMPT not in self._away:
            self._shown = About.PROMPT
            who, number = went_on
            return (
                f"{who} went on to prompt {number}: {PROMPT_KEY} {number} goes there, "
                f"{QUIET_KEY} takes this away."
            )
        if break_is_due and About.BREAK not in self._away:
            self._shown = About.BREAK
            return (
                "A break soon? Interpreters need one about every 30 minutes. "
                f"{BREAK_KEY} begins one, {QUIET_KEY} takes this away."
            )
        if leading is not None and About.VOICES not in self._away:
            self._shown = About.VOICES
            return (
                f"More than half of the last 20 came from one perspective: {perspective_label(leading)}. "
                f"{VOICES_KEY} shows who was not heard yet, {QUIET_KEY} takes this away."
            )
        return ""

    def quiet(self) -> str:
        """Send the shown line away for this sitting, or call all back; return what was done."""
        if self._shown is not None:
            self._away.add(self._shown)
            return f"It is not said again in this sitting; {QUIET_KEY} calls it back."
        if self._away:
            self._away.clear()
            return "Gentle lines are said again."
        return "There is no gentle line to take away."
