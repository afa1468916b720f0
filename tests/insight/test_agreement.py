"""How far coders agree: worked by hand, and held against another program's figures."""

from __future__ import annotations

import math

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.insight.agreement import Codings, agreement, cohens_kappa, krippendorffs_alpha

ANSWERS = st.one_of(st.none(), st.sampled_from("abc"))
UNITS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.lists(ANSWERS, min_size=coders, max_size=coders), max_size=12)
)


def test_kappa_of_a_table_worked_by_hand() -> None:
    # 20 both yes, 5 only the first, 10 only the second, 15 neither: observed .7, by chance .5.
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_kappa_of_cohens_own_table() -> None:
    # Cohen (1960): 200 judgments in three categories, .70 the same, .41 of them by chance.
    table = {
        ("1", "1"): 88, ("1", "2"): 14, ("1", "3"): 18,
        ("2", "1"): 10, ("2", "2"): 40, ("2", "3"): 10,
        ("3", "1"): 2, ("3", "2"): 6, ("3", "3"): 12,
    }  # fmt: skip
    pairs = [pair for pair, number in table.items() for _ in range(number)]
    assert cohens_kappa(pairs) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


def test_neither_giving_a_tag_is_agreement_too() -> None:
    codings: Codings = {
        "notes": {"one": {"system"}, "two": set(), "three": set(), "four": set()},
        "kim": {"one": {"system"}, "two": set(), "three": set(), "four": {"system"}},
    }
    system = agreement(codings, ["notes", "kim"])[2]
    assert (system.tag, system.n, system.agreed, system.differ) == ("system", 4, 3, ("four",))
    assert system.per_cent == 75.0
    assert system.kappa == pytest.approx(0.5)


def test_who_is_at_odds_with_chance_is_below_nought() -> None:
    assert cohens_kappa([(True, False), (False, True)]) == -1


def test_one_answer_throughout_leaves_nothing_to_measure() -> None:
    codings: Codings = {
        "notes": {"one": {"roles"}, "two": {"roles"}},
        "kim": {"one": {"roles"}, "two": {"roles"}},
    }
    attitudes, roles, _ = agreement(codings, ["notes", "kim"])
    assert (attitudes.kappa, attitudes.alpha, roles.kappa, roles.alpha) == (None,) * 4
    assert roles.per_cent == 100.0
    assert roles.undefined
    assert "chance" in roles.undefined


def test_nothing_coded_by_both_has_no_figures() -> None:
    none = agreement({"notes": {"one": set()}, "kim": {"two": set()}}, ["notes", "kim"])[0]
    assert (none.n, none.per_cent, none.kappa, none.alpha) == (0, None, None, None)
    assert none.undefined == "no contribution was coded by both"


def test_areas_come_first_then_the_codes_that_were_used_by_name() -> None:
    codings: Codings = {
        "notes": {"one": {"rota"}},
        "kim": {"one": {"access", "system"}, "two": {"unused"}},
    }
    told = agreement(codings, ["notes", "kim"])
    assert [each.tag for each in told] == ["attitudes", "roles", "system", "access", "rota"]


def test_differences_are_told_in_the_order_of_the_session() -> None:
    codings: Codings = {"notes": {"b": {"roles"}, "a": {"roles"}}, "kim": {"a": set(), "b": set()}}
    assert agreement(codings, ["notes", "kim"], order=["b", "a"])[1].differ == ("b", "a")


def test_what_one_of_three_has_not_coded_is_compared_between_the_others() -> None:
    codings: Codings = {
        "notes": {"one": {"roles"}, "two": set()},
        "kim": {"one": {"roles"}, "two": {"roles"}},
        "ada": {"two": set()},
    }
    roles = agreement(codings, ["notes", "kim", "ada"])[1]
    assert (roles.n, roles.agreed, roles.differ, roles.kappa) == (2, 1, ("two",), None)
    assert roles.undefined == "kappa compares two coders"
    assert roles.alpha == pytest.approx(expected_alpha([["y", "y", None], ["n", "y", "n"]]))


def test_alpha_of_krippendorffs_own_example() -> None:
    # Content Analysis (2004), 11.3.2: two observers, ten units, 14 noughts, 6 ones, 4 mismatches.
    one, other = "0100000000", "1110010100"
    assert krippendorffs_alpha(zip(one, other, strict=True)) == pytest.approx(0.095, abs=0.0005)


@given(UNITS)
def test_alpha_is_what_the_other_program_says(units: list[list[str | None]]) -> None:
    expected = expected_alpha(units)
    if expected is None:
        assert krippendorffs_alpha(units) is None
    else:
        found = krippendorffs_alpha(units)
        assert found is not None
        assert math.isclose(found, expected, abs_tol=1e-9)


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_kappa_does_not_ask_who_comes_first(pairs: list[tuple[bool, bool]]) -> None:
    turned = cohens_kappa([(other, one) for one, other in pairs])
    assert cohens_kappa(pairs) == turned
    assert turned is None or -1 <= turned <= 1


def expected_alpha(units: list[list[str | None]]) -> float | None:
    """Return what the package `krippendorff` says; None where it has no answer."""
    pairable = [unit for unit in units if sum(one is not None for one in unit) > 1]
    said = sorted({one for unit in pairable for one in unit if one is not None})
    if len(said) < 2:
        return None
    counts = np.array([[unit.count(one) for one in said] for unit in pairable])
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
