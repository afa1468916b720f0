"""One field of a form: what it is called, where it is filled in, and what cannot be read in it."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from listening.app.session_form import Field, Shape
from listening.app.text import plain, visible
from listening.app.widgets.notice import Notice
from listening.app.widgets.ticks import Ticks

_LONG = (Shape.TEXT, Shape.PROMPTS)
_TICKED = (Shape.ONE_OF, Shape.SOME_OF)


class FieldRow(Horizontal):
    """A label, and beside or under it the place to fill in."""

    @dataclass
    class Left(Message):
        """The focus has gone elsewhere."""

        row: FieldRow
        """The field that was left."""

    def __init__(self, field: Field, value: str) -> None:
        super().__init__(id=f"row-{field.name}")
        self.field = field
        """What the row is for."""
        self._inner = _inner(field, value)

    def compose(self) -> ComposeResult:
        """Put the label first, and the line that says what is wrong last."""
        yield Static(plain(self.field.label), classes="label")
        with Vertical(classes="filled"):
            yield self._inner
            yield Notice()

    @property
    def value(self) -> str:
        """What was filled in, as text; keys of what was ticked, parted by spaces."""
        inner = self._inner
        if isinstance(inner, Ticks):
            return " ".join(inner.ticked)
        return inner.text if isinstance(inner, TextArea) else inner.value

    @property
    def is_typed(self) -> bool:
        """Whether it is filled in with words, not with ticks."""
        return not isinstance(self._inner, Ticks)

    def fill(self, text: str) -> None:
        """Fill it in anew, and go on writing at its end: `text` is what its value shall be."""
        inner = self._inner
        if isinstance(inner, Ticks):
            inner.tick_these(text.split())
        elif isinstance(inner, TextArea):
            inner.load_text(visible(text))
            inner.move_cursor(inner.document.end)
        else:
            inner.value = visible(text)
            inner.cursor_position = len(inner.value)

    def put(self, text: str) -> None:
        """Write the text into a one-line field, in place of what stands there."""
        if isinstance(self._inner, Input):
            self._inner.value = visible(text)

    def take_focus(self) -> None:
        """Give the focus to the place to fill in."""
        self._inner.focus()

    def say(self, sentence: str) -> None:
        """Say under the field what is wrong with it, or nothing."""
        self.query_one(Notice).say(sentence)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Tell that the field was left."""
        event.stop()
        self.post_message(self.Left(self))


def _inner(field: Field, value: str) -> Input | TextArea | Ticks:
    if field.shape in _TICKED:
        several = field.shape is Shape.SOME_OF
        return Ticks(field.choices, several=several, ticked=value.split(), classes="inner")
    if field.shape in _LONG:
        return _text_area(field, value)
    line = Input(visible(value), placeholder=field.hint, compact=True, classes="inner")
    line.cursor_blink = False
    return line


def _text_area(field: Field, value: str) -> TextArea:
    area = TextArea(
        visible(value),
        placeholder=plain(field.hint),
        compact=True,
        tab_behavior="focus",
        highlight_cursor_line=False,
        classes="inner",
    )
    area.cursor_blink = False
    return area
