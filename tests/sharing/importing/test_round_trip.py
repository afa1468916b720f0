"""A session goes out as Markdown and comes back: nothing is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from listening.store.session_file import SessionFile
from tests.sharing.importing.room import SESSION, anew, brought_into, exported, sessions


@settings(max_examples=20)
@given(file=sessions())
def test_a_session_made_anew_from_its_export_is_exported_as_the_same_bytes(
    file: SessionFile,
) -> None:
    text = exported(file)
    assert exported(anew(text)) == text


@settings(max_examples=10)
@given(file=sessions())
def test_an_export_that_nobody_edited_changes_nothing_where_it_came_from(
    file: SessionFile,
) -> None:
    text, history = exported(file), file.history()
    outcome = brought_into(file, text)
    assert (outcome.new, outcome.changed, outcome.cells, outcome.conflicts) == ([], [], [], [])
    assert file.history() == history
    assert outcome.sessions == [SESSION]


@pytest.mark.slow
@settings(max_examples=300)
@given(file=sessions())
def test_many_more_sessions_come_back_as_the_same_bytes(file: SessionFile) -> None:
    text = exported(file)
    assert exported(anew(text)) == text
    outcome = brought_into(file, text)
    assert (outcome.new, outcome.changed, outcome.cells, outcome.conflicts) == ([], [], [], [])
