"""When Python looks for what was left behind in memory: never for so long that a key waits.

To look through all that is loaded takes as long as painting three keys, and a list that is drawn
anew makes Python look every few keys. What is there when the first screen is painted stays to the
end anyway: it is set aside, and only what comes later is ever looked through.
"""

from __future__ import annotations

import gc

_USUAL = gc.get_threshold()
_SELDOM = (5_000, 20, 20)
"""After how many new things Python looks; a list that is drawn anew makes some thousands."""


def collect_nothing() -> None:
    """Look for nothing until something is painted."""
    gc.disable()


def collect_what_comes() -> None:
    """Look from now on, but only through what comes from now on.

    Where nothing kept Python from looking, as in somebody else's program, all stays as it is.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()


def collect_everything() -> None:
    """Look through everything again, as before there was an app."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
    gc.enable()
