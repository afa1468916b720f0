"""A question with a few answers, and a note that only wants to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from listening.app.text import plain

T = TypeVar("T")

_LEAST_LINES = 2


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """One answer to a question."""

    key: str
    """The letter that gives it."""
    words: str
    """What it says."""
    value: T
    """What it means."""


class Question(ModalScreen[T | None]):
    """Asks, and gives what the answer means; None where Escape left the question open."""

    CSS_PATH = "question.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "leave", "Leave it", id="question.leave", tooltip="Go back without an answer."
        )
    ]

    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-tall")]  # noqa: RUF012

    def __init__(
        self, sentence: str, answers: Sequence[Answer[T]], *, is_low: bool = False
    ) -> None:
        """Ask.

        Args:
            sentence: the question.
            answers: what can be answered, the safest first.
            is_low: whether it stands at the bottom, where what it is about stands in the middle.
        """
        super().__init__(classes="-low" if is_low else None)
        self._sentence = sentence
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        """Put the answers under the question, one a line; the first is chosen."""
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(plain(self._sentence), id="sentence")
            yield OptionList(*(self._option(answer) for answer in self._answers), id="answers")

    def on_resize(self) -> None:
        """Leave the answers the room under the question, in which they scroll; a long one scrolls itself."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        asked, sentence = self.query_one("#asked"), self.query_one("#sentence")
        above = sentence.size.height + sentence.styles.margin.height + asked.gutter.height
        room = self.size.height - above
        self.query_one("#answers").styles.max_height = max(_LEAST_LINES, room)
        asked.styles.overflow_y = "hidden" if room > _LEAST_LINES else "auto"

    def on_key(self, event: events.Key) -> None:
        """Take an answer by its letter."""
        found = next((one for one in self._answers if one.key == event.key.lower()), None)
        if found is not None and self.is_current:
            event.stop()
            self.dismiss(found.value)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Take the answer that was chosen."""
        event.stop()
        if self.is_current:
            self.dismiss(self._answers[event.option_index].value)

    def action_leave(self) -> None:
        """Go back without an answer."""
        if self.is_current:
            self.dismiss(None)

    def _option(self, answer: Answer[T]) -> Option:
        return Option(plain(f"{answer.key}  {answer.words}"))


class Note(Question[bool]):
    """Shows a few sentences until a key is pressed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, [Answer("o", "Go on", value=True)])
