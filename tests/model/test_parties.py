"""Who can promise something: a party that can be asked, and never “someone”."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import WrongUse
from listening.model.parties import is_named_by_the_commission, party
from listening.model.text import single_line


@pytest.mark.parametrize(
    "text",
    [
        *(
            "someone",
            "Somebody",
            "THEY",
            "them",
            "tbc",
            "TBC.",
            "tba",
            "t.b.c.",
            "n/a",
            "N / A",
            "na",
        ),
        *("?", "???", "-", "", "  ", "nobody", "Everyone", "we", "us", "We all", "all of us"),
        *("someone else", "no one", "not known", "to be TBC", "the others", "anybody", "various"),
    ],
)
def test_whoever_cannot_be_asked_is_no_party(text: str) -> None:
    with pytest.raises(WrongUse, match="name a party, such as"):
        party(text)


def test_someone_at_the_council_is_the_council() -> None:
    with pytest.raises(WrongUse, match="leaves open who it is: name the party itself"):
        party("Someone at the council")


@pytest.mark.parametrize(
    "text",
    [
        "The council",
        "NHS",
        "us and the council",
        "Riverside Surgery",
        "IT services",
        "P3",
        "Œuvre",
        "家族",
    ],
)
def test_a_party_keeps_its_name(text: str) -> None:
    assert party(text) == text


def test_a_party_stands_on_one_line_without_what_hangs_on_it() -> None:
    assert party("  The council\n of  Lambeth: ") == single_line("The council of  Lambeth")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "citizens",
            "Families",
            "unpaid carers",
            "our community",
            "St Mary’s Church",
            "the mosque",
        ),
        *(
            "Lambeth Council",
            "the Government",
            "DHSC",
            "local authority",
            "a user-led organisation",
        ),
        *("Age UK, a charity", "our MP"),
    ],
)
def test_the_commission_named(text: str) -> None:
    assert is_named_by_the_commission(text)


@pytest.mark.parametrize(
    "text", ["Riverside Surgery", "the bus company", "NHS", "Tesco", "employers"]
)
def test_others_were_added_locally(text: str) -> None:
    assert not is_named_by_the_commission(text)


@given(st.text(max_size=60))
def test_a_name_is_tidy_or_refused_and_stays_as_it_is(text: str) -> None:
    try:
        shown = party(text)
    except WrongUse:
        return
    assert "\n" not in shown
    assert party(shown) == shown
    assert is_named_by_the_commission(shown) in (True, False)
