"""Two windows on one file that change the same contribution: neither takes the other's words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.vocabulary import Kind
from listening.store.session_file import SessionFile
from tests.store.making import say


@pytest.fixture
def other(file: SessionFile, path: Path) -> SessionFile:
    return SessionFile.open(path, author="Alex")


def versions(file: SessionFile) -> set[tuple[str, object]]:
    return {(one.field, version.value) for one in file.conflicts() for version in one.versions}


def test_words_changed_meanwhile_stand_beside_the_new_ones(
    file: SessionFile, other: SessionFile
) -> None:
    one = say(file, "We wait.")
    seen = file.seen(one.id)
    with other:
        other.edit(one.id, words="We wait for weeks.")
    said = file.edit(one.id, seen=seen, words="We wait for months.")
    assert said.conflicts == 1
    assert versions(file) == {("words", "We wait for weeks."), ("words", "We wait for months.")}


def test_what_the_other_did_not_touch_is_no_conflict(file: SessionFile, other: SessionFile) -> None:
    one = say(file, "We wait.")
    seen = file.seen(one.id)
    with other:
        other.edit(one.id, kind=Kind.BARRIER)
    said = file.edit(one.id, seen=seen, words="We wait for months.")
    assert (said.words, said.kind, said.conflicts) == ("We wait for months.", Kind.BARRIER, 0)


def test_the_same_words_from_both_are_no_conflict(file: SessionFile, other: SessionFile) -> None:
    one = say(file, "We wait.")
    seen = file.seen(one.id)
    with other:
        other.edit(one.id, words="We wait for weeks.")
    assert file.edit(one.id, seen=seen, words="We wait for weeks.").conflicts == 0


def test_an_edit_that_saw_the_others_replaces_it(file: SessionFile, other: SessionFile) -> None:
    one = say(file, "We wait.")
    with other:
        other.edit(one.id, words="We wait for weeks.")
    said = file.edit(one.id, seen=file.seen(one.id), words="We wait for months.")
    assert (said.words, said.conflicts) == ("We wait for months.", 0)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=8))
def test_no_wording_is_replaced_by_somebody_who_did_not_see_it(
    tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[bool, bool]]
) -> None:
    path = tmp_path_factory.mktemp("room") / "a.sqlite"
    with (
        SessionFile.create(path, {"title": "A"}, author="Sam") as sam,
        SessionFile.open(path, author="Alex") as alex,
    ):
        one = say(sam, "First.")
        looked = {sam: sam.seen(one.id), alex: alex.seen(one.id)}
        unseen: set[str] = {"First."}
        known = {sam: {"First."}, alex: {"First."}}
        for number, (is_sam, looks) in enumerate(turns):
            who = sam if is_sam else alex
            if looks:
                looked[who], known[who] = who.seen(one.id), set(unseen)
            words = f"Version {number}."
            who.edit(one.id, seen=looked[who], words=words)
            unseen = (unseen - known[who]) | {words}
        shown = {str(value) for _, value in versions(sam)} or {str(sam.contribution(one.id).words)}
        assert shown == unseen
