"""Promises, relations and links in an export: what the team reads back, and what others may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.records import Commitment, Contribution, Link, Relation
from listening.model.text import sanitise, single_line
from listening.model.vocabulary import (
    Audience,
    Bond,
    Check,
    Direction,
    Felt,
    RelationKind,
    Sharing,
    Status,
)
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose, disclose_records
from listening.sharing.markdown import markdown
from listening.sharing.promised import NOT_TOLD
from listening.store.session_file import SessionFile
from tests.sharing import reading
from tests.sharing.building import a_session, linked, promised, related, said
from tests.store import making

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
TEAM, ROOM, PUBLIC = Audience.TEAM, Audience.ROOM, Audience.PUBLIC
ROWS = (said("c1", "One."), said("c2", "Two.", sharing=Sharing.ANALYSIS))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    """A session in which nothing was said yet."""
    with making.new(tmp_path / "brixton.sqlite") as made:
        yield made


def shown(
    audience: Audience,
    *,
    rows: tuple[Contribution, ...] = ROWS,
    commitments: tuple[Commitment, ...] = (),
    relations: tuple[Relation, ...] = (),
    links: tuple[Link, ...] = (),
) -> Disclosed:
    return disclose_records(
        a_session(),
        [],
        [],
        rows,
        audience,
        commitments=commitments,
        relations=relations,
        links=links,
    )


def test_a_promise_is_for_everybody_and_names_what_it_answers_as_far_as_that_is_shown() -> None:
    one = promised("m1", "The council", "Publish the rota", "c1", "c2", "elsewhere")
    assert shown(TEAM, commitments=(one,)).commitments == (one,)
    for audience in (ROOM, PUBLIC):
        (told,) = shown(audience, commitments=(one,)).commitments
        assert (told.answers, told.at, told.author) == (("c1",), "", "")


LONG = "They left my son without food for two days"


@pytest.mark.parametrize("audience", [ROOM, PUBLIC])
@pytest.mark.parametrize(
    "fate",
    [
        {"sharing": Sharing.ANALYSIS},
        {"sharing": Sharing.PARAPHRASE, "paraphrase": "Meals were missed."},
        {"check": Check.WITHDRAWN},
    ],
)
def test_a_promise_does_not_take_words_along_that_may_not_be_passed_on(
    audience: Audience, fate: dict[str, object]
) -> None:
    rows = (said("c1", f"{LONG}.", **fate),)
    promises = (
        promised("m1", "The council", f"See that nobody says again: “{LONG.upper()}!”"),
        promised("m2", "The council", "Come.", whom=LONG, reason=f"We heard:\n{LONG}"),
        promised("m3", "The council", "See that nobody is without food for two days"),
    )
    told = shown(audience, rows=rows, commitments=promises).commitments
    assert [one.what for one in told] == [NOT_TOLD, "Come.", promises[2].what]
    assert (told[1].whom, told[1].reason) == (None, None)
    assert shown(TEAM, rows=rows, commitments=promises).commitments == promises


def test_a_promise_in_the_words_of_a_quote_is_told(file: SessionFile) -> None:
    rows = (said("c1", LONG),)
    one = promised("m1", "The council", LONG)
    assert shown(PUBLIC, rows=rows, commitments=(one,)).commitments[0].what == LONG


def test_what_was_taken_back_is_answered_by_nothing_and_linked_to_nothing() -> None:
    rows = (said("c1", "One.", check=Check.WITHDRAWN), ROWS[1])
    told = shown(
        TEAM,
        rows=rows,
        commitments=(promised("m1", "The council", "Publish", "c1"),),
        relations=(related("r1", "c1"),),
        links=(linked("c1", "c2"), linked("c2", "c1")),
    )
    assert (told.commitments[0].answers, told.relations, told.links) == ((), (), ())


def test_what_was_removed_is_in_no_export() -> None:
    told = shown(
        TEAM,
        commitments=(promised("m1", "The council", "Publish", removed=True),),
        relations=(related("r1", removed=True),),
        links=(linked("c1", "c2", removed=True),),
    )
    assert (told.commitments, told.relations, told.links) == ((), (), ())


def test_a_relation_is_told_with_the_words_that_it_was_heard_in() -> None:
    relations = (related("r1", "c1"), related("r2", "c2"), related("r3"))
    told = {each: shown(each, relations=relations).relations for each in Audience}
    assert [one.id for one in told[TEAM]] == ["r1", "r2", "r3"]
    assert [one.id for one in told[ROOM]] == [one.id for one in told[PUBLIC]] == ["r1"]


def test_a_relation_heard_in_words_that_are_told_otherwise_stays_with_the_team() -> None:
    rows = (said("c1", "One.", sharing=Sharing.PARAPHRASE, paraphrase="Something."),)
    assert shown(PUBLIC, rows=rows, relations=(related("r1", "c1"),)).relations == ()


def test_a_link_that_leads_to_another_session_is_for_the_team() -> None:
    links = (linked("c1", "otherplace.cc"),)
    assert shown(TEAM, links=links).links == links
    assert shown(PUBLIC, links=links).links == ()


def test_where_nothing_was_promised_no_part_stands() -> None:
    written = markdown(shown(TEAM), NOW)
    assert "## Commitments" not in written
    assert "## Relations" not in written


texts = st.text(max_size=40).map(sanitise)
lines = st.text(min_size=1, max_size=40).map(single_line).filter(bool)


@given(who=lines, what=texts.filter(bool), reason=texts, about=texts, bond=st.sampled_from(Bond))
def test_the_team_reads_every_field_back(
    who: str, what: str, reason: str, about: str, bond: Bond
) -> None:
    promise = promised(
        "m1",
        who,
        what,
        "c1",
        "c2",
        whom=who,
        by_when="2026-06-30",
        report_back="2026-07-01",
        direction=Direction.FROM_US,
        status=Status.NOT_KEPT,
        felt=Felt.PARTLY,
        reason=reason or None,
    )
    relation = related("r1", "c2", kind=RelationKind.FUNDING, from_party=who, about=about or None)
    disclosed = shown(
        TEAM, commitments=(promise,), relations=(relation,), links=(linked("c2", "c1", bond),)
    )
    read = reading.read(markdown(disclosed, NOW))
    part = read.noted("Commitments")["m1"]
    assert (part.heading, part.quotes) == (f"m1: {who}", [what])
    assert part.values == {
        "For whom": [who],
        "By when": ["2026-06-30"],
        "People hear back": ["2026-07-01"],
        "Direction": ["what is expected of us"],
        "Status": ["not kept"],
        **({"Reason": [reason]} if reason else {}),
        "Made a difference": ["partly"],
        "Answers": ["c1", "c2"],
        "Time": [promise.at],
        "Written by": ["Sam"],
    }
    told = read.noted("Relations")["r1"]
    assert told.heading == "r1: funding"
    assert told.values == {
        "From": [who],
        "To": ["the council"],
        **({"About": [about]} if about else {}),
        "State": ["strained"],
        "Heard in": ["c2"],
        "Time": [relation.at],
        "Written by": ["Sam"],
    }
    assert read.rows()["c2"].links == [(bond, "c1")]


fates = st.tuples(st.sampled_from(Sharing), st.sampled_from(Check), st.booleans(), st.booleans())
"""Sharing, check, whether it was removed, and whether it has a paraphrase."""
Fate = tuple[Sharing, Check, bool, bool]


def words_are_seen(fate: Fate, audience: Audience) -> bool:
    """Say again, from the table alone, whether an audience reads the words."""
    sharing, check, removed, _ = fate
    if removed or check is Check.WITHDRAWN or sharing is Sharing.OFF:
        return False
    return audience is TEAM or sharing in (Sharing.UNNAMED, Sharing.NAMED)


def something_is_seen(fate: Fate, audience: Audience) -> bool:
    """Tell whether an audience knows of it, and it was not taken back."""
    sharing, check, removed, has_paraphrase = fate
    if removed or check is Check.WITHDRAWN:
        return False
    told = sharing is Sharing.PARAPHRASE and has_paraphrase
    return audience is TEAM or told or words_are_seen(fate, audience)


@given(rows=st.lists(fates, min_size=2, max_size=6), audience=st.sampled_from(Audience))
def test_what_leans_on_what_is_withheld_does_not_leave(
    rows: list[Fate], audience: Audience
) -> None:
    numbers = range(len(rows))
    after = {n: (n + 1) % len(rows) for n in numbers}
    told = shown(
        audience,
        rows=tuple(
            said(
                f"c{n}",
                "Words.",
                sharing=sharing,
                check=check,
                removed=removed,
                paraphrase="Otherwise." if has_paraphrase else None,
            )
            for n, (sharing, check, removed, has_paraphrase) in enumerate(rows)
        ),
        commitments=tuple(
            promised(f"m{n}", f"party{n}x", "Publish", f"c{n}", author=f"noter{n}x")
            for n in numbers
        ),
        relations=tuple(
            related(f"r{n}", f"c{n}", about=f"about{n}x", author=f"noter{n}x") for n in numbers
        ),
        links=tuple(linked(f"c{n}", f"c{after[n]}", author=f"noter{n}x") for n in numbers),
    )
    written = markdown(told, NOW)
    read = reading.read(written)
    for n, fate in enumerate(rows):
        answers = read.noted("Commitments")[f"m{n}"].values.get("Answers", [])
        assert answers == ([f"c{n}"] if something_is_seen(fate, audience) else [])
        assert (f"about{n}x" in written) == words_are_seen(fate, audience)
        assert (f"noter{n}x" in written) == (audience is TEAM)
    ends = {n for n, fate in enumerate(rows) if something_is_seen(fate, audience)}
    assert {own: row.links for own, row in read.rows().items() if row.links} == {
        f"c{n}": [(Bond.ECHOES, f"c{after[n]}")] for n in numbers if {n, after[n]} <= ends
    }


def test_the_door_takes_them_from_the_file(file: SessionFile) -> None:
    session = file.session().id
    first, second = making.say(file, "One."), making.say(file, "Two.")
    promise = file.commit(session, who="The council", what="Publish", answers=[first.id])
    relation = file.relate(
        session,
        kind=RelationKind.TRUST,
        from_party="families",
        to_party="the council",
        said_in=first.id,
    )
    link = file.link(second.id, Bond.BUILDS_ON, first.id)
    told = disclose(file, session, TEAM)
    assert (told.commitments, told.relations, told.links) == ((promise,), (relation,), (link,))
    everybody = disclose(file, session, PUBLIC)
    assert [one.id for one in everybody.links] == [link.id]
    assert everybody.relations[0].author == ""
