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


def test_settling_can_be_undone_by_who_settled(
    file: SessionFile, kims: SessionFile, tmp_path: Path
) -> None:
    own = edited_apart(file, kims)
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        both.settle(both.conflicts()[0].id, text="Else.")
        assert both.undo() is not None
        assert both.contribution(own).words == "Buses stop at 6."
