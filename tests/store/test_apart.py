"""Sessions set up apart that are one, people with two handles, and what is known of erasures."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.model.errors import WrongUse
from listening.store.asked import PromptPlan, Where
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.apart import hand_over
from tests.store.making import NOON, Clock, say


@pytest.fixture
def halves(tmp_path: Path) -> tuple[SessionFile, str, str]:
    """Two sessions set up apart, merged as one: the file, the whole's token and the part's."""
    tokens, paths = [], []
    for number, name in enumerate(("Ines", "Tom")):
        paths.append(tmp_path / f"{name}.sqlite")
        clock = Clock(NOON + number * 60_000)
        made = SessionFile.create(
            paths[-1], {"title": name}, [PromptPlan("Why?")], author=name, now=clock
        )
        with made as file:
            tokens.append(file.session().id)
            say(file, f"P1: {name} heard sheep.")
            file.set_participant(tokens[-1], "P2")
    whole, part = tokens
    merge(tmp_path / "all.sqlite", paths, same_session=[(whole, part)], author="Org")
    return SessionFile.open(tmp_path / "all.sqlite", author="Org"), whole, part


def test_a_session_is_asked_with_all_that_was_joined_to_it(
    halves: tuple[SessionFile, str, str],
) -> None:
    file, whole, part = halves
    with file:
        assert [one.id for one in file.sessions()] == [whole]
        assert file.session(part[:5]).id == file.session().id == whole
        assert len(file.contributions(Where(session=whole))) == 2
        assert file.count(Where(session=whole)) == file.tally(whole).heard == 2
        assert file.count(Where(session=part)) == 1
        assert len(file.search("sheep", session=whole)) == 2
        assert len(file.participants(whole)) == 4
        assert {entry.author for entry in file.history(session=whole)} >= {"Ines", "Tom"}


def test_a_joined_session_has_the_notes_of_several(halves: tuple[SessionFile, str, str]) -> None:
    file, whole, _ = halves
    with file:
        assert file.taken_by_several() == (whole,)


def test_one_person_keeps_both_handles_and_is_joined_once(
    halves: tuple[SessionFile, str, str],
) -> None:
    file, whole, part = halves
    with file:
        people = {(one.session, one.handle): one for one in file.participants()}
        here, there, other = people[whole, "P1"], people[part, "P1"], people[part, "P2"]
        assert file.same_people() == ()
        assert file.same_person(there, here).same_as == f"{whole}.{here.id}"
        changes = len(file.history())
        file.same_person(here, there)
        assert len(file.history()) == changes
        file.same_person(other, there)
        assert file.same_people() == (frozenset({here.id, there.id, other.id}),)
        assert {one.handle for one in file.participants()} == {"P1", "P2"}
        with pytest.raises(WrongUse):
            file.same_person(here, here)


def test_two_copies_that_join_each_way_are_still_one_person(
    halves: tuple[SessionFile, str, str], tmp_path: Path
) -> None:
    file, whole, part = halves
    with file, hand_over(file, "other", "Kim") as copied:
        people = {one.session: one for one in file.participants() if one.handle == "P1"}
        file.same_person(people[whole], people[part])
        copied.same_person(people[part], people[whole])
        merge(tmp_path / "both.sqlite", [file.path, copied.path])
    with SessionFile.open(tmp_path / "both.sqlite") as both:
        ids = frozenset(one.id for one in people.values())
        assert both.same_people() == (ids,)


def test_notes_of_one_person_are_never_compared(file: SessionFile) -> None:
    say(file, "Said.")
    assert file.taken_by_several() == ()


def test_what_was_erased_is_told_without_a_word_of_it(file: SessionFile) -> None:
    ids = [say(file, f"P3: word{n}.").id for n in range(3)]
    assert file.erasures() == ()
    meant = file.erase_means(by="P3")
    assert meant.contributions == tuple(ids)
    assert file.count() == 3
    done = file.erase(by="P3")
    assert (done.contributions, done.participants) == (meant.contributions, meant.participants)
    (told,) = file.erasures(file.session().id)
    assert (told.author, told.contributions) == ("Sam", 3)
    assert file.erasures("zzzzzzzzzz") == ()
