"""What every form does alike: troubles under their fields, saving, and asking before it is left."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeVar

from textual import on
from textual.widgets import Input

from listening.app.dates import show_iso
from listening.app.screens.keeps_draft import KeepsDraft
from listening.app.screens.question import Answer, Question
from listening.app.session_form import Shape
from listening.app.widgets.field import FieldRow
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError

T = TypeVar("T")

_UNSAVED = "What you typed here is not saved yet."
_LEAVING: tuple[Answer[Literal["save", "leave"] | None], ...] = (
    Answer("k", "Keep writing", None),
    Answer("s", "Save it, then go", "save"),
    Answer("l", "Leave it unsaved", "leave"),
)


class Form(KeepsDraft[T]):
    """Fields under one another, and a line that says what is wrong."""

    begun: Mapping[str, str]
    """What stood in the fields when it was last saved, or came up."""

    @abstractmethod
    def read(self) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """Return what was filled in, understood, and one sentence for each field that was not."""

    @abstractmethod
    def keep(self, values: Mapping[str, Any]) -> None:
        """Keep what was filled in.

        Raises:
            ListeningError: it could not be kept; nothing of it was.
        """

    @abstractmethod
    def go(self) -> None:
        """Go back, with what came of the form."""

    def is_looked_at(self, row: FieldRow) -> bool:
        """Tell whether a field that was left is to be looked at before anything is saved."""
        return bool(row.value.strip())

    def show_field(self, name: str) -> None:
        """Go to a field."""
        self.row(name).take_focus()

    # What people do ---------------------------------------------------------------------------

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.filled() != self.begun

    def leave(self, then: Callable[[], object]) -> None:
        """Do what comes then, after asking about what was typed and not saved."""
        if not self.has_unsaved:
            self._forget()
            then()
            return

        def answered(answer: Literal["save", "leave"] | None) -> None:
            if answer == "leave" or (answer == "save" and self.is_saved()):
                self._forget()
                then()

        self.app.push_screen(Question(_UNSAVED, _LEAVING), answered)

    def action_leave(self) -> None:
        """Go back without saving."""
        self.leave(self.go)

    def action_save(self) -> None:
        """Save what was filled in, and go on."""
        if self.is_saved():
            self.go()

    @on(Input.Submitted)
    def next_field(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self.focus_next()

    @on(FieldRow.Left)
    def look_at(self, event: FieldRow.Left) -> None:
        """Say kindly what cannot be read in the field that was left."""
        event.stop()
        row, (values, troubles) = event.row, self.read()
        name = row.field.name
        if self.is_looked_at(row):
            row.say(troubles.get(name, ""))
        if row.field.shape is Shape.DATE and name in values:
            row.put(show_iso(str(values[name] or "")))

    # Underneath -------------------------------------------------------------------------------

    def is_saved(self) -> bool:
        """Keep what was filled in; False where that could not be, and it says why."""
        values, troubles = self.read()
        for row in self.query(FieldRow):
            row.say(troubles.get(row.field.name, ""))
        if troubles:
            self.show_field(next(iter(troubles)))
            return False
        try:
            self.keep(values)
        except ListeningError as error:
            self.query_one("#status", Notice).say(str(error))
            return False
        self.query_one("#status", Notice).say("")
        self.begun = self.filled()
        self._forget()
        return True

    def changed(self) -> Mapping[str, str] | None:
        """Return the fields that are not as they came up; None while there are none on the screen."""
        filled = self.filled()
        changed = {name: text for name, text in filled.items() if text != self.begun.get(name)}
        return changed if filled else None

    def fields_typed(self) -> Sequence[str]:
        """Return the names of the fields in which people type, in their order."""
        return [row.field.name for row in self.query(FieldRow) if row.is_typed]

    def fill_in(self, fields: Mapping[str, str]) -> None:
        """Put what was left into these fields."""
        for row in self.query(FieldRow):
            if row.field.name in fields:
                row.fill(fields[row.field.name])

    def filled(self) -> dict[str, str]:
        """Return what stands in the fields, by their names."""
        return {row.field.name: row.value for row in self.query(FieldRow)}

    def _forget(self) -> None:
        if self.draft is not None:
            self.draft.done()

    def row(self, name: str) -> FieldRow:
        """Return the row of a field."""
        return self.query_one(f"#row-{name}", FieldRow)
