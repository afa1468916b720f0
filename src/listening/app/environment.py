"""What must stand in the environment before Textual is imported.

Textual reads its switches once, at import, and takes `NO_COLOR` away when an app is made; so this
is called first, and it imports nothing of Textual.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass

_SWITCHES = {
    # The Kitty protocol loses composed and AltGr characters in several terminals.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # A key that comes right after something was painted waits for one or two frames; at 60 a second
    # that is longer than all else that it waits for.
    "TEXTUAL_FPS": "240",
    # Nothing on the screen moves by itself.
    "TEXTUAL_ANIMATIONS": "none",
}

_CANNOT_DRAW = frozenset({"dumb", "unknown"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says about how the app may draw."""

    no_color: bool
    """Whether the person asked for no colours (`NO_COLOR` set to anything but nothing)."""
    dumb_terminal: bool
    """Whether the terminal says of itself that it cannot draw a screen."""


def prepare(environ: MutableMapping[str, str]) -> Settings:
    """Set Textual's switches, unless somebody set them already, and say how the app may draw.

    An empty `NO_COLOR` means nothing by its standard, but Textual would obey it: it is taken out.
    """
    for name, value in _SWITCHES.items():
        environ.setdefault(name, value)
    no_color = bool(environ.get("NO_COLOR"))
    if not no_color:
        environ.pop("NO_COLOR", None)
    return Settings(no_color=no_color, dumb_terminal=environ.get("TERM") in _CANNOT_DRAW)
