"""The silent timer of one window: how long each prompt has had, and breaks; noted in the file.

A prompt that is passed over in a moment is not noted, and nobody who moves on waits for the disk:
a note is written a little later, with the time at which it happened. Whoever only looks, and neither
writes nor goes anywhere, notes nothing: that the room sits at a prompt again is noted with the first deed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from listening.app.capture.open_prompt import OpenPrompt
from listening.app.room.elsewhere import WentOn, went_on
from listening.insight.timing import (
    LONGEST_SILENCE,
    MINUTE,
    REST,
    Timing,
    break_is_due,
    timing,
)
from listening.model.errors import ListeningError
from listening.store.session_file import SessionFile

_LOOKS_BEFORE_NOTING = 8
_LOOKS_AFTER_A_FAILURE = 40
_A_MOMENT = timedelta(seconds=2)


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
        self._last_sign = self._looked = _ms(now())
        self._is_noted_here = False
        self.prompt = OpenPrompt(None, now())
        """The prompt that is open in this window, its beginning moved so that it tells all it has had."""
        self._opened_here = self.prompt
        self.went_on: WentOn | None = None
        """Who has gone on to another prompt in another window; None where nobody has."""

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
        self._opened_here, self.went_on = replace(prompt, began=self._now()), None
        self.prompt = self._going_on(prompt)
        return self.prompt

    def open(self, prompt: OpenPrompt) -> OpenPrompt:
        """Go to a prompt, and return it with the time that it had before."""
        now = self._now()
        self._give_a_sign()
        self._put_away(now)
        if self.at is None or now - self._opened_here.began >= _A_MOMENT:
            self._note_where_it_began()
        if prompt.token is not None:
            self._to_note, self._waits = replace(prompt, began=now), _LOOKS_BEFORE_NOTING
        return self.begin(replace(prompt, began=now))

    def heard(self) -> None:
        """Take in that something was said; that the room is here is noted soon."""
        now = _ms(self._now())
        self._give_a_sign()
        if self._to_note is None and self._goes_on_here:
            self._to_note, self._waits = self._opened_here, _LOOKS_BEFORE_NOTING
        if self._last_heard is None or self._talking_since is None or now - self._last_heard > REST:
            self._talking_since = now
        self._last_heard = now

    def look(self) -> OpenPrompt:
        """Note what is to be noted, once it has lasted a moment.

        Return the prompt, whose time stands still where there was no sign for very long.
        """
        self._stand_still()
        if self._to_note is not None:
            self._waits -= 1
            if self._waits <= 0:
                self.note_now()
        return self.prompt

    def note_now(self) -> None:
        """Note the prompt that was opened last; where that cannot be, try again later."""
        wanted, self._to_note = self._to_note, None
        if wanted is None or (wanted.token == self.at and self._is_noted_here):
            return
        if not self._note(wanted):
            self._to_note, self._waits = wanted, _LOOKS_AFTER_A_FAILURE

    def begin_or_end_break(self) -> OpenPrompt:
        """Note that a break begins, or ends; return the prompt, whose time stands still meanwhile.

        Raises:
            NotSaved: the disk did not take it.
        """
        self._file.note_break(self._session, begins=not self.is_break)
        self._give_a_sign()
        self._note_where_it_began()
        now = _ms(self._now())
        if self.break_since is None:
            self.break_since, self._talking_since = now, None
        else:
            paused = timedelta(milliseconds=now - self.break_since)
            self.prompt = replace(self.prompt, began=self.prompt.began + paused)
            self.break_since, self._talking_since, self._last_heard = None, now, now
        return self.prompt

    def look_again(self) -> None:
        """Take in that others wrote, and a break that another window has noted.

        Raises:
            ListeningError: the file cannot be read.
        """
        self._give_a_sign()
        now = _ms(self._now())
        notes = self._file.room_notes(self._session)
        since = timing(notes, (), now).break_since
        began = _ms(self._opened_here.began)
        self.went_on = went_on(self._file, notes, self.prompt.token, began)
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
        self._stand_still()
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

    def _stand_still(self) -> None:
        """Let no more time go by for the prompt than the file will tell: silence ends it."""
        now = _ms(self._now())
        silent = now - max(self._looked, self._last_sign + LONGEST_SILENCE)
        self._looked = now
        if silent > 0 and not self.is_break:
            began = self.prompt.began + timedelta(milliseconds=silent)
            self.prompt = replace(self.prompt, began=began)

    def _give_a_sign(self) -> None:
        self._stand_still()
        self._last_sign = self._looked

    @property
    def _goes_on_here(self) -> bool:
        """Whether the room is where this window is, and the file does not tell yet that it is here again."""
        return not self._is_noted_here and self.at in (None, self._opened_here.token)

    def _note_where_it_began(self) -> None:
        if self._goes_on_here:
            self._note(self._opened_here)

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
        self.at, self._is_noted_here = prompt.token, True
        return True


def _ms(moment: datetime) -> int:
    return max(0, int(moment.timestamp() * 1000))
