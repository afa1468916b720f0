"""Hints at what may give somebody away: how many are found, how many are false, how long it takes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.records import Commitment
from listening.model.vocabulary import Audience, Felt, Sharing, Status
from listening.sharing.disclosure import disclose_records
from listening.sharing.privacy import MISSED, Hint, hints, of_disclosed
from listening.sharing.private_marks import PATTERNS, HintKind, is_nhs_number, may_stand_in
from tests.sharing.building import a_session, person, prompts, said

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
