"""What every screen that shows words does alike: it shows what others change, soon after they did."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar

from textual.screen import Screen

from listening.model.errors import ListeningError

T = TypeVar("T")

LOOK_EVERY = 0.25
"""How many seconds pass between two looks at whether others changed something."""

_SHARE_OF_TIME = 10


class SeesChanges(Screen[T]):
    """Asks a few times a second, while it is to be seen, whether what it shows was changed elsewhere.

    Where showing it again takes long it is shown again less often, so that keys come between.
    """

    _is_behind = False
    _not_before = 0.0

    @abstractmethod
    def changed_elsewhere(self) -> bool:
        """Tell whether what is shown may have changed since this was last asked; it waits for nobody.

        Raises:
            ListeningError: that cannot be told now.
        """

    @abstractmethod
    def catch_up(self) -> None:
        """Show what is there now; where somebody is, and what they type, stays.

        Raises:
            ListeningError: it cannot be read now; it is tried again.
        """

    def on_mount(self) -> None:
        """Begin to look."""
        self.set_interval(LOOK_EVERY, self.look_elsewhere)

    def look_elsewhere(self) -> None:
        """Show what others changed, if they did and it is time."""
        if not (self.is_running and is_seen(self)):
            return
        # What cannot be read now is read at one of the next looks.
        with suppress(ListeningError):
            self._is_behind = self.changed_elsewhere() or self._is_behind
            began = monotonic()
            if self._is_behind and began >= self._not_before:
                self.catch_up()
                self._is_behind = False
                ended = monotonic()
                self._not_before = ended + (ended - began) * _SHARE_OF_TIME


def is_seen(screen: Screen[Any]) -> bool:
    """Tell whether a screen is to be seen: it is the one in front, or only questions stand over it."""
    for one in reversed(screen.app.screen_stack):
        if one is screen:
            return True
        if not one.is_modal:
            return False
    return False
