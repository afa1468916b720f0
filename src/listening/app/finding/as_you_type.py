"""Looking for what is typed without getting in its way.

The key is painted first. Then a few are looked for, which is quick. All that is found is looked for
when no key has come for a moment: of very many it takes long, and nobody reads it while typing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from textual.message_pump import MessagePump
from textual.timer import Timer

Q = TypeVar("Q")

A_BREATH = 0.012
"""How many seconds pass until a few are looked for: by then the key stands on the screen."""

A_MOMENT = 0.5
"""How many seconds without a key pass until all that is found is looked for."""

A_FEW = 48
"""How many a few are: more than most screens have lines."""


class AsYouType(Generic[Q]):
    """When what is asked: the newest question counts, and an earlier one is asked no further."""

    def __init__(
        self, node: MessagePump, few: Callable[[Q], None], everything: Callable[[Q], None]
    ) -> None:
        """Be ready.

        Args:
            node: the screen that is typed into.
            few: asks for a few of what is found.
            everything: asks for all of it.
        """
        self._node, self._few, self._everything = node, few, everything
        self._question: Q | None = None
        self._waits: Timer | None = None

    @property
    def question(self) -> Q | None:
        """What is asked now; None before anything is, or when it does not matter any more."""
        return self._question

    def ask(self, question: Q, *, at_once_all: bool = False) -> None:
        """Look for something else from now on: for a few of it first, or for all at once."""
        self.stop()
        self._question = question
        ask = self._everything if at_once_all else self._few
        self._waits = self._node.set_timer(A_BREATH, partial(ask, question))

    def ask_for_all_soon(self) -> None:
        """Look for all, unless a key comes before a moment has passed."""
        self._stop_waiting()
        if self._question is not None:
            self._waits = self._node.set_timer(A_MOMENT, partial(self._everything, self._question))

    def stop(self) -> None:
        """Look for nothing any more."""
        self._stop_waiting()
        self._question = None

    def _stop_waiting(self) -> None:
        if self._waits is not None:
            self._waits.stop()
            self._waits = None
