"""The silent timer of one window: how long each prompt has had, and breaks; noted in the file.

A prompt that is passed over in a moment is not noted, and nobody who moves on waits for the disk:
a note is written a little later, with the time at which it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from listening.app.capture.open_prompt import OpenPrompt
from listening.insight.timing import MINUTE, REST, Timing, break_is_due, timing
from listening.model.errors import ListeningError
from listening.store.session_file import SessionFile

_LOOKS_BEFORE_NOTING = 8
_LOOKS_AFTER_A_FAILURE = 40


class RoomClock:
    """Knows what the file tells of the session's time, and goes on from there."""

    def __init__(self, file: SessionFile, session: str, now: Callable[[], datetime]) -> None:
        """Read what is known.

        Args:
            file: the open file.
            session: the session's token.
            now: the clock on the wall.

        Raises:
            ListeningError: the file cannot be read.
        """
        self._file, self._session, self._now = file, session, now
        known = timing(file.room_notes(session), file.heard_when(session), _ms(now()))
        self._had = dict(known.had)
        self.at = known.prompt
        """The prompt that the room is at, as far as the file tells; None where it does not."""
        self._waits = 0
        self._to_note: OpenPrompt | None = None
        self.break_since = known.break_since
        """Since when there is a break, in milliseconds since 1970; None where there is none."""
        self._talking_since = known.talking_since
        self._last_heard = known.talking_since
        self.prompt = OpenPrompt(None, now())
        """The prompt that is open in this window, its beginning moved so that it tells all it has had."""
        self._opened_here = self.prompt

    @property
    def is_break(self) -> bool:
        """Whether there is a break."""
        return self.break_since is not None

    @property
    def minute(self) -> tuple[int, str]:
        """How many minutes the prompt has had, and the break: what is shown changes with it."""
        had = _ms(self._now()) - _ms(self.prompt.began)
        return had // MINUTE, self.break_in_words()

    def begin(self, prompt: OpenPrompt) -> OpenPrompt:
        """Begin with a prompt, and return it with the time that it has had already."""
        self._opened_here = replace(prompt, began=self._now())
        self.prompt = self._going_on(prompt)
        return self.prompt

    def open(self, prompt: OpenPrompt) -> OpenPrompt:
        """Go to a prompt, and return it with the time that it had before."""
        now = self._now()
        self._put_away(now)
        if self.at is None:
            self._note(self._opened_here)
        if prompt.token is not None:
            self._to_note, self._waits = replace(prompt, began=now), _LOOKS_BEFORE_NOTING
        return self.begin(replace(prompt, began=now))

    def heard(self) -> None:
        """Take in that something was said."""
        now = _ms(self._now())
        if self._last_heard is None or self._talking_since is None or now - self._last_heard > REST:
            self._talking_since = now
        self._last_heard = now

    def look(self) -> None:
        """Note what is to be noted, once it has lasted a moment."""
        if self._to_note is None:
            return
        self._waits -= 1
        if self._waits <= 0:
            self.note_now()

    def note_now(self) -> None:
        """Note the prompt that was opened last; where that cannot be, try again later."""
        wanted, self._to_note = self._to_note, None
        if wanted is not None and wanted.token != self.at and not self._note(wanted):
            self._to_note, self._waits = wanted, _LOOKS_AFTER_A_FAILURE

    def begin_or_end_break(self) -> OpenPrompt:
        """Note that a break begins, or ends; return the prompt, whose time stands still meanwhile.

        Raises:
            NotSaved: the disk did not take it.
        """
        self._file.note_break(self._session, begins=not self.is_break)
        now = _ms(self._now())
        if self.break_since is None:
            self.break_since, self._talking_since = now, None
        else:
            paused = timedelta(milliseconds=now - self.break_since)
            self.prompt = replace(self.prompt, began=self.prompt.began + paused)
            self.break_since, self._talking_since, self._last_heard = None, now, now
        return self.prompt

    def look_again(self) -> None:
        """Take in a break that another window has noted.

        Raises:
            ListeningError: the file cannot be read.
        """
        now = _ms(self._now())
        since = timing(self._file.room_notes(self._session), (), now).break_since
        if self.break_since is not None and since is None:
            self._talking_since = self._last_heard = now
        self.break_since = since

    def break_is_due(self) -> bool:
        """Tell whether people have talked for so long that a break is due."""
        return not self.is_break and break_is_due(self._talking_since, _ms(self._now()))

    def break_in_words(self) -> str:
        """Return for how long there has been a break; nothing where there is none."""
        if self.break_since is None:
            return ""
        return f"on a break, {max(0, _ms(self._now()) - self.break_since) // MINUTE} min"

    def told(self) -> Timing:
        """Return what is known of the session's time, what this window alone knows included.

        Raises:
            ListeningError: the file cannot be read.
        """
        self.note_now()
        now = _ms(self._now())
        known = timing(
            self._file.room_notes(self._session), self._file.heard_when(self._session), now
        )
        if self.prompt.token is None or self.is_break:
            return known
        here = {self.prompt.token: now - _ms(self.prompt.began)}
        longer = {key: ms for key, ms in here.items() if ms > known.had.get(key, 0)}
        return replace(known, had={**known.had, **longer})

    def _going_on(self, prompt: OpenPrompt) -> OpenPrompt:
        """Return the prompt as it goes on, with all that it has had."""
        had = self._had.get(prompt.token or "")
        if had is None:
            return prompt
        return replace(prompt, began=self._now() - timedelta(milliseconds=had))

    def _put_away(self, now: datetime) -> None:
        """Keep what the prompt that is left has had."""
        if self.prompt.token is not None:
            self._had[self.prompt.token] = max(0, _ms(now) - _ms(self.prompt.began))

    def _note(self, prompt: OpenPrompt) -> bool:
        if prompt.token is None:
            return True
        try:
            self._file.note_prompt(self._session, prompt.token, _ms(prompt.began))
        except ListeningError:
            return False
        self.at = prompt.token
        return True


def _ms(moment: datetime) -> int:
    return max(0, int(moment.timestamp() * 1000))
