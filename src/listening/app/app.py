"""The way into the app: what must be ready before Textual is imported, and what comes out of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from listening.app import environment, memory
from listening.model.errors import ListeningError, WrongUse

_SWITCH_S = 0.001
"""How long a thread that counts or searches may keep Python to itself while a key waits, in seconds."""


class Unforeseen(ListeningError):
    """The app met something that nobody foresaw, and ended."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        super().__init__(
            f"The app had to close over something that was not foreseen ({type(error).__name__}): what was "
            "saved is safe in its file, and what stood in the line is kept as a draft; start again, and if it "
            "comes back, set LISTENING_DEBUG=1 to see more."
        )


class NoScreenHere(WrongUse):
    """The terminal says that it cannot draw a screen."""

    def __init__(self) -> None:
        super().__init__(
            "This terminal cannot draw a full screen: “listening note FILE” takes notes in plain lines."
        )


def run(path: Path | None, *, sessions: Path, author: str, demo: bool = False) -> int:
    """Show the app until somebody leaves it, and return its exit status.

    Args:
        path: a session file, to go straight to capture; a folder, to list its sessions; None for
            the sessions folder.
        sessions: the sessions folder.
        author: the note-taker.
        demo: whether the file is a throw-away copy, or, without a file, shall be one.

    Raises:
        ListeningError: the file cannot be opened, the terminal cannot draw, or the app had to close.
    """
    settings = environment.prepare(os.environ)
    if settings.dumb_terminal:
        raise NoScreenHere
    memory.collect_nothing()  # Until the first screen is painted.
    sys.setswitchinterval(_SWITCH_S)
    try:
        return _shown(path, sessions, author, demo=demo, no_color=settings.no_color)
    finally:
        memory.collect_everything()


def _shown(path: Path | None, sessions: Path, author: str, *, demo: bool, no_color: bool) -> int:
    # Imported here because the environment must be ready before Textual is.
    from listening.app import paste
    from listening.app.listening_app import ListeningApp

    paste.install()
    folder = path if path is not None and path.is_dir() else sessions
    app = ListeningApp(folder, author=author, no_color=no_color)
    with app.everything_closed_at_the_end():
        if path is not None and path != folder:
            app.thrown_away = frozenset({path} if demo else ())
            app.begin_with(path, home=sessions if demo else path.parent)
        elif demo:
            app.begin_with(app.sample_copy(), home=sessions)
        app.run()
    return _outcome(app.fault, app.return_code or 0)


def _outcome(fault: BaseException | None, status: int) -> int:
    """Return the exit status; raise what went wrong as one sentence, or as it is for who debugs."""
    if fault is None:
        return status
    if os.environ.get("LISTENING_DEBUG"):
        raise fault
    raise Unforeseen(fault) from fault
