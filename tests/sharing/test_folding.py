"""Small numbers identify, so they are folded, and nothing that is told gives them away."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hypothesis import given
from hypothesis import strategies as st

from listening.sharing.folding import FEWEST, Folding, Voice, fold_small

known = {"carer", "nhs", "provider", "citizen", "councillor"}


def people(*held: Collection[str], part: str = "one") -> list[Voice]:
    return [Voice(f"{part}{n}", part, frozenset(each)) for n, each in enumerate(held)]


def folded(heard: Iterable[Voice], carried: Collection[str] = known) -> Folding:
    return fold_small(heard, carried)


CARER, NHS, PROVIDER = {"carer"}, {"nhs"}, {"provider"}
NOTHING: set[str] = set()


def test_a_perspective_that_two_people_hold_is_not_named() -> None:
    folding = folded(people(*[CARER] * 4, NHS, NHS, PROVIDER))
    assert (folding.named, folding.others) == ({"carer": 4}, 3)


def test_one_person_alone_takes_the_smallest_group_along() -> None:
    folding = folded(people(*[CARER] * 4, *[NHS] * 3, PROVIDER))
    assert (folding.named, folding.others) == ({"carer": 4}, 4)


def test_what_one_person_holds_besides_is_not_told_to_be_held() -> None:
    folding = folded(people(*[CARER] * 5, {"carer", "councillor"}))
    assert (folding.named, folding.others, folding.people) == ({"carer": 6}, 0, 6)


def test_one_person_who_named_none_is_not_told_from_the_others() -> None:
    folding = folded(people(*[CARER] * 4, NOTHING))
    assert (folding.named, folding.others, folding.people) == ({}, 5, 5)
    assert not folding.beside(CARER)


def test_people_who_named_none_stand_with_the_others_where_they_are_few() -> None:
    folding = folded(people(*[CARER] * 4, NHS, PROVIDER, NOTHING))
    assert (folding.named, folding.others) == ({"carer": 4}, 3)
    assert not folding.are_all_others(NHS)


def test_people_who_named_none_and_are_enough_stand_for_themselves() -> None:
    folding = folded(people(*[CARER] * 4, *[NHS] * 2, PROVIDER, *[NOTHING] * 3))
    assert (folding.named, folding.others, folding.people) == ({"carer": 4}, 3, 10)
    assert folding.are_all_others(NHS)
    assert not folding.are_all_others(NOTHING)


def test_where_everything_is_small_nothing_is_named() -> None:
    folding = folded(people(CARER, NHS))
    assert (folding.named, folding.others) == ({}, 0)


def test_a_perspective_that_nothing_shown_carries_is_not_named() -> None:
    folding = folded(people(*[CARER] * 3, *[NHS] * 3), CARER)
    assert (folding.named, folding.others) == ({"carer": 3}, 3)


def test_two_common_perspectives_that_one_person_joins_do_not_stand_together() -> None:
    folding = folded(people(*[CARER] * 3, {"carer", "nhs"}, *[NHS] * 3))
    assert folding.beside({"nhs", "carer"}) == ("carer",)
    assert folding.beside(NHS) == ("nhs",)


def test_one_person_in_two_parts_of_a_session_is_not_taken_for_two() -> None:
    parts = [*people(CARER, CARER), *people(CARER, CARER, part="two")]
    assert (folded(parts).named, folded(parts).people) == ({}, 2)


held = st.frozensets(st.sampled_from(["carer", "nhs", "provider", "citizen", "own"]))
rooms = st.lists(held, max_size=14)


@given(room=rooms, carried=st.frozensets(st.sampled_from(["carer", "nhs", "provider", "own"])))
def test_what_is_told_is_told_of_whole_groups_that_are_large_enough(
    room: list[frozenset[str]], carried: frozenset[str]
) -> None:
    folding = folded(people(*room), carried)
    assert set(folding.named) <= carried
    labels = [folding.beside(each) for each in room]
    if any(labels):
        assert min(map(labels.count, labels)) >= FEWEST
    for term, number in folding.named.items():
        assert number == sum(term in each for each in labels)
    assert folding.others in (0, labels.count(()), labels.count(()) - room.count(frozenset()))
    assert folding.people == len(room)


@given(room=rooms)
def test_nobody_is_told_to_hold_what_they_do_not(room: list[frozenset[str]]) -> None:
    folding = folded(people(*room), known)
    assert all(set(folding.beside(each)) <= each for each in room)
    assert not folding.are_all_others(frozenset())
