"""All sessions of a file in one list: to read, tag and find, without a line to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from textual import on
from textual.actions import parse
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from listening.app.archive.rows import Everything, FoundInAll, FromAll
from listening.app.capture.choices import Choice, matching_codes
from listening.app.commands import Place, is_possible_in
from listening.app.counting import counted
from listening.app.messages import LeaveSession
from listening.app.screens.capture_list import ListDesk
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.list_commands import ListCommands
from listening.app.screens.sees_changes import SeesChanges
from listening.app.widgets.find_line import FindLine
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.heard import HeardRows
from listening.app.widgets.row_layout import Row
from listening.app.widgets.row_source import RowSource
from listening.app.widgets.status import Status
from listening.app.widgets.strip import HintStrip
from listening.model.errors import ListeningError, WrongUse
from listening.model.records import Contribution
from listening.store.session_file import SessionFile


class AllSessionsScreen(ListCommands, SeesChanges[None]):
    """One list of everything that a file holds."""

    CSS_PATH = "all_sessions.tcss"
    AUTO_FOCUS = "HeardRows"

    def __init__(self, file: SessionFile, title: str) -> None:
        """Read a file.

        Args:
            file: the open file.
            title: what it is called.
        """
        super().__init__()
        self.file = file
        self.list_desk = ListDesk(self, Place.ALL)
        self._title = title
        self._sessions = file.sessions()
        self._told = FromAll(file, self._sessions)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Status()
        yield HeardRows(self.contributions(), self.list_desk)
        with Horizontal(id="finding"):
            yield Static("Find ", id="find-mark")
            yield FindLine(self.list_desk)
        yield HintStrip()
        yield CommandFooter(Place.ALL)

    def on_mount(self) -> None:
        """Show how much there is."""
        self._show_figures()

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked."""
        return self.file.changed_elsewhere()

    def catch_up(self) -> None:
        """Show what is there now, the mark staying on its contribution."""
        self.list_desk.refresh_rows()
        self._show_figures()

    # What the list needs ------------------------------------------------------------------------

    @property
    def session_id(self) -> str | None:
        """No single session: all are listed."""
        return None

    @property
    def find_line(self) -> FindLine:
        """The line in which words to find are typed."""
        return self.query_one(FindLine)

    def contributions(self, match: str | None = None) -> RowSource:
        """Return everything, or what holds some words, as rows."""
        if match:
            return FoundInAll(self.file, self._told, match)
        return Everything(self.file, self._told)

    def rows_of(self, found: Iterable[Contribution]) -> Sequence[Row]:
        """Return contributions as rows that say which session they are from."""
        return self._told.rows(found)

    def show_find_line(self, *, shown: bool) -> None:
        """Show the line in which words to find are typed, or take it away."""
        self.query_one("#finding").display = shown

    def attempt(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk; where it cannot be, say why and return False."""
        try:
            deed()
        except WrongUse as error:
            self.say(str(error))
        except ListeningError as error:
            self.query_one(Status).failed(str(error))
        else:
            return True
        return False

    def kept(self) -> None:
        """Say that something reached the disk, and show it."""
        now = datetime.now(UTC).astimezone()
        self.query_one(Status).saved(f"saved {now:%H:%M:%S}")
        self.list_desk.refresh_rows()
        self._show_figures()

    def say(self, sentence: str) -> None:
        """Say something until the next key."""
        strip = self.query_one(HintStrip)
        if sentence:
            strip.say(sentence)
        else:
            strip.clear()

    def run_in_order(self, action: str) -> None:
        """Carry a command out now, in order with the keys around it."""
        _, name, parameters = parse(action)
        getattr(self, f"action_{name}")(*parameters)

    def edit_row(self, one: Contribution) -> None:  # noqa: ARG002 - there is no line to edit in
        """Say where words are changed: where there is a line for it."""
        self.say("To change the words, open the session that they are from.")

    def ask_for_code(self, take: Callable[[str], None]) -> None:
        """Ask for a code."""
        known = tuple(self.file.tally().codes)

        def offers(typed: str) -> list[tuple[str, str]]:
            found: tuple[Choice, ...] = matching_codes(typed, known)
            return [(one.value or "", one.shown) for one in found]

        def chosen(code: str | None) -> None:
            if code:
                take(code)

        keep_keys_for(self.app)
        self.app.push_screen(LineQuestion("Which code, or which theme?", offers=offers), chosen)

    # Where somebody is ----------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the person is."""
        return Place.FIND if isinstance(self.focused, FindLine) else Place.ALL

    @property
    def places(self) -> frozenset[Place]:
        """The places whose commands apply now."""
        return frozenset({self.place})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Tell whether a command applies where the person is."""
        return is_possible_in(action, self.place)

    def on_descendant_focus(self) -> None:
        """Show the keys of the place to which the person went."""
        self.query_one(CommandFooter).place = self.place

    @on(Input.Changed, "#find")
    def _narrow(self) -> None:
        self.list_desk.narrow(self.find_line.value)

    def _show_figures(self) -> None:
        status, tally = self.query_one(Status), self.file.tally()
        status.show_session(self._title, counted(len(self._sessions), "session"))
        writer = f"{self.file.author} writing"
        status.show_figures((writer, f"{tally.heard} heard", f"{tally.untagged} not yet tagged"))

    # Commands -------------------------------------------------------------------------------------

    def action_to_entry(self) -> None:
        """Stay in the list: there is no line."""
        self.set_focus(self.rows)

    def action_leave(self) -> None:
        """Go back to the sessions of the file."""
        self.post_message(LeaveSession())
