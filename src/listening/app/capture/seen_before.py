"""Whether earlier sessions of the folder hold what is like the words at hand: a quiet hint, no more.

It is looked for while nobody waits for it, in the thread that searches the folder, and says how
many and in which sessions; their words are shown to nobody who does not ask for them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from listening.app.commands.command import brief_key
from listening.app.finding.asker import Asker
from listening.insight.similar import similar
from listening.model.records import Contribution
from listening.model.text import single_line
from listening.store.shelf import Shelf

OFTEN = 0.5
"""Seconds between two looks at least."""

_FRESH_FOR = 10.0
"""For how many seconds the folder is taken to be as it was."""
_SHORTEST = 12
"""How many characters must have been said: fewer are like everything."""
_NAMED = 2
_KEY = brief_key("ctrl+g =")


@dataclass
class Alike(Message):
    """What earlier sessions hold that is like some words."""

    words: str
    """The words at hand."""
    said: tuple[Contribution, ...] = ()
    """What is like them, the most alike first."""
    titles: tuple[str, ...] = ()
    """The title of the session of each."""
    days: tuple[str, ...] = ()
    """The day of the session of each, ISO 8601; empty where that is not known."""
    paths: tuple[Path, ...] = ()
    """The file in which each stands."""

    @property
    def hint(self) -> str:
        """How many, and in which sessions; nothing where there is nothing."""
        if not self.said:
            return ""
        named = list(dict.fromkeys(filter(None, self.titles)))
        shown, more = named[:_NAMED], len(named) - _NAMED
        shown += [f"{more} more"] if more > 0 else []
        where = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
        return f"{len(self.said)} like this in {where or 'other sessions'} · {_KEY} to read"


class SeenBefore:
    """Looks, at a pace that nobody feels."""

    def __init__(
        self,
        shelf: Asker[Shelf],
        sessions: Sequence[str],
        tell: Callable[[Alike], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing seen.

        Args:
            shelf: asks every file of the folder.
            sessions: the tokens of the session that is captured, which is no earlier one.
            tell: is told what was found, in the thread.
            clock: seconds.
        """
        self._shelf, self._sessions, self._tell, self._clock = shelf, tuple(sessions), tell, clock
        self._asked = ""
        self._not_before = 0.0
        self._fresh_until = 0.0

    def look(self, words: str, besides: Path | None = None) -> None:
        """Look, if the words changed and it is time.

        Args:
            words: what is at hand.
            besides: a file that is not read again, since it changes with every save.
        """
        now = self._clock()
        if words == self._asked or now < self._not_before:
            return
        self._asked, self._not_before = words, now + OFTEN
        if len(words) < _SHORTEST:
            self._tell(Alike(words))
            return
        self._shelf.ask(
            "alike", lambda shelf: self._tell(self._found(shelf, words, besides)), _nobodys_trouble
        )

    @property
    def shelf(self) -> Asker[Shelf]:
        """What asks every file of the folder."""
        return self._shelf

    def anew(self, words: str, tell: Callable[[Alike], object]) -> None:
        """Look once more for what is like these words, as the files of the folder are now."""
        self._shelf.ask(
            "alike anew", lambda shelf: tell(self._found(shelf, words, None)), _nobodys_trouble
        )

    def _found(self, shelf: Shelf, words: str, besides: Path | None) -> Alike:
        if self._clock() >= self._fresh_until:
            shelf.refresh(besides)
            self._fresh_until = self._clock() + _FRESH_FOR
        near = shelf.numbered(shelf.near(words, besides=self._sessions)).values()
        said = tuple(one.contribution for one in similar(words, near, shelf.rarity))
        there = {one.id: one for one in shelf.sessions()}
        sessions = [there.get(one.session) for one in said]
        return Alike(
            words,
            said,
            tuple(single_line(each.title) if each else "" for each in sessions),
            tuple((each.date if each else None) or "" for each in sessions),
            tuple(map(shelf.file_of, said)),
        )


def _nobodys_trouble(sentence: str) -> None:
    """Leave out a hint that cannot be had: nobody waits for it, and finding says what is wrong."""
