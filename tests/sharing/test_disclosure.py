"""The one door: who may read what, row by row of the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import pytest

from listening.model.records import Contribution, Participant, Session
from listening.model.vocabulary import Audience, Check, Kind, Mode, Sharing
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Count, Disclosed, Reason, Shown
from listening.sharing.disclosure import disclose_records
from tests.sharing.building import SESSION, a_session, person, prompts, said

TEAM, ROOM, PUBLIC = Audience.TEAM, Audience.ROOM, Audience.PUBLIC
GUESTS = (ROOM, PUBLIC)

guests = pytest.mark.parametrize("audience", GUESTS)
everybody = pytest.mark.parametrize("audience", Audience)


def disclosed(
    *rows: Contribution, audience: Audience, people: tuple[Participant, ...] = ()
) -> Disclosed:
    return disclose_records(a_session(), prompts("What gets in the way?"), people, rows, audience)


def only(result: Disclosed) -> Shown:
    (shown,) = result.contributions
    return shown


def reasons(result: Disclosed) -> dict[Reason, int]:
    return {each.reason: each.number for each in result.withheld}


def numbers(counts: Iterable[Count]) -> dict[str, int | None]:
    return {each.key: each.number for each in counts}


P1 = person("P1", "carer", agreed_name="Amira, who cares for her mother")
CARERS = (P1, person("P2", "carer"), person("P3", "carer"))
FROM_CARERS = tuple(said(f"carer{n}", "so it is", each) for n, each in enumerate(CARERS))


# Off the record -----------------------------------------------------------------------------


def test_of_what_is_off_record_the_team_is_told_that_it_was_said() -> None:
    row = said("c1", None, P1, sharing=Sharing.OFF, attitudes=True, codes=("ray-hits-me",))
    result = disclosed(row, audience=TEAM, people=(P1,))
    shown = only(result)
    assert (shown.words, shown.paraphrase, shown.sharing) == (None, None, Sharing.OFF)
    assert (shown.areas, shown.codes, shown.perspectives) == ((), (), ())
    assert shown.behind is not None
    assert shown.behind.handle is None
    assert (result.counts.contributions, result.counts.off_record, result.counts.codes) == (
        1,
        1,
        (),
    )
    assert reasons(result) == {Reason.OFF: 1}


@guests
def test_off_record_is_one_more_in_the_total_for_others_and_nothing_else(
    audience: Audience,
) -> None:
    row = said("c1", None, P1, sharing=Sharing.OFF, attitudes=True, codes=("rota",))
    result = disclosed(row, audience=audience, people=(P1,))
    assert not result.contributions
    assert result.counts.contributions == 1
    assert result.counts.people == 0
    assert numbers(result.counts.areas)["attitudes"] == 0
    assert reasons(result) == {Reason.OFF: 1}


@everybody
def test_words_that_the_rooms_rule_puts_off_record_later_are_shown_to_nobody(
    audience: Audience,
) -> None:
    row = said("c1", "kept before", P1, sharing=Sharing.OFF, paraphrase="kept too")
    assert "kept" not in repr(disclosed(row, audience=audience, people=(P1,)))


# Analysis only ------------------------------------------------------------------------------


def test_analysis_only_is_read_by_the_team() -> None:
    assert only(disclosed(said("c1", "w", sharing=Sharing.ANALYSIS), audience=TEAM)).words == "w"


@guests
def test_analysis_only_is_counted_and_not_quoted(audience: Audience) -> None:
    about = {"sharing": Sharing.ANALYSIS, "paraphrase": "p", "system": True, "codes": ("rota",)}
    result = disclosed(*(said(f"c{n}", "w", **about) for n in range(3)), audience=audience)
    assert not result.contributions
    assert numbers(result.counts.areas)["system"] == 3
    assert not result.counts.codes
    assert reasons(result) == {Reason.ANALYSIS: 3}


# Paraphrase only ----------------------------------------------------------------------------


@guests
def test_paraphrase_only_shows_its_paraphrase_without_handle_or_words(audience: Audience) -> None:
    row = said("c1", "w", P1, sharing=Sharing.PARAPHRASE, paraphrase="in short")
    shown = only(disclosed(row, audience=audience, people=(P1,)))
    assert (shown.words, shown.paraphrase) == (None, "in short")
    assert (shown.name, shown.behind, shown.captured) == (None, None, None)


@guests
def test_paraphrase_only_without_a_paraphrase_is_counted(audience: Audience) -> None:
    rows = [said(f"c{n}", "w", sharing=Sharing.PARAPHRASE, roles=True) for n in range(3)]
    result = disclosed(*rows, audience=audience)
    assert not result.contributions
    assert numbers(result.counts.areas)["roles"] == 3
    assert reasons(result) == {Reason.PARAPHRASE: 3}


def test_the_team_reads_words_and_paraphrase() -> None:
    row = said("c1", "w", sharing=Sharing.PARAPHRASE, paraphrase="in short")
    shown = only(disclosed(row, audience=TEAM))
    assert (shown.words, shown.paraphrase) == ("w", "in short")


# Quotes -------------------------------------------------------------------------------------


@guests
def test_an_unnamed_quote_has_words_and_no_handle_time_or_note_taker(audience: Audience) -> None:
    shown = only(disclosed(said("c1", "w", P1, paraphrase="p"), audience=audience, people=(P1,)))
    assert (shown.words, shown.paraphrase) == ("w", None)
    assert (shown.name, shown.behind) == (None, None)


@guests
def test_a_named_quote_has_words_and_the_name_as_agreed_and_no_more(audience: Audience) -> None:
    row = said("c1", "w", P1, sharing=Sharing.NAMED)
    result = disclosed(row, *FROM_CARERS, audience=audience, people=CARERS)
    shown = result.contributions[0]
    assert (shown.words, shown.name) == ("w", P1.agreed_name)
    assert (shown.perspectives, shown.behind) == ((), None)


@guests
def test_a_named_quote_for_which_no_name_was_agreed_is_an_unnamed_one(audience: Audience) -> None:
    row = said("c1", "w", CARERS[1], sharing=Sharing.NAMED)
    shown = disclosed(row, *FROM_CARERS, audience=audience, people=CARERS).contributions[0]
    assert (shown.name, shown.sharing, shown.perspectives) == (None, Sharing.UNNAMED, ("carer",))


@guests
def test_a_name_agreed_for_named_quotes_stands_on_no_unnamed_one(audience: Audience) -> None:
    assert only(disclosed(said("c1", "w", P1), audience=audience, people=(P1,))).name is None


def test_the_team_sees_handle_time_note_taker_and_what_was_asked() -> None:
    row = said("c1", "w", P1, own_sharing=Sharing.NAMED, consent_asked=True)
    behind = only(disclosed(row, audience=TEAM, people=(P1,))).behind
    assert behind is not None
    assert (behind.handle, behind.author, behind.at) == ("P1", "Sam", row.at)
    assert (behind.own_sharing, behind.consent_asked) == (Sharing.NAMED, True)


# Taken back, taken out ----------------------------------------------------------------------


def test_of_what_was_taken_back_the_team_sees_that_it_was_and_when() -> None:
    row = said("c1", "w", P1, check=Check.WITHDRAWN, paraphrase="p", codes=("rota",), system=True)
    result = disclosed(row, audience=TEAM, people=(P1,))
    shown = only(result)
    assert (shown.words, shown.paraphrase, shown.codes, shown.areas) == (None, None, (), ())
    assert shown.perspectives == ()
    assert shown.behind is not None
    assert shown.behind.handle is None
    assert reasons(result) == {Reason.WITHDRAWN: 1}


@everybody
def test_what_was_taken_back_is_in_no_count(audience: Audience) -> None:
    row = said("c1", "w", P1, check=Check.WITHDRAWN, codes=("rota",), system=True)
    counts = disclosed(row, audience=audience, people=(P1,)).counts
    assert (counts.contributions, counts.people, counts.codes) == (0, 0, ())
    assert numbers(counts.areas)["system"] == 0


@everybody
def test_what_was_taken_out_is_absent_from_everything(audience: Audience) -> None:
    row = said("c1", "w", P1, removed=True, system=True)
    result = disclosed(row, audience=audience, people=(P1,))
    assert not result.contributions
    assert not result.withheld
    assert result.counts.contributions == 0


# Perspectives -------------------------------------------------------------------------------


@guests
def test_a_perspective_that_three_people_hold_is_named(audience: Audience) -> None:
    result = disclosed(*FROM_CARERS, audience=audience, people=CARERS)
    assert numbers(result.counts.perspectives) == {"carer": 3}
    assert all(each.perspectives == ("carer",) for each in result.contributions)


OTHERS = (person("P4", "nhs"), person("P5", "provider"), person("P6", "our own words"))
FROM_OTHERS = tuple(said(f"other{n}", "so it is", each) for n, each in enumerate(OTHERS))


def test_rare_perspectives_are_others_for_the_room_and_absent_from_quotes_for_the_public() -> None:
    rows, people = (*FROM_CARERS, *FROM_OTHERS), (*CARERS, *OTHERS)
    room, public = (disclosed(*rows, audience=audience, people=people) for audience in GUESTS)
    expected = {"carer": 3, OTHER_PERSPECTIVES: 3}
    assert numbers(room.counts.perspectives) == numbers(public.counts.perspectives) == expected
    assert [each.perspectives for each in room.contributions[3:]] == [(OTHER_PERSPECTIVES,)] * 3
    assert [each.perspectives for each in public.contributions[3:]] == [()] * 3


def test_the_team_sees_every_perspective() -> None:
    result = disclosed(*FROM_OTHERS, audience=TEAM, people=OTHERS)
    assert numbers(result.counts.perspectives) == {"provider": 1, "nhs": 1, "our own words": 1}


@guests
def test_a_perspective_that_only_withheld_rows_carry_is_not_named(audience: Audience) -> None:
    rows = tuple(
        said(f"c{n}", "w", each, sharing=Sharing.ANALYSIS) for n, each in enumerate(CARERS)
    )
    result = disclosed(*rows, audience=audience, people=CARERS)
    assert numbers(result.counts.perspectives) == {OTHER_PERSPECTIVES: 3}


@guests
def test_a_perspective_that_only_a_named_quote_carries_is_not_named(audience: Audience) -> None:
    rows = [said(f"c{n}", "w", each, sharing=Sharing.ANALYSIS) for n, each in enumerate(CARERS)]
    rows[0] = said("c0", "w", P1, sharing=Sharing.NAMED)
    result = disclosed(*rows, audience=audience, people=CARERS)
    assert numbers(result.counts.perspectives) == {OTHER_PERSPECTIVES: 3}


@guests
def test_a_code_counts_withheld_rows_where_something_shown_carries_it(audience: Audience) -> None:
    shown = said("c1", "w", codes=("rota",))
    withheld = [
        said(f"w{n}", "w", codes=("rota", "mrs-jones"), sharing=Sharing.ANALYSIS) for n in range(3)
    ]
    counts = disclosed(shown, *withheld, audience=audience).counts
    assert numbers(counts.codes) == {"rota": 4}


@guests
def test_a_kind_that_only_withheld_rows_have_is_not_named(audience: Audience) -> None:
    shown = said("c1", "w", kind=Kind.IDEA)
    withheld = [
        said(f"w{n}", "w", kind=kind, sharing=Sharing.ANALYSIS)
        for n, kind in enumerate([Kind.IDEA, Kind.BARRIER] * 3)
    ]
    counts = disclosed(shown, *withheld, audience=audience).counts
    assert numbers(counts.kinds) == {"idea": 4}


@guests
@pytest.mark.parametrize(
    "withheld",
    [
        pytest.param([{"system": True}], id="one alone"),
        pytest.param([{"system": True}] * 2, id="two alone"),
        pytest.param([{"system": True}] * 4 + [{}], id="one beside the others"),
        pytest.param([{"system": True, "by": P1}] * 3, id="three things of one person"),
    ],
)
def test_what_may_only_be_counted_is_in_no_figure_from_which_it_could_be_worked_out(
    audience: Audience, withheld: list[dict[str, Any]]
) -> None:
    rows = [
        said(f"w{n}", "w", sharing=Sharing.ANALYSIS, **about) for n, about in enumerate(withheld)
    ]
    counts = disclosed(said("c1", "w", system=True), *rows, audience=audience, people=(P1,)).counts
    assert numbers(counts.areas)["system"] == 1
    assert (counts.contributions, counts.untagged) == (1 + len(rows), 0)


def test_own_words_that_may_name_an_organisation_are_for_the_room_and_not_for_the_public() -> None:
    people = tuple(person(f"P{n}", "Marsh Lane Care Ltd") for n in range(3))
    rows = tuple(said(f"c{n}", "w", each) for n, each in enumerate(people))
    room, public = (disclosed(*rows, audience=audience, people=people) for audience in GUESTS)
    assert numbers(room.counts.perspectives) == {"Marsh Lane Care Ltd": 3}
    assert numbers(public.counts.perspectives) == {OTHER_PERSPECTIVES: 3}
    assert [each.perspectives for each in public.contributions] == [()] * 3


# Facts of the session -----------------------------------------------------------------------

FACTS: dict[str, Audience] = {
    "title": PUBLIC,
    "series": PUBLIC,
    "purpose": PUBLIC,
    "who_decides": PUBLIC,
    "can_change": PUBLIC,
    "cannot_change": PUBLIC,
    "date": PUBLIC,
    "place": PUBLIC,
    "feedback_date": PUBLIC,
    "lenses": PUBLIC,
    "starts": ROOM,
    "ends": ROOM,
    "agreements": ROOM,
    "facilitator": ROOM,
    "responsible": ROOM,
    "basis": ROOM,
    "privacy_notice": ROOM,
    "keep_until": ROOM,
    "safeguarding": ROOM,
    "access": TEAM,
    "note_taker": TEAM,
}
CLOSED = {"mode": Mode.HYBRID, "room_rule": Sharing.NAMED, "in_room": 14, "spoke": 11}


@everybody
def test_each_fact_of_a_session_is_seen_by_those_whom_it_is_for(audience: Audience) -> None:
    session = a_session(**{fact: f"the {fact}" for fact in FACTS}, **CLOSED)
    result = disclose_records(session, [], [], [], audience).session
    order = list(Audience)
    for fact, widest in FACTS.items():
        seen = order.index(audience) <= order.index(widest)
        assert getattr(result, fact) == (f"the {fact}" if seen else None), fact
    assert {fact: getattr(result, fact) for fact in CLOSED} == CLOSED


@guests
def test_so_few_people_that_a_name_would_tell_whose_the_other_words_are_are_not_counted(
    audience: Audience,
) -> None:
    rows = [said("c1", "w", P1, sharing=Sharing.NAMED), said("c2", "hers as well", P1)]
    for number in (1, 2):
        session = a_session(in_room=number, spoke=number)
        result = disclose_records(session, [], CARERS, [*rows, *FROM_CARERS[:number]], audience)
        told = (result.session.in_room, result.session.spoke, result.counts.people)
        assert told == (None, None, None)
    many = disclose_records(a_session(in_room=3, spoke=0), [], CARERS, FROM_CARERS, audience)
    assert (many.session.in_room, many.session.spoke, many.counts.people) == (3, 0, 3)


@guests
@pytest.mark.parametrize(
    ("in_room", "spoke", "told"),
    [
        (24, 23, (24, None)),
        (24, 22, (24, None)),
        (24, 21, (24, 21)),
        (24, 24, (24, 24)),
        (5, 5, (None, None)),
        (4, 3, (None, 3)),
        (9, 2, (9, None)),
    ],
)
def test_no_two_numbers_of_people_leave_one_or_two_of_them_over(
    audience: Audience, in_room: int, spoke: int, told: tuple[int | None, int | None]
) -> None:
    session = a_session(in_room=in_room, spoke=spoke)
    result = disclose_records(session, [], CARERS, FROM_CARERS, audience)
    assert (result.session.in_room, result.session.spoke) == told
    assert result.counts.people == 3


def test_the_team_is_told_every_number() -> None:
    session = a_session(in_room=2, spoke=1)
    result = disclose_records(session, [], CARERS, FROM_CARERS[:1], TEAM)
    assert (result.session.in_room, result.session.spoke, result.counts.people) == (2, 1, 1)


def test_for_every_fact_of_a_session_somebody_decided_who_may_see_it() -> None:
    decided = {"id", "session", "same_as", "removed", *FACTS, *CLOSED}
    assert {each.name for each in fields(Session)} == decided


@guests
def test_the_list_of_participants_is_for_the_team_alone(audience: Audience) -> None:
    assert disclosed(*FROM_CARERS, audience=TEAM, people=CARERS).people == CARERS
    assert disclosed(*FROM_CARERS, audience=audience, people=CARERS).people == ()


def test_a_session_is_found_by_its_id() -> None:
    assert disclosed(audience=PUBLIC).session.id == SESSION
