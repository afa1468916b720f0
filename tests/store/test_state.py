"""Whatever is done in whatever order, by two people, the state equals a fold from nothing."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from listening.model.errors import WrongUse
from listening.model.quickline import parse
from listening.model.vocabulary import Area, Check, Kind, Sharing
from listening.store import fulltext
from listening.store.asked import PromptPlan
from listening.store.check import differing_tables
from listening.store.fold import refold_all
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import NOON

_MEMORY = Path("/dev/shm")  # noqa: S108 # a folder of its own is made in it
FOLDER = str(_MEMORY) if _MEMORY.is_dir() else None

TAGS = ("a", "r", "s", "rota", "peer-support")
LINES = (
    "One. /a",
    "P1: Two. #rota /r",
    "P2: Three. %off",
    "P2: Four. !idea %named",
    "Five. /none",
)


class Sitting(RuleBasedStateMachine):
    """Two people write in one file, their clocks a step apart and not always forward."""

    def __init__(self) -> None:
        """Make the file and open it for the second."""
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        path = Path(self.folder.name) / "a.sqlite"
        self.ms = NOON
        self.files = [
            making.new(path),
            SessionFile.open(path, author="Alex", now=lambda: self.ms),
        ]
        self.session = self.files[0].session().id
        self.ids: list[str] = []
        self.prompts = [one.id for one in self.files[0].prompts(self.session)]

    who = st.sampled_from([0, 1])
    some = st.integers(0, 10**6)

    @rule(who=who, line=st.sampled_from(LINES), prompt=some)
    def capture(self, who: int, line: str, prompt: int) -> None:
        """Capture a line, under some prompt."""
        self.ids.append(
            self.files[who].capture_unread(
                parse(line), session=self.session, prompt=self.prompts[prompt % len(self.prompts)]
            )
        )

    @precondition(lambda self: self.ids)
    @rule(who=who, one=some, add=st.sets(st.sampled_from(TAGS)), none=st.booleans())
    def tag(self, who: int, one: int, add: set[str], none: bool) -> None:
        """Put some tags on and all others off."""
        ref = self.ids[one % len(self.ids)]
        self.files[who].tag([ref], add=add, remove=set(TAGS) - add, none=none)

    @precondition(lambda self: self.ids)
    @rule(
        who=who,
        one=some,
        words=st.sampled_from(["Altered.", "Altered again."]),
        by=st.sampled_from([None, "P1", "P9"]),
        areas=st.lists(st.sampled_from(Area)).map(tuple),
        kind=st.sampled_from([None, *Kind]),
        sharing=st.sampled_from([None, *Sharing]),
        check=st.sampled_from(Check),
    )
    def edit(self, who: int, one: int, **fields: Any) -> None:
        """Set fields, where they may be set."""
        with suppress(WrongUse):
            self.files[who].edit(self.ids[one % len(self.ids)], **fields)

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

    @rule(
        who=who,
        handle=st.sampled_from(["P1", "p2", "T3"]),
        perspectives=st.sets(st.sampled_from(["carer", "faith", "ours"])),
        sharing=st.sampled_from([None, *Sharing]),
    )
    def introduce(
        self, who: int, handle: str, perspectives: set[str], sharing: Sharing | None
    ) -> None:
        """Set what a participant says of themselves."""
        self.files[who].set_participant(
            self.session, handle, perspectives=sorted(perspectives), sharing=sharing
        )

    @rule(who=who, order=st.permutations([0, 1]), keep=st.integers(0, 2))
    def arrange(self, who: int, order: list[int], keep: int) -> None:
        """Put the agenda in another order, or make it shorter."""
        plan = [PromptPlan("Why?", 5, self.prompts[n]) for n in order[:keep]]
        self.files[who].arrange(self.session, plan)

    @rule(jump=st.integers(-5_000, 5_000))
    def let_time_pass(self, jump: int) -> None:
        """Set the second clock, forward or back."""
        self.ms += jump

    @rule()
    def give_an_index(self) -> None:
        """Make the full-text index, if there is none yet."""
        file = self.files[0]
        with file._ledger.transaction():
            if not fulltext.exists(file._con):
                fulltext.create(file._con)

    @rule()
    def fold_from_nothing(self) -> None:
        """Make the state anew in the file itself: it stays what it was."""
        before = self.files[0].contributions()
        with self.files[0]._ledger.transaction():
            refold_all(self.files[0]._con)
        assert self.files[0].contributions() == before

    @invariant()
    def the_state_is_the_fold(self) -> None:
        """Hold the state against the history, and the figures against the list."""
        assert differing_tables(self.files[1]._con) == ()
        assert self.files[0].tally().heard == len(self.files[1].contributions())

    def teardown(self) -> None:
        """Close all."""
        for file in self.files:
            file.close()
        self.folder.cleanup()


TestSitting = Sitting.TestCase
TestSitting.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
