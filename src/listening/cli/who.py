"""Who is writing: the note-taker whose name stands beside each change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from listening.model.text import single_line

if TYPE_CHECKING:
    from argparse import Namespace

SOMEBODY = "note-taker"
"""Who writes where neither they nor their machine say."""


def author(args: Namespace) -> str:
    """Return who is writing: `--as`, the environment, the name last used in the app, the login."""
    return (
        args.author
        or single_line(os.environ.get("LISTENING_AUTHOR", ""))
        or _remembered()
        or _login()
    )


def _remembered() -> str:
    # Imported here because it is the way of those who have not said who they are.
    from listening.store import settings

    return single_line(settings.last_author() or "")


def _login() -> str:
    import getpass

    try:
        return single_line(getpass.getuser()) or SOMEBODY
    except (KeyError, OSError, ImportError):
        # The machine has no name for whoever runs this.
        return SOMEBODY
