"""The commands of a list of contributions, on whatever screen it stands."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import on
from textual.screen import Screen

from listening.app.capture.found import LARGE, Numbered, QuickFound, Unanswered
from listening.app.finding.as_you_type import A_FEW, AsYouType
from listening.app.finding.asker import Asker
from listening.app.messages import OpenFigures, OpenFound
from listening.app.screens.capture_list import ListDesk
from listening.app.widgets.row_layout import Row
from listening.app.widgets.row_source import RowSource
from listening.app.widgets.rows import Rows
from listening.model.records import Contribution
from listening.model.vocabulary import Area
from listening.store.asked import EVERYTHING, Where
from listening.store.session_file import SessionFile


class ListCommands(Screen[None]):
    """What each command of the list does, said to its desk, by the names of the table of commands."""

    list_desk: ListDesk
    """Who acts on the list."""

    _background: Asker[SessionFile] | None = None

    file: SessionFile
    """The open file."""

    def __init__(self) -> None:
        """Begin with nothing looked for."""
        super().__init__()
        self._typed = AsYouType[str](self, self._look_for_newest, self._look_for_all)

    def shows(self, path: Path, one: Contribution) -> bool:
        """Tell whether the list holds a contribution of a file."""
        here: str | None = getattr(self, "session_id", None)
        if self.file.path != path:
            return False
        return here is None or self.file.session(one.session).id == self.file.session(here).id

    @property
    def background(self) -> Asker[SessionFile]:
        """What asks the file in a thread, so that no key waits."""
        if self._background is None:
            path = self.file.path
            self._background = Asker(lambda: SessionFile.open(path, again=True))
        return self._background

    @property
    def is_large(self) -> bool:
        """Whether so much is listed that looking through it would make a key wait."""
        return self.file.count(self._listed()) > LARGE

    def look_for(self, words: str) -> None:
        """Look for words in a thread; the desk is told what was found, the newest first."""
        self._typed.ask(words)

    def stop_looking(self) -> None:
        """Look for nothing any more."""
        self._typed.stop()

    def _look_for_newest(self, words: str) -> None:
        if words:
            self._look(words, A_FEW)
        else:
            self.list_desk.found(words, self.contributions(), is_all=True)

    def _look_for_all(self, words: str) -> None:
        self._look(words, None)

    def _look(self, words: str, newest: int | None) -> None:
        where = self._listed()

        def look(file: SessionFile) -> None:
            found = file.found(words, where, newest=newest)
            self.post_message(QuickFound(words, tuple(sorted(found)), len(found) != newest))

        self.background.ask("find", look, self.not_answered)

    def not_answered(self, sentence: str) -> None:
        """Have it said, from the thread, why the file did not answer."""
        self.post_message(Unanswered(sentence))

    @on(QuickFound)
    def show_found(self, event: QuickFound) -> None:
        """Show what was found."""
        event.stop()
        found = Numbered(self.file, event.numbers, self.rows_of)
        self.list_desk.found(event.words, found, is_all=event.is_all)
        if not event.is_all and event.words is self._typed.question:
            self._typed.ask_for_all_soon()

    @on(Unanswered)
    def say_why(self, event: Unanswered) -> None:
        """Say why the file did not answer."""
        event.stop()
        self.say(event.sentence)

    @abstractmethod
    def contributions(self, match: str | None = None) -> RowSource:
        """Return what is listed, or what holds some words, as rows."""

    @abstractmethod
    def rows_of(self, found: Iterable[Contribution]) -> Sequence[Row]:
        """Return contributions as rows of the list."""

    @abstractmethod
    def say(self, sentence: str) -> None:
        """Say something until the next key."""

    def on_unmount(self) -> None:
        """Ask no more."""
        if self._background is not None:
            self._background.close()

    def _listed(self) -> Where:
        return Where(session=getattr(self, "session_id", None))

    @property
    def rows(self) -> Rows:
        """The list of what was heard."""
        return self.query_one(Rows)

    def action_row_area(self, area: str) -> None:
        """Put an area on the chosen contribution, or take it off."""
        self.list_desk.toggle_area(Area(area))

    def action_row_none(self) -> None:
        """Say that none of the three areas fits the chosen contribution."""
        self.list_desk.toggle_none()

    def action_row_code(self) -> None:
        """Give the chosen contribution a code."""
        self.list_desk.code()

    def action_row_link(self) -> None:
        """Say what the chosen contribution is to another."""
        self.list_desk.link()

    def action_find(self) -> None:
        """Find contributions by their words."""
        self.list_desk.find()

    def action_open_find(self) -> None:
        """Find with filters, on a screen of its own."""
        self.before_leaving()
        self.post_message(OpenFound(EVERYTHING))

    def action_open_figures(self) -> None:
        """List the figures, to be walked back to what was said."""
        self.before_leaving()
        self.post_message(OpenFigures())

    def before_leaving(self) -> None:
        """Keep what must be kept before another screen is shown."""

    def action_find_choose(self) -> None:
        """Go to what was found."""
        self.list_desk.choose_found()

    def action_find_leave(self) -> None:
        """Stop finding."""
        self.list_desk.leave_finding()

    def action_next_untagged(self) -> None:
        """Go to the next contribution not yet tagged."""
        self.list_desk.next_untagged()

    def action_undo(self) -> None:
        """Take the last saved change back."""
        self.list_desk.undo()
