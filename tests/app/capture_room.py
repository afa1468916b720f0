"""A session to capture into, with a clock that stands still and names that come in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from textual import on

from listening.app.commands import Place
from listening.app.keys_in_turn import KeysInTurn
from listening.app.messages import LeaveSession, OpenDetails
from listening.app.screens.capture import CaptureScreen
from listening.model.quickline import parse
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile

NOON = datetime(2026, 3, 24, 14, 7, 31, tzinfo=UTC)
"""When everything in these checks happens."""

AGENDA = (
    PromptPlan("What does a good week look like?", 15),
    PromptPlan("What gets in the way?", 20),
    PromptPlan("Who could do what?", None),
)


def tokens() -> Iterator[str]:
    """Yield names in order."""
    return (f"{number:x}" for number in count(1))


def make(path: Path, **facts: str) -> None:
    """Make a session file with three prompts and a few participants."""
    names = tokens()
    with SessionFile.create(
        path,
        {"title": "Brixton Library", "date": "2026-03-24", **facts},
        AGENDA,
        author="Sam",
        now=milliseconds,
        tokens=lambda length: next(names).rjust(length, "0"),
    ) as file:
        session = file.session().id
        file.set_participant(session, "P1", perspectives=["draws-on"])
        file.set_participant(session, "P3", perspectives=["carer"])
        file.set_participant(session, "P7", perspectives=["provider"])


def milliseconds() -> int:
    """Return the time that stands still."""
    return int(NOON.timestamp() * 1000)


def open_file(path: Path, start: int = 1000, author: str = "Sam") -> SessionFile:
    """Open a session file with names that begin at a number, so that two sittings differ."""
    names = count(start)
    return SessionFile.open(
        path,
        author=author,
        now=milliseconds,
        tokens=lambda length: f"{next(names):x}".rjust(length, "0"),
    )


def fill(file: SessionFile, *lines: str, prompt: int = 1) -> None:
    """Capture these lines into the prompt of this number."""
    session = file.session().id
    known = file.known(session)
    token = file.prompts(session)[prompt - 1].id
    for line in lines:
        file.capture(parse(line, known), session=session, prompt=token)


class CaptureApp(KeysInTurn):
    """Nothing but the capture screen, and what it asked for."""

    def __init__(self, file: SessionFile) -> None:
        super().__init__()
        self.file = file
        self.asked: list[str] = []

    def on_mount(self) -> None:
        """Go straight to the session."""
        self.push_screen(CaptureScreen(self.file, self.file.session().id, now=lambda: NOON))

    @on(LeaveSession)
    def note_leaving(self) -> None:
        """Note it."""
        self.asked.append("leave")

    @on(OpenDetails)
    def note_details(self) -> None:
        """Note it."""
        self.asked.append("details")

    @property
    def room(self) -> CaptureScreen:
        """The capture screen."""
        screen = self.screen_stack[1]
        assert isinstance(screen, CaptureScreen)
        return screen

    @property
    def is_up(self) -> bool:
        """Whether the capture screen is there and has the focus in its line."""
        return len(self.screen_stack) > 1 and self.room.is_mounted and self.room.focused is not None

    def words(self) -> list[str | None]:
        """Return the words that are in the file, oldest first."""
        return [one.words for one in self.file.contributions()]


def is_in_line(app: CaptureApp) -> bool:
    """Tell whether the line has the focus."""
    return app.room.focused is app.room.entry and app.room.place is Place.CAPTURE
