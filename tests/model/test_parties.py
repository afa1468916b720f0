"""Who can promise something: a party that can be asked, and never “someone”."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import WrongUse
from listening.model.parties import is_named_by_the_commission, party, related_party
from listening.model.text import single_line
from listening.store.reading import UNNAMED_PARTY

NOBODY = (
    *("someone", "Somebody", "THEY", "them", "tbc", "TBC.", "tba", "t.b.c.", "n/a", "N / A", "na"),
    *("?", "???", "-", "", "  ", "nobody", "Everyone", "we", "us", "We all", "all of us", "us all"),
    *("someone else", "no one", "No-one yet", "not known", "to be TBC", "the others", "anybody"),
    *(
        "to be confirmed",
        "not yet decided",
        "nobody yet",
        "one of us",
        "who",
        "whoever",
        "all",
        "various",
    ),
    *("someone who knows", "name to follow", "same as above", "xxx", "some people", "it depends"),
)
"""What people write who mean nobody yet, or everybody."""

OPEN = (
    *(
        "Someone at the council",
        "somebody from the council",
        "anyone who can",
        "everyone in the room",
    ),
    *(
        "TBC (council)",
        "the council – tbc",
        "council (t.b.c.)",
        "n/a (council)",
        "the council?",
        "?? the council",
    ),
    *("Lambeth, to be confirmed", "to be agreed with the council", "organisation to be found"),
    *(
        "we will find someone",
        "the facilitator will find someone",
        "we’ll see",
        "they said they would",
    ),
    *("the right person", "the relevant department at the council", "people in charge"),
    *("whichever team is free", "a volunteer needed", "no volunteers yet", "nobody has offered"),
)
"""What leaves open who it is."""

ANY = (
    *("a member of staff", "members of the team", "one of the councillors", "some of our carers"),
    *("a volunteer", "any new social worker", "a volunteer from Norwood Parish", "a local charity"),
)
"""What means one of many."""

WHOSE = (
    *("staff", "the staff", "all staff", "management", "senior management", "the team", "our team"),
    *("the group", "managers", "the relevant professionals", "all agencies", "Partners"),
)
"""What does not say whose."""

PARTIES = (
    *(
        "The council",
        "NHS",
        "us and the council",
        "Riverside Surgery",
        "IT services",
        "P3",
        "Œuvre",
    ),
    *("Norwood Road Surgery", "Ms Okoro", "family carers' group", "our parish", "家族", "the NHS"),
    *("the housing team of Lambeth", "the staff of Riverside Surgery", "people who draw on care"),
    *(
        "the facilitator",
        "the organisers",
        "volunteers",
        "local people",
        "the right care team",
        "Will",
    ),
    *("Someone Cares", "Everyone Active", "We Are With You", "Who Cares? Scotland", "People First"),
    *(
        "Right to Be Heard",
        "No One Left Behind",
        "All Saints Church",
        "One You Norwich",
        "Together",
    ),
    *("a group of carers in Norwood", "A Better Start", "Members of Parliament", "Table 3"),
)
"""What names somebody who can be asked."""

AROUND = st.sampled_from(
    ["{}", " {}", "{}\n", "{}.", "({})", "“{}”", "[{}]", "- {}", "{} !", "{}:", "*{}*"]
)
CASES = st.sampled_from([str, str.lower, str.upper, str.title, str.capitalize])


@pytest.mark.parametrize("text", NOBODY)
def test_whoever_cannot_be_asked_is_no_party(text: str) -> None:
    with pytest.raises(WrongUse, match="name a party, such as"):
        party(text)


@pytest.mark.parametrize("text", OPEN + ANY)
def test_someone_at_the_council_is_the_council(text: str) -> None:
    with pytest.raises(WrongUse, match="leaves open who it is: name the party itself"):
        party(text)


@pytest.mark.parametrize("text", WHOSE)
def test_a_team_is_asked_whose_it_is(text: str) -> None:
    with pytest.raises(WrongUse, match="could be many: say whose, such as"):
        party(text)


@pytest.mark.parametrize("text", PARTIES)
def test_a_party_keeps_its_name(text: str) -> None:
    assert party(text) == text
    assert related_party(text) == text


@pytest.mark.parametrize("text", NOBODY + OPEN)
def test_nobody_stands_in_a_relation_either(text: str) -> None:
    with pytest.raises(WrongUse, match="name a party, such as “families”"):
        related_party(text)


def test_what_stands_for_a_party_that_a_file_leaves_out_can_be_read_back() -> None:
    assert party(UNNAMED_PARTY) == related_party(UNNAMED_PARTY) == UNNAMED_PARTY


@pytest.mark.parametrize("text", ANY + WHOSE)
def test_people_may_trust_the_staff_or_a_carer(text: str) -> None:
    assert related_party(text) == text


@given(st.sampled_from(NOBODY + OPEN + ANY + WHOSE), AROUND, CASES)
def test_what_names_nobody_is_refused_however_it_is_written(
    text: str, around: str, case: Callable[[str], str]
) -> None:
    with pytest.raises(WrongUse, match=r"^(“|No party is named).*: (name|say) .+\.$"):
        party(around.format(case(text)))


@given(st.sampled_from(PARTIES), CASES)
def test_a_party_is_one_in_any_letters(text: str, case: Callable[[str], str]) -> None:
    assert party(case(text)) == single_line(case(text))


@given(
    st.lists(st.sampled_from([one for one in NOBODY if one.strip(" -?")]), min_size=1, max_size=4)
)
def test_several_who_are_nobody_are_no_party(some: list[str]) -> None:
    with pytest.raises(WrongUse):
        party(" or ".join(some))


@given(st.sampled_from(("staff", "the team", "a member of staff", "one of the nurses")))
def test_whom_they_belong_to_is_a_party_if_it_is_no_one_of_many(text: str) -> None:
    whole = f"{text} of Riverside Surgery"
    if text in WHOSE:
        assert party(whole) == whole
    else:
        with pytest.raises(WrongUse, match="leaves open"):
            party(whole)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "hostile", ["?", "someone ", "a-", "no a", "x", "tbc.", "a' ", "members of "]
)
def test_a_very_long_name_is_gone_through_once(hostile: str) -> None:
    text = f"{hostile * (400_000 // len(hostile))}a council"
    assert is_named_by_the_commission(text) in (True, False)


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


@pytest.mark.parametrize("text", ["TBC (council)", "someone at the council", "the council?"])
def test_the_commission_named_nobody_who_is_open(text: str) -> None:
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
