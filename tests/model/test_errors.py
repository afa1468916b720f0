"""Errors: one sentence each, in which nothing acts on a terminal."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import ListeningError, NotASession, NotFound, UnknownTerm, WrongUse
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


def test_wrong_use_and_what_could_not_be_done_answer_the_shell_differently() -> None:
    assert (ListeningError("So.").exit_status, WrongUse("So.").exit_status) == (1, 2)
