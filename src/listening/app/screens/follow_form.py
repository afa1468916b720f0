"""Writing a promise or a relation down: who and what are needed, the rest can follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.half_written import FormDraft
from listening.app.promises.form import Subject, read
from listening.app.screens.form import Form
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import plain
from listening.app.widgets.field import FieldRow
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice


class FollowForm(Form[str | None], SeesChanges[str | None]):
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
        self.begun = dict(subject.filled())
        self.draft = FormDraft(subject.kept_in)
        self._saved: str | None = None

    def compose(self) -> ComposeResult:
        """Put the fields under one another, under the words that they are about."""
        yield Static(plain(self._subject.heading, "bold"), id="heading")
        with VerticalScroll(id="form", can_focus=False):
            yield Static(id="about")
            for field in self._subject.fields:
                yield FieldRow(field, self.begun.get(field.name, ""))
        yield Notice(id="status")
        yield Notice(id="begun")
        yield CommandFooter(Place.FOLLOWING)

    def on_mount(self) -> None:
        """Begin in the first field; what stands in the form now is what is saved."""
        self.begun = self.filled()
        self.catch_up()
        next(iter(self.query(FieldRow))).take_focus()

    def changed_elsewhere(self) -> bool:
        """Tell whether the words that it is about may have changed."""
        return self._subject.changed_elsewhere()

    def catch_up(self) -> None:
        """Show the words that it is about as they stand now; what was filled in stays."""
        words, about = self._subject.about, self.query_one("#about", Static)
        about.update(plain(words))
        about.display = bool(words)

    def read(self) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """Return what was filled in, understood, and what could not be."""
        reading = read(self._subject.fields, self.filled(), self._today)
        return reading.values, reading.troubles

    def keep(self, values: Mapping[str, Any]) -> None:
        """Keep it in the file."""
        self._saved = self._subject.save(values)

    def go(self) -> None:
        """Go back, with the id of what was saved."""
        if self.is_current:
            self.dismiss(self._saved)
