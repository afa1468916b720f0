"""How somebody gets to finding, from wherever a word or a figure makes them look, and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.types import CSSPathType

from listening.app.file_screens import FileScreens
from listening.app.finding.asker import Asker
from listening.app.messages import OpenFigures, OpenFound
from listening.app.text import tell
from listening.app.widgets.rows import Rows
from listening.model.errors import ListeningError
from listening.store.asked import Where
from listening.store.session_file import SessionFile

if TYPE_CHECKING:
    from textual.screen import Screen

    from listening.app.finding.answers import Said
    from listening.app.finding.figures import Follows
    from listening.app.screens.figures import FiguresScreen
    from listening.app.screens.list_commands import ListCommands
    from listening.store.shelf import Shelf


_A_MOMENT = 0.01
_IN_USE = "Go back first: another screen is at work in a file, and only one is open at a time."


class FindScreens(FileScreens):
    """An app in which contributions are found in a session, a file, or a whole folder."""

    def __init__(
        self, *, css_path: CSSPathType | None = None, ansi_color: bool | None = None
    ) -> None:
        """Begin with nothing read; the arguments are Textual's."""
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self._shelves: dict[Path, Asker[Shelf]] = {}

    def shelf_of(self, path: Path) -> Asker[Shelf]:
        """Return what asks every file of a folder; its index is kept as long as the app runs."""
        if path not in self._shelves:
            self._shelves[path] = Asker(lambda: _shelf(path))
        return self._shelves[path]

    def stop_finding(self) -> None:
        """Forget every index."""
        for asker in self._shelves.values():
            asker.close()

    # Doors -------------------------------------------------------------------------------------

    def find_in_folder(self, path: Path, line: str = "") -> None:
        """Go and find in every file of a folder."""
        from listening.app.finding.asked import Context
        from listening.app.screens.find import FindScreen

        screen = FindScreen(
            "every session of the folder",
            self.shelf_of(path),
            self,
            Context(self.today()),
            line=line,
        )
        self.go_and_type(screen)

    def find_in_file(self, path: Path, session: str | None, title: str, where: Where) -> None:
        """Go and find in a file, or in one session of it.

        Args:
            path: the file.
            session: the session's token; None for all of the file.
            title: what is searched, as people call it.
            where: what is looked for to begin with.
        """
        from listening.app.finding import asked
        from listening.app.finding.sources import OneFile
        from listening.app.screens.find import FindScreen

        base = Where(session=session or where.session, once=where.once)
        screen = FindScreen(
            title,
            Asker(lambda: OneFile(path)),
            self,
            asked.Context(self.today(), base=base),
            line=asked.write(where, self._numbers_of_prompts(path, where)),
            owns_asker=True,
        )
        self.go_and_type(screen)

    def show_figures(self, path: Path, session: str | None = None) -> None:
        """Go to the figures of a file, or of one session of it.

        Raises:
            ListeningError: the file cannot be opened.
        """
        with SessionFile.open(path) as file:
            there = file.sessions()
            own = session or (there[0].id if len(there) == 1 else None)
            title = file.session(own).title if own else path.stem
            screen = _figures_screen(title, file, own)

        def chosen(opens: Where | Follows | None) -> None:
            if isinstance(opens, Where):
                self.find_in_file(path, own, title, opens)
            elif opens is not None:
                self._go_to_following(path, own, title, opens)

        self.go_and_type(screen, chosen)

    def go_to(self, said: Said) -> None:
        """Go to something that was said, in its session; back to a list that shows it, where one is open."""
        from listening.app.screens.list_commands import ListCommands

        for place, screen in enumerate(self.screen_stack):
            if isinstance(screen, ListCommands) and screen.shows(said.path, said.one):
                while len(self.screen_stack) > place + 1:
                    self.pop_screen()
                screen.call_after_refresh(screen.list_desk.go_to, said.one.id)
                return
        if self.open_file and any(
            getattr(one, "file", None) is self.open_file for one in self.screen_stack
        ):
            # Another file would take the place of the one that a screen under this one works on.
            tell(self, _IN_USE)
            return
        try:
            self._open_at(said)
        except ListeningError as error:
            tell(self, str(error), "error")

    # What screens ask for ----------------------------------------------------------------------

    def on_open_found(self, event: OpenFound) -> None:
        """Show the contributions that are meant, of what is open."""
        event.stop()
        if self.open_file is None:
            return
        file, own = self.open_file, event.where.session or self.open_session_id or None
        title = file.session(own).title if own else file.path.stem
        self.find_in_file(file.path, own, title, event.where)

    def on_open_figures(self, event: OpenFigures) -> None:
        """Show the figures of what is open."""
        event.stop()
        if self.open_file is not None:
            self.show_figures(self.open_file.path, self.open_session_id or None)

    def screen_of(self, file: SessionFile, session: str | None = None) -> Screen[None]:
        """Return the screen on which the open file is gone on with, hinting at what was heard before."""
        screen = super().screen_of(file, session)
        from listening.app.screens.looks_again import LooksAgain  # loaded with the screen

        if isinstance(screen, LooksAgain) and file.path not in self.thrown_away:
            screen.look_back_through(self.shelf_of(file.path.parent))
        return screen

    # Underneath --------------------------------------------------------------------------------

    def _open_at(self, said: Said) -> None:
        from listening.app.screens.list_commands import ListCommands

        file = self.take(said.path, said.one.session)
        self.open_session_id = file.session(said.one.session).id
        screen = self.screen_of(file, self.open_session_id)
        self.go_and_type(screen)
        if isinstance(screen, ListCommands):
            self._arrive(screen, said.one.id)

    def _arrive(self, screen: ListCommands, ref: str) -> None:
        """Go to a place in a screen's list as soon as the list is there, unless it was left."""
        if screen not in self.screen_stack:
            return
        if any(rows.count for rows in screen.query(Rows)):
            screen.list_desk.go_to(ref)
        else:
            self.set_timer(_A_MOMENT, partial(self._arrive, screen, ref))

    def _go_to_following(self, path: Path, session: str | None, title: str, what: Follows) -> None:
        """Show the promises or the relations of a file, or of one session of it."""
        from listening.app.finding.figures import Follows

        try:
            file = self.open_file or self.take(path, session or "")
            if what is Follows.PROMISES:
                self._promises(file, session, title)
            else:
                self._relations(file, session, title)
        except ListeningError as error:
            tell(self, str(error), "error")

    def _numbers_of_prompts(self, path: Path, where: Where) -> dict[str, int]:
        if where.prompt is None or where.session is None:
            return {}
        with SessionFile.open(path) as file:
            return {each.id: each.number for each in file.prompts(where.session)}


def _figures_screen(title: str, file: SessionFile, own: str | None) -> FiguresScreen:
    from listening.app.finding.figures import all_figures
    from listening.app.screens.figures import FiguresScreen

    return FiguresScreen(title, all_figures(file, own), file.path, own)


def _shelf(path: Path) -> Shelf:
    """Return every file of a folder, in memory, read when it is first asked."""
    from listening.store.shelf import Shelf

    return Shelf(path)
