"""What stands beside a quote picks out no group of fewer than three, whatever figures it is set against."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from listening.model.records import Participant
from listening.model.vocabulary import Audience
from listening.sharing.disclosure import disclose_records
from listening.sharing.folding import FEWEST
from tests.sharing.building import a_session, person, said

ROOM, PUBLIC = Audience.ROOM, Audience.PUBLIC

held = st.frozensets(
    st.sampled_from(["carer", "nhs", "provider", "citizen", "Marsh Lane Care"]), max_size=4
)
rooms = st.lists(held, min_size=1, max_size=14)


def in_the_room(*perspectives: Collection[str]) -> list[Participant]:
    return [person(f"P{n}", *sorted(each)) for n, each in enumerate(perspectives)]


def beside(people: list[Participant], audience: Audience) -> list[tuple[str, ...]]:
    """Return what stands beside the quote of each person."""
    rows = [said(f"c{n}", "so it is", each) for n, each in enumerate(people)]
    shown = disclose_records(a_session(), [], people, rows, audience).contributions
    return [each.perspectives for each in shown]


def test_whoever_alone_holds_less_than_the_others_is_not_told_from_them() -> None:
    """Of four carers three work for the NHS: the fourth is the carer who is not beside “NHS”."""
    told = beside(in_the_room(*[{"carer", "nhs"}] * 3, {"carer"}), PUBLIC)
    assert set(told) == {("carer",)}


def test_those_of_whom_enough_hold_more_and_enough_do_not_are_told_apart() -> None:
    told = beside(in_the_room(*[{"carer", "nhs"}] * 3, *[{"carer"}] * 3), PUBLIC)
    assert told == [("carer", "nhs")] * 3 + [("carer",)] * 3


def test_whoever_reads_what_room_and_public_read_learns_no_more_of_anybody() -> None:
    """Own words are for the room: one of five who share them is one of four carers."""
    people = in_the_room(
        *[{"Marsh Lane Care"}] * 4, {"Marsh Lane Care", "carer"}, *[{"carer"}] * 3, *[{"nhs"}] * 3
    )
    room, public = beside(people, ROOM), beside(people, PUBLIC)
    both = list(zip(room, public, strict=True))
    assert min(map(both.count, both)) >= FEWEST


def test_one_person_under_two_handles_is_told_alike_under_both_and_counted_once() -> None:
    people = in_the_room(*[{"carer"}] * 4, set())
    rows = [said(f"c{n}", "so it is", each) for n, each in enumerate(people)]
    same = [{people[0].id, people[4].id}]
    for audience in (ROOM, PUBLIC):
        told = disclose_records(a_session(), [], people, rows, audience, persons=same)
        assert [each.perspectives for each in told.contributions] == [("carer",)] * 5
        assert told.counts.people == 4
        assert [each.number for each in told.counts.perspectives] == [4]


@given(rooms)
def test_no_quote_is_told_by_what_stands_beside_it_to_be_of_fewer_than_three(
    room: list[frozenset[str]],
) -> None:
    people = in_the_room(*room)
    told = [beside(people, audience) for audience in (ROOM, PUBLIC)]
    labels = [tuple(each[n] for each in told) for n in range(len(people))]
    if any(map(any, labels)):
        assert min(map(labels.count, labels)) >= FEWEST
