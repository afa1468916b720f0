"""Writing a promise or a relation down: who and what are needed, the rest can follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.dates import show_iso
from listening.app.promises.form import Reading, Subject, read
from listening.app.screens.question import Answer, Question
from listening.app.session_form import Shape
from listening.app.text import plain
from listening.app.widgets.field import FieldRow
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError

_LEAVING: tuple[Answer[Literal["save", "leave"] | None], ...] = (
    Answer("k", "Keep writing", None),
    Answer("s", "Save it, then go", "save"),
    Answer("l", "Leave it unsaved", "leave"),
)


class FollowForm(Screen[str | None]):
    """The form; it is dismissed with the id of what was saved, or None."""

    CSS_PATH = "follow_form.tcss"
    BINDINGS = bindings(Place.FOLLOWING)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow")]  # noqa: RUF012

    places = frozenset({Place.FOLLOWING})
    """Where its commands apply."""

    def __init__(self, subject: Subject, today: date) -> None:
        super().__init__()
        self._subject = subject
        self._today = today
        self._begun = dict(subject.filled())

    def compose(self) -> ComposeResult:
        """Put the fields under one another, under the words that they are about."""
        yield Static(plain(self._subject.heading, "bold"), id="heading")
        with VerticalScroll(id="form", can_focus=False):
            about = Static(plain(self._subject.about), id="about")
            about.display = bool(self._subject.about)
            yield about
            for field in self._subject.fields:
                yield FieldRow(field, self._begun.get(field.name, ""))
        yield Notice(id="status")
        yield CommandFooter(Place.FOLLOWING)

    def on_mount(self) -> None:
        """Begin in the first field; what stands in the form now is what is saved."""
        self._begun = self._filled()
        next(iter(self.query(FieldRow))).take_focus()

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
            if answer == "leave" or (answer == "save" and self._saved() is not None):
                then()

        self.app.push_screen(Question("What you typed is not saved yet.", _LEAVING), answered)

    def action_leave(self) -> None:
        """Go back without saving."""
        self.leave(lambda: self._go(None))

    def action_save(self) -> None:
        """Save what was filled in, and go back."""
        saved = self._saved()
        if saved is not None:
            self._go(saved)

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
        if row.value.strip():
            row.say(reading.troubles.get(row.field.name, ""))
        if row.field.shape is Shape.DATE and row.field.name in reading.values:
            row.put(show_iso(reading.values[row.field.name]))

    def _go(self, saved: str | None) -> None:
        if self.is_current:
            self.dismiss(saved)

    def _saved(self) -> str | None:
        """Keep what was filled in; None where that could not be, and it says why."""
        reading = self._read()
        for row in self.query(FieldRow):
            row.say(reading.troubles.get(row.field.name, ""))
        if reading.troubles:
            self._row(next(iter(reading.troubles))).take_focus()
            return None
        try:
            saved = self._subject.save(reading.values)
        except ListeningError as error:
            self.query_one("#status", Notice).say(str(error))
            return None
        self.query_one("#status", Notice).say("")
        self._begun = self._filled()
        return saved

    def _read(self) -> Reading:
        return read(self._subject.fields, self._filled(), self._today)

    def _filled(self) -> dict[str, str]:
        return {row.field.name: row.value for row in self.query(FieldRow)}

    def _row(self, name: str) -> FieldRow:
        return self.query_one(f"#row-{name}", FieldRow)
