"""The commands of a list of contributions, on whatever screen it stands."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from listening.app.messages import OpenFigures, OpenFound
from listening.app.screens.capture_list import ListDesk
from listening.app.widgets.rows import Rows
from listening.model.records import Contribution
from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from listening.store.views import EVERYTHING


class ListCommands(Screen[None]):
    """What each command of the list does, said to its desk, by the names of the table of commands."""

    list_desk: ListDesk
    """Who acts on the list."""

    file: SessionFile
    """The open file."""

    def shows(self, path: Path, one: Contribution) -> bool:
        """Tell whether the list holds a contribution of a file."""
        here: str | None = getattr(self, "session_id", None)
        if self.file.path != path:
            return False
        return here is None or self.file.session(one.session).id == self.file.session(here).id

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
