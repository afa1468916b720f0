"""What stands behind a figure: its contributions, and the way to each in its session."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from listening.app.bindings import bindings
from listening.app.capture.contribution_row import Contributions
from listening.app.commands import Place
from listening.app.counting import counted
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.rows import Rows
from listening.model.vocabulary import Sharing
from listening.store.session_file import SessionFile
from listening.store.views import Where

_NOTHING = "Nothing was said yet that this would count."


class BehindScreen(Screen[str | None]):
    """Answers with the id of the contribution to go to."""

    CSS_PATH = "room.tcss"
    BINDINGS = bindings(Place.BEHIND)
    AUTO_FOCUS = "Rows"

    places = frozenset({Place.BEHIND})
    """Where its commands apply."""

    def __init__(self, file: SessionFile, where: Where, told: str, rule: Sharing) -> None:
        """Show contributions.

        Args:
            file: the open file.
            where: which contributions.
            told: what the figure is called.
            rule: the room's rule for sharing.
        """
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
        self._source, self._told = Contributions(file, where, rule), told

    def compose(self) -> ComposeResult:
        """Put the contributions under the name of the figure."""
        with Horizontal(id="head"):
            yield Static(
                parts(("Behind the figure", "bold"), self._told, between=" · "), id="title"
            )
            yield Static(plain(counted(self._source.count(), "contribution")), id="how-many")
        yield Rows(self._source, id="rows")
        yield Static(plain(_NOTHING), id="nothing")
        yield CommandFooter(Place.BEHIND)

    def on_mount(self) -> None:
        """Choose the first, or say that there is none."""
        rows = self.query_one(Rows)
        self.set_class(not rows.count, "-nothing")
        if rows.count:
            rows.go_to(0)

    def action_go(self) -> None:
        """Go to the chosen one in the session."""
        row = self.query_one(Rows).cursor_row
        if row is not None and self.is_current:
            self.dismiss(row.key)

    def action_leave(self) -> None:
        """Go back to the figures."""
        if self.is_current:
            self.dismiss(None)
