"""What a command is, where it applies, and how its keys are written for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Place(StrEnum):
    """Where on the screen somebody is."""

    label: str
    """How help calls the place."""

    def __new__(cls, key: str, label: str) -> Self:
        """Make a place from its key and its label."""
        place = str.__new__(cls, key)
        place._value_ = key
        place.label = label
        return place

    HOME = "home", "The sessions of a folder"
    SETUP = "setup", "Setting a session up"
    CAPTURE = "capture", "Capturing: in the line"
    LIST = "list", "Capturing: in the list"
    FIND = "find", "Finding"
    ARCHIVE = "archive", "The sessions of one file"
    ALL = "all", "Reading all sessions of a file"
    MERGE = "merge", "Merging session files"
    REVIEW = "review", "Settling differences and likely duplicates"
    CODING = "coding", "Coding a second time"
    COMPARING = "compare", "Comparing two codings"
    AGENDA = "agenda", "The agenda and its minutes"
    VOICES = "voices", "Voices"
    PLAYBACK = "playback", "Reading back to the room"
    CORRECTING = "correct", "Reading back: correcting the words"
    SHARE = "share", "Sharing: what would leave"
    PROMISES = "promises", "Promises"
    RELATIONS = "relations", "Relations"
    FOLLOWING = "following", "Writing a promise or a relation down"
    DUE = "due", "Open promises of all sessions"
    ASKING = "asking", "Finding in many sessions: in the line"
    FOUND = "found", "Finding in many sessions: in the list"
    ALIKE = "alike", "What was heard before"
    FIGURES = "figures", "Figures, and what is behind them"
    EVERYWHERE = "everywhere", "Everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that people can do.

    An action is a method of the screen on which the command applies, in Textual's spelling
    (`area('roles')` calls `action_area("roles")`), or, with `app.` before it, of the app. A key is
    in Textual's spelling too; keys pressed one after the other are parted by a space.
    """

    id: str
    """Its name for keymaps and tests, `place.deed`."""
    title: str
    """What it does, in a few words: palette and help."""
    help: str
    """The same in a whole sentence: tooltip and help."""
    action: str
    """What is called."""
    where: frozenset[Place]
    """The places in which it applies."""
    keys: tuple[str, ...] = ()
    """The keys that call it; the first is shown, the others are its twins."""
    word: str = ""
    """What the footer calls it; empty keeps it out of the footer."""
    short: str | None = None
    """What a narrow footer calls it; empty shows its key alone, None keeps the word."""
    rank: int = 0
    """How long the footer keeps it when room is scarce: the highest leaves last."""
    shown: str = ""
    """How the footer writes its key, where the key's own name will not do."""
    in_order: bool = False
    """Whether the entry handles its keys itself, in order with the letters: never bound there."""

    @property
    def key_text(self) -> str:
        """Its key as the footer writes it."""
        return self.shown or (brief_key(self.keys[0]) if self.keys else "")

    @property
    def key_names(self) -> str:
        """All its keys, written out."""
        return " or ".join(map(long_key, self.keys))

    def applies(self, places: Iterable[Place]) -> bool:
        """Tell whether it applies in one of these places."""
        return Place.EVERYWHERE in self.where or not self.where.isdisjoint(places)


_NAMES = {
    "enter": "Enter",
    "escape": "Escape",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "pageup": "Page Up",
    "pagedown": "Page Down",
    "space": "Space",
}


def brief_key(keys: str) -> str:
    """Return a key, or keys pressed one after the other, as the footer writes them: `^G 1`."""
    return " ".join(map(_brief, keys.split(" ")))


def long_key(keys: str) -> str:
    """Return a key, or keys pressed one after the other, written out: `Ctrl+G then 1`."""
    return " then ".join(map(_long, keys.split(" ")))


def is_f_key(key: str) -> bool:
    """Tell whether a key is one of F1, F2, and so on, alone or with others held."""
    last = key.rpartition("+")[2]
    return last[:1] == "f" and last[1:].isdigit()


def _brief(key: str) -> str:
    letter = key.removeprefix("ctrl+")
    return f"^{letter.upper()}" if key != letter and len(letter) == 1 else _long(key)


def _long(key: str) -> str:
    *held, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last, last.upper() if held or is_f_key(last) else last)
    return "+".join([*(one.capitalize() for one in held), name])
