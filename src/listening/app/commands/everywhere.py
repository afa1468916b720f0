"""What can be done wherever somebody is."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_EVERYWHERE = frozenset({Place.EVERYWHERE})

ALWAYS = (
    Command(
        id="app.help",
        title="Help: every key",
        help="Show every command with its keys; the question mark does so wherever nobody is typing.",
        action="app.help",
        where=_EVERYWHERE,
        keys=("f1", "ctrl+l", "?"),
        word="help",
        short="",
        rank=85,
    ),
    Command(
        id="app.palette",
        title="All commands",
        help="Find any command by its name and run it.",
        action="app.command_palette",
        where=_EVERYWHERE,
        keys=("ctrl+p",),
        word="commands",
        rank=15,
    ),
    Command(
        id="app.theme",
        title="Dark or light",
        help="Change between the dark theme and the light one.",
        action="app.other_theme",
        where=_EVERYWHERE,
    ),
    Command(
        id="app.quit",
        title="Leave the program",
        help="Leave the program from anywhere; what stands in the line is kept as a draft.",
        action="app.quit",
        where=_EVERYWHERE,
        keys=("ctrl+q",),
    ),
)
