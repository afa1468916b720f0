"""The thread that asks files: of several questions of one sort the newest is answered alone.

It lives as long as it is needed, since a connection belongs to the thread that opened it. Whoever
asks never waits; the answer is handed over in the thread, to something that posts a message.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from listening.model.errors import ListeningError


class Closes(Protocol):
    """Something that is asked, and closed in the end."""

    def close(self) -> None:
        """Be asked no more."""


S = TypeVar("S", bound=Closes, covariant=True)


class _Job(NamedTuple, Generic[S]):
    do: Callable[[S], object]
    failed: Callable[[str], None]


class Asker(Generic[S]):
    """Asks one thing, such as a file or a folder, in a thread of its own that starts with the first question."""

    def __init__(self, open_it: Callable[[], S]) -> None:
        """Be ready.

        Args:
            open_it: opens what is asked, in the thread.
        """
        self._open = open_it
        self._waiting: OrderedDict[str, _Job[S]] = OrderedDict()
        self._changed = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None

    def ask(self, lane: str, do: Callable[[S], object], failed: Callable[[str], None]) -> None:
        """Ask; an earlier question of the same lane that still waits is dropped.

        Args:
            lane: what sort of question it is.
            do: asks, and hands the answer over; called in the thread.
            failed: is told in a sentence why there is no answer; called in the thread.
        """
        with self._changed:
            self._waiting.pop(lane, None)
            self._waiting[lane] = _Job(do, failed)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="finding", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Answer no more; what is being answered is let go to its end."""
        with self._changed:
            self._ended = True
            self._waiting.clear()
            self._changed.notify()

    def wait(self, seconds: float) -> bool:
        """Wait until the thread has ended; tell whether it has."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _next(self) -> _Job[S] | None:
        with self._changed:
            while not self._waiting and not self._ended:
                self._changed.wait()
            return None if self._ended else self._waiting.popitem(last=False)[1]

    def _run(self) -> None:
        source: S | None = None
        try:
            while (job := self._next()) is not None:
                try:
                    source = source or self._open()
                    job.do(source)
                except ListeningError as error:
                    job.failed(str(error))
        finally:
            if source is not None:
                source.close()
