"""A list of what follows from what was said, with the words behind the chosen row under it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static

from listening.app.capture import undone
from listening.app.commands import Place
from listening.app.gone import refuse_removed
from listening.app.messages import LeaveSession
from listening.app.promises.behind import words_behind
from listening.app.promises.form import Subject
from listening.app.promises.rows import heading
from listening.app.screens.follow_form import FollowForm
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList, RowOf
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError
from listening.model.records import Commitment, Relation
from listening.store.session_file import SessionFile

T = TypeVar("T")

_ONE_SESSION = "This file holds several sessions: open one of them, and write it down there."


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list; a heading has no id."""

    drawn: RowOf
    id: str = ""


class FollowList(SeesChanges[None]):
    """Shows rows under headings; every deed on the chosen one is on the disk at once."""

    AUTO_FOCUS = "MarkedList"

    kind: ClassVar[str] = ""
    """What is listed, in one word."""
    nothing: ClassVar[str] = ""
    """What stands there while there is none."""
    place: ClassVar[Place] = Place.PROMISES
    """Where its commands apply."""

    def __init__(
        self, file: SessionFile, session: str | None, title: str, today: date, at: str = ""
    ) -> None:
        """Look at a file.

        Args:
            file: the open file.
            session: the token of a session; None for all.
            title: what is looked at, as people call it.
            today: the day that it is.
            at: the id of the row to begin with.
        """
        super().__init__(classes="follow-list")
        self.file = file
        self.session = session
        """The token of the session; None for all."""
        self.today = today
        """The day that it is."""
        self._title = title
        self._lines: tuple[Line, ...] = ()
        self._wanted = at

    @property
    def places(self) -> frozenset[Place]:
        """Where its commands apply."""
        return frozenset({self.place})

    def compose(self) -> ComposeResult:
        """Put the list over the words behind the chosen row."""
        with Horizontal(id="head"):
            yield Static(parts((self.kind, "bold"), self._title, between=" · "), id="title")
            yield Static(id="how-many")
        yield Static(plain(self.nothing), id="empty")
        yield MarkedList(id="rows")
        with VerticalScroll(id="behind"):
            yield Static(id="words")
        yield Notice(id="status")
        yield CommandFooter(self.place)

    def on_screen_resume(self) -> None:
        """Read the file, again whenever somebody comes back."""
        self.look_again()

    # What each kind of list knows -------------------------------------------------------------

    @abstractmethod
    def read(self) -> Sequence[tuple[str, Sequence[Line]]]:
        """Return the rows under their headings; an empty heading is not shown."""

    @abstractmethod
    def how_many(self) -> str:
        """Return how many there are, in words."""

    @abstractmethod
    def behind(self, chosen: str) -> Sequence[str]:
        """Return the ids of the contributions behind a row."""

    @abstractmethod
    def subject(self, chosen: str | None) -> Subject:
        """Return what is filled in of a row, or of a new one."""

    @abstractmethod
    def record(self, own: str) -> Commitment | Relation:
        """Return what a row stands for, as it is now.

        Raises:
            ListeningError: it is gone.
        """

    # Deeds ------------------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The id of the chosen row; nothing where there is none."""
        place = self.query_one(MarkedList).highlighted
        return self._lines[place].id if place is not None and place < len(self._lines) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say that what is done with a row is possible only where there is one."""
        if action in ("edit", "remove", "state", "felt"):
            return bool(self.is_mounted and self.chosen)
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Write a new one down."""
        if self.session is None:
            self.say(_ONE_SESSION)
            return
        self.fill_in(self.subject(None))

    def action_edit(self) -> None:
        """Change the chosen one."""
        subject = self.asked(lambda: self.subject(self.there(self.chosen)))
        if subject is not None:
            self.fill_in(subject)

    def action_remove(self) -> None:
        """Take the chosen one out of every list."""
        chosen = self.chosen
        remove = partial(self.file.remove, [chosen])
        self.do_with(chosen, remove, "Taken out of every list. u brings it back.")

    def action_undo(self) -> None:
        """Take the last saved change of this note-taker back."""
        said: list[str] = []
        if self.do(lambda: said.append(undone.told(self.file, self.file.undo(self.session))), ""):
            self.tell(said[0])

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(LeaveSession())

    def fill_in(self, subject: Subject) -> None:
        """Have something filled in, and go to it once it is saved."""

        def done(saved: str | None) -> None:
            if saved is not None:
                self._wanted = saved
                self.tell("Saved.")
                self.look_again()

        self.app.push_screen(FollowForm(subject, self.today), done)

    def asked(self, question: Callable[[], T]) -> T | None:
        """Return what the file answers; None where it cannot, as for what is gone meanwhile: it says why."""
        try:
            return question()
        except ListeningError as error:
            self.say(str(error))
            return None

    def do(self, deed: Callable[[], object], told: str) -> bool:
        """Do something that is kept on the disk, and show it; where it cannot be, say why."""
        if self.asked(lambda: (deed(),)) is None:
            return False
        self.tell(told)
        self.look_again()
        return True

    def do_with(self, own: str, deed: Callable[[], object], told: str) -> bool:
        """Do something with a row, unless it is gone meanwhile: then that is said."""

        def do() -> None:
            self.there(own)
            deed()

        return self.do(do, told)

    def say(self, sentence: str) -> None:
        """Say what is wrong."""
        self.query_one("#status", Notice).say(sentence)

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self.query_one("#status", Notice).tell(sentence)

    def there(self, own: str) -> str:
        """Return the id of a row that is not gone meanwhile.

        Raises:
            ListeningError: it is gone.
        """
        if own == self.chosen:
            self.refuse_displaced()
        refuse_removed(self.record(own))
        return own

    # Showing ----------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Read what may have changed, the mark staying on its row."""
        self.asked(self.catch_up)

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked."""
        return self.file.changed_elsewhere()

    def chosen_key(self) -> object | None:
        """Return the id of the chosen row."""
        return self.chosen or None

    def catch_up(self) -> None:
        """Show what stands in the file now, the mark staying on its row."""
        found = self.read()
        wanted = self._wanted or self.chosen
        self._wanted = ""
        lines: list[Line] = []
        for name, rows in found:
            lines += [Line(heading(name))] if name else []
            lines += rows
        self._lines = tuple(lines)
        self._show(wanted)

    def _show(self, wanted: str) -> None:
        rows = self.query_one(MarkedList)
        headings = {place for place, line in enumerate(self._lines) if not line.id}
        rows.show([line.drawn for line in self._lines], headings)
        place = next(
            (n for n, line in enumerate(self._lines) if wanted and line.id == wanted), None
        )
        if place is not None:
            rows.highlighted = place
        self.set_class(not self._lines, "-empty")
        self.query_one("#how-many", Static).update(plain(self.how_many()))
        self._show_behind()
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def follow(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words behind the row that the mark went to."""
        event.stop()
        self._show_behind()

    @on(OptionList.OptionSelected)
    def open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Change what was chosen."""
        event.stop()
        self.action_edit()

    def _show_behind(self) -> None:
        chosen = self.chosen
        behind = self.asked(lambda: self.behind(chosen)) if chosen else ()
        words = words_behind(self.file, behind or ())
        self.query_one("#words", Static).update(plain(words))
        self.query_one("#behind").display = bool(words)
