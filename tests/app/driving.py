"""A ListeningApp in a folder of its own, for tests: frozen day, known author, own settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from listening.app.listening_app import ListeningApp
from listening.app.screens.capture import CaptureScreen
from listening.app.screens.home import HomeScreen
from listening.app.widgets.entry import Entry
from listening.app.widgets.session_list import SessionList
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile
from tests.app.waiting import until

TODAY = date(2026, 3, 20)
"""The day on which every test of a screen takes place."""

HOSTILE = "[/nope] [@click=app.quit] \x1b]0;x\x07 <b>*_ [bold]"
"""Words that must be shown letter by letter and do nothing."""

HOSTILE_SHOWN = "[/nope] [@click=app.quit] ]0;x <b>*_ [bold]"
"""What the sanitiser keeps of them."""


def app_on(folder: Path) -> ListeningApp:
    """Return an app whose home is this folder."""
    return ListeningApp(folder, author="Sam", today=lambda: TODAY)


def make(folder: Path, name: str, title: str, *prompts: str, **facts: str) -> Path:
    """Make a session file and return its path."""
    path = folder / f"{name}.sqlite"
    plans = [PromptPlan(prompt) for prompt in prompts]
    SessionFile.create(path, {"title": title, **facts}, plans, author="Sam").close()
    return path


async def at_capture(pilot: Pilot[None]) -> CaptureScreen:
    """Wait until somebody can type what is said, and return the screen."""
    app = pilot.app
    await until(
        pilot,
        lambda: isinstance(app.screen, CaptureScreen) and isinstance(app.focused, Entry),
        "a line to type in",
    )
    assert isinstance(app.screen, CaptureScreen)
    return app.screen


async def at_home(pilot: Pilot[None], rows: int) -> HomeScreen:
    """Wait until home lists so many files, and return it."""
    app = pilot.app

    def listed() -> bool:
        home = app.screen
        return (
            isinstance(home, HomeScreen)
            and home.was_read
            and (home.query_one(SessionList).option_count == rows)
        )

    await until(pilot, listed, f"a home with {rows} rows")
    assert isinstance(app.screen, HomeScreen)
    return app.screen
