"""Giving a large file its full-text index without anybody waiting: part by part, in a thread.

Each part is a short transaction, after which whoever waits to save comes first. What was done stays
where it ends in between, be it at the end of the program or at a kill, and is gone on with the next
time; two windows that do it at once help each other.
"""

from __future__ import annotations

import atexit
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from listening.model.errors import ListeningError
from listening.store import faults, fulltext, opening

PATIENCE_MS = 50
"""How long a part waits for others in its way, before it gives way and is tried again later."""

_REST = 1.25
"""How long the file is left to others after a part, beside how long the part took: a save that waits
looks again before that is over."""
_LEAST_REST_S = 0.004

Wait = Callable[[float], bool]
"""Waits for so many seconds; tells whether to stop."""


class Indexing:
    """What gives one open file its index, until that is whole or the file is closed.

    Where it fails it is not tried again in the same sitting: a search finds the same without an
    index, more slowly, so a failure here is nobody's trouble.
    """

    def __init__(self, con: sqlite3.Connection, path: Path) -> None:
        """Be ready.

        Args:
            con: the file, on the connection of whoever searches.
            path: where it is.
        """
        self._con, self._path = con, path
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """See to it that a file that has grown large gets its index: a part at once, the others in a thread."""
        if self._thread is not None or self._con.in_transaction:
            return
        with suppress(sqlite3.Error):
            if not fulltext.is_due(self._con) or go_on(self._con):
                return
            if self._is_in_memory():
                finish(self._con, lambda _: False)
            else:
                self._start()

    @property
    def is_at_work(self) -> bool:
        """Whether parts are being made in the thread."""
        return self._thread is not None and self._thread.is_alive()

    def wait(self) -> None:
        """Wait until the index is whole, or could not be made."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Stop after the part that is being made."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            atexit.unregister(self.close)

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)
        # Where nobody closes the file, the program's end does, for a part shall not be cut off.
        atexit.register(self.close)
        self._thread.start()

    def _run(self) -> None:
        # Opened by SQLite alone: closing a file by other means would end the locks that others hold here.
        with (
            suppress(sqlite3.Error, ListeningError),
            closing(opening.connect(self._path)) as con,
        ):
            opening.check_trust(con, self._path, thorough=False)
            con.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            finish(con, self._stopped.wait)

    def _is_in_memory(self) -> bool:
        journal = self._con.execute("PRAGMA journal_mode").fetchone()[0]
        return str(journal) == "memory"


def finish(con: sqlite3.Connection, wait: Wait) -> None:
    """Make the parts of an index that are not there yet, and rest after each.

    Raises:
        sqlite3.Error: the disk did not take one; those before it are there.
    """
    rest = _LEAST_REST_S
    while not wait(rest):
        begun = time.perf_counter()
        if _gives_way_or_goes_on(con):
            return
        rest = max(_LEAST_REST_S, _REST * (time.perf_counter() - begun))


def go_on(con: sqlite3.Connection) -> bool:
    """Make one part, in a transaction of its own; tell whether the index is whole now.

    Raises:
        sqlite3.Error: nothing of it was made.
    """
    con.execute("BEGIN IMMEDIATE")
    try:
        is_whole = fulltext.go_on(con)
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise
    return is_whole


def _gives_way_or_goes_on(con: sqlite3.Connection) -> bool:
    """Make one part unless others are in its way; tell whether the index is whole now."""
    try:
        return go_on(con)
    except sqlite3.Error as error:
        if faults.is_busy(error):
            return False
        raise
