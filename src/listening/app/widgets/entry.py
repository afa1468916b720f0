"""The entry: the line in which words are caught.

Textual dispatches a key binding apart from typed letters: while the app is busy, Enter can overtake
or fall behind them, and a line is saved half or tagged wrongly. So the entry has no bindings. Every
key that changes what is being captured is dealt with in its own key handler, in the order in which
it was typed, and whoever must act on one (saving, marking, a leader's keys) is asked there and then
through a `Desk`, not told by a message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import isawaitable
from typing import Literal, Protocol

from textual import events
from textual.actions import SkipAction
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from listening.app.paste import is_pasted_line_end
from listening.app.text import visible

LEADER = "ctrl+g"
"""The key after which the next keys say something about the line instead of being words of it."""

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOT_WORDS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # would turn the whole line around
)
_LEFT_TO_OTHERS = {"up", "pageup", "pagedown", "f6", "f7"}
_EDITING = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if not isinstance(binding, tuple)
    for key in binding.key.split(",")
    if key not in _LEFT_TO_OTHERS
}


@dataclass(frozen=True, slots=True)
class Led:
    """What came of a key after the leader."""

    line: str
    """The line as it now stands: unchanged, or with what the key says about it."""
    wants_more: bool = False
    """Whether the next key belongs to this as well."""


class Desk(Protocol):
    """Where the entry stands: who acts, at once, on the keys that are not letters."""

    def save_line(self, line: str) -> bool:
        """Keep the line; True once it is on the disk, False if its words must stay in the entry."""

    def press(self, line: str, key: str) -> str | None:
        """Act on a key before the entry does, such as “f2”.

        Returns the line as it now stands, or None if the key means nothing here: then the entry
        types it, edits with it, or leaves it to others.
        """

    def leader_changed(self, *, waiting: bool) -> None:
        """Show, or take away, what may be typed after the leader."""

    def lead(self, line: str, key: str) -> Led:
        """Act on a key after the leader: a character, or the name of a key such as “enter”."""

    def leave_upwards(self) -> None:
        """Give the focus to what is above the entry, if it can take it."""


class Entry(TextArea, inherit_bindings=False):
    """A line that grows to six, in which nothing typed, pasted or marked is lost or reordered."""

    DEFAULT_CSS = """
    Entry {
        height: auto;
        min-height: 1;
        max-height: 6;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        & .text-area--placeholder { color: $text-muted; }
        &:light .text-area--cursor {
            color: $input-cursor-foreground;
            background: $input-cursor-background;
        }
    }
    """

    @dataclass
    class Escaped(Message):
        """Escape was pressed, and nothing in the entry had a use for it."""

        entry: Entry
        """The entry it was pressed in."""

        @property
        def control(self) -> Entry:
            """The entry it was pressed in."""
            return self.entry

    @dataclass
    class Paged(Message):
        """Somebody wants to see another page of the list without leaving the entry."""

        entry: Entry
        """The entry the key was pressed in."""
        direction: Literal[-1, 1]
        """One page up, or one down."""

        @property
        def control(self) -> Entry:
            """The entry the key was pressed in."""
            return self.entry

    def __init__(
        self,
        desk: Desk,
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(
            placeholder=Content(visible(placeholder)),
            compact=True,
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self._desk = desk
        self._leading = False

    @property
    def line(self) -> str:
        """What stands in the entry, letter by letter, its line ends newlines."""
        return self.text

    @property
    def is_leading(self) -> bool:
        """Whether the next key belongs to the leader."""
        return self._leading

    def replace_line(self, line: str) -> None:
        """Put another line in place of this one, the cursor staying by the letters it stood at.

        It can be taken back with ctrl+z, like anything typed.
        """
        line = _words_of(line)
        old = self.text
        if line == old:
            return
        index = _same_place(old, line, len(self.get_text_range((0, 0), self.cursor_location)))
        self.history.checkpoint()
        self.replace(line, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.move_cursor(_location(line, index))

    def load_line(self, line: str) -> None:
        """Begin anew with this line, such as a draft; the cursor stands at its end."""
        self.load_text(_words_of(line))
        self.move_cursor(self.document.end)

    def clear_line(self) -> None:
        """Begin anew with nothing; what stood here cannot be brought back by ctrl+z."""
        self.load_text("")

    def end_leading(self) -> None:
        """Let the next key be words again."""
        if self._leading:
            self._leading = False
            self._desk.leader_changed(waiting=False)

    async def _on_key(self, event: events.Key) -> None:
        if self._leading:
            self._led(event)
        elif not self._acted(event) and not await self._edited(event):
            return
        event.stop()
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.end_leading()
        self._type(_words_of(event.text))

    def _led(self, event: events.Key) -> None:
        if event.key in ("escape", LEADER):
            self.end_leading()
            return
        led = self._desk.lead(self.line, typed(event) or event.key)
        self.replace_line(led.line)
        if not led.wants_more:
            self.end_leading()

    def _acted(self, event: events.Key) -> bool:
        """Act on a key that does more than edit; False if it is no such key."""
        key = event.key
        if key == "ctrl+j" or is_pasted_line_end(event):
            self._type("\n")
        elif self._pressed(key):
            return True
        elif key == "enter":
            self._save()
        elif key == LEADER:
            self._leading = True
            self._desk.leader_changed(waiting=True)
        else:
            return self._moved(key)
        return True

    def _moved(self, key: str) -> bool:
        if key == "up" and not self.text:
            self._desk.leave_upwards()
        elif key == "up":
            self.action_cursor_up()
        elif key == "pageup":
            self.post_message(self.Paged(self, -1))
        elif key == "pagedown":
            self.post_message(self.Paged(self, 1))
        elif key == "escape":
            self.post_message(self.Escaped(self))
        else:
            return False
        return True

    async def _edited(self, event: events.Key) -> bool:
        """Type a character or do what an editing key does; False if the key is neither."""
        character = typed(event)
        if character:
            self._type(character)
        elif event.key in _EDITING:
            return await self._edit(_EDITING[event.key])
        else:
            return False
        return True

    def _pressed(self, key: str) -> bool:
        """Ask the desk about a key; False if it has no use for it."""
        line = self._desk.press(self.line, key)
        if line is not None:
            self.replace_line(line)
        return line is not None

    async def _edit(self, action: str) -> bool:
        """Do one of Textual's editing actions; False if there was nothing to do it with."""
        name, _, selecting = action.partition("(")
        method = getattr(self, f"action_{name}")
        try:
            done = method(True) if selecting else method()  # noqa: FBT003 - Textual names it so
            if isawaitable(done):
                await done
        except SkipAction:
            return False
        return True

    def _type(self, text: str) -> None:
        self._replace_via_keyboard(text, *self.selection)

    def _save(self) -> None:
        if self.text.strip() and self._desk.save_line(self.line):
            self.clear_line()


def typed(event: events.Key) -> str:
    """Return the character that a key types, or nothing.

    Textual counts only printable ones, and so would drop the wide space of Chinese and Japanese
    keyboards, the no-break space, and the joiners of Persian, Hindi and emoji.
    """
    character = event.character
    is_words = character is not None and character != "\n" and visible(character) == character
    return character if character and is_words else ""


def _words_of(text: str) -> str:
    """Return what was pasted with newlines for line ends, and nothing that acts on a terminal."""
    return _NOT_WORDS.sub("", _LINE_ENDS.sub("\n", text))


def _same_place(old: str, new: str, index: int) -> int:
    """Return where in the new text the place stands that had this index in the old one."""
    if new.startswith(old[:index]):
        return index
    if new.endswith(old[index:]):
        return len(new) - len(old) + index
    return min(index, len(new))


def _location(text: str, index: int) -> tuple[int, int]:
    """Return the row and column of the character with this index."""
    before = text[:index]
    return before.count("\n"), index - (before.rfind("\n") + 1)
