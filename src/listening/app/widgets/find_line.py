"""The line in which words to find are typed, without leaving the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class FindLine(Input):
    """A line that narrows the list while somebody types in it; the arrows go among what was found."""

    DEFAULT_CSS = """
    FindLine { display: none; width: 1fr; padding: 0 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "up", "step(-1)", "Found before", show=False, id="find.up", tooltip="The one before."
        ),
        Binding(
            "down", "step(1)", "Found next", show=False, id="find.down", tooltip="The next one."
        ),
    ]

    @dataclass
    class Stepped(Message):
        """Somebody wants to go among what was found."""

        direction: int
        """One up (-1) or one down (1)."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="Find: type words, or their beginnings", compact=True, id="find"
        )

    def action_step(self, direction: int) -> None:
        """Go up or down among what was found."""
        self.post_message(self.Stepped(direction))
