"""Keeping what is being typed: often enough to lose nothing, seldom enough never to be felt."""

from __future__ import annotations

import time
from collections.abc import Callable

from listening.model.errors import ListeningError
from listening.model.text import single_line
from listening.store.views import Draft

OFTEN = 0.25
"""Seconds between two drafts at least."""

_SHARE_OF_TIME = 20
_AFTER_A_FAILURE = 5.0
_EXCERPT = 40


class Drafting:
    """Keeps the line whenever it has changed, at a pace that the disk can bear."""

    def __init__(
        self, keep: Callable[[str, str | None], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin with nothing kept.

        Args:
            keep: writes a line and its prompt; False if the file is busy.
            clock: seconds.
        """
        self._keep = keep
        self._clock = clock
        self._kept = ""
        self._not_before = 0.0

    def look(self, line: str, prompt: str | None) -> None:
        """Keep the line, if it changed and it is time."""
        if line != self._kept and self._clock() >= self._not_before:
            self.keep_now(line, prompt)

    def keep_now(self, line: str, prompt: str | None) -> bool:
        """Keep the line at once; False if that could not be: the next look tries again.

        A draft that cannot be kept stops nobody: saving the line will say why.
        """
        began = self._clock()
        try:
            kept = self._keep(line, prompt)
        except ListeningError:
            self._not_before = began + _AFTER_A_FAILURE
            return False
        cost = self._clock() - began
        self._not_before = began + max(OFTEN, cost * _SHARE_OF_TIME)
        if kept:
            self._kept = line
        return kept


def offer(draft: Draft) -> str:
    """Return the sentence that offers a line which was typed and never saved."""
    return (
        f"A line from {draft.at:%H:%M} was not saved: “{excerpt_of(draft.line)}”. "
        "Enter takes it into the line, Escape leaves it, Delete throws it away."
    )


def excerpt_of(line: str) -> str:
    """Return the beginning of a line, on one line."""
    words = single_line(line)
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
