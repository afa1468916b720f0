"""Small numbers identify, so they are folded, and no total gives them away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listening.sharing.folding import FEWEST, fold_small


def people(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_a_perspective_that_two_people_hold_is_not_named() -> None:
    holders = {"carer": people(*"abcd"), "nhs": people("e", "f"), "provider": people("g")}
    folding = fold_small(holders, holders)
    assert set(folding.named) == {"carer"}
    assert folding.others == people("e", "f", "g")
    assert folding.others_may_be_counted


def test_one_person_alone_takes_the_smallest_group_along() -> None:
    holders = {"carer": people(*"abcd"), "nhs": people("e", "f", "g"), "provider": people("h")}
    folding = fold_small(holders, holders)
    assert set(folding.named) == {"carer"}
    assert folding.others == people("e", "f", "g", "h")


def test_somebody_who_also_holds_a_named_perspective_hides_nobody_else() -> None:
    holders = {"carer": people(*"abcd"), "councillor": people("a")}
    folding = fold_small(holders, holders)
    assert set(folding.named) == {"carer"}
    assert not folding.others_may_be_counted


def test_where_everything_is_small_nothing_is_named() -> None:
    holders = {"carer": people("a"), "nhs": people("b")}
    folding = fold_small(holders, holders)
    assert not folding.named
    assert not folding.others_may_be_counted


def test_a_perspective_that_nothing_shown_carries_is_not_named() -> None:
    holders = {"carer": people(*"abc"), "nhs": people(*"def")}
    folding = fold_small(holders, {"carer"})
    assert set(folding.named) == {"carer"}
    assert folding.others == people(*"def")


def test_two_common_perspectives_that_one_person_joins_do_not_stand_together() -> None:
    holders = {"carer": people(*"abcd"), "nhs": people(*"defg")}
    folding = fold_small(holders, holders)
    assert folding.together(("nhs", "carer")) == ("carer",)
    assert folding.together(("nhs",)) == ("nhs",)


groups = st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=8)
rooms = st.dictionaries(st.sampled_from(["carer", "nhs", "provider", "citizen", "own"]), groups)


@given(holders=rooms, carried=st.frozensets(st.sampled_from(["carer", "nhs", "provider", "own"])))
def test_no_group_that_is_told_or_left_over_is_too_small(
    holders: dict[str, frozenset[str]], carried: frozenset[str]
) -> None:
    folding = fold_small(holders, carried)
    assert set(folding.named) <= carried
    assert all(len(each) >= FEWEST for each in folding.named.values())
    everybody = frozenset().union(*holders.values())
    left_over = everybody - frozenset().union(*folding.named.values())
    assert left_over <= folding.others
    if folding.named:
        assert not 0 < len(left_over) < FEWEST


@given(holders=rooms, beside=st.lists(st.sampled_from(["carer", "nhs", "provider"]), unique=True))
def test_perspectives_stand_together_only_where_enough_people_hold_them_all(
    holders: dict[str, frozenset[str]], beside: list[str]
) -> None:
    together = fold_small(holders, holders).together(beside)
    if together:
        assert len(frozenset.intersection(*(holders[each] for each in together))) >= FEWEST
