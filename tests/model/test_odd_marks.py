"""What looks like a mark at the end of a line and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.odd_marks import begins_mark, odd_mark
from listening.model.quickline import Known, is_mark, parse

KNOWN = Known.of(["Table 3"])


@pytest.mark.parametrize(
    ("line", "odd"),
    [
        ("P3: nobody rings /s %nmaed", "%nmaed"),
        ("nobody rings %wrong", "%wrong"),
        ("nobody rings !ideaa", "!ideaa"),
        ("nobody rings ~parra ", "~parra"),
        ("nobody rings /x", "/x"),
        ("nobody rings /x /s #rota", "/x"),
        ("Table 3:/attitude", "/attitude"),
    ],
)
def test_a_mistyped_mark_is_found(line: str, odd: str) -> None:
    assert odd_mark(line, KNOWN) == odd


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nobody rings /s %named",
        "it costs 50%",
        "and/or",
        "about ~20",
        "half /1",
        "what !?",
        "see /a/b.txt",
        "he said /x and left",
        "nobody rings #nmaed",
        "say \\%off",
    ],
)
def test_speech_and_known_marks_are_not_odd(line: str) -> None:
    assert odd_mark(line, KNOWN) is None


@given(st.text())
def test_what_is_odd_stays_in_the_words_and_is_no_mark(line: str) -> None:
    odd = odd_mark(line)
    assert odd is None or (parse(line).words.endswith(odd) and not is_mark(odd))


def test_the_beginning_of_a_mark_is_known_as_one() -> None:
    assert begins_mark("!ide")
    assert begins_mark("%N")
    assert begins_mark("/no")
    assert not begins_mark("%nm")
    assert not begins_mark("/x")
