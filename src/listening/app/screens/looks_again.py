"""Looking again: at what others saved, and at the figures, without a key waiting for either."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from time import perf_counter

from textual import on
from textual.message import Message
from textual.timer import Timer

from listening.app.capture.drafting import Drafting
from listening.app.capture.picture import Picture
from listening.app.screens.room_commands import RoomCommands

LOOK_EVERY = 0.25
"""How many seconds pass between two looks at what others saved."""

_A_MOMENT = 0.05
_SHARE_OF_TIME = 10
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
    _looking_again: Timer | None = None

    @dataclass
    class Looked(Message):
        """A large session was counted, in a thread."""

        picture: Picture

    @abstractmethod
    def show_picture(self) -> None:
        """Show the figures and the prompt as they are now."""

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
        """Do what is done a few times a second."""
        self.drafting.look(self.line_desk.draft_text(), self.open_prompt.token)
        self.room_clock.look()
        self.show_minutes()
        self.show_gently()
        self.attempt(self._look_elsewhere)

    def _look_elsewhere(self) -> None:
        # A screen over this one asks for itself: what it is told, this one would not be told again.
        if self.app.screen is self and self.file.changed_elsewhere():
            self.list_desk.refresh_rows()
            self.count_soon()
