"""The commands of the capture screen, by the names that the table of commands gives them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from functools import partial

from listening.app import safeguarding
from listening.app.capture import choices
from listening.app.capture.leader import Typed
from listening.app.capture.open_prompt import OpenPrompt
from listening.app.capture.picture import Picture
from listening.app.finding.walk import NextFound
from listening.app.messages import (
    CodeAgain,
    LeaveSession,
    OpenDetails,
    OpenPromises,
    OpenRelations,
    Playback,
    Review,
    Share,
)
from listening.app.screens import following_on
from listening.app.screens.capture_line import LineDesk
from listening.app.screens.list_commands import ListCommands
from listening.app.widgets.entry import Entry
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Check
from listening.store.session_file import SessionFile

_TAKEN_BACK = "This was taken back by those who said it: no screen shows its words."


class CaptureCommands(ListCommands):
    """What each command does, said to whoever does it; the screen itself is `CaptureScreen`."""

    file: SessionFile
    """The open file."""
    now: Callable[[], datetime]
    """The clock on the wall."""
    picture: Picture
    """The session as it stood when it was last looked at."""
    open_prompt: OpenPrompt
    """The prompt that is open."""
    line_desk: LineDesk
    """Who acts on the line."""
    _details_at = ""

    @property
    def entry(self) -> Entry:
        """The line being typed."""
        return self.query_one(Entry)

    def say(self, sentence: str) -> None:
        """Say something in the strip; it goes with the next key."""
        self.line_desk.say(sentence)

    @abstractmethod
    def open(self, prompt: OpenPrompt) -> None:
        """Open a prompt: what is saved from now on belongs to it."""

    @abstractmethod
    def kept(self) -> None:
        """Say that something reached the disk, and show it."""

    @abstractmethod
    def keep_words(self) -> None:
        """Keep what stands in the line, since the program ends."""

    @abstractmethod
    def leave(self, then: Callable[[], object]) -> None:
        """Do what comes then; while a line waits to be saved, ask first."""

    @abstractmethod
    def look_away(self) -> None:
        """Look at the file no more: it is about to be closed."""

    def before_leaving(self) -> None:
        """Keep what stands in the line."""
        self.keep_words()

    def edit_row(self, one: Contribution) -> None:
        """Put a contribution into the line, to be changed there; words that were taken back stay away."""
        if one.check is Check.WITHDRAWN:
            self.say(_TAKEN_BACK)
        else:
            self.line_desk.edit(one)

    def ask_for_code(self, take: Callable[[str], None]) -> None:
        """Ask for a code in the line's own strip; the line being typed stays as it is."""

        def taken(line: str, code: str | None) -> str:
            take(code or "")
            return line

        picture = self.picture
        find = partial(choices.codes, picture=picture)
        self.line_desk.ask_for_row(Typed("Code:", find, taken))

    def action_save_line(self) -> None:
        """Save the line."""
        self.line_desk.save_entry()

    def action_save_each(self) -> None:
        """Save each line of the entry as a contribution of its own."""
        self.line_desk.save_each()

    def action_line_break(self) -> None:
        """Break the line."""
        self.line_desk.type_key("ctrl+j")

    def action_area(self, area: str) -> None:
        """Put an area on the line, or take it off."""
        self.line_desk.toggle_area(Area(area))

    def action_none(self) -> None:
        """Say that none of the three areas fits the line, or no longer."""
        self.line_desk.toggle_none()

    def action_off_record(self) -> None:
        """Put the line off record, or back on."""
        self.line_desk.toggle_off_record()

    def action_more(self, stage: str = "") -> None:
        """Begin with the letters that say more about the line."""
        self.line_desk.begin_leading(stage)

    def action_next_prompt(self) -> None:
        """Go to the next prompt."""
        self.open(self.open_prompt.moved(self.picture.prompts, 1, self.now()))

    def action_previous_prompt(self) -> None:
        """Go back to the prompt before."""
        self.open(self.open_prompt.moved(self.picture.prompts, -1, self.now()))

    def action_open_prompt(self, number: int) -> None:
        """Go to the prompt of this number, from 1."""
        self.open(self.open_prompt.at(self.picture.prompts, number - 1, self.now()))

    def action_to_list(self) -> None:
        """Go into the list, if it has anything."""
        if self.rows.count:
            self.set_focus(self.rows)

    def action_to_entry(self) -> None:
        """Go back to the line."""
        self.rows.rest()
        self.set_focus(self.entry)

    def action_safeguarding(self) -> None:
        """Show whom to go to with a safeguarding worry; where nobody is named, “details” goes there."""
        contact = self.picture.session.safeguarding
        self._details_at = "" if contact else safeguarding.FIELD
        self.say(safeguarding.told(contact))

    def action_setup(self) -> None:
        """Open the set-up of the session again."""
        self.keep_words()
        field, self._details_at = self._details_at, ""
        self.post_message(OpenDetails(field))

    def action_review(self) -> None:
        """Settle differences and likely duplicates."""
        self.keep_words()
        self.post_message(Review())

    def action_promises(self) -> None:
        """Go to what was promised."""
        self.keep_words()
        self.post_message(OpenPromises())

    def action_relations(self) -> None:
        """Go to the relations that people spoke of."""
        self.keep_words()
        self.post_message(OpenRelations())

    def action_row_promise(self) -> None:
        """Write down who will do what about the chosen contribution."""
        following_on.promise(self, self.list_desk.shown_chosen())

    def action_row_relation(self) -> None:
        """Note a relation that the chosen contribution tells of."""
        following_on.relation(self, self.list_desk.shown_chosen())

    def action_playback(self) -> None:
        """Read back what was heard."""
        self.keep_words()
        self.post_message(Playback())

    def action_share(self) -> None:
        """Look at what of the session would leave."""
        self.keep_words()
        self.post_message(Share())

    def action_code_again(self) -> None:
        """Code the session a second time."""
        self.keep_words()
        self.post_message(CodeAgain())

    def action_next_found(self, by: int) -> None:
        """Go to the next of what was found last, or to the one before."""
        self.post_message(NextFound(by))

    def action_leave(self) -> None:
        """Close the session; what stands in the line is kept."""
        self.leave(self._leave_session)

    def _leave_session(self) -> None:
        self.keep_words()
        self.look_away()
        self.post_message(LeaveSession())

    def action_row_edit(self) -> None:
        """Change the chosen contribution in the line."""
        self.list_desk.edit()

    def action_row_perspective(self) -> None:
        """Ask from where the speaker of the chosen contribution speaks."""
        handle = self.list_desk.speaker_chosen()
        if handle:
            self.line_desk.ask_perspective(handle)
        else:
            self.say("The room said this, and nobody by a handle: there is no perspective to note.")

    def action_row_remove(self) -> None:
        """Take the chosen contribution out of every list."""
        self.list_desk.remove()
