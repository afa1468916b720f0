"""Keys and pastes taken one after the other: each goes where the one before it has led.

Textual hands a key at once to what has the focus. While the app is busy, or still coming up, several
are handed over before the first is acted on: the beginning of a sentence would be lost, and what
follows a Tab would land in the field before it. Here a key waits until something can take it, and
until the key before it has had its effect.
"""

from __future__ import annotations

from collections import deque
from functools import partial

from textual import events
from textual.message_pump import MessagePump
from textual.types import CSSPathType

from listening.app.last_keys import DropsLastKeys

_PATIENCE = 2.0
_LONGEST_TURN = 0.5
_WAYS = 2
"""How often the way of a key is gone behind it: once for the key, once for what it made others tell."""


class KeysInTurn(DropsLastKeys):
    """An app that takes its keys and pastes one after the other, once something has the focus.

    Where nothing gets the focus within two seconds, they go the way that keys go when nothing has it.
    """

    def __init__(
        self, *, css_path: CSSPathType | None = None, ansi_color: bool | None = None
    ) -> None:
        """Begin with nothing kept; the arguments are Textual's."""
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self._waiting: deque[events.Event] = deque()
        self._is_up = False
        self._turn: object | None = None

    def on_mount(self) -> None:
        """Wait no longer than is sensible for something to get the focus."""
        self.set_timer(_PATIENCE, self.take_keys)

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a paste wait for its turn; let everything else go its way."""
        is_input = isinstance(event, events.Key | events.Paste)
        if not is_input or event.is_forwarded:
            await super().on_event(event)
            return
        self._waiting.append(event)
        if self._turn is not None and len(self._waiting) == 1:
            # A widget that went away with the key does not tell that its turn is over.
            self.set_timer(_LONGEST_TURN, partial(self._end, self._turn))
        await self._go_on()

    async def on_descendant_focus(self) -> None:
        """Something can take keys now."""
        await self.take_keys()

    def keep_keys(self) -> None:
        """Keep what is typed from now on until something gets the focus: a screen is coming up."""
        self._is_up = False
        self.set_timer(_PATIENCE, self.take_keys)

    async def take_keys(self) -> None:
        """Let the kept keys go their way, before any that came later."""
        self._is_up = True
        await self._go_on()

    async def _go_on(self) -> None:
        while self._waiting and self._is_up and self._turn is None:
            event = self._waiting.popleft()
            self._turn = turn = object()
            taker = self._taker()
            await super().on_event(event)
            if not taker.call_later(self._taken, turn, taker, event):
                await self._end(turn)

    def _taker(self) -> MessagePump:
        """Return what the next key goes to."""
        return (self.focused or self.screen) if self.screen_stack else self

    def _taken(self, turn: object, taker: MessagePump, event: events.Event) -> None:
        """Go on at once behind a letter that was typed; follow whatever goes further."""
        if event._stop_propagation:  # noqa: SLF001 - nothing tells it otherwise
            self.call_later(self._end, turn)
        else:
            self._follow(turn, taker, _WAYS)

    def _follow(self, turn: object, node: MessagePump, ways: int) -> None:
        """Be told by a widget when it has done all that was asked of it until now."""
        if not node.call_later(self._followed, turn, node, ways):
            self.call_later(self._end, turn)

    def _followed(self, turn: object, node: MessagePump, ways: int) -> None:
        above = node._parent  # noqa: SLF001 - where the key goes next: messages bubble along it
        if node is not self and above is not None:
            self._follow(turn, above, ways)
        elif ways > 1:
            self._follow(turn, self._taker(), ways - 1)
        else:
            # The app moves the focus behind what it has to do already.
            self.call_later(self._end, turn)

    async def _end(self, turn: object) -> None:
        if self._turn is turn:
            self._turn = None
            await self._go_on()
