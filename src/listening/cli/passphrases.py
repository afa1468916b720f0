"""Asking for a passphrase: unseen at a terminal, from the first line of what is piped in otherwise.

It is never taken from the command line, where every program of the machine could read it.
"""

from __future__ import annotations

import sys

from listening.cli import streams
from listening.model.errors import WrongUse

_SAFE_LENGTH = 16
"""From how many characters on a passphrase is not soon found out by trying."""


def ask(*, twice: bool = False) -> str:
    """Return a passphrase.

    Args:
        twice: whether it is asked a second time at a terminal, since nobody sees what they type.

    Raises:
        WrongUse: there was none, or the second was another one.
    """
    given = _typed(twice=twice) if sys.stdin.isatty() else _piped()
    if not given:
        raise WrongUse("The passphrase is empty: type one, or pipe it in as the first line.")
    return given


def is_short(passphrase: str) -> bool:
    """Tell whether a passphrase may be found out by trying."""
    return len(passphrase) < _SAFE_LENGTH


def _typed(*, twice: bool) -> str:
    # Imported here because scripts pipe it in.
    from getpass import getpass

    try:
        given = getpass("Passphrase: ")
        again = getpass("The same again: ") if twice and given else given
    except EOFError as error:
        raise WrongUse("No passphrase was typed, and nothing was done.") from error
    if again != given:
        raise WrongUse("The second passphrase was not the first: begin again, nothing was done.")
    return given


def _piped() -> str:
    line = next(streams.lines_in(), None)
    if line is not None and not line.sound:
        raise WrongUse("The passphrase is not UTF-8 text: pipe it in as UTF-8.")
    return line.text if line else ""
