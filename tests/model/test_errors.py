"""Errors: one sentence each, in which nothing acts on a terminal."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import (
    Damaged,
    ListeningError,
    NotASession,
    NotFound,
    UnknownTerm,
    WrongUse,
)
from listening.model.text import sanitise


def test_a_file_name_that_holds_an_escape_is_told_without_it() -> None:
    assert str(NotASession(Path("a\x1b]0;x\x07\nb.sqlite"))) == (
        "a]0;x b.sqlite is not a session file: it was made by another program; it was not opened."
    )


@given(st.text())
def test_every_sentence_is_one_line_that_a_terminal_only_shows(given: str) -> None:
    for error in (
        ListeningError(given),
        NotFound("contribution", given),
        UnknownTerm("kind", given, ["idea"]),
    ):
        assert str(error) == sanitise(str(error))
        assert "\n" not in str(error)


def test_an_unknown_term_is_told_with_those_that_are_known() -> None:
    assert str(UnknownTerm("area", "x", ["a", "b"])) == "There is no area “x”: use one of a, b."
    assert str(UnknownTerm("format", "x", ["a"])) == "There is no format “x”: use a."


def test_a_damaged_file_has_a_cure_also_without_a_copy() -> None:
    sentence = str(Damaged(Path("a.sqlite"), "parts of it cannot be read"))
    assert "take your last copy of it" in sentence
    assert "without one, “sqlite3 FILE .recover” may save what can be read." in sentence


def test_wrong_use_and_what_could_not_be_done_answer_the_shell_differently() -> None:
    assert (ListeningError("So.").exit_status, WrongUse("So.").exit_status) == (1, 2)
