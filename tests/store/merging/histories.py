"""Random histories: several people go on in copies of one session, with clocks that jump."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from listening.model.errors import ListeningError
from listening.model.quickline import parse
from listening.model.vocabulary import Bond, RelationKind, Status
from listening.store.asked import Where
from listening.store.clock import ALPHABET, Tokens
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.making import NOON, Clock

T = TypeVar("T")

STEPS = (
    "say",
    "say",
    "say",
    "edit",
    "edit",
    "tag",
    "untag",
    "none",
    "remove",
    "restore",
    "undo",
    "settle",
    "together",
    "erase",
    "erase_speaker",
    "perspective",
    "rename",
    "promise",
    "follow_up",
    "relate",
    "move",
    "link",
    "unlink",
    "jump",
    "fetch",
    "reopen",
)
"""What somebody may do next."""

_TAGS = ("a", "r", "s", "#rota", "#care")


@dataclass(frozen=True, slots=True)
class Step:
    """Who does what, with which of all that they see."""

    who: int
    what: str
    which: int


@dataclass(frozen=True, slots=True)
class History:
    """What happens in a number of copies."""

    people: int
    steps: tuple[Step, ...]


def histories(longest: int = 24) -> st.SearchStrategy[History]:
    """Return histories of two to four people."""
    return st.integers(2, 4).flatmap(
        lambda people: st.builds(
            History,
            st.just(people),
            st.lists(
                st.builds(
                    Step,
                    st.integers(0, people - 1),
                    st.sampled_from(STEPS),
                    st.integers(0, 40),
                ),
                min_size=3,
                max_size=longest,
            ).map(tuple),
        )
    )


@dataclass
class _Person:
    file: SessionFile
    clock: Clock
    number: int


@dataclass
class Told:
    """What came of a history."""

    paths: list[Path]
    erased: set[str] = field(default_factory=set)
    """All words of contributions that were erased by anybody, and of relations heard in them."""


class Telling:
    """Does what a history says."""

    def __init__(self, folder: Path, history: History) -> None:
        """Set up one session and give everybody a copy."""
        self._tokens = _tokens()
        self._words = itertools.count()
        self._said: dict[str, set[str]] = {}
        self._erased: set[str] = set()
        self._history = history
        self._people = list(self._set_up(folder))
        self.told = Told([person.file.path for person in self._people])

    def tell(self) -> Told:
        """Do every step; what cannot be done in the state of things is left out."""
        for step in self._history.steps:
            person = self._people[step.who]
            try:
                getattr(self, f"_{step.what}")(person, step.which)
            except ListeningError:
                continue
        for person in self._people:
            person.file.close()
        self.told.erased = {words for ref in self._erased for words in self._said[ref]}
        return self.told

    def do(self, file: SessionFile, what: str, which: int) -> bool:
        """Do one more thing in a file, and tell whether it could be done."""
        try:
            getattr(self, f"_{what}")(_Person(file, Clock(), 0), which)
        except ListeningError:
            return False
        return True

    def _set_up(self, folder: Path) -> list[_Person]:
        clock = Clock()
        first = SessionFile.create(
            folder / "0.sqlite", {"title": "Set up"}, author="N0", now=clock, tokens=self._tokens
        )
        people = [_Person(first, clock, 0)]
        for _ in range(3):
            self._say(people[0], 0)
        for number in range(1, self._history.people):
            copied = first.copy(folder / f"{number}.sqlite")
            own = Clock(NOON + number * 50_000)
            file = SessionFile.open(copied, author=f"N{number}", now=own, tokens=self._tokens)
            people.append(_Person(file, own, number))
        return people

    def _pick(self, person: _Person, which: int, *, removed: bool = False) -> str:
        there = person.file.contributions(Where(removed=removed))
        if not there:
            raise ListeningError("nothing to pick")
        return there[which % len(there)].id

    def _new_words(self) -> str:
        return f"uniqueword{next(self._words)}q"

    def _say(self, person: _Person, which: int) -> None:
        words = self._new_words()
        line = parse(f"P{which % 3}: {words} said here /{'ars'[which % 3]} #rota")
        kept = person.file.capture(line, session=person.file.session().id)
        self._said.setdefault(kept.id, set()).add(words)

    def _edit(self, person: _Person, which: int) -> None:
        ref, words = self._pick(person, which), self._new_words()
        self._said[ref].add(words)
        person.file.edit(ref, words=f"{words} put otherwise", paraphrase=words)

    def _tag(self, person: _Person, which: int) -> None:
        person.file.tag([self._pick(person, which)], add=[_TAGS[which % len(_TAGS)]])

    def _untag(self, person: _Person, which: int) -> None:
        person.file.tag([self._pick(person, which)], remove=[_TAGS[which % len(_TAGS)]])

    def _none(self, person: _Person, which: int) -> None:
        person.file.tag([self._pick(person, which)], none=True)

    def _remove(self, person: _Person, which: int) -> None:
        person.file.remove([self._pick(person, which)])

    def _restore(self, person: _Person, which: int) -> None:
        person.file.restore([self._pick(person, which, removed=True)])

    def _undo(self, person: _Person, _which: int) -> None:
        person.file.undo()

    def _settle(self, person: _Person, which: int) -> None:
        one = _any(person.file.conflicts(), which)
        person.file.settle(one.id, keep=which % len(one.versions) + 1)

    def _together(self, person: _Person, which: int) -> None:
        """Do several things in one go."""
        with person.file.together():
            self._edit(person, which)
            self._say(person, which)
            self._none(person, which + 1)
            self._tag(person, which + 1)

    def _erase(self, person: _Person, which: int) -> None:
        ref = self._pick(person, which)
        person.file.erase([ref])
        self._erased.add(ref)

    def _erase_speaker(self, person: _Person, which: int) -> None:
        self._erased.update(person.file.erase(by=f"P{which % 3}").contributions)

    def _perspective(self, person: _Person, which: int) -> None:
        person.file.set_participant(
            person.file.session().id, f"P{which % 3}", perspectives=[f"view {which % 4}"]
        )

    def _rename(self, person: _Person, which: int) -> None:
        person.file.describe(person.file.session().id, {"title": f"Title {which}"})

    def _promise(self, person: _Person, which: int) -> None:
        person.file.commit(
            person.file.session().id,
            who=f"Council {which}",
            what=f"Do {which}",
            by_when=f"2026-06-{which % 28 + 1:02}",
            answers=[self._pick(person, which)],
        )

    def _follow_up(self, person: _Person, which: int) -> None:
        one = _any(person.file.commitments(), which)
        answers = [self._pick(person, which), self._pick(person, which + 1)]
        status = list(Status)[which % len(Status)]
        person.file.update_commitment(one.id, status=status, answers=answers)

    def _relate(self, person: _Person, which: int) -> None:
        heard_in, words = self._pick(person, which), self._new_words()
        self._said[heard_in].add(words)
        person.file.relate(
            person.file.session().id,
            kind=RelationKind.TRUST,
            from_party="families",
            to_party="the council",
            about=words,
            said_in=heard_in,
        )

    def _move(self, person: _Person, which: int) -> None:
        """Say that a relation was heard in something else too, which may be erased as well."""
        one = _any(person.file.relations(), which)
        heard_in = self._pick(person, which)
        self._said[heard_in].add(one.about or "")
        person.file.update_relation(one.id, said_in=heard_in)

    def _link(self, person: _Person, which: int) -> None:
        bond = list(Bond)[which % len(Bond)]
        person.file.link(self._pick(person, which), bond, self._pick(person, which + 1))

    def _unlink(self, person: _Person, which: int) -> None:
        person.file.unlink(_any(person.file.links(), which).id)

    def _jump(self, person: _Person, which: int) -> None:
        """Set a clock back or on, by up to two days."""
        person.clock.ms += (which - 20) * 8_640_000

    def _fetch(self, person: _Person, which: int) -> None:
        """Merge what somebody else has so far."""
        other = self._people[which % len(self._people)]
        if other is not person:
            assert merge(person.file.path, [other.file.path]).complete

    def _reopen(self, person: _Person, _which: int) -> None:
        """Close a copy and go on in it as a new sitting."""
        path, author = person.file.path, person.file.author
        person.file.close()
        person.file = SessionFile.open(path, author=author, now=person.clock, tokens=self._tokens)


def _any(there: Sequence[T], which: int) -> T:
    if not there:
        raise ListeningError("nothing to pick")
    return there[which % len(there)]


def _tokens() -> Tokens:
    """Return a source of names that is the same every time, and gives none twice."""
    chance = random.Random(7)
    return lambda length: "".join(chance.choices(ALPHABET[10:], k=length))
