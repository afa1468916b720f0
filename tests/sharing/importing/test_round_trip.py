"""A session goes out as Markdown and comes back: nothing is lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.records import Contribution
from listening.model.vocabulary import Audience, Check, Sharing
from listening.sharing.disclosure import disclose
from listening.sharing.markdown import markdown
from listening.store.fold import refold_all
from listening.store.session_file import SessionFile
from tests.sharing.importing.room import (
    NOW,
    SESSION,
    Hours,
    anew,
    brought_into,
    exported,
    sessions,
)

HOUR = 3_600_000
DEEDS = st.lists(st.integers(0, 8), max_size=6)


@settings(max_examples=20)
@given(file=sessions())
def test_a_session_made_anew_from_its_export_is_exported_as_the_same_bytes(
    file: SessionFile,
) -> None:
    text = exported(file)
    made = disclose(anew(text), SESSION, Audience.TEAM)
    assert markdown(made, NOW.replace(year=2031)) == text


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


@settings(max_examples=15)
@given(file=sessions())
def test_what_was_made_anew_joins_its_original_without_a_trace(file: SessionFile) -> None:
    text, prompts = exported(file), file.prompts(SESSION)
    join(file, anew(text))
    assert file.prompts(SESSION) == prompts
    assert file.conflicts() == ()
    assert exported(file) == text


@settings(max_examples=15)
@given(file=sessions(), deeds=DEEDS, dated=st.booleans())
def test_what_nobody_edited_is_no_edit_whatever_became_of_it_since(
    file: SessionFile, deeds: list[int], dated: bool
) -> None:
    check_that_nothing_changes(file, deeds, dated=dated)


@pytest.mark.slow
@settings(max_examples=300)
@given(file=sessions(), deeds=DEEDS, dated=st.booleans())
def test_many_more_sessions_come_back_as_the_same_bytes(
    file: SessionFile, deeds: list[int], dated: bool
) -> None:
    text = exported(file)
    assert exported(anew(text)) == text
    outcome = brought_into(file, text)
    assert (outcome.new, outcome.changed, outcome.cells, outcome.conflicts) == ([], [], [], [])
    join(file, anew(text))
    assert (file.conflicts(), exported(file)) == ((), text)
    check_that_nothing_changes(file, deeds, dated=dated)


def join(file: SessionFile, other: SessionFile) -> None:
    """Take all changes of another file into one, as a merge does."""
    rows = other._con.execute("SELECT * FROM change").fetchall()
    file._con.executemany("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?, ?)", rows)
    refold_all(file._con)


def check_that_nothing_changes(file: SessionFile, deeds: list[int], *, dated: bool) -> None:
    """Export, do what was drawn, and bring the export back: that is no change to anything."""
    text, clock = exported(file), file._ledger.now
    assert isinstance(clock, Hours)
    clock.ms += HOUR
    when = datetime.fromtimestamp(clock.ms / 1000, UTC)
    clock.ms += HOUR
    for deed, one in zip(deeds, file.contributions(), strict=False):
        do(file, deed, one)
    then, history = file.as_of(when), file.history()
    # Nobody knows what the file held where something of it was erased since.
    is_known = dated and exported(then) == text
    outcome = brought_into(file, text, before=then._con if is_known else None)
    assert outcome.troubles == []
    assert (outcome.new, outcome.changed, outcome.cells, outcome.conflicts) == ([], [], [], [])
    assert file.history() == history


def do(file: SessionFile, deed: int, one: Contribution) -> None:
    """Do something with what was said, which an export of before knows nothing of."""
    if deed == 0:
        file.edit(one.id, check=Check.WITHDRAWN)
    elif deed == 1 and one.words and one.check is not Check.WITHDRAWN:
        file.edit(one.id, sharing=Sharing.ANALYSIS, words=f"{one.words} And more.")
    elif deed == 2:
        file.remove([one.id])
    elif deed == 3:
        file.erase([one.id])
    elif deed == 4:
        file.arrange(SESSION, [])
    elif deed == 5:
        file.describe(SESSION, {"room_rule": "off", "title": "Another", "place": None})
    elif deed == 6:
        file.tag([one.id], add=["late"], remove=["rota"])
    elif deed == 7 and one.by:
        file.set_participant(SESSION, one.by, sharing=Sharing.ANALYSIS, perspectives=["nhs"])
    elif deed == 8:
        file.remove([each.id for each in (*file.commitments(), *file.relations(), *file.links())])
