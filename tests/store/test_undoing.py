"""Taking back: always one step further, never over what somebody else has done since."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from listening.model.errors import WrongUse
from listening.model.records import Prompt
from listening.model.vocabulary import Area, Sharing
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import Clock, say, words


def test_a_capture_taken_back_is_removed_and_its_words_stay_in_the_history(
    file: SessionFile,
) -> None:
    one = say(file, "One. /a")
    undone = file.undo()
    assert undone is not None
    assert undone.contributions == (one.id,)
    assert words(file) == []
    assert any(each.value == "One." for each in file.history(one.id))
    file.restore([one.id])
    assert file.contribution(one.id).areas == (Area.ATTITUDES,)


def test_steps_are_taken_back_one_after_the_other_and_never_put_back(file: SessionFile) -> None:
    one = say(file, "One.")
    file.tag([one.id], add=["a"])
    file.edit(one.id, words="Two.")
    file.remove([one.id])
    seen = []
    for _ in range(4):
        assert file.undo() is not None
        now = file.contribution(one.id)
        seen.append((now.removed, now.words, now.areas))
    assert seen == [
        (False, "Two.", (Area.ATTITUDES,)),
        (False, "One.", (Area.ATTITUDES,)),
        (False, "One.", ()),
        (True, "One.", ()),
    ]
    assert file.undo() is None
    assert making.differing(file) == ()


def test_each_of_several_changes_of_the_same_words_is_taken_back_in_turn(file: SessionFile) -> None:
    one = say(file, "One.")
    for words_now in ("Two.", "Three.", "Four."):
        file.edit(one.id, words=words_now)
    seen = []
    for _ in range(3):
        undone = file.undo()
        assert undone is not None
        assert undone.left == 0
        seen.append(file.contribution(one.id).words)
    assert seen == ["Three.", "Two.", "One."]
    file.edit(one.id, words="Five.")
    file.undo()
    assert file.contribution(one.id).words == "One."
    assert making.differing(file) == ()


def test_what_was_removed_and_brought_back_is_taken_back_step_by_step(file: SessionFile) -> None:
    one = say(file, "One.")
    file.remove([one.id])
    file.restore([one.id])
    seen = []
    for _ in range(3):
        undone = file.undo()
        assert undone is not None
        assert undone.left == 0
        seen.append(file.contribution(one.id).removed)
    assert seen == [True, False, True]


def test_what_is_done_after_an_undo_is_taken_back_first(file: SessionFile) -> None:
    one, two = say(file, "One."), say(file, "Two.")
    file.undo()
    three = say(file, "Three.")
    taken_back = [file.undo(), file.undo()]
    assert [undone and undone.contributions for undone in taken_back] == [(three.id,), (one.id,)]
    assert file.contribution(two.id).removed


def test_a_set_up_cannot_be_taken_back(file: SessionFile) -> None:
    assert file.undo() is None
    assert file.session().title == "Brixton Library"


def test_several_fields_of_one_action_go_back_together(file: SessionFile) -> None:
    one = say(file, "One. /a")
    file.edit(one.id, words="Two.", areas=(Area.SYSTEM,), sharing=Sharing.ANALYSIS)
    undone = file.undo()
    assert undone is not None
    assert set(undone.fields) == {"words", "sharing", "tag/attitudes", "tag/system"}
    assert file.contribution(one.id) == one


def test_what_another_has_changed_since_stays(file: SessionFile, path: Path) -> None:
    one = say(file, "One.")
    file.edit(one.id, words="Two.", sharing=Sharing.ANALYSIS)
    with SessionFile.open(path, author="Alex", now=Clock(making.NOON + 60_000)) as other:
        other.edit(one.id, words="Three.")
        undone = file.undo()
        assert undone is not None
        assert (undone.fields, undone.left) == (("sharing",), 1)
        assert file.contribution(one.id).words == "Three."
        assert other.undo() is not None
        assert file.contribution(one.id).words == "Two."


def test_one_takes_back_only_what_one_did(file: SessionFile, path: Path) -> None:
    say(file, "Sam's.")
    with SessionFile.open(path, author="Alex") as other:
        assert other.undo() is None
    assert words(file) == ["Sam's."]


def test_taking_back_goes_on_in_a_later_sitting(file: SessionFile, path: Path) -> None:
    one = say(file, "One.")
    file.edit(one.id, words="Two.")
    file.close()
    with SessionFile.open(path, author="Sam", now=Clock(making.NOON + 10**6)) as again:
        again.undo()
        assert again.contribution(one.id).words == "One."
    with SessionFile.open(path, author="Sam", now=Clock(making.NOON + 10**7)) as third:
        third.undo()
        assert words(third) == []
        assert third.undo() is None


def test_who_spoke_first_in_what_is_taken_back_leaves_the_list(file: SessionFile) -> None:
    say(file, "P1: One.")
    slip = say(file, "P33: Two.")
    file.undo()
    assert [one.handle for one in file.participants()] == ["P1"]
    file.restore([slip.id])
    assert [one.handle for one in file.participants()] == ["P1", "P33"]
    assert file.contribution(slip.id).by == "P33"


def test_who_has_spoken_since_stays_in_the_list(file: SessionFile, path: Path) -> None:
    say(file, "P1: One.")
    with SessionFile.open(path, author="Alex") as other:
        say(other, "P1: Two.")
    file.undo()
    assert [(one.handle, one.heard) for one in file.participants()] == [("P1", 1)]


def test_a_prompt_that_was_added_goes_again(file: SessionFile) -> None:
    session = file.session().id
    there = file.prompts(session)
    file.arrange(session, [*_plan(there), PromptPlan("And now?")])
    file.undo()
    assert file.prompts(session) == there


def test_a_new_order_of_the_agenda_is_taken_back(file: SessionFile) -> None:
    session = file.session().id
    there = file.prompts(session)
    file.arrange(session, _plan(reversed(there)))
    assert file.prompts(session) != there
    file.undo()
    assert file.prompts(session) == there


def test_a_fact_and_a_participants_wish_are_taken_back(file: SessionFile) -> None:
    session = file.session().id
    file.describe(session, {"place": "Brixton"})
    file.set_participant(session, "P1", perspectives=["carer"])
    file.set_participant(session, "P1", perspectives=["faith"], sharing=Sharing.NAMED)
    file.undo()
    (person,) = file.participants(session)
    assert (person.perspectives, person.sharing) == (("carer",), None)
    file.undo()
    assert file.participants(session) == ()
    file.undo()
    assert file.session().place is None


def test_what_was_done_together_is_taken_back_together(file: SessionFile) -> None:
    one, two = say(file, "One."), say(file, "Two.")
    before = file.contributions(), file.session(), file.coding()
    with file.together():
        for each in (one, two):
            file.code_second([each.id], ["rota"], "Ann")
            file.tag([each.id], add=["s"])
            file.edit(each.id, words=f"{each.words} And more.")
        file.describe(file.session().id, {"place": "Brixton"})
    undone = file.undo()
    assert undone is not None
    assert set(undone.contributions) == {one.id, two.id}
    assert not undone.imported
    assert (file.contributions(), file.session(), file.coding()) == before
    assert making.differing(file) == ()
    file.undo()
    assert words(file) == ["One."]


def test_what_failed_together_leaves_nothing_to_take_back(file: SessionFile) -> None:
    one = say(file, "One.")
    with suppress(WrongUse), file.together():
        file.tag([one.id], add=["s"])
        file.edit(one.id, words="Two.")
        file.describe(file.session().id, {"title": ""})
    file.edit(one.id, words="Three.")
    file.undo()
    assert words(file) == ["One."]
    file.undo()
    assert words(file) == []


def test_two_sayings_that_became_two_voices_again_are_one_step(file: SessionFile) -> None:
    one, two = say(file, "One."), say(file, "Two.")
    file.same(one.id, two.id)
    joined = file.same_groups()
    file.two_voices(two.id, one.id)
    assert file.same_groups() == ()
    file.undo()
    assert (file.same_groups(), file.said_apart()) == (joined, frozenset())


def test_one_tag_of_many_is_one_step(file: SessionFile) -> None:
    ids = [say(file, f"Number {number}.").id for number in range(5)]
    file.tag(ids, add=["s"])
    undone = file.undo()
    assert undone is not None
    assert set(undone.contributions) == set(ids)
    assert not any(one.areas for one in file.contributions())


def test_the_history_tells_what_an_undo_took_back(file: SessionFile) -> None:
    one = say(file, "One.")
    file.edit(one.id, words="Two.")
    edited = file.history(one.id)[-1]
    file.undo()
    last = file.history(one.id)[-1]
    assert (last.value, last.former) == ("One.", "Two.")
    assert last.took_back is not None
    assert (last.took_back.stamp, last.took_back.at) == (edited.stamp, edited.at)
    assert not last.took_back.imported
    assert edited.took_back is None


def _plan(prompts: Iterable[Prompt]) -> list[PromptPlan]:
    return [PromptPlan(one.text or "", one.minutes, one.id) for one in prompts]
