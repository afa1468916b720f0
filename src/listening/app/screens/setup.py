"""Set-up: what is agreed before people speak. Only the title is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Collapsible, Input, Static

from listening.app.agenda import read_agenda
from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.dates import show_iso
from listening.app.screens.question import Answer, Question
from listening.app.session_form import MORE, Field, Reading, Shape, first_fields, read_form
from listening.app.setting_up import Subject
from listening.app.text import parts, plain
from listening.app.widgets.field import FieldRow
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError

_HINT = "only the title is needed"

_LEAVING: tuple[Answer[Literal["save", "leave"] | None], ...] = (
    Answer("k", "Keep editing", None),
    Answer("s", "Save it", "save"),
    Answer("l", "Leave without saving", "leave"),
)


class SetupScreen(Screen[bool]):
    """The set-up form; it is dismissed with whether something was saved."""

    CSS_PATH = "setup.tcss"
    BINDINGS = bindings(Place.SETUP)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012

    places = frozenset({Place.SETUP})
    """Where its commands apply."""

    def __init__(self, subject: Subject, today: date) -> None:
        super().__init__()
        self._subject = subject
        self._today = today
        self._begun = dict(subject.filled())
        self._was_saved = False
        self._first = first_fields(self._begun.get("room_rule"))

    def compose(self) -> ComposeResult:
        """Put the fields under one another, the rarer ones behind a line that opens them."""
        heading = parts((self._subject.heading, "bold"), (_HINT, "$text-muted"), between=" · ")
        yield Static(heading, id="heading")
        with VerticalScroll(id="form", can_focus=False):
            yield from self._rows(self._first)
            with Collapsible(title="More about this session", id="more"):
                yield from self._rows(MORE)
            yield Button(plain(self._subject.done), id="save", compact=True)
        yield Notice(id="status")
        yield CommandFooter(Place.SETUP)

    def on_mount(self) -> None:
        """Begin in the title; what stands in the form now is what is saved."""
        self._begun = self._filled()
        self._row("title").take_focus()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._filled() != self._begun

    def leave(self, then: Callable[[], object]) -> None:
        """Do what comes then, after asking about what was typed and not saved."""
        if not self.has_unsaved:
            then()
            return

        def answered(answer: Literal["save", "leave"] | None) -> None:
            if answer == "leave" or (answer == "save" and self._saved()):
                then()

        question = Question("What you typed here is not saved yet.", _LEAVING)
        self.app.push_screen(question, answered)

    def action_leave(self) -> None:
        """Go back without saving."""
        self.leave(self._go)

    def action_save(self) -> None:
        """Save what was filled in, and go on."""
        if self._saved():
            self._go()

    @on(Button.Pressed, "#save")
    def save_by_button(self) -> None:
        """Save as the key does."""
        self.action_save()

    @on(Input.Submitted)
    def next_field(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self.focus_next()

    @on(FieldRow.Left)
    def look_at(self, event: FieldRow.Left) -> None:
        """Say kindly what cannot be read in the field that was left."""
        event.stop()
        row, reading = event.row, self._read()
        if row.field.name == "title":
            return
        row.say(reading.troubles.get(row.field.name, ""))
        if row.field.shape is Shape.DATE and row.field.name in reading.facts:
            row.put(show_iso(str(reading.facts[row.field.name] or "")))

    def _go(self) -> None:
        if self.is_current:
            self.dismiss(self._was_saved)

    def _saved(self) -> bool:
        reading = self._read()
        for row in self.query(FieldRow):
            row.say(reading.troubles.get(row.field.name, ""))
        if reading.troubles:
            self._show(next(iter(reading.troubles)))
            return False
        try:
            plan = read_agenda(self._row("prompts").value, self._subject.prompts())
            self._subject.save(reading.facts, plan)
        except ListeningError as error:
            self.query_one("#status", Notice).say(str(error))
            return False
        self.query_one("#status", Notice).say("")
        self._begun, self._was_saved = self._filled(), True
        return True

    def _show(self, name: str) -> None:
        if name in {one.name for one in MORE}:
            self.query_one("#more", Collapsible).collapsed = False
        self._row(name).take_focus()

    def _read(self) -> Reading:
        return read_form(self._filled(), self._today)

    def _filled(self) -> dict[str, str]:
        return {row.field.name: row.value for row in self.query(FieldRow)}

    def _row(self, name: str) -> FieldRow:
        return self.query_one(f"#row-{name}", FieldRow)

    def _rows(self, fields: tuple[Field, ...]) -> Iterator[Widget]:
        return (FieldRow(one, self._begun.get(one.name, "")) for one in fields)
