"""A short list in which one thing, or several, can be ticked; the marks are letters, not colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from listening.app.session_form import Choice
from listening.app.text import plain


class Ticks(OptionList):
    """`(•) this` and `( ) that`, or `[x] this` and `[ ] that` where several can be ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,enter",
            "select",
            "Tick",
            show=False,
            id="ticks.tick",
            tooltip="Tick what is chosen, or take its tick off.",
        )
    ]

    @dataclass
    class Changed(Message):
        """Something was ticked, or no longer is."""

        ticks: Ticks
        """The list in which it was."""

        @property
        def control(self) -> Ticks:
            """The list in which it was."""
            return self.ticks

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        several: bool,
        ticked: Iterable[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        self._choices = tuple(choices)
        self._several = several
        self._ticked = frozenset(ticked) & {choice.key for choice in choices}
        super().__init__(*map(self._option, choices), id=id, classes=classes, compact=True)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys of what is ticked, in the order of the list."""
        return tuple(choice.key for choice in self._choices if choice.key in self._ticked)

    def tick(self, key: str) -> None:
        """Tick the thing of this key, or take its tick off."""
        others = self._ticked if self._several else self._ticked & {key}
        self.tick_these(others ^ {key})

    def tick_these(self, keys: Iterable[str]) -> None:
        """Tick the things of these keys and no others."""
        self._ticked = frozenset(keys) & {choice.key for choice in self._choices}
        for index, choice in enumerate(self._choices):
            self.replace_option_prompt_at_index(index, plain(self._line(choice)))
        self.post_message(self.Changed(self))

    def action_select(self) -> None:
        """Tick what is chosen, or take its tick off."""
        if self.highlighted is not None:
            self.tick(self._choices[self.highlighted].key)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick what was clicked."""
        event.stop()
        self.tick(self._choices[event.option_index].key)

    def on_focus(self) -> None:
        """Begin at the first thing that is ticked."""
        if self.highlighted is None:
            keys = [choice.key for choice in self._choices]
            self.highlighted = keys.index(self.ticked[0]) if self._ticked else 0

    def _option(self, choice: Choice) -> Option:
        return Option(plain(self._line(choice)))

    def _line(self, choice: Choice) -> str:
        is_on = choice.key in self._ticked
        if self._several:
            return f"{'[x]' if is_on else '[ ]'} {choice.label}"
        return f"{'(•)' if is_on else '( )'} {choice.label}"
