"""The line in which somebody says what to find, and the thread that looks."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.app.finding.asked import Context, by_whom, hints, read, write
from listening.app.finding.asker import Asker
from listening.model.errors import WrongUse
from listening.model.vocabulary import Area, Check, Kind, Sharing
from listening.store.asked import NO_PROMPT, NOT_SAID, Where

HERE = Context(date(2026, 3, 20), codes=("rota", "self-directed/peer-support"))


@pytest.mark.parametrize(
    ("line", "words", "where"),
    [
        ("nobody tells us", "nobody tells us", Where()),
        ("rota area:roles", "rota", Where(area=Area.ROLES)),
        ("area:r kind:works bus", "bus", Where(area=Area.ROLES, kind=Kind.WORKS)),
        ("by:p3 author:Sam", "", Where(by="p3", author="Sam")),
        ('author:"Sam Weller" x', "x", Where(author="Sam Weller")),
        ("perspective:carer", "", Where(perspective="carer")),
        ('perspective:"night worker"', "", Where(perspective="night worker")),
        ("code:peer-support", "", Where(code="self-directed/peer-support")),
        ("code:#rota code:", "", Where(code="rota")),
        ("sharing:an check:conf", "", Where(sharing=Sharing.ANALYSIS, check=Check.CONFIRMED)),
        ("from:1/3 to:2026-03-19", "", Where(since="2026-03-01", until="2026-03-19")),
        ("is:unt prompt:2", "", Where(untagged=True, prompt_number=2)),
        ("is:none", "", Where(none_of_three=True)),
        ("area:none", "", Where(none_of_three=True)),
        ("area:untag", "", Where(untagged=True)),
        ("prompt:none", "", Where(prompt_number=NO_PROMPT)),
        ("kind:none", "", Where(kind="none")),
        ('perspective:"not said"', "", Where(perspective=NOT_SAID)),
        ("perspective:none", "", Where(perspective=NOT_SAID)),
        ('by:"the room" is:link', "", Where(by="the room", linked=True)),
        ("10:30 http://x note:this", "10:30 http://x note:this", Where()),
    ],
)
def test_a_line_holds_words_and_filters(line: str, words: str, where: Where) -> None:
    found = read(line, HERE)
    assert (found.words, found.where, found.unread) == (words, where, "")


@pytest.mark.parametrize(
    "line", ["area:zebra", "area:[/x]", "kind:", "prompt:two", "from:someday", "is:gone", "code:!!"]
)
def test_what_cannot_be_read_narrows_nothing_and_is_told(line: str) -> None:
    found = read(f"bus {line}", HERE)
    assert (found.words, found.where) == ("bus", Where())
    assert bool(found.unread) == (line != "kind:")


@pytest.mark.parametrize(
    ("line", "also"),
    [
        ("area:system area:roles", (({"area": Area.SYSTEM},), ({"area": Area.ROLES},))),
        ("by:P1 by:P3 by:P1", (({"by": "P1"}, {"by": "P3"}),)),
        ("kind:works kind:barrier", (({"kind": Kind.WORKS}, {"kind": Kind.BARRIER}),)),
        ("from:1/3 from:2026-03-05", (({"since": "2026-03-01"},), ({"since": "2026-03-05"},))),
    ],
)
def test_a_filter_said_several_times_drops_none_of_them(
    line: str, also: tuple[tuple[dict[str, object], ...], ...]
) -> None:
    wanted = tuple(tuple(Where(**each) for each in group) for group in also)  # type: ignore[arg-type] # one field each
    found = read(f"bus {line}", HERE).where
    assert found == Where(also=wanted)
    assert read(write(found), HERE).where == found


def test_several_speakers_are_still_what_narrows_by_whom() -> None:
    assert by_whom(read("by:P1 by:P3 area:roles", HERE).where) == ("by",)


def test_what_several_of_a_filter_mean_is_said_while_they_are_typed() -> None:
    assert hints("area:roles area:s", ()) == ("all area: must hold", "system")
    assert hints("by:P1 by:", ())[0] == "any by: may hold"
    assert hints("area:s", ()) == ("system",)


def test_what_must_hold_in_any_case_stays(tmp_path: object) -> None:
    base = Where(session="s", once=True)
    assert read("area:r", Context(HERE.today, base=base)).where == Where(
        session="s", once=True, area=Area.ROLES
    )


@given(
    st.builds(
        Where,
        area=st.none() | st.sampled_from(Area),
        kind=st.none() | st.sampled_from(Kind),
        check=st.none() | st.sampled_from(Check),
        sharing=st.none() | st.sampled_from(Sharing),
        by=st.none() | st.sampled_from(["P3", "the choir"]),
        perspective=st.none() | st.sampled_from(["carer", "night worker"]),
        code=st.none() | st.sampled_from(HERE.codes),
        since=st.none() | st.just("2026-03-01"),
        untagged=st.booleans(),
    )
)
def test_what_a_figure_means_is_written_so_that_it_reads_back(where: Where) -> None:
    assert read(write(where), HERE).where == where


@given(st.text())
def test_every_line_is_read(line: str) -> None:
    found = read(line, HERE)
    assert found.where.session is None
    assert all(hints(line, HERE.codes)) or not hints(line, HERE.codes)


def test_hints_name_the_filters_or_the_values_of_the_one_being_typed() -> None:
    assert hints("rota ", ())[:2] == ("area:", "code:")
    assert hints("rota area:r", ()) == ("roles",)
    assert hints("area:", ()) == ("attitudes", "roles", "system", "none", "untagged")
    assert hints("code:self", HERE.codes) == ("self-directed/peer-support",)


class Slow:
    """Something that is asked, and waits until it is let go."""

    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        """Note it."""
        self.closed = True


def test_of_questions_of_one_sort_the_newest_is_answered_and_none_of_another_is_lost() -> None:
    source, begun, let_go = Slow(), threading.Event(), threading.Event()
    answered: list[str] = []
    asker = Asker(lambda: source)

    def first(_: Slow) -> None:
        begun.set()
        let_go.wait(30)
        answered.append("first")

    def refused(_: Slow) -> None:
        raise WrongUse("No.")

    asker.ask("find", first, answered.append)
    assert begun.wait(30)
    for name in ("second", "third"):
        asker.ask("find", lambda _, name=name: answered.append(name), answered.append)
    asker.ask("deed", refused, answered.append)
    ended = threading.Event()
    asker.ask("end", lambda _: ended.set(), answered.append)
    let_go.set()
    assert ended.wait(30)
    assert answered == ["first", "third", "No."]
    asker.close()
    assert asker.wait(30)
    assert source.closed


def test_one_that_was_never_asked_needs_no_thread() -> None:
    asker = Asker(Slow)
    asker.close()
    assert asker.wait(0)
