"""The agenda: every prompt with the minutes that it has had; go to any, add one, see what was said."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

from listening.app.agenda import read_line
from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.messages import OpenFound
from listening.app.room.figures import agenda_lines, breaks_in_words
from listening.app.room.now import RoomNow
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.sees_changes import SeesChanges
from listening.app.text import parts
from listening.app.widgets.figure_list import FigureList
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError, WrongUse
from listening.store.asked import PromptPlan
from listening.store.form_drafts import InFile

_ADD = "Which prompt? Minutes may stand before it: “10 min: What else is there?”"


class AgendaScreen(SeesChanges[int | None]):
    """Answers with the number of the prompt to go to; every figure opens what is behind it."""

    CSS_PATH = "room.tcss"
    BINDINGS = bindings(Place.AGENDA)
    AUTO_FOCUS = "FigureList"

    places = frozenset({Place.AGENDA})
    """Where its commands apply."""

    def __init__(self, room: RoomNow, open_prompt: str | None) -> None:
        """Show a session's agenda.

        Args:
            room: the session as it is.
            open_prompt: the token of the prompt that is open.
        """
        super().__init__()
        self._room, self._open = room, open_prompt

    def compose(self) -> ComposeResult:
        """Put the prompts under the session's title."""
        with Horizontal(id="head"):
            title = self._room.picture.session.title
            yield Static(parts(("Agenda", "bold"), title, between=" · "), id="title")
            yield Static(id="how-many")
        yield FigureList()
        yield Notice(id="status")
        yield CommandFooter(Place.AGENDA)

    def on_mount(self) -> None:
        """Show the prompts, the open one chosen."""
        self._show()
        tokens = [prompt.id for prompt in self._room.picture.prompts]
        if self._open in tokens:
            self.query_one(FigureList).highlighted = tokens.index(self._open)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible."""
        if action == "go_to":
            return int(str(parameters[0])) <= len(self._room.picture.prompts)
        return super().check_action(action, parameters)

    def changed_elsewhere(self) -> bool:
        """Tell whether the agenda may have changed, or a minute has passed."""
        return self._room.has_gone_on()

    def catch_up(self) -> None:
        """Show the agenda as it is now, the mark staying on its prompt."""
        self._room.look()
        self._show()

    def action_go(self) -> None:
        """Go to the chosen prompt, or to what is not on the agenda."""
        line = self.query_one(FigureList).chosen
        if line is not None and line.number:
            self.action_go_to(line.number)
        else:
            self.action_behind()

    def action_go_to(self, number: int) -> None:
        """Go to the prompt of this number."""
        if self.is_current:
            self.dismiss(number)

    def action_behind(self) -> None:
        """Show what was said to the chosen one."""
        line = self.query_one(FigureList).chosen
        if line is not None and line.behind is not None:
            self.post_message(OpenFound(line.behind))

    def action_add(self) -> None:
        """Ask for a prompt that nobody planned."""
        keep_keys_for(self.app)
        file = self._room.file
        own = InFile(file.path, file.author, "prompt", self._room.session)
        self.app.push_screen(LineQuestion(_ADD, read=self._add, kept_in=own), self._added)

    def action_leave(self) -> None:
        """Go back."""
        if self.is_current:
            self.dismiss(None)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen."""
        event.stop()
        self.action_go()

    def _add(self, line: str) -> str:
        """Keep a prompt.

        Raises:
            ListeningError: it could not be kept, and stays in the line.
        """
        text, minutes = read_line(line)
        if not text:
            raise WrongUse("A prompt has words: write them, or Escape.")
        file, session = self._room.file, self._room.session
        # As the agenda is now: what others have put there meanwhile stays.
        there = file.prompts(session)
        plan = [PromptPlan(each.text or "", each.minutes, each.id) for each in there]
        file.arrange(session, [*plan, PromptPlan(text, minutes)])
        return line

    def _added(self, line: str | None) -> None:
        if line is None:
            return
        try:
            self.catch_up()
        except ListeningError as error:
            self.query_one(Notice).say(str(error))
            return
        number = len(self._room.picture.prompts)
        self.query_one(FigureList).highlighted = number - 1
        self.query_one(Notice).tell(f"Added as prompt {number}: Enter goes to it.")

    def _show(self) -> None:
        room = self._room
        self.query_one("#how-many", Static).update(parts(breaks_in_words(room.timing)))
        lines = agenda_lines(room.picture, room.timing, self._open)
        self.query_one(FigureList).tell(lines)
        self.refresh_bindings()
