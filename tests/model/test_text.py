"""The sanitiser: what can act is gone, what was said stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.text import fold, sanitise, search_key, single_line


@given(st.text(alphabet=st.characters()))
def test_sanitising_twice_changes_nothing(text: str) -> None:
    assert sanitise(sanitise(text)) == sanitise(text)


@given(st.text(alphabet=st.characters()))
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    kept = sanitise(text)
    assert all(
        char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in kept
    )
    assert not any(
        unicodedata.bidirectional(char)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for char in kept
    )
    assert kept.encode() and unicodedata.is_normalized("NFC", kept) if kept else True


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_single_line_has_no_line_break(text: str) -> None:
    assert "\n" not in single_line(text)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg", "a\nb\nc\nd\ne\nf\ng"),
        ("a\tb", "a b"),
        ("\x1b]0;x\x07hi\x9b", "]0;xhi"),
        ("e\u0301", "é"),
        ("left\u202eright\u2066x\u2069\u200f", "leftrightx"),
        ("one \n\n\n\n two", "one\n\n two"),
        ("  inner  spaces stay ", "inner  spaces stay"),
        (
            "flag \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "flag \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("lone \ud800 surrogate", "lone  surrogate"),
    ],
)
def test_what_is_kept(given: str, kept: str) -> None:
    assert sanitise(given) == kept


def test_search_looks_past_case_and_accents() -> None:
    assert search_key("ÉTÉ Straße Ｘ") == search_key("ete strasse x")
