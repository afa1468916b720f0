"""What the keys after the leader say: a letter for what is meant, then letters for which.

Each stage takes one key and answers with the line as it then stands and the stage that comes next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from listening.app.capture.choices import Choice
from listening.app.capture.picture import Picture
from listening.app.commands import TABLE
from listening.app.line_edit import with_term_toggled
from listening.model.vocabulary import Captured, Kind, Sharing

_LEADER = "ctrl+g "
_SHOWN = 7

_BRIEF = {
    "none": "none of the three",
    "next_prompt": "next",
    "more('handle')": "who",
    "more('kind')": "kind",
    "more('sharing')": "sharing",
    "more('captured')": "taken down as",
    "more('code')": "code",
    "more('perspective')": "perspective",
    "more('prompt')": "prompt",
    "previous_prompt": "before",
    "save_each": "each line apart",
    "undo": "undo",
    "open_find": "find with filters",
    "open_figures": "figures",
    "alike": "heard before",
    "safeguarding": "safeguarding",
    "review": "settle differences",
    "playback": "read back",
    "off_agenda": "not on the agenda",
    "agenda": "agenda",
    "pause": "break",
    "quiet": "quiet",
    "promises": "promises",
    "relations": "relations",
    "share": "share",
}

_OF_THE_ROOM = (
    "more('prompt')",
    "next_prompt",
    "previous_prompt",
    "agenda",
    "voices",
    "pause",
    "quiet",
    "safeguarding",
)
_TO_GO_TO = (
    "open_find",
    "alike",
    "open_figures",
    "playback",
    "promises",
    "relations",
    "share",
    "setup",
    "review",
)
"""The actions that are no marks of the line, in the order in which they are told."""

KINDS: Mapping[str, Kind] = {
    "e": Kind.EXPERIENCE,
    "m": Kind.MATTERS,
    "b": Kind.BARRIER,
    "w": Kind.WORKS,
    "i": Kind.IDEA,
    "q": Kind.QUESTION,
    "t": Kind.TENSION,
    "1": Kind.I_STATEMENT,
    "2": Kind.WE_STATEMENT,
    "c": Kind.COMMITMENT,
    "n": Kind.OFF_AGENDA,
    "a": Kind.ACCESS,
}
SHARINGS: Mapping[str, Sharing] = {
    "o": Sharing.OFF,
    "a": Sharing.ANALYSIS,
    "p": Sharing.PARAPHRASE,
    "u": Sharing.UNNAMED,
    "n": Sharing.NAMED,
}
WAYS: Mapping[str, Captured] = {
    "v": Captured.VERBATIM,
    "p": Captured.PARAPHRASE,
    "i": Captured.INTERPRETED,
    "r": Captured.RELAYED,
    "w": Captured.WRITTEN,
    "d": Captured.DRAWING,
    "f": Captured.FLIP_CHART,
    "g": Captured.GROUP,
    "a": Captured.AFTERWARDS,
}


@dataclass(frozen=True, slots=True)
class Hint:
    """What may be typed next: a key, or nothing for a choice that Enter takes, and what it means."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a key."""

    line: str
    """The line as it now stands."""
    stage: Stage | None = None
    """What waits for the next key; None when all is said."""
    action: str = ""
    """The action of a command that is to be carried out."""


Group = tuple[str, tuple[Hint, ...]]
"""A title, and what may be typed under it."""


class Stage(Protocol):
    """Something that waits for a key."""

    @property
    def title(self) -> str:
        """What is being asked."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What may be typed."""

    def press(self, line: str, key: str) -> Step:
        """Take one key: a character, or the name of a key such as “enter”."""


@dataclass(frozen=True, slots=True)
class Root:
    """The first letter after the leader, as the table of commands has it."""

    stages: Mapping[str, Stage]
    """What waits after the commands that ask for more, by the action that asks."""
    title: str = "This line"

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The letters for the line itself, and what they stand for."""
        others = (*_OF_THE_ROOM, *_TO_GO_TO)
        return tuple(
            Hint(letter, brief)
            for letter, (brief, action) in _LETTERS.items()
            if action not in others
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """All the letters, by what they are for."""
        return (
            (self.title, self.hints),
            ("The room", _hints_for(_OF_THE_ROOM)),
            ("Go to", _hints_for(_TO_GO_TO)),
        )

    def press(self, line: str, key: str) -> Step:
        """Go on to a stage, or name an action; any other key changes nothing."""
        _, action = _LETTERS.get(key.lower(), ("", ""))
        if not action:
            return Step(line, self)
        stage = self.stages.get(action)
        return Step(line, stage) if stage else Step(line, action=action)


@dataclass(frozen=True, slots=True)
class Terms:
    """One letter for a term of a vocabulary; the same again takes it off."""

    title: str
    letters: Mapping[str, Kind] | Mapping[str, Sharing] | Mapping[str, Captured]
    picture: Picture

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The letters and the terms."""
        return tuple(Hint(letter, term.label) for letter, term in self.letters.items())

    def press(self, line: str, key: str) -> Step:
        """Put the term on the line; a key that is none of the letters changes nothing."""
        term = self.letters.get(key.lower())
        return Step(with_term_toggled(line, term, self.picture.known)) if term else Step(line, self)


