"""What can be done while a session is set up."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_SETUP = frozenset({Place.SETUP})

SETTING_UP = (
    Command(
        id="setup.save",
        title="Save the set-up",
        help="Save what was filled in, and go to the session.",
        action="save",
        where=_SETUP,
        keys=("ctrl+s",),
        word="save",
        rank=90,
    ),
    Command(
        id="setup.leave",
        title="Leave the set-up",
        help="Go back; if something was typed, you are asked first.",
        action="leave",
        where=_SETUP,
        keys=("escape",),
        word="back",
        rank=80,
    ),
    Command(
        id="setup.next",
        title="Next field",
        help="Go to the next field of the form.",
        action="app.focus_next",
        where=_SETUP,
        keys=("tab",),
        word="next field",
        rank=50,
    ),
    Command(
        id="setup.previous",
        title="Field before",
        help="Go to the field before this one.",
        action="app.focus_previous",
        where=_SETUP,
        keys=("shift+tab",),
    ),
)
