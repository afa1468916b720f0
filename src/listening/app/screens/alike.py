"""What earlier sessions hold that is like the words at hand: shown to whoever asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from listening.app.bindings import bindings
from listening.app.capture.contribution_row import THE_ROOM, words_of
from listening.app.capture.seen_before import Alike, SeenBefore
from listening.app.commands import Place
from listening.app.dates import show_iso
from listening.app.finding.answers import Said
from listening.app.finding.elsewhere import Elsewhere
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList
from listening.model.records import Contribution
from listening.model.text import single_line

_MOST_LINES = 6


class AlikeScreen(SeesChanges[Said]):
    """Lists them, each with its session; it is dismissed with the one to go to."""

    CSS_PATH = "figures.tcss"
    BINDINGS = bindings(Place.ALIKE)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.ALIKE})
    """Where its commands apply."""

    def __init__(self, alike: Alike, seen_before: SeenBefore | None = None) -> None:
        """Show what was found.

        Args:
            alike: what was found.
            seen_before: who found it, and looks again where the folder changes.
        """
        super().__init__()
        self._alike, self._seen_before = alike, seen_before
        self._elsewhere = Elsewhere(seen_before.shelf) if seen_before else None

    def compose(self) -> ComposeResult:
        """Put the words at hand over what is like them."""
        heading = parts(("Heard before", "bold"), single_line(self._alike.words), between=" · ")
        yield Static(heading, id="title")
        yield Static(plain("In other sessions of the folder, the most alike first."), id="told")
        yield MarkedList(id="alike")
        yield CommandFooter(Place.ALIKE)

    def on_mount(self) -> None:
        """List what was found."""
        self._show()

    def changed_elsewhere(self) -> bool:
        """Tell whether a file of the folder was changed; it is looked at in the thread."""
        return self._elsewhere is not None and self._elsewhere.look()

    def catch_up(self) -> None:
        """Look again for what is like the words, in the thread."""
        if self._seen_before is not None:
            self._seen_before.anew(self._alike.words, self.post_message)

    @on(Alike)
    def take_in(self, event: Alike) -> None:
        """Show what is like the words now."""
        event.stop()
        self._alike = event
        self._show()

    def _show(self) -> None:
        told = zip(self._alike.said, self._alike.titles, self._alike.days, strict=True)
        self.query_one(MarkedList).show([partial(_row, *each) for each in told])

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Go to the chosen one, in its session."""
        place = self.query_one(MarkedList).highlighted
        if self.is_current and place is not None and place < len(self._alike.said):
            self.dismiss(Said(self._alike.said[place], self._alike.paths[place]))

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)


def _row(one: Contribution, title: str, day: str, width: int) -> Sequence[Content]:
    on = show_iso(day or one.at[:10])
    about = parts((title, "bold"), on, one.by or THE_ROOM, between=" · ")
    words = plain(words_of(one)).wrap(width)[:_MOST_LINES]
    return [about.truncate(width, ellipsis=True), *words, plain("")]
