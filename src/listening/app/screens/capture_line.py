"""What the keys in the line do: saving, marking, editing, and lines that were left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual import events

from listening.app.capture import speaking_from
from listening.app.capture.building_on import BuildingOn
from listening.app.capture.contribution_row import name_of
from listening.app.capture.drafting import offer
from listening.app.capture.editing import changes, line_of
from listening.app.capture.keys import keys_in
from listening.app.capture.leader import Root, Stage, groups_of
from listening.app.capture.stages import perspective, root
from listening.app.commands import TABLE, Place
from listening.app.counting import counted
from listening.app.line_edit import (
    end_of,
    with_area_toggled,
    with_none_toggled,
    with_term_toggled,
)
from listening.app.widgets.entry import LEADER, Led
from listening.model.quickline import QuickLine, parse, split_at_marks
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Kind, Sharing
from listening.store.asked import Where
from listening.store.views import Draft

if TYPE_CHECKING:
    from listening.app.screens.capture import CaptureScreen

_THE_ENTRYS_OWN = {"enter", "ctrl+j", LEADER, "up"}
_KEYS = {
    key: action for key, action in keys_in(Place.CAPTURE).items() if key not in _THE_ENTRYS_OWN
}
_NEWEST = 5
_ABOUT_THEN = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Editing:
    """A contribution that stands in the line to be changed."""

    one: Contribution
    line: str
    """How it was written when it came into the line."""
    set_aside: str
    """What was being typed before."""
    seen: frozenset[str]
    """What was said of it when it came into the line."""


class LineDesk:
    """Where the entry stands: it acts on the keys of the line, one after the other."""

    def __init__(self, screen: CaptureScreen, drafts: Sequence[Draft]) -> None:
        self._screen = screen
        self._offers = [draft for draft in drafts if not self._is_saved(draft)]
        self._editing: _Editing | None = None
        self._stage: Stage | None = None
        self._asked_for: Stage | None = None
        self._said = ""
        self.building_on: BuildingOn | None = None
        """What the next line that is saved builds on."""

    # What the entry asks ----------------------------------------------------------------------

    def save_line(self, line: str) -> bool:
        """Keep the line; False if its words must stay in the entry."""
        if self._editing:
            return self._save_edit(self._editing, line)
        read = self._screen.picture_read(line)
        if not self._screen.attempt(lambda: self._capture(read)):
            return False
        self._offers = []
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
        if self._editing:
            self.say("What is edited stays one contribution: Enter saves it.")
            return
        screen = self._screen
        left = [line for line in screen.entry.line.split("\n") if line.strip()]
        before = len(left)
        while left and self.save_line(left[0]):
            del left[0]
        screen.entry.load_line("\n".join(left))
        if not left and before:
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
        line = line_of(one, self._screen.picture.known)
        set_aside = self._editing.set_aside if self._editing else self._screen.entry.line
        self._editing = _Editing(one, line, set_aside, self._screen.file.seen(one.id))
        self._screen.entry.load_line(line)
        # Before the marks, so that what is typed next is words.
        self._screen.entry.move_cursor(end_of(split_at_marks(line)[0]))
        # The list stays where it is: the one that is edited is to be seen.
        self._screen.set_focus(self._screen.entry)
        self._screen.show_editing(editing=True)
        self.draw_strip()

    def build_on(self, building: BuildingOn | None) -> None:
        """Link the next line that is saved with something said before, or no longer."""
        self.building_on = building
        self._screen.show_chips()

    def say(self, sentence: str) -> None:
        """Say one sentence, until the next key."""
        self._said = sentence
        self.draw_strip()

    def draft_text(self) -> str:
        """Return what must not be lost if the program is killed now: nothing that is off record."""
        line = self._screen.entry.line
        lines = [line]
        if self._editing:
            changed = [] if line == self._editing.line else [line]
            lines = [self._editing.set_aside, *changed]
        return "\n".join(each for each in lines if each.strip() and not self._is_off(each))

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

    def _capture(self, read: QuickLine) -> None:
        screen = self._screen
        saved = screen.file.capture(
            read, session=screen.session_id, prompt=screen.open_prompt.token
        )
        if saved.words is None:
            screen.drafting.keep_now("", None)
        screen.room_clock.heard()
        screen.rows.rest()
        screen.kept(saved.at[11:19])
        self._link(saved)

    def _link(self, saved: Contribution) -> None:
        """Link what was saved; it is on the disk already, whatever comes of the link."""
        building = self.building_on
        if building is not None:
            self.build_on(None)
            if self._screen.attempt(lambda: building.link(self._screen.file, saved)):
                self._screen.list_desk.refresh_rows()

    def _save_edit(self, editing: _Editing, line: str) -> bool:
        one, file, said = editing.one, self._screen.file, "Nothing was changed."
        if edit := changes(one, parse(line, self._screen.picture.known)):
            after: list[Contribution] = []
            if not self._screen.attempt(
                lambda: after.append(file.edit(one.id, seen=editing.seen, **edit))
            ):
                return False
            self._screen.kept()
            said = self._changed(one, after[0])
        self._give_back()
        self.say(said)
        return False

    def _changed(self, before: Contribution, after: Contribution) -> str:
        """Return what is said after an edit: also where somebody changed the same meanwhile."""
        if after.conflicts > before.conflicts:
            return (
                f"Changed: {name_of(before)}. Somebody else changed the same while you wrote: both"
                " versions are kept, to be settled later."
            )
        back = self._screen.list_desk.way_back()
        return f"Changed: {name_of(before)}. {back} brings back what it was before."

    def _give_back(self) -> None:
        """Put back what was being typed before something was edited."""
        if self._editing:
            self._screen.entry.load_line(self._editing.set_aside)
            self._editing = None
            self._screen.show_editing(editing=False)
            self.draw_strip()

    def _answered(self, line: str, key: str) -> bool:
        """Act on a key that answers the strip; False if it has nothing to do with it."""
        if self._editing and key == "escape":
            self._give_back()
            return True
        if self.building_on and key == "escape":
            self.build_on(None)
            return True
        if self._editing or not self._offers or line:
            return False
        answers = {"enter": self._take, "escape": self._leave, "delete": self._throw_away}
        if key in answers:
            draft = self._offers.pop()
            answers[key](draft)
            self.draw_strip()
        return key in answers

    def _take(self, draft: Draft) -> None:
        screen = self._screen
        screen.entry.load_line(draft.line)
        if screen.drafting.keep_now(draft.line, draft.prompt):
            screen.attempt(lambda: screen.file.drop_draft(draft))

    def _leave(self, draft: Draft) -> None:
        """Leave a draft in the file: the next start offers it again."""

    def _throw_away(self, draft: Draft) -> None:
        self._screen.attempt(lambda: self._screen.file.drop_draft(draft))

    def _is_saved(self, draft: Draft) -> bool:
        """Tell whether a draft was saved just before the program ended; then it is wiped."""
        file, where = self._screen.file, Where(session=self._screen.session_id)
        words = self._screen.picture_read(draft.line).words
        newest = max(0, file.count(where) - _NEWEST)
        same = any(
            one.words == words and datetime.fromisoformat(one.at) >= draft.at - _ABOUT_THEN
            for one in file.contributions(where, limit=_NEWEST, offset=newest)
        )
        if same:
            file.drop_draft(draft)
        return same

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
        if self._editing:
            who = name_of(self._editing.one)
            return f"Editing {who}: Enter saves the change, Escape leaves it as it was."
        return offer(self._offers[-1]) if self._offers else ""

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
