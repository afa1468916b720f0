"""Two people change one field apart from each other: both versions stay until somebody settles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from listening.model.errors import Ambiguous, NotFound, WrongUse
from listening.model.vocabulary import Kind
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say


@pytest.fixture
def kims(file: SessionFile) -> Iterator[SessionFile]:
    """Kim's copy of a session in which one thing was said."""
    say(file, "P1: The buses stop at six.")
    with hand_over(file, "kim", "Kim") as copied:
        yield copied


def shown(file: SessionFile) -> list[tuple[object, str]]:
    """Return the versions of the only conflict, the newest first."""
    (conflict,) = file.conflicts()
    return [(each.value, each.author) for each in conflict.versions]


def edited_apart(file: SessionFile, kims: SessionFile) -> str:
    own = file.contributions()[0].id
    file.edit(own, words="The bus stops at six.")
    kims.edit(own, words="Buses stop at 6.")
    return own


def test_both_versions_stand_with_who_and_when_the_newest_first(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        (conflict,) = both.conflicts()
        assert (conflict.kind, conflict.record, conflict.field) == ("contribution", own, "words")
        assert shown(both) == [("Buses stop at 6.", "Kim"), ("The bus stops at six.", "Sam")]
        assert [each.shown for each in conflict.versions] == [True, False]
        assert conflict.versions[0].at > conflict.versions[1].at
        assert both.contribution(own).words == "Buses stop at 6."
        assert both.contribution(own).conflicts == 1
        assert both.conflicts(conflict.session) == (conflict,)


def test_a_conflict_is_called_the_same_in_whatever_order_files_are_merged(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    edited_apart(file, kims)
    found = set()
    for n, order in enumerate(permutations((file, kims))):
        with merged(tmp_path / f"all-{n}.sqlite", *order) as both:
            found.add(both.conflicts())
    assert len(found) == 1


def test_what_was_settled_stays_settled_when_both_originals_come_again(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id[:6], keep=2)
        assert both.contribution(own).words == "The bus stops at six."
    with merged(tmp_path / "all.sqlite", kims, file) as both:
        assert both.conflicts() == ()
        assert both.contribution(own).words == "The bus stops at six."
    assert making.is_sound(tmp_path / "all.sqlite")


def test_it_can_be_settled_with_other_words(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, text="The buses stop at 6.")
        assert (both.contribution(own).words, both.conflicts()) == ("The buses stop at 6.", ())


def test_settled_differently_in_two_copies_it_is_a_conflict_between_those_who_settled(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    edited_apart(file, kims)
    both = merged(tmp_path / "all.sqlite", file, kims)
    with both, hand_over(both, "ada", "Ada", minutes=90) as adas:
        adas.settle(adas.conflicts()[0].id, keep=1)
        both.settle(both.conflicts()[0].id, keep=2)
    with merged(tmp_path / "again.sqlite", both, adas) as again:
        assert shown(again) == [("Buses stop at 6.", "Ada"), ("The bus stops at six.", "Org")]


def test_the_same_value_apart_is_no_conflict(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = file.contributions()[0].id
    for each in (file, kims):
        each.edit(own, kind=Kind.BARRIER)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        assert both.conflicts() == ()


def test_tags_unite_and_are_no_conflict(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = file.contributions()[0].id
    file.tag([own], add=["system", "rota"])
    kims.tag([own], add=["roles", "rota"])
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        one = both.contribution(own)
        assert (one.areas, one.codes, both.conflicts()) == (("roles", "system"), ("rota",), ())


def test_a_speaker_is_shown_by_handle_and_a_prompt_by_its_text(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = file.contributions()[0].id
    first, second = file.prompts(file.session().id)
    file.edit(own, by="P2", prompt=first.id)
    kims.edit(own, by="P3", prompt=second.id)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        told = {each.field: [v.value for v in each.versions] for each in both.conflicts()}
        assert told == {"participant": ["P3", "P2"], "prompt": [second.text, first.text]}
        by_field = {each.field: each.id for each in both.conflicts()}
        both.settle(by_field["participant"], text="P9")
        both.settle(by_field["prompt"], keep=2)
        one = both.contribution(own)
        assert (one.by, one.prompt, both.conflicts()) == ("P9", first.id, ())


def test_facts_of_a_session_and_prompts_can_be_settled_too(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    session = file.session().id
    for each, title in ((file, "Brixton"), (kims, "The library")):
        each.describe(session, {"title": title})
        plan = [(prompt.id, f"{prompt.text} {title}") for prompt in each.prompts(session)]
        each.arrange(session, [PromptPlan(text, id=own) for own, text in plan])
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        kinds = sorted(each.kind for each in both.conflicts())
        assert kinds == ["prompt", "prompt", "session"]
        for conflict in both.conflicts():
            both.settle(conflict.id, text="Settled")
        assert both.session().title == "Settled"
        assert [prompt.text for prompt in both.prompts(session)] == ["Settled", "Settled"]
        assert both.conflicts() == ()


def test_what_cannot_be_settled_so_is_said(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    file.edit(own, prompt=file.prompts(file.session().id)[0].id)
    kims.edit(own, prompt=file.prompts(file.session().id)[1].id)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        prompt, words = sorted(both.conflicts(), key=lambda each: each.field)
        with pytest.raises(WrongUse, match="There is no version 3"):
            both.settle(words.id, keep=3)
        with pytest.raises(WrongUse, match="choose one of the versions"):
            both.settle(prompt.id, text="Any")
        with pytest.raises(WrongUse, match="by its number, or with a text"):
            both.settle(words.id)
        with pytest.raises(NotFound):
            both.settle("zzzzzz", keep=1)
        with pytest.raises(Ambiguous):
            both.settle(words.id[:2], keep=1)
        assert len(both.conflicts()) == 2


def listed(file: SessionFile) -> list[tuple[str, str, list[tuple[object, str, object, bool]]]]:
    """Return all conflicts with their versions: what, by whom, when, and whether it is shown."""
    return [
        (
            conflict.id,
            conflict.field,
            [(each.value, each.author, each.at, each.shown) for each in conflict.versions],
        )
        for conflict in file.conflicts()
    ]


@pytest.mark.parametrize("how", [{"keep": 1}, {"keep": 2}, {"text": "Else."}], ids=str)
def test_a_settled_conflict_is_open_again_once_that_is_undone(
    file: SessionFile, kims: SessionFile, tmp_path: Path, how: dict[str, object]
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        before, shown_before = listed(both), both.contribution(own)
        both.settle(both.conflicts()[0].id, **how)  # type: ignore[arg-type] # either of them
        undone = both.undo()
        assert undone is not None
        assert (undone.contributions, undone.fields, undone.left) == ((own,), ("words",), 0)
        assert (listed(both), both.contribution(own)) == (before, shown_before)
        assert making.differing(both) == ()
        assert both.undo() is None


def test_it_can_be_settled_and_opened_again_as_often_as_people_wish(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        before = listed(both)
        for keep in (1, 2, 2):
            both.settle(before[0][0], keep=keep)
            both.undo()
            assert listed(both) == before
        both.settle(before[0][0], keep=2)
        assert (both.contribution(own).words, both.conflicts()) == ("The bus stops at six.", ())


def test_what_was_opened_again_in_one_copy_stays_open_in_all(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        before = listed(both)
        both.settle(both.conflicts()[0].id, text="Else.")
        with hand_over(both, "settled", "Ada", minutes=90) as settled:
            both.undo()
            for n, order in enumerate(permutations((file, kims, settled, both))):
                with merged(tmp_path / f"again-{n}.sqlite", *order) as again:
                    assert listed(again) == before


def test_an_edit_of_what_was_opened_again_settles_it(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, keep=2)
        both.undo()
        before = listed(both)
        both.edit(own, words="Else.")
        assert both.conflicts() == ()
        both.undo()
        assert listed(both) == before


def test_who_takes_their_own_version_back_leaves_the_others_as_it_is(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    for n, who in enumerate(("Sam", "Kim")):
        out = tmp_path / f"all-{n}.sqlite"
        merged(out, file, kims).close()
        with SessionFile.open(out, author=who) as theirs:
            undone = theirs.undo()
            assert undone is not None
            assert (undone.fields, undone.left) == (("words",), 0)
            others = {"Sam": "Buses stop at 6.", "Kim": "The bus stops at six."}[who]
            assert (theirs.contribution(own).words, theirs.conflicts()) == (others, ())
            assert making.differing(theirs) == ()


def test_a_tag_that_another_gave_too_stays_when_one_takes_it_back(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = file.contributions()[0].id
    for each in (file, kims):
        each.tag([own], add=["rota"])
    merged(tmp_path / "all.sqlite", file, kims).close()
    with SessionFile.open(tmp_path / "all.sqlite", author="Kim") as both:
        both.undo()
        assert both.contribution(own).codes == ("rota",)
    with SessionFile.open(tmp_path / "all.sqlite", author="Sam") as both:
        both.undo()
        assert both.contribution(own).codes == ()


def test_a_settlement_that_another_has_changed_since_stays(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    both = merged(tmp_path / "all.sqlite", file, kims)
    with both, SessionFile.open(both.path, author="Ada") as ada:
        both.settle(both.conflicts()[0].id, keep=2)
        ada.edit(own, words="Ada's.")
        undone = both.undo()
        assert undone is not None
        assert (undone.fields, undone.left) == ((), 1)
        ada.undo()
        assert (both.contribution(own).words, both.conflicts()) == ("The bus stops at six.", ())


def test_three_versions_are_all_there_again(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    with hand_over(file, "ada", "Ada", minutes=20) as adas:
        own = edited_apart(file, kims)
        adas.edit(own, words="Ada's.", kind=Kind.BARRIER)
        kims.edit(own, kind=Kind.IDEA)
        with merged(tmp_path / "all.sqlite", file, kims, adas) as both:
            before = listed(both)
            assert sorted(len(versions) for *_, versions in before) == [2, 3]
            both.edit(own, words="Else.", kind=Kind.QUESTION)
            assert both.conflicts() == ()
            both.undo()
            assert listed(both) == before
            assert making.differing(both) == ()
