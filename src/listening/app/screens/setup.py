"""Set-up: what is agreed before people speak. Only the title is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Collapsible, Static

from listening.app.agenda import read_agenda
from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.half_written import FormDraft
from listening.app.screens.form import Form
from listening.app.session_form import MORE, Field, first_fields, read_form
from listening.app.setting_up import Subject
from listening.app.text import parts, plain
from listening.app.widgets.field import FieldRow
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice

_HINT = "only the title is needed"


class SetupScreen(Form[bool]):
    """The set-up form; it is dismissed with whether something was saved."""

    CSS_PATH = "setup.tcss"
    BINDINGS = bindings(Place.SETUP)
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012

    places = frozenset({Place.SETUP})
    """Where its commands apply."""

    def __init__(self, subject: Subject, today: date, at: str = "title") -> None:
        """Begin with what is known.

        Args:
            subject: what is set up.
            today: the day that it is.
            at: the name of the field that gets the focus; nothing for the first.
        """
        super().__init__()
        self._subject = subject
        self._at = at or "title"
        self._today = today
        self.begun = dict(subject.filled())
        self.draft = FormDraft(subject.kept_in)
        self._was_saved = False
        self._first = first_fields(self.begun.get("room_rule"))

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
        yield Notice(id="begun")
        yield CommandFooter(Place.SETUP)

    def on_mount(self) -> None:
        """Begin in the field that is wanted; what stands in the form now is what is saved."""
        self.begun = self.filled()
        self.show_field(self._at)

    @on(Button.Pressed, "#save")
    def save_by_button(self) -> None:
        """Save as the key does."""
        self.action_save()

    def is_looked_at(self, row: FieldRow) -> bool:
        """Tell whether a field that was left is looked at: the title only when it is saved."""
        return row.field.name != "title"

    def show_field(self, name: str) -> None:
        """Go to a field, opening the rarer ones where it is one of them."""
        self._open_more([name])
        super().show_field(name)

    def fill_in(self, fields: Mapping[str, str]) -> None:
        """Put what was left into these fields, opening the rarer ones where it is in one of them."""
        self._open_more(fields)
        super().fill_in(fields)

    def read(self) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """Return what was filled in, understood, and what could not be."""
        reading = read_form(self.filled(), self._today)
        return reading.facts, reading.troubles

    def keep(self, values: Mapping[str, Any]) -> None:
        """Keep the facts and the agenda."""
        plan = read_agenda(self.row("prompts").value, self._subject.prompts())
        self._subject.save(dict(values), plan)
        self._was_saved = True

    def go(self) -> None:
        """Go back, with whether something was saved."""
        if self.is_current:
            self.dismiss(self._was_saved)

    def _open_more(self, names: Iterable[str]) -> None:
        if {one.name for one in MORE} & set(names):
            self.query_one("#more", Collapsible).collapsed = False

    def _rows(self, fields: tuple[Field, ...]) -> Iterator[Widget]:
        return (FieldRow(one, self.begun.get(one.name, "")) for one in fields)
