"""One session file open at a time, and the screens that are shown of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeVar

from textual.screen import Screen

from listening.app.keys_in_turn import KeysInTurn
from listening.app.messages import (
    CodeAgain,
    MoreToSay,
    OpenDetails,
    OpenPromises,
    OpenRelations,
    Playback,
    Review,
    Share,
)
from listening.app.room.messages import ShowScreen
from listening.app.text import tell
from listening.model.errors import ListeningError
from listening.store import settings
from listening.store.asked import Where
from listening.store.session_file import SessionFile

T = TypeVar("T")


class FileScreens(KeysInTurn):
    """An app that opens a file and goes to a screen of it; rarer screens are imported where they are shown."""

    author: str = ""
    """The note-taker who writes in the files that are opened."""
    open_file: SessionFile | None = None
    """The file that is open."""
    thrown_away: frozenset[Path] = frozenset()
    """The files that are thrown away at the end: copies of the sample session."""
    open_session_id: str = ""
    """The token of the session that is captured; nothing while all of the file is looked at."""

    @abstractmethod
    def today(self) -> date:
        """Return the day that it is."""

    @property
    @abstractmethod
    def sessions_folder(self) -> Path:
        """The folder that home shows."""

    @abstractmethod
    def find_in_file(self, path: Path, session: str | None, title: str, where: Where) -> None:
        """Go and find in a file, or in one session of it."""

    @abstractmethod
    def show_figures(self, path: Path, session: str | None = None) -> None:
        """Go to the figures of a file, or of one session of it.

        Raises:
            ListeningError: the file cannot be opened.
        """

    # Doors of the home screen and of an archive ------------------------------------------------

    def open_session(self, path: Path, session: str | None = None) -> None:
        """Go to a session of a file; where it holds several and none is named, to a list of them.

        Raises:
            ListeningError: the file cannot be opened.
        """
        self.go_and_type(self.screen_of(self.take(path, session), session))

    def read_all(self, path: Path) -> None:
        """Go to one list of all sessions of a file.

        Raises:
            ListeningError: the file cannot be opened.
        """
        from listening.app.screens.all_sessions import AllSessionsScreen

        self.go_and_type(AllSessionsScreen(self.take(path, ""), path.stem))

    def review(self, path: Path) -> None:
        """Go and settle what differs in a file.

        Raises:
            ListeningError: the file cannot be opened.
        """
        self._review(self.take(path, ""), None, path.stem)

    def code_again(self, path: Path, session: str | None = None) -> None:
        """Go and code a session a second time; of several, first to a list of them.

        Raises:
            ListeningError: the file cannot be opened, or the coder's name cannot be one.
        """
        file = self.take(path, session)
        if session is None and len(file.sessions()) > 1:
            self.close_file()
            self.go_and_type(self._archive(path))
        else:
            self._code_again(file)

    def play_back(self, path: Path, session: str | None = None) -> None:
        """Go and read a session back to the room; of several, first to a list of them.

        Raises:
            ListeningError: the file cannot be opened.
        """
        file = self.take(path, session)
        if session is None and len(file.sessions()) > 1:
            self.close_file()
            self.go_and_type(self._archive(path))
        else:
            self._play_back(file)

    def share(self, path: Path, session: str | None = None) -> None:
        """Go and look at what of a session would leave; of several, first to a list of them.

        Args:
            path: the file.
            session: the token of the session; nothing for all of the file.

        Raises:
            ListeningError: the file cannot be opened.
        """
        with SessionFile.open(path) as file:
            several = len(file.sessions()) > 1
        screen = self._archive(path) if several and session is None else self._share(path, session)
        self.go_and_type(screen)

    def promises(self, path: Path, at: str = "") -> None:
        """Go to the promises in a file, to this one of them first.

        Raises:
            ListeningError: the file cannot be opened.
        """
        self._promises(self.take(path, ""), None, path.stem, at)

    def promises_due(self, folder: Path) -> None:
        """Go to the open promises of all sessions of a folder."""
        from listening.app.screens.promises_due import PromisesDueScreen

        self.go_and_type(PromisesDueScreen(folder, self, self.today()))

    def merge_files(self, folder: Path) -> None:
        """Go and merge files of a folder; then to the merged file, if that is wished."""
        from listening.app.screens.merge import MergeScreen

        def merged(path: Path | None) -> None:
            if path is not None:
                self.open_or_tell(path)

        self.go_and_type(MergeScreen(folder, self.author, self.today()), merged)

    # What screens ask for ----------------------------------------------------------------------

    def on_open_details(self, event: OpenDetails) -> None:
        """Open the set-up of the session on the screen."""
        event.stop()
        if self.open_file is None:
            return
        from listening.app.screens.setup import SetupScreen
        from listening.app.setting_up import Reopened

        subject = Reopened(self.open_file, self.open_session_id, self.today())
        self.go_and_type(SetupScreen(subject, self.today(), event.field))

    def on_review(self, event: Review) -> None:
        """Settle what differs in the session on the screen."""
        event.stop()
        if self.open_file is not None:
            title = self.open_file.session(self.open_session_id).title
            self._review(self.open_file, self.open_session_id, title)

    def on_share(self, event: Share) -> None:
        """Look at what of the session on the screen would leave."""
        event.stop()
        if self.open_file is not None:
            self.go_and_type(self._share(self.open_file.path, self.open_session_id))

    def on_code_again(self, event: CodeAgain) -> None:
        """Code the session on the screen a second time."""
        event.stop()
        if self.open_file is not None:
            try:
                self._code_again(self.open_file)
            except ListeningError as error:
                tell(self, str(error), "error")

    def on_playback(self, event: Playback) -> None:
        """Read the session on the screen back to the room."""
        event.stop()
        if self.open_file is not None:
            try:
                self._play_back(self.open_file)
            except ListeningError as error:
                tell(self, str(error), "error")

    def on_open_promises(self, event: OpenPromises) -> None:
        """Go to the promises of the session on the screen."""
        event.stop()
        if self.open_file is not None:
            session = self.open_file.session(self.open_session_id)
            self._promises(self.open_file, session.id, session.title)

    def on_open_relations(self, event: OpenRelations) -> None:
        """Go to the relations that people spoke of in what is on the screen."""
        event.stop()
        if self.open_file is not None:
            file, own = self.open_file, self.open_session_id or None
            self._relations(file, own, file.session(own).title if own else file.path.stem)

    def on_show_screen(self, event: ShowScreen) -> None:
        """Show a screen that answers to the one that asked for it."""
        event.stop()
        try:
            self.go_and_type(event.make(), event.then)
        except ListeningError as error:
            tell(self, str(error), "error")

    async def on_more_to_say(self, event: MoreToSay) -> None:
        """Go from what is read back to a line; what is saved there is linked with it."""
        event.stop()
        if self.open_file is None:
            return
        from listening.app.screens.capture import CaptureScreen

        under = self.screen_stack[-2]
        if isinstance(under, CaptureScreen):
            await self.pop_screen()
            under.build_on(event.contribution)
        else:
            self.keep_keys()
            screen = CaptureScreen(self.open_file, event.session, builds_on=event.contribution)
            await self.switch_screen(screen)

    # Underneath ----------------------------------------------------------------------------------

    def go_and_type(
        self, screen: Screen[T], then: Callable[[T | None], None] | None = None
    ) -> None:
        """Show a screen; what is typed before it is there goes into it."""
        self.keep_keys()
        self.push_screen(screen, then)

    def open_or_tell(self, path: Path) -> None:
        """Go to the session in a file, or say why that cannot be."""
        try:
            self.open_session(path)
        except ListeningError as error:
            tell(self, str(error), "error")

    def screen_of(self, file: SessionFile, session: str | None = None) -> Screen[None]:
        """Return the screen on which the open file is gone on with, or a list of its sessions."""
        if session is None and len(file.sessions()) > 1:
            self.close_file()
            return self._archive(file.path)
        from listening.app.screens.capture import CaptureScreen

        return CaptureScreen(file, self.open_session_id, is_demo=file.path in self.thrown_away)

    def take(self, path: Path, session: str | None) -> SessionFile:
        """Open a file in place of the one that is open.

        Args:
            path: the file.
            session: the token of the session that is captured; None for the newest, nothing where
                all of the file is looked at.

        Raises:
            ListeningError: it cannot be opened.
        """
        file = SessionFile.open(path, author=self.author)
        self.close_file()
        self.open_file = file
        there = file.sessions() if session is None else ()
        newest = there[-1].id if there else ""
        self.open_session_id = session if session is not None else newest or file.session().id
        return file

    def close_file(self) -> None:
        """Close the file that is open, and remember who wrote in it."""
        if self.open_file is not None:
            _remember_author(self.open_file.author)
            with suppress(ListeningError):  # Without the note, its prompts run on for a while.
                self.open_file.note_leaving()
            self.open_file.close()
            self.open_file = None

    def _review(self, file: SessionFile, session: str | None, title: str) -> None:
        from listening.app.screens.review import ReviewScreen

        self.go_and_type(ReviewScreen(file, session, title))

    def _code_again(self, file: SessionFile) -> None:
        from listening.app.screens.second_coding import SecondCodingScreen

        self.go_and_type(SecondCodingScreen(file, self.open_session_id, self.author))

    def _play_back(self, file: SessionFile) -> None:
        from listening.app.screens.playback import PlaybackScreen

        self.go_and_type(PlaybackScreen(file, self.open_session_id))

    def _share(self, path: Path, session: str | None) -> Screen[None]:
        from listening.app.screens.share import ShareScreen
        from listening.app.share.choice import Choice

        # What lies beside a throw-away copy would be thrown away with it.
        folder = self.sessions_folder if path in self.thrown_away else path.parent
        return ShareScreen(Choice(path, (session,) if session else ()), self.author, folder)

    def _promises(self, file: SessionFile, session: str | None, title: str, at: str = "") -> None:
        from listening.app.screens.promises import PromisesScreen

        there = file.sessions()
        only = there[0] if len(there) == 1 else None
        session, title = (only.id, only.title) if only else (session, title)
        self.open_session_id = session or ""
        self.go_and_type(PromisesScreen(file, session, title, self.today(), at))

    def _relations(self, file: SessionFile, session: str | None, title: str) -> None:
        from listening.app.screens.relations import RelationsScreen

        self.go_and_type(RelationsScreen(file, session, title, self.today()))

    def _archive(self, path: Path) -> Screen[None]:
        from listening.app.screens.archive import ArchiveScreen

        return ArchiveScreen(path, self)


def _remember_author(name: str) -> None:
    if name and name != settings.last_author():
        settings.remember_author(name)
