"""A copy for an audience: what it may see is in the bytes, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.records import Contribution, Participant
from listening.model.vocabulary import Audience, Captured, Check, Perspective, Sharing
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose, disclose_records
from listening.sharing.extracting import extract
from listening.store import anew
from listening.store.check import differing_tables
from listening.store.session_file import SessionFile
from tests.sharing.building import SESSION, a_session, person, prompts, said
from tests.sharing.canaries import (
    EVERY_FATE,
    FIELDS,
    Fate,
    canary,
    disclosed,
    fates,
    may_leave,
    withheld,
)

TODAY = date(2026, 3, 25)
GUESTS = (Audience.ROOM, Audience.PUBLIC)
BEHIND = ("id", "at", "author", "handle", "perspective")
"""What no copy may hold of anything, shown or not; each perspective here is one person's alone."""


def bytes_for(*sessions: Disclosed) -> bytes:
    return anew.content([extract(each) for each in sessions], writer="copy", today=TODAY)


@contextmanager
def opened(*sessions: Disclosed) -> Iterator[SessionFile]:
    with SessionFile.of_content(bytes_for(*sessions), Path("copy.sqlite")) as file:
        yield file


def of(
    rows: Sequence[Contribution], people: Sequence[Participant] = (), audience: Audience = GUESTS[0]
) -> Disclosed:
    return disclose_records(a_session(), prompts("One?"), people, rows, audience)


@pytest.mark.parametrize("audience", GUESTS)
def test_no_word_of_what_is_withheld_is_in_the_bytes_and_every_other_is(audience: Audience) -> None:
    written = bytes_for(disclosed(EVERY_FATE, audience))
    for n, fate in enumerate(EVERY_FATE):
        may = may_leave(n, fate, audience) - set(BEHIND)
        for field in FIELDS:
            there = canary(field, n).encode() in written
            expected = field in may and (field != "paraphrase" or fate[3])
            assert there is expected, (field, fate)
    assert SESSION.encode() not in written


@settings(max_examples=40)
@given(rows=st.lists(fates, max_size=6), audience=st.sampled_from(GUESTS))
def test_no_word_of_what_is_withheld_is_in_the_bytes_whatever_becomes_of_each_row(
    rows: list[Fate], audience: Audience
) -> None:
    written = bytes_for(disclosed(rows, audience))
    never = [canary(field, n) for n in range(len(rows)) for field in BEHIND]
    assert not [each for each in (*withheld(rows, audience), *never) if each.encode() in written]


@settings(max_examples=40)
@given(rows=st.lists(fates, max_size=6), audience=st.sampled_from(GUESTS))
def test_the_copy_is_a_whole_session_file_that_gives_its_audience_the_same(
    rows: list[Fate], audience: Audience
) -> None:
    given_before = disclosed(rows, audience)
    with opened(given_before) as file:
        assert differing_tables(file._con) == ()
        again = disclose(file, file.session().id, audience)
        assert [(each.words, each.paraphrase, each.codes) for each in again.contributions] == [
            (each.words, each.paraphrase, each.codes) for each in given_before.contributions
        ]
        assert len(again.links) == len(given_before.links)
        assert len(again.relations) == len(given_before.relations)
        assert [len(each.answers) for each in again.commitments] == [
            len(each.answers) for each in given_before.commitments
        ]
        assert again.withheld == ()


@settings(max_examples=40)
@given(
    names=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4, unique=True),
    words=st.text(min_size=1),
)
def test_names_and_words_of_any_kind_stand_in_the_copy_as_the_door_gave_them(
    names: list[str], words: str
) -> None:
    people = [person(f"P{n}", agreed_name=name) for n, name in enumerate(names)]
    rows = [
        said(f"c{n}", f"{words}{n}", each, sharing=Sharing.NAMED) for n, each in enumerate(people)
    ]
    made = extract(of(rows, people))
    assert [each.words for each in made.contributions] == [each.words for each in rows]
    assert [each.agreed_name for each in made.people] == names
    assert len({each.handle.casefold() for each in made.people}) == len(names)
    with opened(of(rows, people)) as file:
        assert differing_tables(file._con) == ()
        assert len(file.participants(file.session().id)) == len(names)


