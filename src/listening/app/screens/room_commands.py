"""The facilitator's commands on the capture screen: prompts, breaks, voices, gentle lines."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from textual.screen import Screen

from listening.app.room.clock import RoomClock
from listening.app.room.gentle import Gently
from listening.app.room.messages import ShowScreen
from listening.app.room.now import RoomNow
from listening.app.screens.capture_commands import CaptureCommands
from listening.app.widgets.gentle_line import GentleLine
from listening.insight.voices import RECENT, leading
from listening.model.vocabulary import Kind

_BREAK_BEGINS = "A break begins: the minutes of the prompt stand still until it ends."
_BREAK_ENDS = "The break is over."


class RoomCommands(CaptureCommands):
    """What each of them does, by the names that the table of commands gives them."""

    session_id: str
    """The session's token."""
    room_clock: RoomClock
    """The silent timer."""
    gently: Gently
    """Who chooses the gentle line."""
    _leading: str | None = None

    @abstractmethod
    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""

    @abstractmethod
    def look_again(self) -> None:
        """Read what may have changed, and show it."""

    def action_off_agenda(self) -> None:
        """Mark the line as not on today's agenda, or no longer."""
        self.line_desk.toggle_kind(Kind.OFF_AGENDA)

    def action_agenda(self) -> None:
        """Show the prompts and their minutes."""
        self.keep_words()
        self.post_message(ShowScreen(self._agenda, self._go))

    def action_voices(self) -> None:
        """Show who was heard."""
        self.keep_words()
        self.post_message(ShowScreen(self._voices, self._go))

    def action_pause(self) -> None:
        """Note that a break begins, or ends."""
        if self.attempt(self._begin_or_end_break):
            self.say(_BREAK_BEGINS if self.room_clock.is_break else _BREAK_ENDS)
            self.show_gently()

    def action_quiet(self) -> None:
        """Take the gentle line away."""
        self.say(self.gently.quiet())
        self.show_gently()

    def show_gently(self) -> None:
        """Show the gentle line, if there is one."""
        clock = self.room_clock
        self.query_one(GentleLine).say(
            self.gently.line(
                on_break=clock.break_in_words(),
                break_is_due=clock.break_is_due(),
                leading=self._leading,
                went_on=self._gone_on(),
            )
        )

    def _gone_on(self) -> tuple[str, int] | None:
        """Return who went on to which prompt in another window, while that is on the agenda."""
        went_on = self.room_clock.went_on
        prompt = self.picture.prompt(went_on.prompt) if went_on else None
        return (went_on.who, prompt.number) if went_on and prompt else None

    def look_at_voices(self) -> None:
        """See whether one perspective has most of the newest contributions.

        Raises:
            ListeningError: the file cannot be read.
        """
        self._leading = leading(self.file.latest(self.session_id, RECENT))

    def _begin_or_end_break(self) -> None:
        self.open_prompt = self.room_clock.begin_or_end_break()

    def _agenda(self) -> Screen[int | None]:
        from listening.app.screens.agenda import AgendaScreen  # only where it is shown

        self.look_again()
        return AgendaScreen(self._room_now(), self.open_prompt.token)

    def _voices(self) -> Screen[None]:
        from listening.app.screens.voices import VoicesScreen  # only where it is shown

        self.look_again()
        return VoicesScreen(self._room_now())

    def _room_now(self) -> RoomNow:
        return RoomNow(self.file, self.session_id, self.room_clock)

    def _go(self, number: int | None) -> None:
        """Go to a prompt by its number, if one was chosen."""
        if number is not None and self.attempt(self.look_again):
            self.action_open_prompt(number)
