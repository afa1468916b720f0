"""The app: it wires screens to each other and to the file that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from listening.app import memory, themes
from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.dates import this_day
from listening.app.messages import AsksFirst, GoToSaid, KeepsWords, LeaveSession, Placed
from listening.app.palette import CommandProvider
from listening.app.text import plain
from listening.app.walk_screens import WalkScreens
from listening.store import settings

NARROWEST_WIDE = 100
"""From how many cells on there is room for a side panel."""

_FIRST = 2  # Textual's own screen lies under the first of ours.

SAMPLE_FILE = "sample-afternoon.sqlite"
"""What the throw-away copy of the sample session is called."""


class ListeningApp(WalkScreens):
    """Home, and from there everything else."""

    TITLE = "listening"
    CSS_PATH = ["readable.tcss", "app.tcss"]  # noqa: RUF012
    BINDINGS = bindings(Place.EVERYWHERE)
    # Textual's own commands are left out: one writes a picture of people's words beside the one door.
    COMMANDS = {CommandProvider}  # noqa: RUF012
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROWEST_WIDE, "-wide")]  # noqa: RUF012

    def __init__(
        self,
        folder: Path,
        *,
        author: str,
        no_color: bool = False,
        today: Callable[[], date] = this_day,
    ) -> None:
        # Told so at its beginning, Textual leaves colours out; else it would turn them into greys.
        super().__init__(ansi_color=True if no_color else None)
        for theme in themes.themes():
            self.register_theme(theme)
        self.theme = _first_theme(no_color=no_color)
        self.sub_title = str(folder)
        self.animation_level = "none"
        self.author = author
        """The note-taker who writes in the files that are opened."""
        self.fault: BaseException | None = None
        """What ended the app, if nobody foresaw it."""
        self._folder = folder
        self._today = today
        self._opens = str(folder)
        self._at_the_end = ExitStack()

    # Beginning and ending --------------------------------------------------------------------

    @contextmanager
    def everything_closed_at_the_end(self) -> Iterator[None]:
        """Close the open file, and throw the throw-away copies away, whatever happens."""
        with self._at_the_end:
            try:
                yield
            finally:
                self.stop_finding()
                self.close_file()

    def begin_with(self, path: Path, *, home: Path) -> None:
        """Go straight to the session in this file; afterwards show that folder.

        Raises:
            ListeningError: the file cannot be opened.
        """
        self._folder = home
        self.sub_title = str(home)
        there = self.take(path, None).sessions()
        self._opens = there[0].title if len(there) == 1 else path.stem

    def compose(self) -> ComposeResult:
        """Say what is being opened: the first thing to be seen, while the rest is loaded.

        It stands on Textual's own first screen, which can be neither left nor replaced, and lies
        under all others from then on.
        """
        yield Static(plain(f" {self._opens}"))

    def on_mount(self) -> None:
        """Show the session that was asked for, or home, once something is to be seen."""
        self.call_after_refresh(self._show_first)

    def _show_first(self) -> None:
        file = self.open_file
        self.push_screen(self._home() if file is None else self.screen_of(file))
        self.call_after_refresh(memory.collect_what_comes)

    # Doors of the home screen ----------------------------------------------------------------

    def set_up(self, folder: Path) -> None:
        """Go and set a new session up in a folder; then to the session."""
        # Imported here because most starts set nothing up.
        from listening.app.screens.setup import SetupScreen
        from listening.app.setting_up import NewSession

        new = NewSession(folder, self.author, self._today())

        def done(goes_on: object) -> None:
            if goes_on and new.path is not None:
                self.author = new.author
                self.open_or_tell(new.path)

        self.go_and_type(SetupScreen(new, self._today()), done)

    def try_sample(self) -> None:
        """Go to a throw-away copy of the sample session.

        Raises:
            ListeningError: the copy cannot be made.
        """
        self.open_session(self.sample_copy())

    def sample_copy(self) -> Path:
        """Make a copy of the sample session that is thrown away at the end, and return its path.

        Raises:
            ListeningError: it cannot be made.
        """
        from listening.sample.build import build

        folder = self._at_the_end.enter_context(
            TemporaryDirectory(prefix="listening-", ignore_cleanup_errors=True)
        )
        path = build(Path(folder) / SAMPLE_FILE)
        self.thrown_away |= {path}
        return path

    # What screens ask for --------------------------------------------------------------------

    async def on_leave_session(self, event: LeaveSession) -> None:
        """Go back, and close the file once no screen looks at it."""
        event.stop()
        if len(self.screen_stack) > _FIRST:
            await self.pop_screen()
        else:
            self.keep_keys()
            await self.switch_screen(self._home())
        if not any(isinstance(one, KeepsWords) for one in self.screen_stack):
            self.close_file()

    async def on_go_to_said(self, event: GoToSaid) -> None:
        """Leave a session for another one, at something that was said there."""
        event.stop()
        await self.on_leave_session(LeaveSession())
        self.arrive_at(event.said)

    def today(self) -> date:
        """Return the day that it is."""
        return self._today()

    @property
    def sessions_folder(self) -> Path:
        """The folder that home shows; the one where the program was started while there is none yet."""
        return self._folder if self._folder.is_dir() else Path.cwd()

    # Actions ---------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show every command with its keys."""
        from listening.app.screens.help import HelpScreen

        under = self.screen
        self.push_screen(HelpScreen(under.places if isinstance(under, Placed) else frozenset()))

    def action_other_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self.theme = themes.DARK if self.theme == themes.LIGHT else themes.LIGHT
        settings.remember_theme(self.theme)

    async def action_quit(self) -> None:
        """Leave, once what was typed before has arrived where it goes."""
        (self.focused or self).call_later(self._leave)

    def _leave(self) -> None:
        """Leave, after a screen with something unsaved has asked about it."""
        asking = [
            one for one in self.screen_stack if isinstance(one, AsksFirst) and one.has_unsaved
        ]
        if not asking:
            self._keep_words()
            self.exit()
            return
        while self.screen is not asking[-1]:
            self.pop_screen()
        asking[-1].leave(self.exit)

    # Underneath ------------------------------------------------------------------------------

    def _home(self) -> Screen[None]:
        # Imported here because capture is shown sooner without it.
        from listening.app.screens.home import HomeScreen

        return HomeScreen(self._folder, self)

    def _keep_words(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, KeepsWords) and screen.is_mounted:
                screen.keep_words()

    def _handle_exception(self, error: Exception) -> None:
        """End over something that nobody foresaw: keep the words, show no traceback to people."""
        self.fault = self.fault or error
        self._keep_words()
        super()._handle_exception(error)
        self._exit_renderables.clear()

    def _fatal_error(self) -> None:
        """Restore the terminal; whoever started the app says what happened."""
        self._close_messages_no_wait()


def _first_theme(*, no_color: bool) -> str:
    """Return the theme that was last chosen; without colours there is no choice."""
    known = {themes.DARK, themes.LIGHT}
    last = None if no_color else settings.theme()
    return last if last in known else themes.first_theme(no_color=no_color)