def test_every_record_bears_the_day_of_the_session_and_a_writer_who_is_nobody() -> None:
    rows = [said(f"c{n}", f"Words {n}.", at=f"2026-03-24T14:0{n}:10+00:00") for n in range(5)]
    shown = of(rows)
    with opened(shown._replace(session=replace(shown.session, date="2026-03-24"))) as file:
        there = file.contributions()
        assert [each.words for each in there] == [f"Words {n}." for n in range(5)]
        assert {each.at for each in there} == {"2026-03-24T00:00:00.000+00:00"}
        assert {each.author for each in there} == {"copy"}
        writers = file._con.execute("SELECT DISTINCT substr(stamp, 19) FROM change").fetchall()
        assert len(writers) == 1
        assert {entry.author for entry in file.history()} == {"copy"}


@pytest.mark.parametrize("day", [None, "", "soon", "0001-01-01", "9999-12-31", "1969-12-31"])
def test_a_session_without_a_day_that_stamps_can_bear_gets_that_of_the_copy(
    day: str | None,
) -> None:
    shown = of([said("c1", "Words.")])
    with opened(shown._replace(session=replace(shown.session, date=day))) as file:
        assert file.contributions()[0].at == "2026-03-25T00:00:00.000+00:00"


def test_ids_are_new_each_time() -> None:
    shown = of([said("k7q2m9xd4b", "Words.")])
    with opened(shown) as one, opened(shown) as other:
        ids = {file.contributions()[0].id for file in (one, other)}
        assert len(ids | {"k7q2m9xd4b"}) == 3
        assert len({one.session().id, other.session().id, SESSION}) == 3


def test_who_holds_the_same_stands_as_one_who_is_no_person() -> None:
    people = [person(f"P{n}", Perspective.CARER) for n in range(4)]
    rows = [said(f"c{n}", f"Words {n}.", each) for n, each in enumerate(people)]
    with opened(of(rows, people)) as file:
        (group,) = file.participants(file.session().id)
        assert (group.handle, group.perspectives) == ("G1", (Perspective.CARER,))
        assert {each.by for each in file.contributions()} == {"G1"}


def test_a_name_is_the_handle_where_it_can_be_one_and_is_free() -> None:
    people = [
        person("P1", agreed_name="Maria Lopez"),
        person("P2", agreed_name="maria lopez"),
        person("P3", agreed_name="G1"),
        person("P4", agreed_name="Nobody: at all"),
        *(person(f"P{n}", Perspective.CARER) for n in range(5, 8)),
    ]
    levels = [Sharing.NAMED] * 4 + [Sharing.UNNAMED] * 3
    rows = [
        said(f"c{n}", f"Words {n}.", each, sharing=level)
        for n, (each, level) in enumerate(zip(people, levels, strict=True))
    ]
    handles = [each.handle for each in extract(of(rows, people)).people]
    assert handles == ["Maria Lopez", "N1", "G1", "N2", "G2"]


def test_what_may_be_told_in_other_words_stands_there_in_those_alone() -> None:
    rows = [said("c1", "My own words.", sharing=Sharing.PARAPHRASE, paraphrase="In short: no.")]
    with opened(of(rows)) as file:
        (one,) = file.contributions()
        assert (one.words, one.paraphrase) == ("In short: no.", "In short: no.")
        assert (one.sharing, one.captured) == (Sharing.PARAPHRASE, Captured.PARAPHRASE)


def test_prompts_areas_and_marks_come_along() -> None:
    row = said(
        "c1", "Words.", prompt_number=1, attitudes=True, codes=("rota",), check=Check.CONFIRMED
    )
    with opened(of([row])) as file:
        (one,) = file.contributions()
        assert (one.prompt_number, one.areas, one.codes) == (1, ("attitudes",), ("rota",))
        assert one.check is Check.CONFIRMED
        assert [each.text for each in file.prompts(file.session().id)] == ["One?"]


def test_several_sessions_stand_in_one_copy_each_for_itself() -> None:
    with opened(of([said("c1", "One.")]), of([said("c1", "Two.")])) as file:
        assert len({each.id for each in file.sessions()}) == 2
        assert sorted(each.words or "" for each in file.contributions()) == ["One.", "Two."]


def test_a_copy_for_the_team_is_refused_for_they_have_the_file() -> None:
    with pytest.raises(ValueError, match="the team has the file itself"):
        extract(of([], audience=Audience.TEAM))


def test_no_stamp_of_a_copy_tells_a_time_of_day() -> None:
    written = bytes_for(disclosed(EVERY_FATE, Audience.ROOM))
    stamps = re.findall(rb"\d{13}\.[0-9a-f]{3}\.", written)
    assert stamps
    assert {stamp[:13] for stamp in stamps} == {b"1774396800000"}
