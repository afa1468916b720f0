"""Voices: who was heard and who not yet, how many spoke, how long each prompt has had; nobody's ranking."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.messages import OpenFound
from listening.app.room.figures import breaks_in_words, voices_lines
from listening.app.room.now import RoomNow
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import parts
from listening.app.widgets.figure_list import FigureList
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice

_NOTHING_BEHIND = "Nothing was said from there so far, or nobody noted it."


class VoicesScreen(SeesChanges[None]):
    """Every figure opens the contributions behind it."""

    CSS_PATH = "room.tcss"
    BINDINGS = bindings(Place.VOICES)
    AUTO_FOCUS = "FigureList"

    places = frozenset({Place.VOICES})
    """Where its commands apply."""

    def __init__(self, room: RoomNow) -> None:
        """Show a session's voices."""
        super().__init__()
        self._room = room

    def compose(self) -> ComposeResult:
        """Put the figures under the session's title."""
        with Horizontal(id="head"):
            title = self._room.picture.session.title
            yield Static(parts(("Voices", "bold"), title, between=" · "), id="title")
            yield Static(id="how-many")
        yield FigureList()
        yield Notice(id="status")
        yield CommandFooter(Place.VOICES)

    def on_mount(self) -> None:
        """Show the figures, the first that can be opened chosen."""
        self._show()
        figures = self.query_one(FigureList)
        opened = (place for place, line in enumerate(figures.lines) if line.behind)
        figures.highlighted = next(opened, 0)

    def changed_elsewhere(self) -> bool:
        """Tell whether the figures may have changed, or a minute has passed."""
        return self._room.has_gone_on()

    def catch_up(self) -> None:
        """Show the figures as they are now, the mark staying on its line."""
        self._room.look()
        self._show()

    def action_behind(self) -> None:
        """Show what stands behind the chosen figure."""
        line = self.query_one(FigureList).chosen
        if line is None or line.behind is None:
            self.query_one(Notice).tell(_NOTHING_BEHIND)
            return
        self.post_message(OpenFound(line.behind))

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Show what stands behind what was chosen."""
        event.stop()
        self.action_behind()

    def _show(self) -> None:
        room = self._room
        self.query_one("#how-many", Static).update(parts(breaks_in_words(room.timing)))
        self.query_one(FigureList).tell(voices_lines(room.picture, room.timing))
