"""A room as it is now, for a screen that shows it for a while."""

from __future__ import annotations

from listening.app.capture.picture import Picture
from listening.app.room.clock import RoomClock
from listening.insight.timing import Timing
from listening.store.session_file import SessionFile


class RoomNow:
    """The session's figures and its time, read again whenever others save or a minute passes."""

    def __init__(self, file: SessionFile, session: str, clock: RoomClock) -> None:
        """Look.

        Args:
            file: the open file.
            session: the session's token.
            clock: the silent timer of this window.

        Raises:
            ListeningError: the file cannot be read.
        """
        self.file = file
        """The open file."""
        self.session = session
        """The session's token."""
        self._clock = clock
        self._is_changed = False
        self.look()

    def look(self) -> None:
        """Read how it is now.

        Raises:
            ListeningError: the file cannot be read.
        """
        minute = self._clock.minute
        picture = Picture.of(self.file, self.session)
        if self._is_changed:
            self._clock.look_again()
            self._is_changed = False
        self.timing: Timing = self._clock.told()
        """How long each prompt has had, and the breaks."""
        self.picture = picture
        """The session as it is."""
        self._minute = minute

    def has_gone_on(self) -> bool:
        """Tell whether others changed the file since this was last asked, or a minute has passed.

        Raises:
            ListeningError: that cannot be told now.
        """
        self._is_changed = self.file.changed_elsewhere() or self._is_changed
        return self._is_changed or self._clock.minute != self._minute
