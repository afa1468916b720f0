"""What every screen that shows words does alike: it shows what others change, soon after they did."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar

from textual.screen import Screen

from listening.model.errors import ListeningError, WrongUse

T = TypeVar("T")

LOOK_EVERY = 0.25
"""How many seconds pass between two looks at whether others changed something."""

_SHARE_OF_TIME = 10
_DISPLACED = (
    "What stood here has just gone, so nothing was done. Press the key again if you mean this one."
)


class SeesChanges(Screen[T]):
    """Asks a few times a second, while it is to be seen, whether what it shows was changed elsewhere.

    Where showing it again takes long it is shown again less often, so that keys come between.
    """

    _is_behind = False
    _not_before = 0.0
    _took_its_place: object | None = None

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

    def chosen_key(self) -> object | None:
        """Return what the chosen thing is known by, which a key would act on; None where there is none."""
        return None

    def refuse_displaced(self) -> None:
        """Refuse the first deed on what took the place of the chosen thing: it was meant for that.

        Raises:
            WrongUse: what was chosen went away, and nothing was chosen since.
        """
        took, self._took_its_place = self._took_its_place, None
        if took is not None and took == self.chosen_key():
            raise WrongUse(_DISPLACED)

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
                self._catch_up()
                self._is_behind = False
                ended = monotonic()
                self._not_before = ended + (ended - began) * _SHARE_OF_TIME

    def _catch_up(self) -> None:
        before = self.chosen_key()
        self.catch_up()
        after = self.chosen_key()
        if before is not None and after != before:
            self._took_its_place = after


def displaced() -> str:
    """Return why nothing is done with what took the place of something that has gone."""
    return _DISPLACED


def is_seen(screen: Screen[Any]) -> bool:
    """Tell whether a screen is to be seen: it is the one in front, or only questions stand over it."""
    for one in reversed(screen.app.screen_stack):
        if one is screen:
            return True
        if not one.is_modal:
            return False
    return False
