"""Hints at what may give somebody away: how many are found, how many are false, how long it takes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.lenses import lens_keys, load
from listening.model.records import Commitment, Session
from listening.model.vocabulary import Audience, Felt, Sharing, Status
from listening.sharing.disclosure import disclose_records
from listening.sharing.hinted import field_of, kind_of
from listening.sharing.privacy import MISSED, Hint, hints, of_disclosed
from listening.sharing.private_marks import PATTERNS, HintKind, is_nhs_number, may_stand_in
from tests.sharing.building import a_session, person, promised, prompts, related, said

_VERY_LONG = 400_000
SAMPLE = Path(__file__).with_name("privacy_sample.txt")
LABEL = re.compile(r"\{([a-z-]+):([^}]+)\}")


def labelled() -> list[tuple[str, set[tuple[HintKind, int]]]]:
    """Return each line of the sample without its labels, and what stands at which place in it."""
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines if not line.startswith("#")]


def _read(line: str) -> tuple[str, set[tuple[HintKind, int]]]:
    text, wanted = "", set()
    after = 0
    for label in LABEL.finditer(line):
        text += line[after : label.start()]
        wanted.add((HintKind(label[1]), len(text)))
        text += label[2]
        after = label.end()
    return text + line[after:], wanted


def kinds(text: str) -> list[tuple[str, str]]:
    """Return what is hinted at in a text: its kind, and the words."""
    return [(hint.kind.value, hint.text) for hint in hints(text)]


def test_nine_of_ten_are_found_and_nine_of_ten_that_are_found_are_so() -> None:
    right = wrong = missed = 0
    for text, wanted in labelled():
        found = {(hint.kind, hint.start) for hint in hints(text)}
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.9


def test_bare_first_names_are_missed_and_this_is_said() -> None:
    assert not hints("Priya came every morning, and then Tom, and then nobody.")
    assert "first names" in MISSED


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919", "4010232137"])
def test_a_number_is_one_of_the_nhs_where_its_last_digit_checks_the_others(number: str) -> None:
    assert is_nhs_number(number)
    assert not is_nhs_number(number[:-1] + str((int(number[-1]) + 1) % 10))
    assert [hint.kind for hint in hints(f"It is {number}.")] == [HintKind.NHS]


def test_ten_times_the_same_digit_is_no_nhs_number() -> None:
    assert not is_nhs_number("1111111111")


def test_what_two_patterns_see_is_told_once() -> None:
    assert kinds("Ring 0113 496 0002 today") == [("phone", "0113 496 0002")]
    assert kinds("at 12 Mill Lane, LS6 3HN") == [
        ("address", "12 Mill Lane"),
        ("postcode", "LS6 3HN"),
    ]


@given(st.text(max_size=300))
def test_a_hint_says_where_its_words_stand_and_none_overlaps_another(text: str) -> None:
    _are_in_order(text, hints(text))


_PIECES = st.sampled_from(
    (
        *(
            "SW2 1AA",
            "07700 900123",
            "Mrs Okafor",
            "12 Mill Lane",
            "a@b.org",
            "943 476 5919",
            "born",
        ),
        *(
            "4 May 1951",
            "AB123456C",
            "call",
            " ",
            ", ",
            "12/03/1948",
            "birthday",
            "Flat 3, The House",
        ),
    )
)


@given(st.lists(_PIECES, max_size=12))
def test_hints_that_crowd_each_other_stay_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    _are_in_order(text, hints(text))


def _are_in_order(text: str, found: tuple[Hint, ...]) -> None:
    assert all(text[hint.start : hint.end] == hint.text != "" for hint in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "hostile",
    [
        *("0", "a", "a.", "1 ", "Mr ", "12 A", "one ", "1/1/", "@", "born ", "live in ", "call "),
        *("0 ", "12 Aa Aa ", "a at a dot ", "SW2 1AA Mr Bo ", "May 1 ", "Flat 3, A "),
    ],
)
def test_a_very_long_text_is_gone_through_once(hostile: str) -> None:
    text = hostile * (_VERY_LONG // len(hostile))
    # What looks at each place again for each other place would not end before the test's timeout.
    _are_in_order(text, hints(text))


def test_hints_are_looked_for_only_in_what_the_audience_reads() -> None:
    speaker = person("P3", sharing=None)
    contributions = [
        said("c1", "I live at 12 Mill Lane.", speaker),
        said("c2", "My number is 07700 900123.", speaker, sharing=Sharing.ANALYSIS),
        said(
            "c3",
            "I am in SW2 1AA.",
            speaker,
            sharing=Sharing.PARAPHRASE,
            paraphrase="They know Mrs Okafor.",
        ),
    ]
    session = replace(a_session(), place="9 Station Parade", safeguarding="Dr Patel, 020 7946 0018")
    asked = prompts("What would you tell Dr Lund?")
    disclosed = disclose_records(session, asked, [speaker], contributions, Audience.PUBLIC)
    promise = Commitment(
        id="m1",
        session=session.id,
        who="Council",
        what="To write to 14 Acacia Avenue",
        status=Status.OFFERED,
        felt=Felt.NOT_ASKED,
    )
    found = of_disclosed(disclosed._replace(commitments=(promise,)))
    assert [(one.what, one.id, one.field, one.hint.text) for one in found] == [
        ("session", session.id, "place", "9 Station Parade"),
        ("prompt", "q1", "text", "Dr Lund"),
        ("contribution", "c1", "words", "12 Mill Lane"),
        ("contribution", "c3", "paraphrase", "Mrs Okafor"),
        ("commitment", "m1", "what", "14 Acacia Avenue"),
    ]
    assert found[2].within == "I live at 12 Mill Lane."


def found_in(audience: Audience = Audience.ROOM, **facts: str) -> list[tuple[str, str]]:
    """Return the field and the words of each hint in the facts of a session."""
    disclosed = disclose_records(a_session(**facts), [], [], [], audience)
    return [(one.field, one.hint.text) for one in of_disclosed(disclosed)]


def test_facts_in_words_are_looked_through_as_far_as_they_leave() -> None:
    facts = {
        "title": "At 12 Mill Lane",
        "purpose": "For Mrs Okafor",
        "who_decides": "Dr Osei",
        "can_change": "The ramp at 3 The Green",
        "cannot_change": "LS6 3HN",
        "agreements": "Ring 07700 900123",
        "basis": "Mr Idle agreed",
        "access": "Ms Lowe sits by the door",
        "note_taker": "Ms Lowe",
    }
    shown = [
        ("title", "12 Mill Lane"),
        ("purpose", "Mrs Okafor"),
        ("who_decides", "Dr Osei"),
        ("can_change", "3 The Green"),
        ("cannot_change", "LS6 3HN"),
        ("agreements", "07700 900123"),
        ("basis", "Mr Idle"),
    ]
    assert found_in(**facts) == shown
    assert found_in(Audience.PUBLIC, **facts) == shown[:-2]


@pytest.mark.parametrize("fact", ["facilitator", "responsible", "privacy_notice", "safeguarding"])
def test_how_to_reach_whom_people_may_ask_is_told_on_purpose_and_where_they_live_is_not(
    fact: str,
) -> None:
    told = "Dr Patel, 020 7946 0018, p@hub.org, 27b Mill Lane, LS6 3HN"
    assert found_in(**{fact: told}) == [(fact, "27b Mill Lane"), (fact, "LS6 3HN")]


def in_a_quote(**more: Any) -> list[tuple[str, str, str]]:
    """Return the id, the field and the words of each hint in three quotes of one person."""
    speaker = person("P3", *more.pop("perspectives", ()), agreed_name=more.pop("name", None))
    rows = [said(f"c{n}", "Nobody asked.", speaker, sharing=Sharing.NAMED, **more) for n in "123"]
    shown = disclose_records(a_session(), [], [speaker], rows, Audience.ROOM)
    return [(one.id, one.field, one.hint.text) for one in of_disclosed(shown)]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("sw2-5sg", "sw2-5sg"),
        ("sw25sg", "sw25sg"),
        ("people/mrs-smith", "mrs-smith"),
        ("ab123456c", "ab123456c"),
        ("ab-12-34-56-c", "ab-12-34-56-c"),
        ("call_07700-900123", "07700-900123"),
        ("12-mill-lane", "12-mill-lane"),
        ("born-4-may-1951", "4-may-1951"),
    ],
)
def test_a_code_is_read_as_the_words_that_it_is_made_of_and_told_once(code: str, hint: str) -> None:
    assert in_a_quote(codes=(code, "rota")) == [("c1", "codes", hint)]


@pytest.mark.parametrize("key", lens_keys())
def test_no_code_of_a_lens_is_a_hint(key: str) -> None:
    codes = tuple(code.key for code in load(key).codes)
    assert in_a_quote(codes=codes) == []


def test_of_an_agreed_name_only_what_is_more_than_a_name_is_a_hint() -> None:
    assert in_a_quote(name="Dr Rosa Parks") == []
    assert in_a_quote(name="Dr Rosa Parks, 3 Acre Lane SW2 5SG") == [
        ("c1", "name", "3 Acre Lane"),
        ("c1", "name", "SW2 5SG"),
    ]


def test_what_people_said_they_are_is_looked_through() -> None:
    rows = [
        said("c1", "Nobody asked.", person("P3")),
        said("c2", "Nobody came.", person("P4")),
    ]
    shown = disclose_records(a_session(), [], [], rows, Audience.ROOM)
    told = tuple(row._replace(perspectives=("carer of Mr Bakare",)) for row in shown.contributions)
    found = of_disclosed(shown._replace(contributions=told))
    assert [(one.id, one.field, one.hint.text) for one in found] == [
        ("c1", "perspectives", "Mr Bakare")
    ]


@pytest.mark.parametrize(
    ("field", "text", "is_meant"),
    [
        ("who", "Mrs Smith", True),
        ("who", "Mrs Smith, 12 Mill Lane", False),
        ("whom", "Mrs Smith", False),
        ("whom", "Cllr Amin's ward", True),
        ("reason", "Mr Bo was ill", False),
    ],
)
def test_the_name_of_a_party_or_of_a_councillor_may_well_be_meant(
    field: str, text: str, is_meant: bool
) -> None:
    promise = promised("m1", **{"who": "The council", "what": "Ring back", field: text})
    shown = disclose_records(a_session(), [], [], [], Audience.PUBLIC, commitments=[promise])
    last = of_disclosed(shown)[-1]
    assert (last.what, last.id, last.field, last.within) == ("commitment", "m1", field, text)
    assert last.may_be_meant is is_meant


def test_a_councillor_of_whom_somebody_spoke_is_a_hint_like_any_other() -> None:
    row = said("c1", "We wrote to Councillor Bright.", person("P3"))
    shown = disclose_records(a_session(), [], [person("P3")], [row], Audience.PUBLIC)
    assert [one.may_be_meant for one in of_disclosed(shown)] == [False]


def test_the_parties_of_a_relation_are_looked_through() -> None:
    row = said("c1", "We trust nobody.", person("P3"))
    stands = related("r1", "c1", from_party="Ms Lowe's team", to_party="Mr Jones", about="LS6 3HN")
    shown = disclose_records(
        a_session(), [], [person("P3")], [row], Audience.PUBLIC, relations=[stands]
    )
    assert [(one.id, one.field, one.may_be_meant) for one in of_disclosed(shown)] == [
        ("r1", "from_party", True),
        ("r1", "to_party", True),
        ("r1", "about", False),
    ]


def test_every_text_that_is_looked_through_has_a_name() -> None:
    promise = promised("m1", "Ms Ay", "Dr Bee", whom="Dr Cee", reason="Dr Dee")
    stands = related("r1", "c1", from_party="Dr Eff", to_party="Dr Gee", about="Dr Hay")
    speaker = person("P3")
    row = said("c1", "Dr Eye.", speaker, paraphrase="Dr Jay.", codes=("mrs-kay",))
    facts = {
        each.name: "Flat 3, Acacia House"
        for each in fields(Session)
        if each.type in ("str", "str | None")
        and each.name not in ("date", "feedback_date", "lenses")
    }
    disclosed = disclose_records(
        a_session(**facts), prompts("Dr Ell?"), [speaker], [row], Audience.ROOM,
        commitments=[promise], relations=[stands],
    )  # fmt: skip
    found = of_disclosed(disclosed)
    assert {"title", "who_decides", "codes", "text", "about"} <= {one.field for one in found}
    for one in found:
        assert field_of(one) or one.field == "words", one.field
        assert one.hint.kind.label in kind_of(one)


PIECES = st.sampled_from(
    (
        *[
            "0",
            "4",
            "7",
            "07",
            "12",
            "943",
            "2nd",
            "4AB",
            "a",
            "A",
            ".",
            ",",
            "(",
            ")",
            "-",
            "@",
            "+",
            "'",
            "’",
            "Ms",
            "mr",
            "Dr.",
            "Nurse",
            "name",
            "is",
            "named",
            "Flat",
            "B",
            "liv",
            "lives",
            "in",
            "at",
            "dot",
        ],
        *[
            "live",
            "LS6",
            "QQ",
            "12C",
            "Mill",
            "Lane",
            "road",
            "call",
            "five",
            "six",
            "seven",
            "two",
            "one",
            "oh",
            "born",
            "birthday",
            "DOB",
            "May",
            "1950",
            "x.org",
            "Priya",
        ],
        " ",
        ", ",
    )
)


@given(st.lists(PIECES, max_size=24).map(" ".join) | st.lists(PIECES, max_size=24).map("".join))
def test_nothing_is_found_that_has_not_its_sign(text: str) -> None:
    may = may_stand_in(text)
    for pattern in PATTERNS:
        if pattern not in may:
            found = (match[match.lastgroup or "it"] for match in pattern.look.made.finditer(text))
            assert not any(map(pattern.holds, found)), (pattern.kind, text)


def test_every_line_of_the_sample_has_the_sign_of_what_stands_in_it() -> None:
    for text, _ in labelled():
        may = {pattern.kind for pattern in may_stand_in(text)}
        assert {hint.kind for hint in hints(text)} <= may
