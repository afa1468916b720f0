"""Home: the sessions of a folder, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.screens.folder import FolderQuestion
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.app.widgets.session_list import SessionList
from listening.model.errors import ListeningError
from listening.store import library
from listening.store.views import Summary

_EMPTY = (
    "No sessions here yet: press n to set one up; a title is enough.\n"
    "Press d to try everything out first, on an invented afternoon."
)
_READING = "reading…"
_AGAIN = 1.0
"""After how many seconds a file is read again that could not be, since another program was writing to it."""


class Doors(Protocol):
    """Where one can go from here."""

    @property
    def author(self) -> str:
        """The note-taker, whose lines that were not saved are told of."""

    def today(self) -> date:
        """Return the day that it is, by which promises are due."""

    def open_session(self, path: Path) -> None:
        """Go to the session in a file, or to a list of its sessions.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def set_up(self, folder: Path) -> None:
        """Go and set a new session up in a folder."""

    def merge_files(self, folder: Path) -> None:
        """Go and merge files of a folder."""

    def review(self, path: Path) -> None:
        """Go and settle what differs in a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def code_again(self, path: Path) -> None:
        """Go and code the session in a file a second time.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def play_back(self, path: Path) -> None:
        """Go and read the session in a file back to the room.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def share(self, path: Path) -> None:
        """Go and look at what of the session in a file would leave.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def promises_due(self, folder: Path) -> None:
        """Go to the open promises of all sessions of a folder."""

    def find_in_folder(self, path: Path) -> None:
        """Go and find in every file of a folder."""

    def show_figures(self, path: Path) -> None:
        """Go to the figures of a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def try_sample(self) -> None:
        """Go to a throw-away copy of the sample session.

        Raises:
            ListeningError: the copy cannot be made.
        """


class HomeScreen(Screen[None]):
    """Lists the sessions of a folder, and what could not be opened with the reason."""

    CSS_PATH = "home.tcss"
    BINDINGS = bindings(Place.HOME)

    places = frozenset({Place.HOME})
    """Where its commands apply."""

    @dataclass
    class Read(Message):
        """A folder was read."""

        folder: Path
        """The folder."""
        summaries: Sequence[Summary]
        """What is in it."""
        trouble: str = ""
        """Why it could not be read."""

    def __init__(self, folder: Path, doors: Doors) -> None:
        super().__init__()
        self.folder = folder
        """The folder that is shown."""
        self.was_read = False
        """Whether the folder has been read once."""
        self._doors = doors

    def compose(self) -> ComposeResult:
        """Put the folder's name over its list."""
        with Horizontal(id="head"):
            yield Static(self._heading(), id="folder-name")
            yield Static(_READING, id="how-many")
        yield SessionList(id="sessions")
        yield Static(plain(_EMPTY), id="empty")
        yield Notice(id="status")
        yield CommandFooter(Place.HOME)

    def on_screen_resume(self) -> None:
        """Read the folder, again whenever somebody comes back."""
        self.call_after_refresh(self._read_folder, self.folder)

    @on(Read)
    def show(self, event: Read) -> None:
        """List what was read."""
        event.stop()
        if event.folder != self.folder:
            return
        self.was_read = True
        self.query_one(SessionList).show(event.summaries)
        self.set_class(not event.summaries and not event.trouble, "-empty")
        self.query_one("#how-many", Static).update(plain(_how_many(event.summaries)))
        if event.trouble:
            self.say(event.trouble)
        if any(summary.is_busy for summary in event.summaries):
            self.set_timer(_AGAIN, self._read_busy)
        self.refresh_bindings()

    def _read_busy(self) -> None:
        """Read again what another program was writing to, unless somebody has gone elsewhere."""
        if self.is_current:
            self._read_folder(self.folder)

    @on(OptionList.OptionSelected)
    def open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        self._open(self.query_one(SessionList).summary(event.option_index))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say that what is done with a file is possible only where there is one."""
        if action == "open":
            return any(sessions.chosen for sessions in self.query(SessionList))
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the chosen session."""
        self._open(self.query_one(SessionList).chosen)

    def action_new(self) -> None:
        """Set a new session up."""
        self._go(lambda: self._doors.set_up(self.folder))

    def action_demo(self) -> None:
        """Try the sample session."""
        self._go(self._doors.try_sample)

    def action_merge(self) -> None:
        """Merge files of the folder."""
        self._go(lambda: self._doors.merge_files(self.folder))

    def action_review(self) -> None:
        """Settle what differs in the chosen file."""
        self._go_with_chosen(self._doors.review)

    def action_share(self) -> None:
        """Look at what of the chosen session would leave."""
        self._go_with_chosen(self._doors.share)

    def action_code_again(self) -> None:
        """Code the chosen session a second time."""
        self._go_with_chosen(self._doors.code_again)

    def action_playback(self) -> None:
        """Read the chosen session back to the room."""
        self._go_with_chosen(self._doors.play_back)

    def action_promises(self) -> None:
        """Go to the open promises of all sessions."""
        self._go(lambda: self._doors.promises_due(self.folder))

    def action_find(self) -> None:
        """Find in every session of the folder."""
        self._go(lambda: self._doors.find_in_folder(self.folder))

    def action_figures(self) -> None:
        """Show the figures of the chosen file."""
        self._go_with_chosen(self._doors.show_figures)

    def action_folder(self) -> None:
        """Ask for another folder."""
        self.app.push_screen(FolderQuestion(self.folder), self._elsewhere)

    def say(self, sentence: str) -> None:
        """Say something that stays until the next thing is done."""
        self.query_one(Notice).say(sentence)

    def _open(self, chosen: Summary | None) -> None:
        if chosen is not None:
            self._go(lambda: self._doors.open_session(self.folder / chosen.file))

    def _go_with_chosen(self, through: Callable[[Path], None]) -> None:
        chosen = self.query_one(SessionList).chosen
        if chosen is not None:
            self._go(lambda: through(self.folder / chosen.file))

    def _go(self, through: Callable[[], None]) -> None:
        self.say("")
        try:
            through()
        except ListeningError as error:
            self.say(str(error))

    def _elsewhere(self, path: Path | None) -> None:
        if path is None:
            return
        if path.is_file():
            self._go(lambda: self._doors.open_session(path))
            return
        self.folder = path
        self.say("")
        self.query_one("#folder-name", Static).update(self._heading())
        self._read_folder(path)

    def _heading(self) -> Content:
        return parts(("Listening sessions", "bold"), _from_home(self.folder), between=" · ")

    @work(thread=True, exclusive=True, group="reading")
    def _read_folder(self, folder: Path) -> None:
        worker = get_current_worker()
        try:
            found = library.summaries(folder, self._doors.author, self._doors.today())
            read = self.Read(folder, found)
        except ListeningError as error:
            read = self.Read(folder, (), str(error))
        if not worker.is_cancelled:
            self.post_message(read)


def _how_many(summaries: Sequence[Summary]) -> str:
    good = len({token for summary in summaries for token in summary.tokens})
    return f"{good} session" if good == 1 else f"{good} sessions"


def _from_home(folder: Path) -> str:
    """Return a folder as people know it: from their own folder on, where it lies in it."""
    path = folder.expanduser().absolute()
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
