"""Whatever two people do between the parts of an index, searches miss nothing and erased words are in no byte."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from listening.model.errors import NotFound, WrongUse
from listening.model.quickline import raw
from listening.model.vocabulary import Check
from listening.store import fulltext, indexing
from listening.store.check import differing_tables
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.test_indexing import by_hand, found, index_is_right
from tests.store.test_state import FOLDER

WORDS = ("bus", "buses", "choir", "Café", "機車", "rota")


class Meanwhile(RuleBasedStateMachine):
    """Two windows on one file, and a third that makes its index part by part."""

    some = st.integers(0, 10**6)
    who = st.sampled_from([0, 1])
    said = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)

    def __init__(self) -> None:
        """Make the file and open it three times; from the first contribution on it is large."""
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(fulltext, "THRESHOLD", 0)
        self.patch.setattr(fulltext, "PART", 120)
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        self.path = Path(self.folder.name) / "a.sqlite"
        self.files = [
            making.new(self.path),
            *(SessionFile.open(self.path, author=name) for name in ("Alex", "Kim")),
        ]
        self.session = self.files[0].session().id
        self.ids: list[str] = []
        self.named: dict[str, list[str]] = {}
        """Words that stand in one contribution alone."""
        self.erased: list[str] = []

    @initialize(lines=st.lists(said, min_size=2, max_size=6))
    def begin(self, lines: list[str]) -> None:
        """Say something before anybody searches."""
        for line in lines:
            self.capture(0, line)

    @rule(who=who, line=said)
    def capture(self, who: int, line: str) -> None:
        """Say something."""
        own = self.files[who].capture_unread(raw(line), session=self.session)
        self.ids.append(own)
        self._name(who, own, line)

    @precondition(lambda self: self.ids)
    @rule(who=who, one=some, line=said)
    def edit(self, who: int, one: int, line: str) -> None:
        """Say it otherwise."""
        self._name(who, self.ids[one % len(self.ids)], line)

    @precondition(lambda self: self.ids)
    @rule(who=who, one=some, check=st.sampled_from([Check.WITHDRAWN, Check.CONFIRMED]))
    def check(self, who: int, one: int, check: Check) -> None:
        """Take it back, or say that it is right."""
        self.files[who].edit(self.ids[one % len(self.ids)], check=check)

    @precondition(lambda self: self.ids)
    @rule(who=who, one=some, back=st.booleans())
    def remove(self, who: int, one: int, back: bool) -> None:
        """Remove or restore."""
        ref = self.ids[one % len(self.ids)]
        (self.files[who].restore if back else self.files[who].remove)([ref])

    @rule(who=who)
    def undo(self, who: int) -> None:
        """Take the last action back."""
        self.files[who].undo()

    @precondition(lambda self: self.ids)
    @rule(who=who, one=some)
    def erase(self, who: int, one: int) -> None:
        """Erase words for ever."""
        own = self.ids.pop(one % len(self.ids))
        self.files[who].erase([own])
        self.erased += self.named.pop(own)

    @rule()
    def make_a_part(self) -> None:
        """Make a part of the index, in the third window."""
        indexing.go_on(self.files[2]._con)

    @rule()
    def begin_anew(self) -> None:
        """Close the third window and open it again."""
        self.files[2].close()
        self.files[2] = SessionFile.open(self.path, author="Kim")

    @invariant()
    def every_window_finds_what_is_there(self) -> None:
        """Hold searches against a look at each contribution."""
        for file in self.files:
            for asked in ("bus", "cafe", "choir rot"):
                assert found(file, asked) == self._there(asked)

    @invariant()
    def the_index_holds_what_it_reaches(self) -> None:
        """Hold the index against one that is made of the same contributions."""
        con = self.files[2]._con
        assert not fulltext.exists(con) or index_is_right(con)

    @invariant()
    def what_was_erased_is_in_no_byte(self) -> None:
        """Look through the file."""
        there = making.on_disk(self.path)
        assert not [word for word in self.erased if word.encode() in there]

    def teardown(self) -> None:
        """Make the rest of the index and close all."""
        indexing.finish(self.files[2]._con, lambda _: False)
        self.the_index_holds_what_it_reaches()
        self.every_window_finds_what_is_there()
        assert differing_tables(self.files[2]._con) == ()
        for file in self.files:
            file.close()
        assert making.is_sound(self.path)
        self.folder.cleanup()
        self.patch.undo()

    def _name(self, who: int, own: str, line: str) -> None:
        """Give a contribution words of which one stands nowhere else, nor is a beginning of another."""
        names = self.named.setdefault(own, [])
        name = f"{own[::-1]}quag{len(names)}"
        with suppress(WrongUse, NotFound):
            self.files[who].edit(own, words=f"{name} {line}")
            names.append(name)

    def _there(self, asked: str) -> set[str]:
        taken_back = {
            one.id for one in self.files[0].contributions() if one.check is Check.WITHDRAWN
        }
        return by_hand(self.files[0], asked) - taken_back


TestMeanwhile = Meanwhile.TestCase
TestMeanwhile.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
