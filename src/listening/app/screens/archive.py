"""A file of several sessions: one is chosen to go on in, or all are read together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.worker import get_current_worker

from listening.app.archive import contents
from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.counting import counted
from listening.app.messages import LeaveSession
from listening.app.text import parts
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.app.widgets.session_list import SessionList
from listening.model.errors import ListeningError
from listening.store.asked import EVERYTHING, Where
from listening.store.session_file import SessionFile
from listening.store.views import Summary

_FIND = "Title, place or date"


class Doors(Protocol):
    """Where one can go from here."""

    def open_session(self, path: Path, session: str | None = None) -> None:
        """Go to one session of a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def read_all(self, path: Path) -> None:
        """Go and read all sessions of a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def find_in_file(self, path: Path, session: str | None, title: str, where: Where) -> None:
        """Go and find in a file, or in one session of it."""

    def show_figures(self, path: Path, session: str | None = None) -> None:
        """Go to the figures of a file, or of one session of it.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def review(self, path: Path) -> None:
        """Go and settle what differs in a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def code_again(self, path: Path, session: str | None = None) -> None:
        """Go and code a session a second time.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def promises(self, path: Path, at: str = "") -> None:
        """Go to the promises in a file.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def play_back(self, path: Path, session: str | None = None) -> None:
        """Go and read a session back to the room.

        Raises:
            ListeningError: the file cannot be opened.
        """

    def share(self, path: Path, session: str | None = None) -> None:
        """Go and look at what of a session would leave; with nothing for its token, of all.

        Raises:
            ListeningError: the file cannot be opened.
        """


class ArchiveScreen(Screen[None]):
    """Lists the sessions of a file; the first row stands for all of them."""

    CSS_PATH = "archive.tcss"
    BINDINGS = bindings(Place.ARCHIVE)
    AUTO_FOCUS = "SessionList"

    places = frozenset({Place.ARCHIVE})
    """Where its commands apply."""

    @dataclass
    class Read(Message):
        """The sessions were read."""

        words: str
        """What they were to have in their title, place or date."""
        summaries: Sequence[Summary]
        """The rows."""
        sessions: int = 0
        """How many have it."""
        differences: int = 0
        """How many differences are to be settled."""
        trouble: str = ""
        """Why they could not be read."""

    def __init__(self, path: Path, doors: Doors) -> None:
        super().__init__()
        self.path = path
        """The file."""
        self.was_read = False
        """Whether the file has been read once."""
        self._doors = doors
        self._words = ""

    def compose(self) -> ComposeResult:
        """Put the file's name over its sessions."""
        with Horizontal(id="head"):
            heading = parts(("Sessions of one file", "bold"), self.path.stem, between=" · ")
            yield Static(heading, id="title")
            yield Static(id="how-many")
        yield SessionList(id="sessions")
        with Horizontal(id="finding"):
            yield Static("Find ", id="find-mark")
            yield Input(placeholder=_FIND, compact=True, id="find")
        yield Notice(id="status")
        yield CommandFooter(Place.ARCHIVE)

    def on_screen_resume(self) -> None:
        """Read the file, again whenever somebody comes back."""
        self.call_after_refresh(self._read, self._words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible: nothing of the list's while words to find are typed."""
        chosen = self.query_one(SessionList).chosen
        if action == "open":
            return chosen is not None
        if action in ("code_again", "playback"):
            return chosen is not None and bool(chosen.file)
        return super().check_action(action, parameters)

    # Where one can go ---------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the chosen session, or all."""
        chosen = self.query_one(SessionList).chosen
        if chosen is None:
            return
        if chosen.file:
            self._go(lambda: self._doors.open_session(self.path, chosen.file))
        else:
            self._go(lambda: self._doors.read_all(self.path))

    def action_review(self) -> None:
        """Settle what differs."""
        self._go(lambda: self._doors.review(self.path))

    def action_share(self) -> None:
        """Look at what of the chosen session, or of all, would leave."""
        chosen = self.query_one(SessionList).chosen
        if chosen is not None:
            self._go(lambda: self._doors.share(self.path, chosen.file))

    def action_code_again(self) -> None:
        """Code the chosen session a second time."""
        chosen = self.query_one(SessionList).chosen
        if chosen is not None and chosen.file:
            self._go(lambda: self._doors.code_again(self.path, chosen.file))

    def action_promises(self) -> None:
        """Go to what was promised in its sessions."""
        self._go(lambda: self._doors.promises(self.path))

    def action_playback(self) -> None:
        """Read the chosen session back to the room."""
        chosen = self.query_one(SessionList).chosen
        if chosen is not None and chosen.file:
            self._go(lambda: self._doors.play_back(self.path, chosen.file))

    def action_find(self) -> None:
        """Find a session."""
        self.query_one("#finding").display = True
        self.query_one(Input).focus()

    def action_find_words(self) -> None:
        """Find contributions in all sessions of the file."""
        self._go(lambda: self._doors.find_in_file(self.path, None, self.path.stem, EVERYTHING))

    def action_figures(self) -> None:
        """Show the figures of the chosen session, or of all."""
        chosen = self.query_one(SessionList).chosen
        if chosen is not None:
            self._go(lambda: self._doors.show_figures(self.path, chosen.file or None))

    def action_leave(self) -> None:
        """Stop finding; if nothing is being found, go back to the folder."""
        if self.query_one("#finding").display:
            self._stop_finding()
        else:
            self.post_message(LeaveSession())

    @on(OptionList.OptionSelected)
    def open_chosen(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_open()

    @on(Input.Submitted)
    def open_found(self, event: Input.Submitted) -> None:
        """Go into the list of what was found."""
        event.stop()
        self.query_one(SessionList).focus()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show only the sessions that have these words."""
        event.stop()
        self._words = event.value
        self._read(event.value)

    def on_key(self, event: events.Key) -> None:
        """Go from the words to find down into the list."""
        if event.key == "down" and isinstance(self.focused, Input):
            event.stop()
            self.query_one(SessionList).focus()

    def _stop_finding(self) -> None:
        self.query_one(SessionList).focus()
        self.query_one("#finding").display = False
        self.query_one(Input).value = ""

    def _go(self, through: Callable[[], None]) -> None:
        self._say("")
        try:
            through()
        except ListeningError as error:
            self._say(str(error))

    # What is shown ------------------------------------------------------------------------------

    @on(Read)
    def show(self, event: Read) -> None:
        """List what was read."""
        event.stop()
        if event.words != self._words:
            return
        self.was_read = True
        self.query_one(SessionList).show(event.summaries)
        differ = counted(event.differences, "difference") if event.differences else ""
        to_settle = f"{differ} to settle" if differ else ""
        pieces = (counted(event.sessions, "session"), to_settle)
        self.query_one("#how-many", Static).update(parts(*pieces, between=" · "))
        more = event.sessions - contents.MOST
        told = f"The {contents.MOST} newest are listed; / finds the others." if more > 0 else ""
        if event.trouble:
            self._say(event.trouble)
        else:
            self.query_one(Notice).tell(told)
        self.refresh_bindings()

    def _say(self, sentence: str) -> None:
        self.query_one(Notice).say(sentence)

    @work(thread=True, exclusive=True, group="reading")
    def _read(self, words: str) -> None:
        worker = get_current_worker()
        try:
            read = self._found(words)
        except ListeningError as error:
            read = self.Read(words, (), trouble=str(error))
        if not worker.is_cancelled:
            self.post_message(read)

    def _found(self, words: str) -> Read:
        with SessionFile.open(self.path) as file:
            there = file.sessions()
            found = contents.listed(there, words)
            rows = contents.summaries(file, found)
            every = () if words else (contents.of_all(file, len(there)),)
            return self.Read(words, (*every, *rows), len(found), len(file.conflicts()))
