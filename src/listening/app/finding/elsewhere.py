"""Whether what a thread asks was changed by others: looked at in that thread, so that no key waits."""

from __future__ import annotations

import threading
from pathlib import Path
from time import monotonic
from typing import Generic, Protocol, TypeVar

from listening.app.finding.asker import Asker
from listening.app.finding.sources import OneFile

_SHARE_OF_TIME = 10


class Refreshed(Protocol):
    """What is asked: a file, or a folder."""

    def refresh(self) -> bool:
        """Read what has changed; tell whether something has."""

    def close(self) -> None:
        """Be asked no more."""


R = TypeVar("R", bound=Refreshed)


class Elsewhere(Generic[R]):
    """Has looked at, in the asker's thread, what others changed; where that takes long, less often."""

    def __init__(self, asker: Asker[R]) -> None:
        self._asker = asker
        self._changed = threading.Event()
        self._not_before = 0.0

    def look(self) -> bool:
        """Have looked once more; tell whether an earlier look found that something was changed."""
        self._asker.ask("elsewhere", self._refresh, _asked_again)
        if not self._changed.is_set():
            return False
        self._changed.clear()
        return True

    def close(self) -> None:
        """Look no more, and end the asker with it."""
        self._asker.close()

    def _refresh(self, source: R) -> None:
        began = monotonic()
        if began < self._not_before:
            return
        if source.refresh():
            self._changed.set()
        ended = monotonic()
        self._not_before = ended + (ended - began) * _SHARE_OF_TIME


def of_file(path: Path) -> Elsewhere[OneFile]:
    """Return what looks at a file, on a connection and in a thread of its own, until it is closed."""
    return Elsewhere(Asker(lambda: OneFile(path)))


def _asked_again(sentence: str) -> None:
    """Pass over that it could not be asked: the next look comes soon."""
