"""Looking again: at what others saved, and at the figures, without a key waiting for either."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.timer import Timer

from listening.app.capture.drafting import Drafting
from listening.app.capture.picture import Picture
from listening.app.capture.seen_before import Alike, SeenBefore
from listening.app.finding.asker import Asker
from listening.app.messages import GoToSaid
from listening.app.screens.room_commands import RoomCommands
from listening.app.screens.sees_changes import is_seen
from listening.app.widgets.status import Status
from listening.model.errors import ListeningError
from listening.model.quickline import QuickLine
from listening.store.shelf import Shelf

if TYPE_CHECKING:
    from listening.app.finding.answers import Said

_A_MOMENT = 0.05
_UNREAD_FOR = 8
"""After how many looks in a row that could not be it is said that the file cannot be read."""
_SHARE_OF_TIME = 10
_NOTHING_ALIKE = "No other session of the folder holds anything like this, as far as was looked."
_NEVER_FELT = 0.02
"""How many seconds a look may take in which keys wait."""


class LooksAgain(RoomCommands):
    """The part of the capture screen that keeps it up to date."""

    cost_of_a_look: float
    """How many seconds the last look took."""
    drafting: Drafting
    """Who keeps what is being typed."""
    looking: Timer | None = None
    """What looks now and then."""
    alike: Alike = Alike("")
    """What other sessions of the folder hold that is like the words at hand."""
    _looking_again: Timer | None = None
    _is_behind = False
    _unread = 0
    _seen_before: SeenBefore | None = None

    @dataclass
    class Looked(Message):
        """A large session was counted, in a thread."""

        picture: Picture

    @property
    @abstractmethod
    def status(self) -> Status:
        """The top lines."""

    @abstractmethod
    def show_why(self, error: ListeningError) -> None:
        """Say why something could not be done."""

    @abstractmethod
    def show_picture(self) -> None:
        """Show the figures and the prompt as they are now."""

    @abstractmethod
    def show_chips(self) -> None:
        """Show what will be saved with the line, and what was heard before that is like it."""

    @abstractmethod
    def picture_read(self, line: str) -> QuickLine:
        """Return a line as it is understood here."""

    @abstractmethod
    def show_minutes(self) -> None:
        """Show how long the prompt has been open, or the break."""

    def look_again(self) -> None:
        """Read what may have changed, and show it."""
        began = perf_counter()
        self.picture = Picture.of(self.file, self.session_id)
        self._look_at_the_room()
        self.cost_of_a_look = perf_counter() - began
        self._show_looked()

    def _look_at_the_room(self) -> None:
        self.room_clock.look_again()
        self.look_at_voices()

    def _show_looked(self) -> None:
        self.open(self.open_prompt.still_there(self.picture.prompts, self.now()))
        self.show_picture()

    def look_away(self) -> None:
        """Look at the file no more: it is about to be closed."""
        for timer in (self.looking, self._looking_again):
            if timer is not None:
                timer.stop()

    def count_soon(self) -> None:
        """Count again after the row is painted; in a very long session, less often than saved."""
        if self._looking_again is None:
            pause = max(_A_MOMENT, self.cost_of_a_look * _SHARE_OF_TIME)
            self._looking_again = self.set_timer(pause, self._count_again)

    def _count_again(self) -> None:
        self._looking_again = None
        # What was due when the screen closed comes after its widgets have gone.
        if not self.is_running:
            return
        if self.cost_of_a_look < _NEVER_FELT:
            self.attempt(self.look_again)
            return
        session = self.session_id
        self.background.ask(
            "picture",
            lambda file: self.post_message(self.Looked(Picture.of(file, session))),
            self.not_answered,
        )

    @on(Looked)
    def _take_in(self, event: Looked) -> None:
        """Show what was counted while somebody typed."""
        event.stop()
        self.picture = event.picture
        if self.attempt(self._look_at_the_room):
            self._show_looked()

    def tick(self) -> None:
        """Do what is done a few times a second, while there is a screen to do it for."""
        if not self.is_running:
            return
        self.drafting.look(self.line_desk.draft_text(), self.open_prompt.token)
        self.line_desk.look()
        self.open_prompt = self.room_clock.look()
        self.show_minutes()
        self.show_gently()
        self._look_back()
        self._look_elsewhere()

    def look_back_through(self, shelf: Asker[Shelf]) -> None:
        """Look from now on whether other sessions of the folder hold what is like the words at hand."""
        sessions = [self.session_id]
        self._seen_before = SeenBefore(shelf, sessions, self.post_message)

    def action_alike(self) -> None:
        """Show what other sessions hold that is like the words at hand."""
        if not self.alike.said:
            self.say(_NOTHING_ALIKE)
            return
        from listening.app.screens.alike import AlikeScreen  # only where somebody asks for it

        self.keep_words()
        self.app.push_screen(AlikeScreen(self.alike, self._seen_before), self._go_to_before)

    def _go_to_before(self, said: Said | None) -> None:
        if said is not None:
            self.go_to_other(said)

    def go_to_other(self, said: Said) -> None:
        """Leave the session for another one, at something that was said there; the line is kept."""
        self.leave(partial(self._leave_for, said))

    def _leave_for(self, said: Said) -> None:
        self.keep_words()
        self.look_away()
        self.post_message(GoToSaid(said))

    @on(Alike)
    def show_alike(self, event: Alike) -> None:
        """Hint at what was heard before."""
        event.stop()
        self.alike = event
        self.show_chips()

    def _look_back(self) -> None:
        """Look at what was heard before, like the line, or like the contribution that is chosen."""
        if self._seen_before is None or self.app.screen is not self:
            return
        row = self.rows.cursor_row if self.focused is self.rows else None
        words = row.words if row else self.picture_read(self.entry.line).words
        self._seen_before.look(words, self.file.path)

    def _look_elsewhere(self) -> None:
        # A screen over this one asks for itself: what it is told, this one would not be told again.
        if not is_seen(self):
            return
        try:
            self._is_behind = self.file.changed_elsewhere() or self._is_behind
        except ListeningError as error:
            # Others save for a moment now and then: only what lasts is told.
            self._unread += 1
            if self._unread >= _UNREAD_FOR:
                self.show_why(error)
            return
        self._unread = 0
        self.status.read_again()
        if self._is_behind and self.attempt(self._show_changed):
            self._is_behind = False

    def _show_changed(self) -> None:
        self.line_desk.look_again()
        self.list_desk.refresh_rows()
        self.count_soon()
