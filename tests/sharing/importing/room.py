"""Whole sessions in memory, made by chance, exported and read back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from listening.model.quickline import Marks, QuickLine
from listening.model.records import Contribution
from listening.model.text import sanitise, says_nothing, single_line
from listening.model.vocabulary import (
    Area,
    Audience,
    Bond,
    Captured,
    Check,
    Felt,
    Kind,
    Mode,
    Perspective,
    RelationKind,
    RelationState,
    Sharing,
    Status,
)
from listening.sharing.disclosure import disclose
from listening.sharing.markdown import markdown
from listening.sharing.readers import read
from listening.store import bringing, building, names, setup
from listening.store.asked import PromptPlan
from listening.store.bringing import Outcome
from listening.store.clock import random_token
from listening.store.ledger import Ledger
from listening.store.session_file import SessionFile

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
SESSION = "k7q2m9xd4a"


class Hours:
    """A clock that is moved by hand."""

    def __init__(self, ms: int = 1_774_360_930_000) -> None:
        self.ms = ms

    def __call__(self) -> int:
        """Return the time, in milliseconds since 1970."""
        return self.ms


def empty(clock: Hours | None = None, author: str = "Sam") -> SessionFile:
    """Return a session file in memory, in which nothing is."""
    con = building.in_memory()
    ledger = Ledger(
        con, Path("memory.sqlite"), author=author, now=clock or Hours(), tokens=random_token
    )
    return SessionFile(con, Path("memory.sqlite"), ledger)


def a_session(
    facts: dict[str, Any] | None = None,
    prompts: list[PromptPlan] | None = None,
    clock: Hours | None = None,
) -> SessionFile:
    """Return a session file in memory with one session."""
    file = empty(clock)
    with file._ledger.change() as change:
        for field, value in setup.check_facts({"title": "Brixton", **(facts or {})}).items():
            change.set(names.session_record(SESSION), field, value)
    file.arrange(SESSION, prompts or [])
    return file


def exported(file: SessionFile, session: str = SESSION) -> str:
    """Return the Markdown of a session for its team."""
    return markdown(disclose(file, session, Audience.TEAM), NOW)


def brought_into(file: SessionFile, text: str, **options: Any) -> Outcome:
    """Bring a Markdown into a file, and return what came of it."""
    brought = read(text.encode(), "notes.md")
    return bringing.bring(file._ledger, brought, **options)


def anew(text: str) -> SessionFile:
    """Return the file that a Markdown makes where there is none."""
    file = empty(Hours(1_774_400_000_000), author="Kim")
    brought_into(file, text)
    return file


# By chance ------------------------------------------------------------------------------------

TRICKS = (
    "# A heading\n## About this session\n- From: P9",
    "#### c9: Attitudes\n\n> quoted\n\n- Sharing: named quote",
    "In other words:\n\n> what nobody said",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[ref]: and then nothing",
    "*_\\ <b> &amp; `code` ~~x~~ [/nope] www.b.example",
)
words = (st.text(max_size=40).map(sanitise) | st.sampled_from(TRICKS)).filter(
    lambda text: not says_nothing(text)
)
lines = words.map(single_line)
codes = st.sampled_from(["rota", "self-directed/peer-support", "née-7", "a"])
handles = st.sampled_from(["P1", "P2", "T12", "Garden group"])


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


facts = st.fixed_dictionaries(
    {},
    optional={
        "title": lines,
        "purpose": words,
        "place": lines,
        "agreements": words,
        "facilitator": lines,
        "date": st.sampled_from(["2026-03-24", "2025-12-31"]),
        "mode": st.sampled_from([mode.value for mode in Mode]),
        "room_rule": st.sampled_from([level.value for level in Sharing]),
        "in_room": st.integers(1, 99),
        "lenses": st.sampled_from(["self-directed", "self-directed care-act"]),
    },
)
plans = st.lists(st.builds(PromptPlan, lines, _maybe(st.integers(1, 90))), max_size=3)
marks = st.builds(
    Marks,
    areas=st.sets(st.sampled_from(list(Area))).map(
        lambda some: tuple(a for a in Area if a in some)
    ),
    none_of_three=st.booleans(),
    codes=st.sets(codes, max_size=2).map(tuple),
    kind=_maybe(st.sampled_from(list(Kind))),
    sharing=_maybe(st.sampled_from(list(Sharing))),
    captured=_maybe(st.sampled_from(list(Captured))),
)
quick_lines = st.builds(QuickLine, words=words, by=_maybe(handles), marks=marks)
people = st.dictionaries(
    handles,
    st.fixed_dictionaries(
        {
            "perspectives": st.sets(
                st.sampled_from([each.value for each in Perspective]) | lines, max_size=2
            ).map(sorted),
            "sharing": _maybe(st.sampled_from(list(Sharing))),
            "speaks_for": _maybe(st.integers(1, 30)),
            "agreed_name": _maybe(lines),
        }
    ),
    max_size=3,
)


@st.composite
def sessions(draw: st.DrawFn) -> SessionFile:
    """Return a session in which much was said, and much was done with it afterwards."""
    clock = Hours()
    plan = draw(plans)
    file = a_session(draw(facts), plan, clock)
    with file.together():
        for handle, says in draw(people).items():
            file.set_participant(SESSION, handle, **says)
        said = [
            _captured(draw, file, clock, line) for line in draw(st.lists(quick_lines, max_size=5))
        ]
        for one in said:
            _afterwards(draw, file, one, said)
        _promised(draw, file, said)
    return file


def _captured(draw: st.DrawFn, file: SessionFile, clock: Hours, line: QuickLine) -> Contribution:
    clock.ms += draw(st.sampled_from([0, 1, 90_000]))
    prompts = [None, *(each.id for each in file.prompts(SESSION))]
    return file.capture(line, session=SESSION, prompt=draw(st.sampled_from(prompts)))


def _afterwards(
    draw: st.DrawFn, file: SessionFile, one: Contribution, said: list[Contribution]
) -> None:
    deed = draw(st.integers(0, 8))
    other = draw(st.sampled_from(said))
    if deed == 0 and one.words:
        file.edit(one.id, check=draw(st.sampled_from(list(Check))))
    elif deed == 1 and one.words:
        file.edit(one.id, paraphrase=draw(words), words=draw(words))
    elif deed == 2 and other.id != one.id:
        file.same(one.id, other.id)
    elif deed == 3 and other.id != one.id:
        file.link(one.id, draw(st.sampled_from(list(Bond))), other.id)
    elif deed == 4:
        file.remove([one.id])


def _promised(draw: st.DrawFn, file: SessionFile, said: list[Contribution]) -> None:
    ids = [one.id for one in said]
    for _ in range(draw(st.integers(0, 2))):
        made = file.commit(
            SESSION,
            who=draw(st.sampled_from(["the council", "Riverside Surgery: Brixton"])),
            what=draw(words),
            by_when=draw(_maybe(st.just("2026-06-30"))),
            status=draw(st.sampled_from(list(Status))),
            answers=draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else (),
        )
        file.update_commitment(
            made.id, felt=draw(st.sampled_from(list(Felt))), reason=draw(_maybe(words))
        )
    if draw(st.booleans()):
        file.relate(
            SESSION,
            kind=draw(st.sampled_from(list(RelationKind))),
            from_party="families",
            to_party="the council",
            about=draw(_maybe(words)),
            state=draw(st.sampled_from(list(RelationState))),
            said_in=draw(st.sampled_from([None, *ids])),
        )
