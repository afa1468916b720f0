"""What the keys in the list do to the chosen contribution, and finding."""

from __future__ import annotations

from collections.abc import Callable

from listening.app.capture.keys import keys_in
from listening.app.capture.undone import told
from listening.app.commands import Place
from listening.app.commands.command import brief_key
from listening.app.screens.link_desk import LinkDesk
from listening.app.screens.list_room import ListRoom
from listening.app.widgets.row_source import RowSource
from listening.model.records import Contribution
from listening.model.vocabulary import Area, Check
from listening.store.asked import Where
from listening.store.views import Undone

_FIND_KEYS = keys_in(Place.FIND)
_MOVES = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})
_TO_FIND = frozenset({"/", "ctrl+f"})
_YES = {"d", "y"}
_OUT_OR_NOT = (
    "Take this out of every list? Its history stays, and u brings it back. "
    "d or y takes it out, any other key leaves it."
)
_UNDO_IN_LINE = brief_key("ctrl+g u")


class ListDesk:
    """Acts on the list: each deed is kept on the disk before the next key."""

    def __init__(self, screen: ListRoom, place: Place = Place.LIST) -> None:
        self._screen = screen
        self._keys = keys_in(place)
        self._has_line = place is Place.LIST
        self._match = ""
        self._finding = self._is_large = False
        self._waits = self._chooses = self._shows_newest = False
        self._came_from_list: str | None = None
        self._asked_out: str | None = None
        self._links = LinkDesk(screen, self)

    # What the list and the find line ask --------------------------------------------------------

    @property
    def has_line(self) -> bool:
        """Whether there is a line to go back to, in which words can be typed."""
        return self._has_line

    def press_in_list(self, key: str) -> bool:
        """Act on a key of the list; False if it means nothing here."""
        action = self._keys.get(key)
        if self._asked_out is not None:
            return self._answered(key) or action is not None
        if self._links.is_choosing and key in _TO_FIND:
            self.find()
            return True
        if self._links.is_asking and (self._links.press(key) or self._links.is_asking):
            return key not in _MOVES
        if action:
            self._screen.say("")
            self._screen.run_in_order(action)
        return action is not None

    def press_finding(self, key: str) -> bool:
        """Act on a key of the find line that types nothing; False if it means nothing here."""
        steps = {"up": -1, "down": 1}
        action = _FIND_KEYS.get(key)
        if key in steps:
            self._step_found(steps[key])
        elif action:
            self._screen.run_in_order(action)
        return key in steps or action is not None

    def leave_downwards(self) -> None:
        """Go back to the line."""
        self._links.stop()
        self._screen.action_to_entry()

    def refresh_rows(self) -> None:
        """Show the rows as they are now, the cursor staying on its contribution."""
        rows = self._screen.rows
        before = rows.cursor_row
        rows.rows_changed()
        after = rows.cursor_row
        if before and after and before.key != after.key:
            self._go_to(before.key)

    def go_to(self, ref: str) -> None:
        """Go into the list, to the contribution of this id."""
        self._screen.set_focus(self._screen.rows)
        self._go_to(ref)

    # Deeds on the chosen contribution ----------------------------------------------------------

    def toggle_area(self, area: Area) -> None:
        """Put an area on it, or take it off."""
        one = self._chosen()
        if one is None:
            return
        file = self._screen.file
        if area in one.areas:
            self.do(lambda: file.tag([one.id], remove=[area.value]))
        else:
            self.do(lambda: file.tag([one.id], add=[area.value]))

    def toggle_none(self) -> None:
        """Say that none of the three areas fits it, or no longer."""
        one = self._chosen()
        if one is None:
            return
        file = self._screen.file
        if one.none_of_three:
            self.do(lambda: file.edit(one.id, none_of_three=False))
        else:
            self.do(lambda: file.tag([one.id], none=True))

    def edit(self) -> None:
        """Put it into the line, to be changed."""
        one = self._chosen()
        if one is not None:
            self._screen.edit_row(one)

    def code(self) -> None:
        """Ask for a code; one that it has already is taken off."""
        one = self._chosen()
        if one is None:
            return
        self._screen.ask_for_code(lambda code: self._toggle_code(one, code))

    def speaker_chosen(self) -> str | None:
        """Return the handle of who said it; None where the room did, or nothing is chosen."""
        one = self._chosen()
        return one.by if one else None

    def link(self) -> None:
        """Ask what it is to another contribution, and to which."""
        one = self.shown_chosen()
        if one is not None:
            self._links.begin(one)

    def shown_chosen(self) -> Contribution | None:
        """Return the chosen contribution; None for one that was taken back, and it says so."""
        one = self._chosen()
        if one is not None and one.check is Check.WITHDRAWN:
            self._screen.say("This was taken back by those who said it: nothing follows from it.")
            return None
        return one

    def remove(self) -> None:
        """Ask whether to take it out of every list and count."""
        one = self._chosen()
        if one is not None:
            self._asked_out = one.id
            self._screen.say(_OUT_OR_NOT)

    def way_back(self) -> str:
        """Return the key that takes the last change back, where the person is."""
        return "u" if self._screen.focused is self._screen.rows else _UNDO_IN_LINE

    def undo(self) -> None:
        """Take the last saved change of this note-taker back."""
        screen = self._screen
        done: list[Undone | None] = []
        if not screen.attempt(lambda: done.append(screen.file.undo(screen.session_id))):
            return
        undone = done[0]
        touched = undone.contributions if undone else ()
        if undone is not None:
            screen.kept()
        screen.attempt(lambda: screen.say(told(screen.file, undone)))
        if touched and screen.focused is screen.rows:
            self._go_to(touched[0])
        self._leave_if_empty()

    def next_untagged(self) -> None:
        """Go to the next one for which nobody has decided which areas fit."""
        screen = self._screen
        here = screen.rows.cursor_row
        after = screen.file.next_untagged(here.key if here else None, self._where())
        if after is None:
            screen.say("All are tagged.")
            return
        was = screen.rows.cursor
        self._go_to(after)
        if here and here.key == after:
            screen.say("This is the only one not yet tagged.")
        elif was is not None and (screen.rows.cursor or 0) < was:
            screen.say("From the top again.")

    # Finding ----------------------------------------------------------------------------------

    def find(self) -> None:
        """Open the line for words to find."""
        screen = self._screen
        if not self._finding:
            row = screen.rows.cursor_row if screen.focused is screen.rows else None
            self._came_from_list = row.key if row else None
            self._finding, self._is_large = True, screen.is_large
        screen.show_find_line(shown=True)
        screen.set_focus(screen.find_line)

    def narrow(self, words: str) -> None:
        """Show only the contributions in which all these words occur."""
        if not self._finding or words == self._match:
            return
        screen = self._screen
        self._match = words
        self._chooses = False
        self._shows_newest = False
        self._waits = self._is_large
        if self._waits:
            screen.look_for(words)
        else:
            self._show_found(screen.contributions(words))

    def found(self, words: str, rows: RowSource, *, is_all: bool) -> None:
        """Show what was found, or the newest of it, unless something else is looked for by now."""
        if not self._finding or words != self._match:
            return
        self._waits = False
        self._show_found(rows, is_all=is_all)
        if self._chooses:
            self.choose_found()

    def choose_found(self) -> None:
        """Show all again, with the cursor on what was found, as soon as it is."""
        self._chooses = self._waits
        if self._waits:
            return
        row = self._screen.rows.cursor_row
        self._stop_finding()
        if row is None:
            self.leave_downwards()
            return
        self.go_to(row.key)
        self._links.ask()

    def leave_finding(self) -> None:
        """Show all again, and go back to where the person was."""
        self._stop_finding()
        if self._came_from_list is None:
            self._screen.action_to_entry()
            return
        self.go_to(self._came_from_list)
        self._links.ask()

    # ------------------------------------------------------------------------------------------

    def _answered(self, key: str) -> bool:
        """Take out what was asked about; any other key than those that say yes leaves it."""
        asked, self._asked_out = self._asked_out, None
        self._screen.say("")
        if key in _YES and asked is not None:
            self._take_out(asked)
        return key in _YES

    def _take_out(self, asked: str) -> None:
        if self.do(lambda: self._screen.file.remove([asked])):
            self._leave_if_empty()
            back = self.way_back()
            self._screen.say(
                f"Taken out of every list. Its history stays, and {back} brings it back."
            )

    def _show_found(self, rows: RowSource, *, is_all: bool = True) -> None:
        shown = self._screen.rows
        # Where the newest were shown already, whoever went up among them stays where they are.
        below = shown.count - 1 - (shown.cursor or 0) if self._shows_newest else 0
        self._shows_newest = not is_all
        shown.show(rows)
        if not self._match:
            # Said, and not only taken away: the list would jump by a line, there and back.
            self._screen.say(f"All {shown.count:,} are shown. Escape goes back.")
            return
        shown.go_to(shown.count - 1 - below)
        self._screen.say(_found_in_words(shown.count, is_all=is_all))

    def _step_found(self, direction: int) -> None:
        """Go up or down among what was found, and no further."""
        rows = self._screen.rows
        if rows.cursor is not None:
            rows.go_to(rows.cursor + direction)

    def _stop_finding(self) -> None:
        screen = self._screen
        screen.stop_looking()
        self._finding, self._match = False, ""
        self._waits = self._chooses = False
        screen.say("")
        screen.rows.show(screen.contributions())
        screen.find_line.value = ""
        screen.show_find_line(shown=False)

    def _toggle_code(self, one: Contribution, code: str) -> None:
        """Put a code on a contribution or take it off."""
        file = self._screen.file
        if code in one.codes:
            self.do(lambda: file.tag([one.id], remove=[code]))
        elif code:
            self.do(lambda: file.tag([one.id], add=[code]))

    def _chosen(self) -> Contribution | None:
        """Return the contribution with the cursor, as it is now; None if there is none."""
        row = self._screen.rows.cursor_row
        found: list[Contribution] = []
        if row and row.key:
            self._screen.attempt(lambda: found.append(self._screen.file.contribution(row.key)))
        return found[0] if found else None

    def do(self, deed: Callable[[], object]) -> bool:
        """Do something that is kept on the disk, and show it."""
        done = self._screen.attempt(deed)
        if done:
            self._screen.kept()
        return done

    def _go_to(self, key: str) -> None:
        place = self._screen.file.position(key, self._where())
        if place is not None:
            self._screen.rows.go_to(place)

    def _where(self) -> Where:
        return Where(session=self._screen.session_id, match=self._match or None)

    def _leave_if_empty(self) -> None:
        if not self._screen.rows.count and self._screen.focused is self._screen.rows:
            self._screen.action_to_entry()


def _found_in_words(count: int, *, is_all: bool) -> str:
    if not count:
        return "Nothing found. Escape shows all."
    how_many = f"{count:,} found" if is_all else f"{count:,} found and more"
    return f"{how_many}. Arrows go among them, Enter goes to one, Escape shows all."
