"""Promises are kept with who, what and by when, and followed until they were kept or not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.vocabulary import Direction, Felt, Status
from listening.store import library
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say

TODAY = date(2026, 6, 1)


def promise(file: SessionFile, who: str = "The council", by_when: str | None = None) -> str:
    """Note a promise and return its id."""
    session = file.session().id
    return file.commit(session, who=who, what="Publish the rota", by_when=by_when).id


def test_a_promise_is_kept_with_all_that_was_said_of_it(file: SessionFile) -> None:
    heard = [say(file, "The bus never comes.").id, say(file, "Nobody rings back.").id]
    made = file.commit(
        file.session().id,
        who=" The council,\n",
        what="Publish the rota\nevery week",
        whom="people in Brixton",
        by_when="2026-06-30",
        report_back="2026-07-14",
        direction=Direction.FROM_THEM,
        status=Status.AGREED,
        answers=heard,
    )
    assert (made.who, made.what, made.whom) == (
        "The council",
        "Publish the rota\nevery week",
        "people in Brixton",
    )
    assert (made.by_when, made.report_back) == ("2026-06-30", "2026-07-14")
    assert (made.direction, made.status, made.felt) == (
        Direction.FROM_THEM,
        Status.AGREED,
        Felt.NOT_ASKED,
    )
    assert (made.answers, made.author, made.at[:10]) == (tuple(heard), "Sam", "2026-03-24")
    assert file.commitments() == file.commitments(made.session) == (made,)
    assert file.commitment(made.id[:4]) == made


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": "someone"}, "name a party"),
        ({"what": " \n"}, "says what will be done"),
        ({"by_when": "next June"}, "such as 2026-03-24"),
        ({"report_back": "2026-02-30"}, "is not a date"),
    ],
)
def test_what_is_no_promise_is_refused_and_nothing_of_it_kept(
    file: SessionFile, wrong: dict[str, Any], sentence: str
) -> None:
    fields = {"who": "The council", "what": "Publish"} | wrong
    with pytest.raises(WrongUse, match=sentence):
        file.commit(file.session().id, **fields)
    assert file.commitments() == ()


def test_an_answer_to_what_was_never_said_is_refused(file: SessionFile) -> None:
    with pytest.raises(NotFound):
        file.commit(file.session().id, who="The council", what="Publish", answers=["zzzzzzzzzz"])
    assert file.commitments() == ()


def test_how_it_went_is_noted_and_can_be_taken_back(file: SessionFile) -> None:
    own = promise(file)
    kept = file.update_commitment(
        own, status=Status.NOT_KEPT, reason="No money.", felt=Felt.NO, by_when="2026-05-01"
    )
    assert (kept.status, kept.reason, kept.felt) == (Status.NOT_KEPT, "No money.", Felt.NO)
    again = file.update_commitment(
        own, status=Status.OFFERED, reason=None, felt=Felt.NOT_ASKED, by_when=None
    )
    assert again == file.commitments()[0]
    assert (again.status, again.reason, again.felt, again.by_when) == (
        Status.OFFERED,
        None,
        Felt.NOT_ASKED,
        None,
    )
    told = [entry.value for entry in file.history(own) if entry.field == "status"]
    assert told == ["not-kept", None]


def test_what_a_promise_answers_can_be_changed(file: SessionFile) -> None:
    first, second = say(file, "One.").id, say(file, "Two.").id
    own = promise(file)
    assert file.update_commitment(own, answers=[second, first]).answers == (first, second)
    assert file.update_commitment(own, answers=[second]).answers == (second,)
    assert file.update_commitment(own, status=Status.KEPT).answers == (second,)


def test_what_is_removed_for_now_comes_back_as_an_answer(file: SessionFile) -> None:
    first, second = say(file, "One.").id, say(file, "Two.").id
    own = promise(file)
    file.update_commitment(own, answers=[first])
    file.remove([first])
    assert file.update_commitment(own, answers=[second]).answers == (second,)
    file.restore([first])
    assert file.commitment(own).answers == (first, second)


def test_the_soonest_promise_comes_first_and_those_without_a_date_last(file: SessionFile) -> None:
    never, late, soon = (promise(file, by_when=day) for day in (None, "2026-12-01", "2026-06-30"))
    assert [one.id for one in file.commitments()] == [soon, late, never]


def test_due_is_what_is_open_and_whose_day_has_come(file: SessionFile) -> None:
    today = promise(file, by_when="2026-06-01")
    promise(file, by_when="2026-06-02")
    promise(file)
    done = promise(file, by_when="2026-05-01")
    file.update_commitment(done, status=Status.KEPT)
    to_tell = file.update_commitment(promise(file, by_when="2026-09-01"), report_back="2026-05-31")
    assert [one.id for one in file.due(None, TODAY)] == [today, to_tell.id]
    assert file.due(file.session().id, TODAY) == file.due(None, TODAY)
    assert file.due(None, date(2026, 1, 1)) == ()


def test_the_home_screen_knows_how_many_promises_are_due(file: SessionFile) -> None:
    assert library.summary(file.path, today=TODAY).due == 0
    for day in ("2026-06-01", "2026-06-02", None):
        promise(file, by_when=day)
    file.update_commitment(promise(file), report_back="2026-05-31")
    file.update_commitment(promise(file, by_when="2026-05-31"), status=Status.KEPT)
    assert library.summary(file.path, today=TODAY).due == 2
    assert library.summary(file.path, today=date(2027, 1, 1)).due == 3


def test_a_promise_is_removed_and_restored_by_its_id(file: SessionFile) -> None:
    own = promise(file)
    words = say(file, "One.")
    assert file.remove([own, words.id[:5]]) == (file.contribution(words.id),)
    assert file.commitments() == ()
    assert file.commitment(own).removed
    file.restore([own])
    assert [one.id for one in file.commitments()] == [own]


def test_undo_takes_a_promise_and_its_changes_back(file: SessionFile) -> None:
    own = promise(file)
    file.update_commitment(own, status=Status.AGREED)
    file.update_commitment(own, status=Status.KEPT)
    undone = file.undo()
    assert undone is not None
    assert undone.others == (own,)
    assert file.commitment(own).status is Status.AGREED
    file.undo()
    file.undo()
    assert file.commitments() == ()


def test_ids_of_everything_are_told_apart(file: SessionFile) -> None:
    own = promise(file)
    with pytest.raises(Ambiguous, match="shorter than 4"):
        file.commitment(own[:3])
    with pytest.raises(NotFound, match="no commitment"):
        file.commitment("zzzzzz")
    with pytest.raises(NotFound):
        file.remove(["zzzzzz"])
    assert {entry.kind for entry in file.history(own)} == {"commitment"}


def test_rows_of_others_are_read_as_far_as_they_can_be(file: SessionFile) -> None:
    session = file.session().id
    stamp = making.stamp()
    file.close()
    odd = {
        "status": "vowed",
        "felt": "very",
        "by_when": "soon",
        "direction": 7,
        "what": "\x1b[2JIt",
    }
    making.put(
        file.path,
        [(f"m.{session}.cccccccccc", name, stamp, value, None) for name, value in odd.items()],
    )
    with SessionFile.open(file.path) as again:
        (one,) = again.commitments()
    assert (one.status, one.felt, one.by_when, one.direction) == (
        Status.OFFERED,
        Felt.NOT_ASKED,
        None,
        None,
    )
    assert (one.who, one.what) == ("a party that is not named", "[2JIt")


def test_an_action_on_promises_leaves_the_file_whole(file: SessionFile) -> None:
    own = promise(file)
    first = say(file, "One.").id
    file.update_commitment(own, answers=[first], status=Status.KEPT)
    file.remove([own])
    assert making.differing(file) == ()
