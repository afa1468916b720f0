"""A form's draft: kept while the form is written, offered when the same form is opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from listening.app.capture.drafting import Drafting
from listening.app.commands import command
from listening.app.commands.command import long_key
from listening.app.dates import this_day
from listening.model.errors import ListeningError
from listening.model.text import single_line
from listening.model.written_days import show_date
from listening.store.half_written import HalfWritten, written

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

LOOK_EVERY = 0.25
"""How many seconds pass between two looks at what stands in a form."""

TAKE, THROW = (command(name).keys[0] for name in ("draft.take", "draft.throw"))
"""The keys that answer an offer."""

_EXCERPT = 60
_TRIES = 100
"""How often something is tried to be wiped while others save, for whom each try waits a moment."""


class Place(Protocol):
    """Where one writing of a form is kept; any thread may ask it."""

    def keep(self, text: str) -> bool:
        """Keep what is written; nothing wipes it. False where it should be tried again.

        Raises:
            ListeningError: it could not be kept.
        """

    def left(self) -> HalfWritten | None:
        """Return what was written last in a sitting that ended without saving it.

        Raises:
            ListeningError: it cannot be read.
        """

    def drop(self, left: HalfWritten) -> bool:
        """Wipe what was left.

        Raises:
            ListeningError: it could not be wiped.
        """

    def end(self) -> None:
        """Say that the form is no longer there: what was kept of it is offered from now on."""


class FormDraft:
    """Keeps what stands in one form. All of its writing is done in a thread, one thing after the other.

    Nobody waits for that thread, neither a key nor a save; the program ends after it.
    """

    def __init__(self, place: Place) -> None:
        """Look whether something was left.

        Args:
            place: where it is kept.
        """
        self._place = place
        self._drafting = Drafting(lambda text, _: place.keep(text))
        self._thread: ThreadPoolExecutor | None = None
        self._last: Future[object] | None = None
        self._is_over = False
        self._taken: HalfWritten | None = None
        self.offered = self._left()
        """What was left, until it is taken in or put away."""

    def look(self, fields: Mapping[str, str]) -> None:
        """Keep what is not as it came up, if that changed and it is time."""
        text = written(fields)
        if self._is_at_rest() and not self._is_over and (text or self._thread is not None):
            self._do(lambda: self._drafting.look(text, None))

    def keep_now(self, fields: Mapping[str, str]) -> None:
        """Keep what is not as it came up, since the program ends."""
        text = written(fields)
        if not self._is_over and (text or self._thread is not None):
            self._do(lambda: self._drafting.keep_now(text, None))

    def take(self) -> Mapping[str, str]:
        """Return what was left, to be filled in; from now on it is kept as what is written here."""
        left, self.offered = self.offered, None
        if left is None:
            return {}
        self._taken = left
        text = written(left.fields)
        self._do(lambda: self._take_over(text, left))
        return left.fields

    def throw_away(self) -> None:
        """Wipe what was left: nobody wants it."""
        left, self.offered = self.offered, None
        if left is not None:
            self._do(lambda: self._drop(left))

    def done(self) -> None:
        """Wipe what was kept: it is saved, or was left on purpose. What is still offered stays."""
        self._is_over = True
        if self._thread is not None:
            self._do(self._wipe)

    def end(self) -> None:
        """Keep nothing more: the form is gone."""
        self._is_over = True
        if self._thread is not None:
            self._do(self._place.end)
            self._thread.shutdown(wait=False)
            self._thread = None

    def _left(self) -> HalfWritten | None:
        """Return what was left; a file that cannot be read offers nothing, and says so when it is saved to."""
        with suppress(ListeningError):
            return self._place.left()
        return None

    def _is_at_rest(self) -> bool:
        if self._last is None:
            return True
        if self._last.done():
            self._last.result()  # what nobody foresaw is not passed over
            return True
        return False

    def _do(self, deed: Callable[[], object]) -> None:
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # only where something is written

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="form")
        self._last = self._thread.submit(deed)

    # In the thread ----------------------------------------------------------------------------

    def _take_over(self, text: str, left: HalfWritten) -> None:
        if self._drafting.keep_now(text, None):
            self._drop(left)

    def _wipe(self) -> None:
        any(self._drafting.keep_now("", None) for _ in range(_TRIES))
        if self._taken is not None:
            self._drop(self._taken)

    def _drop(self, left: HalfWritten) -> None:
        """Wipe what was left; what cannot be wiped now is offered again, and can be put away then."""
        with suppress(ListeningError):
            any(self._place.drop(left) for _ in range(_TRIES))


def offer(left: HalfWritten, names: Sequence[str]) -> str:
    """Return the sentence that offers what was left, with the beginning of what was typed.

    Args:
        left: what was left.
        names: the fields in which people type, in their order.
    """
    typed = (single_line(left.fields.get(name, "")) for name in names)
    words = " · ".join(filter(None, typed))
    excerpt = words if len(words) <= _EXCERPT else f"{words[:_EXCERPT]}…"
    said = f": “{excerpt}”" if excerpt else ""
    day = left.at.date()
    when = "" if day == this_day() else f"on {show_date(day)} "
    return (
        f"You had begun to write this {when}at {left.at:%H:%M}{said}. "
        f"{long_key(TAKE)} brings it back, {long_key(THROW)} puts it away."
    )
