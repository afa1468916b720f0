"""What the capture screen asks of the app when a facilitator wants to see more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message import Message
from textual.screen import Screen


class ShowScreen(Message):
    """A screen is wanted that answers to the one that asked."""

    def __init__(self, make: Callable[[], Screen[Any]], then: Callable[[Any], None]) -> None:
        """Say which screen, and who hears its answer.

        Args:
            make: makes the screen, or raises a `ListeningError` that says why it cannot.
            then: takes its answer.
        """
        super().__init__()
        self.make = make
        self.then = then
