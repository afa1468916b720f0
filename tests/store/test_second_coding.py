"""A session coded a second time, apart from the first; differences settled; own tags stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.insight.agreement import agreement
from listening.model.errors import WrongUse
from listening.model.vocabulary import Area
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.apart import hand_over, merged
from tests.store.making import say


def test_a_second_coding_leaves_the_shared_tags_as_they_are(file: SessionFile) -> None:
    one, two = say(file, "One. /a #rota"), say(file, "Two.")
    file.code_second([one.id, two.id[:6]], ["s", "#choir"], "Ada")
    assert file.contribution(one.id).areas == (Area.ATTITUDES,)
    assert file.coding(file.session().id) == {
        "notes": {one.id: {"attitudes", "rota"}},
        "ada": {one.id: {"system", "choir"}, two.id: {"system", "choir"}},
    }
    assert making.differing(file) == ()


def test_coding_again_replaces_what_the_coder_gave_and_nothing_is_an_answer_too(
    file: SessionFile,
) -> None:
    one = say(file, "One. /none")
    file.code_second([one.id], ["s", "r"], "Ada")
    file.code_second([one.id], ["r"], "ada")
    assert file.coding()["ada"] == {one.id: {"roles"}}
    file.code_second([one.id], [], "ADA")
    assert file.coding() == {"notes": {one.id: set()}, "ada": {one.id: set()}}


def test_a_code_is_known_by_the_short_name_of_its_lens(tmp_path: Path) -> None:
    with making.new(tmp_path / "a.sqlite", lenses="self-directed") as file:
        one = say(file, "One.")
        short, full = next(iter(file.known(file.session().id).codes.items()))
        file.code_second([one.id], [f"#{short}"], "Ada")
        assert file.coding()["ada"] == {one.id: {full}}


@pytest.mark.parametrize("name", ["", " / ", "Notes"])
def test_a_coder_has_a_name_of_their_own(file: SessionFile, name: str) -> None:
    one = say(file, "One.")
    with pytest.raises(WrongUse, match="name of its coder"):
        file.code_second([one.id], [], name)


def test_it_can_be_undone_and_merges(file: SessionFile, tmp_path: Path) -> None:
    one = say(file, "One. /a")
    with hand_over(file, "kim", "Kim") as kims:
        kims.code_second([one.id], ["s"], "Kim")
    file.code_second([one.id], ["r"], "Ada")
    with merged(tmp_path / "all.sqlite", file, kims) as both:
        coded = both.coding()
        assert {coder: coded[coder][one.id] for coder in ("kim", "ada")} == {
            "kim": {"system"},
            "ada": {"roles"},
        }
        assert both.conflicts() == ()
    file.undo()
    assert "ada" not in file.coding()


def test_settling_changes_the_shared_tags_and_agreement_stays_what_it_was(
    file: SessionFile,
) -> None:
    one, two = say(file, "One. /a"), say(file, "Two. /s")
    file.code_second([one.id], ["s"], "Ada")
    file.code_second([two.id], ["s"], "Ada")
    before = agreement(file.coding(), ["notes", "ada"])
    assert [each.differ for each in before] == [(one.id,), (), (one.id,)]
    file.settle_coding(one.id, "a", on=False)
    settled = file.settle_coding(one.id, "s", on=True)
    assert settled.areas == (Area.SYSTEM,)
    assert agreement(file.coding(), ["notes", "ada"]) == before
    assert file.settled_coding() == {(one.id, "attitudes"), (one.id, "system")}
    file.undo()
    file.undo()
    assert file.contribution(one.id).areas == (Area.ATTITUDES,)
    assert file.settled_coding() == frozenset()
    assert agreement(file.coding(), ["notes", "ada"]) == before


def test_what_the_notes_never_coded_is_not_coded_by_settling(file: SessionFile) -> None:
    one = say(file, "One.")
    file.code_second([one.id], ["s"], "Ada")
    file.code_second([one.id], ["r"], "Kim")
    file.settle_coding(one.id, "s", on=True)
    assert file.contribution(one.id).areas == (Area.SYSTEM,)
    assert file.coding()["notes"] == {}


def test_a_tag_that_somebody_gave_themself_is_overruled_by_nobody(file: SessionFile) -> None:
    one = say(file, "One. /a")
    file.tag([one.id], add=["s", "#rota"], own=True)
    file.tag([one.id], remove=["s", "#rota"])
    file.settle_coding(one.id, "s", on=False)
    tagged = file.tag([one.id], none=True)[0]
    assert (tagged.areas, tagged.codes, tagged.none_of_three) == ((Area.SYSTEM,), ("rota",), False)
    assert file.own_tags() == {one.id: {"system", "rota"}}
    freed = file.tag([one.id], remove=["s"], own=True)[0]
    assert (freed.areas, freed.codes) == ((), ("rota",))
    assert making.differing(file) == ()


def test_said_to_be_own_here_and_taken_off_there_it_stays(
    file: SessionFile, tmp_path: Path
) -> None:
    one = say(file, "One. /s")
    with hand_over(file, "kim", "Kim") as kims:
        kims.tag([one.id], remove=["s"])
    file.tag([one.id], add=["s"], own=True)
    with merged(tmp_path / "all.sqlite", kims, file) as both:
        assert both.contribution(one.id).areas == (Area.SYSTEM,)


def test_none_of_the_three_here_and_an_area_there_is_the_area(
    file: SessionFile, tmp_path: Path
) -> None:
    one = say(file, "One.")
    with hand_over(file, "kim", "Kim") as kims:
        kims.tag([one.id], none=True)
    file.tag([one.id], add=["s"])
    with merged(tmp_path / "all.sqlite", kims, file) as both:
        tagged = both.contribution(one.id)
        assert (tagged.areas, tagged.none_of_three) == ((Area.SYSTEM,), False)
        assert making.differing(both) == ()
