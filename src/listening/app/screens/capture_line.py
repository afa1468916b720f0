"""What the keys in the line do: saving, marking, editing, and lines that were left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events

from listening.app.capture import speaking_from
from listening.app.capture.building_on import BuildingOn
from listening.app.capture.edit_draft import LeftEdit
from listening.app.capture.keys import keys_in
from listening.app.capture.leader import Root, Stage, groups_of
from listening.app.capture.offers import Offers
from listening.app.capture.stages import perspective, root
from listening.app.capture.waiting import WaitingLines
from listening.app.commands import TABLE, Place
from listening.app.counting import counted
from listening.app.gone import is_withdrawn
from listening.app.line_edit import (
    with_area_toggled,
    with_none_toggled,
    with_term_toggled,
)
from listening.app.screens.edit_desk import EditDesk
from listening.app.widgets.entry import LEADER, Led
from listening.model.errors import EmptyWords, NotFound
from listening.model.quickline import QuickLine
from listening.model.records import Contribution
from listening.model.text import says_nothing
from listening.model.vocabulary import Area, Kind, Sharing
from listening.store.views import Draft

if TYPE_CHECKING:
    from listening.app.screens.capture import CaptureScreen

_THE_ENTRYS_OWN = {"enter", "ctrl+j", LEADER, "up"}
_KEYS = {
    key: action for key, action in keys_in(Place.CAPTURE).items() if key not in _THE_ENTRYS_OWN
}
_BROUGHT_BACK = (
    "Not saved: another program is using the file. Your words are in the line; Enter saves them."
)
_AS_NEW = "What you were changing was taken out of every list meanwhile: your words stand here as a new line."


class LineDesk:
    """Where the entry stands: it acts on the keys of the line, one after the other."""

    def __init__(self, screen: CaptureScreen, drafts: Sequence[Draft]) -> None:
        self._screen = screen
        self._offers = Offers(
            screen.file,
            screen.session_id,
            drafts,
            lambda line: screen.picture_read(line).words,
        )
        self.edits = EditDesk(screen)
        """What is done with something saved that is being changed."""
        self.waiting = WaitingLines(screen)
        """The lines that wait while another program is using the file."""
        self._stage: Stage | None = None
        self._asked_for: Stage | None = None
        self._said = ""
        self.building_on: BuildingOn | None = None
        """What the next line that is saved builds on."""

    # What the entry asks ----------------------------------------------------------------------

    def save_line(self, line: str) -> bool:
        """Keep the line, or let it wait for another program; False if its words must stay in the entry."""
        if self.edits.is_on:
            self.edits.save(line)
            return False
        screen, read = self._screen, self._screen.picture_read(line)
        if says_nothing(read.words) and read.marks.sharing is not Sharing.OFF:
            self.say(str(EmptyWords()))
            return False
        save = partial(self._capture, read, screen.open_prompt.token, self.building_on)
        if not self.waiting.save(line, save):
            return False
        self.build_on(None)
        self._offers.forget()
        self.draw_strip()
        return True

    def press(self, line: str, key: str) -> str | None:
        """Act on a key of the table, or on one that answers what the strip asks."""
        self._unsay()
        action = _KEYS.get(key)
        if action:
            self._screen.run_in_order(action)
        elif not self._answered(line, key):
            return None
        return self._screen.entry.line

    def leader_changed(self, *, waiting: bool) -> None:
        """Show what may be typed after the leader, or take it away."""
        self._stage = (self._asked_for or self._root()) if waiting else None
        if not waiting and self._asked_for:
            self._asked_for = None
            self._screen.set_focus(self._screen.rows)
        self.draw_strip()

    def lead(self, line: str, key: str) -> Led:
        """Act on a key after the leader."""
        if self._stage is None:
            return Led(line)
        step = self._stage.press(line, key)
        self._stage = step.stage
        if step.action:
            self._screen.run_in_order(step.action)
            return Led(self._screen.entry.line)
        self.draw_strip()
        return Led(step.line, wants_more=step.stage is not None)

    def leave_upwards(self) -> None:
        """Go into the list."""
        self._screen.action_to_list()

    # What commands ask ------------------------------------------------------------------------

    def save_entry(self) -> None:
        """Press Enter in the line, as the palette does."""
        self.type_key("enter")

    def save_each(self) -> None:
        """Keep each line of the entry as a contribution; one that fails stays, with all after it."""
        if self.edits.is_on:
            self.say("What is edited stays one contribution: Enter saves it.")
            return
        screen = self._screen
        left = [line for line in screen.entry.line.split("\n") if line.strip()]
        before = len(left)
        while left and self.save_line(left[0]):
            del left[0]
        screen.entry.load_line("\n".join(left))
        if not left and before and not self.waiting.texts:
            self.say(f"{counted(before, 'line')} saved, each as a contribution.")

    def type_key(self, key: str) -> None:
        """Press a key in the line, after those that were pressed already."""
        self._screen.set_focus(self._screen.entry)
        self._screen.entry.post_message(events.Key(key, None))

    def begin_leading(self, stage: str) -> None:
        """Press the leader, and the letter that asks for a stage."""
        action = f"more('{stage}')" if stage else ""
        self.type_key(LEADER)
        for entry in TABLE:
            if action and entry.action == action:
                self.type_key(entry.keys[0].removeprefix(f"{LEADER} "))

    def ask_for_row(self, stage: Stage) -> None:
        """Ask something about the chosen contribution, in the line's own strip; then go back to it."""
        self._asked_for = stage
        self.type_key(LEADER)

    def ask_perspective(self, handle: str) -> None:
        """Ask from where the speaker of the chosen contribution speaks."""
        self.ask_for_row(perspective(handle, self._screen.picture, self._take_perspective))

    def toggle_area(self, area: Area) -> None:
        """Put an area on the line, or take it off."""
        self._change(lambda line: with_area_toggled(line, area, self._screen.picture.known))

    def toggle_none(self) -> None:
        """Say “none of the three”, or no longer."""
        self._change(lambda line: with_none_toggled(line, self._screen.picture.known))

    def toggle_kind(self, kind: Kind) -> None:
        """Put a kind on the line, or take it off."""
        known = self._screen.picture.known
        self._change(lambda line: with_term_toggled(line, kind, known))

    def toggle_off_record(self) -> None:
        """Put the line off record, or back on."""
        known = self._screen.picture.known
        self._change(lambda line: with_term_toggled(line, Sharing.OFF, known))

    def edit(self, one: Contribution) -> None:
        """Put a contribution into the line to be changed; what stood there is given back after."""
        self.edits.begin(one)

    def build_on(self, building: BuildingOn | None) -> None:
        """Link the next line that is saved with something said before, or no longer."""
        self.building_on = building
        self._screen.show_chips()

    def say(self, sentence: str) -> None:
        """Say one sentence, until the next key."""
        self._said = sentence
        self.draw_strip()

    def draft_text(self) -> str:
        """Return what must not be lost if the program is killed now: nothing that is off record.

        Something saved that is being changed is kept apart, with what it is a change of.
        """
        line = self.edits.set_aside if self.edits.is_on else self._screen.entry.line
        lines = [*self.waiting.texts, line]
        return "\n".join(each for each in lines if each.strip() and not self._is_off(each))

    def look(self) -> None:
        """Do what is done a few times a second: try again what waits, keep what is being changed."""
        waited = len(self.waiting.texts)
        self.waiting.look()
        if len(self.waiting.texts) != waited:
            self.draw_strip()
        self.edits.look()

    def look_again(self) -> None:
        """Take away what was taken back meanwhile, wherever it stands around the line.

        Raises:
            ListeningError: the file cannot be read.
        """
        self.edits.look_again()
        self._offers.look_again()
        if self.building_on is not None and self._is_withdrawn(self.building_on.target):
            self.build_on(None)
        self.draw_strip()

    def draw_strip(self) -> None:
        """Show what weighs most: the letters asked for, a sentence, what is edited, what was left."""
        strip = self._screen.strip
        if self._stage:
            strip.ask(
                [
                    (title, [(hint.key, hint.text) for hint in hints])
                    for title, hints in groups_of(self._stage)
                ]
            )
        elif sentence := self._sentence():
            strip.say(sentence)
        else:
            strip.clear()

    # ------------------------------------------------------------------------------------------

    def _capture(self, read: QuickLine, prompt: str | None, building: BuildingOn | None) -> None:
        screen = self._screen
        saved = screen.file.capture(read, session=screen.session_id, prompt=prompt)
        if saved.words is None:
            screen.drafting.keep_now("", None)
        screen.room_clock.heard()
        if screen.focused is screen.entry:
            screen.rows.rest()
        screen.kept(saved.at[11:19])
        self._link(saved, building)

    def _link(self, saved: Contribution, building: BuildingOn | None) -> None:
        """Link what was saved; it is on the disk already, whatever comes of the link."""
        screen = self._screen
        if building and screen.attempt(lambda: building.link(screen.file, saved)):
            screen.list_desk.refresh_rows()

    def _answered(self, line: str, key: str) -> bool:
        """Act on a key that answers the strip; False if it has nothing to do with it."""
        if self.edits.is_on:
            if key == "escape":
                self.edits.give_back()
            return key == "escape"
        if self.building_on and key == "escape":
            self.build_on(None)
            return True
        if line:
            return False
        return self._hastened(key) if self.waiting.texts else self._took_offer(key)

    def _hastened(self, key: str) -> bool:
        """Try at once to save what waits, or bring it back into the empty line."""
        if key == "enter":
            self.waiting.try_now()
        elif key == "escape":
            self._screen.entry.load_line(self.waiting.take_back())
            if not self.waiting.texts:
                self._screen.status.failed(_BROUGHT_BACK)
        self.draw_strip()
        return key in ("enter", "escape")

    def _took_offer(self, key: str) -> bool:
        """Answer the offer of what was left."""
        answers = {"enter": self._take, "escape": self._leave, "delete": self._throw_away}
        left = self._offers.pop() if key in answers else None
        if left is None:
            return False
        answers[key](left)
        self.draw_strip()
        return True

    def _take(self, left: Draft | LeftEdit) -> None:
        if isinstance(left, LeftEdit) and not left.one.removed:
            self.edits.go_on(left)
            return
        screen = self._screen
        screen.entry.load_line(left.line)
        prompt = None if isinstance(left, LeftEdit) else left.prompt
        if screen.drafting.keep_now(left.line, prompt):
            screen.attempt(lambda: self._offers.drop(left))
        if isinstance(left, LeftEdit):
            self.say(_AS_NEW)

    def _leave(self, left: Draft | LeftEdit) -> None:
        """Leave it in the file: the next start offers it again."""

    def _throw_away(self, left: Draft | LeftEdit) -> None:
        self._screen.attempt(lambda: self._offers.drop(left))

    def _is_withdrawn(self, one: Contribution) -> bool:
        try:
            return is_withdrawn(self._screen.file.contribution(one.id))
        except NotFound:
            return True

    def _is_off(self, line: str) -> bool:
        return self._screen.picture_read(line).marks.sharing is Sharing.OFF

    def _change(self, change: Callable[[str], str]) -> None:
        self._screen.entry.replace_line(change(self._screen.entry.line))

    def _unsay(self) -> None:
        if self._said:
            self.say("")

    def _sentence(self) -> str:
        if self._said:
            return self._said
        return self.edits.sentence or self.waiting.sentence or self._offers.sentence

    def _root(self) -> Root:
        return root(self._screen.entry.line, self._screen.picture, self._take_perspective)

    def _take_perspective(self, handle: str, chosen: str) -> None:
        """Put a perspective to somebody's others, or take it off, and say what now holds."""
        screen = self._screen
        if not screen.attempt(screen.look_again):
            return
        speaker = screen.picture.speaker(handle)
        said = speaking_from.toggled(speaker.perspectives if speaker else (), chosen)
        file, session = screen.file, screen.session_id
        if screen.attempt(lambda: file.set_participant(session, handle, perspectives=said)):
            screen.kept()
            screen.attempt(screen.look_again)
            self.say(speaking_from.sentence(handle, said))
