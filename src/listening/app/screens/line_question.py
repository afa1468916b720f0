"""A question that is answered with some words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from listening.app.half_written import TAKE, THROW, FormDraft, Place
from listening.app.keys_in_turn import KeysInTurn
from listening.app.screens.keeps_draft import KeepsDraft
from listening.app.text import plain
from listening.app.widgets.entry import Entry, Led
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError

Offers = Callable[[str], Sequence[tuple[str, str]]]
"""What the letters typed so far may mean: each what is taken, and how it is called."""

_SHOWN = 8
_LINE = "line"
"""What the only field of this form is called."""


def _nothing_offered(typed: str) -> Sequence[tuple[str, str]]:  # noqa: ARG001 - one of its kind
    return ()


def _taken_as_it_is(line: str) -> str:
    return line


class LineQuestion(KeepsDraft[str | None], ModalScreen[str | None]):
    """Asks for words, or for one of what is offered; None where Escape left the question open."""

    CSS_PATH = "line_question.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape", "leave", "Leave it", id="line.leave", tooltip="Go back without an answer."
        )
    ]

    def __init__(
        self,
        sentence: str,
        *,
        line: str = "",
        offers: Offers = _nothing_offered,
        read: Callable[[str], str] = _taken_as_it_is,
        takes_first: bool = False,
        kept_in: Place | None = None,
    ) -> None:
        """Ask.

        Args:
            sentence: what is asked.
            line: what stands in the line to begin with.
            offers: what the letters typed so far may mean; Enter takes the chosen one.
            takes_first: whether Enter in the empty line takes what is offered first.
            read: makes the answer of a line, or raises a `ListeningError` that says why it is none.
            kept_in: where words that people write are kept until `read` has saved them; nowhere,
                where the answer is a name or a choice.
        """
        super().__init__()
        self._sentence, self._line = sentence, line
        self._offers, self._read, self._takes_first = offers, read, takes_first
        self.draft = FormDraft(kept_in) if kept_in else None
        self._at = 0
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        """Put the line under the question, and what is offered under the line."""
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(plain(self._sentence), id="sentence")
            yield Entry(self, id="answer")
            yield Static(id="offers")
            yield Notice(id="trouble")
            yield Notice(id="begun")
            yield Static(plain("Enter take it   Escape leave it"), id="keys")

    def on_mount(self) -> None:
        """Begin with what stands in the line."""
        entry = self.query_one(Entry)
        entry.load_line(self._line)
        self._line = entry.line
        entry.focus()
        self._show_offers()

    # What the entry asks ----------------------------------------------------------------------

    def save_line(self, line: str) -> bool:
        """Answer with the line, or with what is chosen of what is offered."""
        found = self._offers(line)
        try:
            answer = found[self._at][0] if found else self._read(line)
        except ListeningError as error:
            self._refused = line
            self.query_one("#trouble", Notice).say(str(error))
            return False
        self._end(answer)
        return False

    def press(self, line: str, key: str) -> str | None:
        """Go up and down among what is offered; Enter may take the chosen one from an empty line.

        What was left half-written is brought back, or put away.
        """
        if key in _ANSWERS and self.is_offering:
            _ANSWERS[key](self)
            return self.query_one(Entry).line
        if key == "enter" and self._takes_first and not line.strip():
            self.save_line(line)
            return line
        step = {"up": -1, "down": 1}.get(key, 0)
        found = self._offers(line) if step else ()
        if not found:
            return None
        self._at = max(0, min(self._at + step, len(found) - 1))
        self._show_offers()
        return line

    def leader_changed(self, *, waiting: bool) -> None:
        """Nothing is led here."""

    def lead(self, line: str, key: str) -> Led:  # noqa: ARG002 - nothing is led here
        """Leave the line as it is."""
        return Led(line)

    def leave_upwards(self) -> None:
        """There is nothing above."""

    # What is half-written ---------------------------------------------------------------------

    def changed(self) -> Mapping[str, str] | None:
        """Return the line, where it is not as it came up."""
        line = next((entry.line for entry in self.query(Entry)), None)
        if line is None:
            return None
        return {} if line == self._line else {_LINE: line}

    def fields_typed(self) -> Sequence[str]:
        """Return the name of the only field."""
        return (_LINE,)

    def fill_in(self, fields: Mapping[str, str]) -> None:
        """Put what was left into the line."""
        self.query_one(Entry).load_line(fields.get(_LINE, ""))

    # ------------------------------------------------------------------------------------------

    @on(Entry.Escaped)
    def action_leave(self) -> None:
        """Go back without an answer."""
        self._end(None)

    def _end(self, answer: str | None) -> None:
        if not self.is_current:
            return
        if self.draft is not None:
            self.draft.done()
        self.dismiss(answer)

    @on(TextArea.Changed)
    def _narrowed(self) -> None:
        self._at = 0
        if self.query_one(Entry).line != self._refused:
            self.query_one("#trouble", Notice).say("")
        self._show_offers()

    def _show_offers(self) -> None:
        found = self._offers(self.query_one(Entry).line)
        first = max(0, self._at - _SHOWN + 1)
        page = list(enumerate(found))[first : first + _SHOWN]
        lines = [f"{'▸' if n == self._at else ' '} {name}" for n, (_, name) in page]
        more = len(found) - first - len(page)
        lines += [f"  … and {more} more"] if more > 0 else []
        shown = self.query_one("#offers", Static)
        shown.update(plain("\n".join(lines)))
        shown.display = bool(lines)


_ANSWERS = {TAKE: LineQuestion.action_take_draft, THROW: LineQuestion.action_throw_draft}


def keep_keys_for(app: object) -> None:
    """Let what is typed before a question is there go into it."""
    if isinstance(app, KeysInTurn):
        app.keep_keys()
