"""Driving an app in tests: keys posted as a terminal's driver posts them, waits on conditions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.pilot import Pilot

NARROW = (80, 24)
"""The smallest terminal that everything is laid out for."""

WIDE = (120, 40)
"""A terminal with room for the side panel."""

_CHARACTERS = {"enter": "\r", "escape": "\x1b", "tab": "\t", "backspace": "\x7f", "space": " "}
_PATIENCE = 30.0
_A_MOMENT = 0.01
_QUIET_LOOKS = 3


async def until(pilot: Pilot[Any], predicate: Callable[[], object], what: str) -> None:
    """Wait until the predicate holds; `what` says what was waited for if it never does."""
    app = pilot.app
    gives_up = monotonic() + _PATIENCE
    while not predicate():
        if monotonic() > gives_up:
            raise AssertionError(f"never came: {what}\n{screen_text(app)}")
        await asyncio.sleep(_A_MOMENT)


async def shown(pilot: Pilot[Any], words: str) -> None:
    """Wait until these words stand on the screen: it is painted a moment after it has come up."""
    await until(pilot, lambda: words in screen_text(pilot.app), repr(words))


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until every widget has done what it was asked to, and the screen is painted.

    Textual's own `pause` waits for an idle machine too, which a busy one is not for a second each.
    """
    await pilot._wait_for_screen()
    pilot.app.screen._on_timer_update()


async def stable(pilot: Pilot[Any]) -> None:
    """Wait until nothing is left to do and the screen stays the same for three looks in a row."""
    seen: list[str] = []
    gives_up = monotonic() + _PATIENCE
    while len(seen) < _QUIET_LOOKS or len(set(seen[-_QUIET_LOOKS:])) > 1:
        if monotonic() > gives_up:
            raise AssertionError(f"never quiet\n{screen_text(pilot.app)}")
        await settled(pilot)
        await asyncio.sleep(_A_MOMENT)
        seen.append(screen_text(pilot.app))


def press_keys(app: App[Any], *keys: str) -> None:
    """Post keys by name, such as "f2" or "ctrl+g", as terminals send them, without waiting."""
    for key in keys:
        if len(key) == 1:
            type_keys(app, key)
        else:
            app.post_message(events.Key(key, _character_of(key)))


def type_keys(app: App[Any], text: str) -> None:
    """Post the keys that type this text; a newline is ctrl+j, a carriage return Enter."""
    parser = XTermParser()
    for character in text:
        for event in parser._sequence_to_key_events(character):
            app.post_message(event)


def paste(app: App[Any], text: str) -> None:
    """Post a paste, as it comes from a terminal that knows bracketed paste."""
    app.post_message(events.Paste(text))


def _character_of(key: str) -> str | None:
    """Return what a terminal sends for the key of this name: a control character, or none."""
    letter = key.removeprefix("ctrl+")
    if letter != key and len(letter) == 1:
        return chr(ord(letter.upper()) & 31)
    return _CHARACTERS.get(key)


def screen_lines(app: App[Any]) -> Iterable[str]:
    """Return what stands on each line of the screen, blanks at the end left out."""
    screen = app.screen
    width, height = app.size
    strips = screen._compositor.render_strips()
    return [strip.text[:width].rstrip() for strip in strips[:height]]


def screen_text(app: App[Any]) -> str:
    """Return what stands on the screen, as plain text."""
    return "\n".join(screen_lines(app)) + "\n"
