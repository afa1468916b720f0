"""Start the program: `python -m listening` and the `listening` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command that was typed, and leave with its exit status."""
    # A command ends before it leaves behind what only looking for it could free, and looking is a tenth of
    # its work. What may go on for hours, the app and taking notes, has Python look again.
    gc.disable()
    # Imported here so that what it imports in turn is made under that rule.
    from listening.cli.main import main as answer

    _leave(answer())


def _leave(status: int) -> NoReturn:
    """End the process: at once, where nothing but its memory is left to be given back.

    That is so where no thread was ever begun, for then the command is all that ran: files are closed by
    those who opened them, what was saved is on the disk before a save returns, and what was printed goes
    out here. Taking every module apart first, as Python does, would only let somebody wait.
    """
    if "threading" not in sys.modules:
        # What cannot be printed is left to Python, which says so in its own way.
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    main()