def _nothing_more(_: str | None) -> None:
    """Ask nothing more."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Letters that narrow a choice; Enter takes the first, the arrows go to another."""

    asks: str
    find: Callable[[str], tuple[Choice, ...]]
    take: Callable[[str, str | None], str]
    """Return the line with what was chosen put on it."""
    typed: str = ""
    at: int = 0
    then: Callable[[str | None], Stage | None] = _nothing_more
    """Return what is asked next, once this is chosen."""

    @property
    def title(self) -> str:
        """What is asked, and what was typed so far."""
        return f"{self.asks} {self.typed}▏"

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The choices from the chosen one on."""
        found = self.find(self.typed)
        if not found:
            return (Hint("", "nothing is called so: Backspace, or Escape"),)
        page = found[self.at : self.at + _SHOWN]
        more = [Hint("", "…")] if len(found) > self.at + _SHOWN else []
        return (*(Hint("" if n else "▸", one.shown) for n, one in enumerate(page)), *more)

    def press(self, line: str, key: str) -> Step:
        """Take a letter, move among the choices, or take the chosen one."""
        found = self.find(self.typed)
        if key in ("enter", "tab") and found:
            chosen = found[self.at].value
            return Step(self.take(line, chosen), self.then(chosen))
        if key in ("down", "right"):
            return Step(line, replace(self, at=min(self.at + 1, max(0, len(found) - 1))))
        if key in ("up", "left"):
            return Step(line, replace(self, at=max(0, self.at - 1)))
        if key == "backspace":
            return Step(line, replace(self, typed=self.typed[:-1], at=0))
        return Step(line, replace(self, typed=self.typed + key, at=0) if len(key) == 1 else self)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of a prompt: taken as soon as it can be no other."""

    texts: tuple[str, ...]
    typed: str = ""

    @property
    def title(self) -> str:
        """What is asked, and what was typed so far."""
        return f"Prompt {self.typed}▏"

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The numbers and the prompts; n and b for the next and the one before."""
        numbered = (Hint(str(n), text) for n, text in enumerate(self.texts, 1))
        return (Hint("n", "next"), Hint("b", "before"), *numbered)

    def press(self, line: str, key: str) -> Step:
        """Take a digit or a letter."""
        if key in ("n", "b"):
            return Step(line, action="next_prompt" if key == "n" else "previous_prompt")
        typed = self.typed[:-1] if key == "backspace" else self.typed + key if key.isdigit() else ""
        wanted = self.typed if key == "enter" else typed
        able = [str(n) for n in range(1, len(self.texts) + 1) if str(n).startswith(wanted)]
        is_sure = wanted in able and (len(able) == 1 or key == "enter")
        if is_sure:
            return Step(line, action=f"open_prompt({wanted})")
        return Step(line, replace(self, typed=wanted if able else ""))


def _letters() -> dict[str, tuple[str, str]]:
    """Return the letters after the leader: what each stands for, and its action."""
    return {
        key.removeprefix(_LEADER): (
            _BRIEF.get(entry.action, entry.word or entry.title.lower()),
            entry.action,
        )
        for entry in TABLE
        for key in entry.keys
        if key.startswith(_LEADER)
    }


_LETTERS = _letters()


def _hints_for(actions: Sequence[str]) -> tuple[Hint, ...]:
    """Return the letters of these actions, in their order."""
    told: dict[str, Hint] = {}
    for letter, (brief, action) in _LETTERS.items():
        told.setdefault(action, Hint(letter, brief))
    return tuple(told[action] for action in actions if action in told)


def groups_of(stage: Stage) -> tuple[Group, ...]:
    """Return what a stage asks, in groups that each begin a line."""
    return stage.groups if isinstance(stage, Root) else ((stage.title, stage.hints),)
