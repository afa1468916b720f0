"""What a list of contributions needs of the screen on which it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.widget import Widget

from listening.app.widgets.find_line import FindLine
from listening.app.widgets.row_source import RowSource
from listening.app.widgets.rows import Rows
from listening.model.records import Contribution
from listening.store.session_file import SessionFile


class ListRoom(Protocol):
    """A screen with a list, a line to find words with, and an open file."""

    @property
    def file(self) -> SessionFile:
        """The open file."""

    @property
    def session_id(self) -> str | None:
        """The token of the session that is listed; None for all of the file."""

    @property
    def rows(self) -> Rows:
        """The list."""

    @property
    def find_line(self) -> FindLine:
        """The line in which words to find are typed."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give something the focus."""

    def contributions(self, match: str | None = None) -> RowSource:
        """Return what is listed, or what holds some words, as rows."""

    @property
    def is_large(self) -> bool:
        """Whether so much is listed that looking through it would make a key wait."""

    def look_for(self, words: str) -> None:
        """Look for words in a thread; the desk is told what was found, the newest first."""

    def stop_looking(self) -> None:
        """Look for nothing any more."""

    def show_find_line(self, *, shown: bool) -> None:
        """Show the line in which words to find are typed, or take it away."""

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""

    def kept(self) -> None:
        """Say that something reached the disk, and show it."""

    def say(self, sentence: str) -> None:
        """Say something."""

    def run_in_order(self, action: str) -> None:
        """Carry a command out now, in order with the keys around it."""

    def action_to_entry(self) -> None:
        """Go back to where the person is when not in the list."""

    def edit_row(self, one: Contribution) -> None:
        """Have a contribution changed."""

    def ask_for_code(self, take: Callable[[str], None]) -> None:
        """Ask for a code, and hand it over."""
