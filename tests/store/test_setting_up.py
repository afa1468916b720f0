"""A session's facts, its agenda, and what participants say of themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.model.errors import Ambiguous, FileExists, ListeningError, NotFound, WrongUse
from listening.model.records import Session, columns
from listening.model.vocabulary import Mode, Sharing
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say


def test_a_session_has_the_facts_that_were_given(path: Path) -> None:
    facts = {"date": "2026-03-24", "mode": "In person", "room_rule": "named", "in_room": "24"}
    with making.new(path, **facts, lenses="self-directed", purpose="To\nlisten") as file:
        one = file.session()
    assert (one.title, one.date, one.mode) == ("Brixton Library", "2026-03-24", Mode.IN_PERSON)
    assert (one.room_rule, one.in_room, one.lens_keys) == (Sharing.NAMED, 24, ("self-directed",))
    assert one.purpose == "To\nlisten"


@pytest.mark.parametrize(
    "facts",
    [
        {"title": " "},
        {"title": None},
        {"colour": "red"},
        {"date": "24 March"},
        {"date": "2026-02-30"},
        {"mode": "by post"},
        {"in_room": "many"},
        {"in_room": "9" * 30},
        {"in_room": -1},
        {"spoke": "٣"},
        {"room_rule": "everything"},
        {"lenses": "no-such-lens"},
    ],
)
def test_facts_that_cannot_be_are_refused_and_no_file_is_made(
    path: Path, facts: dict[str, str | int | None]
) -> None:
    with pytest.raises(WrongUse):
        SessionFile.create(path, {"title": "Brixton"} | facts)
    assert list(path.parent.iterdir()) == []


def test_facts_can_be_set_later_and_cleared(file: SessionFile) -> None:
    session = file.session().id
    assert file.describe(session, {"place": "Brixton", "spoke": 3}).place == "Brixton"
    cleared = file.describe(session, {"place": "", "spoke": None})
    assert (cleared.place, cleared.spoke) == (None, None)
    with pytest.raises(WrongUse):
        file.describe(session, {"title": ""})


def test_every_fact_can_be_set_and_read(file: SessionFile) -> None:
    special = {"mode": "online", "room_rule": "analysis", "lenses": "self-directed"}
    dates = dict.fromkeys(("date", "keep_until", "feedback_date"), "2026-03-24")
    facts = {
        column.name: 7 if column.sql == "INTEGER" else f"about {column.name}"
        for column in columns(Session)
        if column.name not in ("removed", "same_as")
    }
    given = facts | special | dates
    kept = file.describe(file.session().id, given)
    assert {name: getattr(kept, name) for name in given} == given
    assert making.differing(file) == ()


def test_an_agenda_is_put_in_another_order(file: SessionFile) -> None:
    session = file.session().id
    first, second = file.prompts(session)
    arranged = file.arrange(session, [_as_plan(second), _as_plan(first), PromptPlan("New?", 5)])
    assert [one.id for one in arranged[:2]] == [second.id, first.id]
    assert [(one.number, one.text, one.minutes) for one in arranged] == [
        (1, "What would you change?", 30),
        (2, "What works?", 20),
        (3, "New?", 5),
    ]
    assert arranged == file.prompts(session)


def test_a_prompt_left_out_is_removed_and_comes_back_by_its_id(file: SessionFile) -> None:
    session = file.session().id
    first, second = file.prompts(session)
    one = say(file, "One.", first.id)
    assert [each.id for each in file.arrange(session, [_as_plan(second)])] == [second.id]
    assert file.contribution(one.id).prompt == first.id
    back = file.arrange(session, [_as_plan(second), _as_plan(first)])
    assert [each.id for each in back] == [second.id, first.id]
    assert file.contribution(one.id).prompt_number == 2


def test_a_prompt_whose_text_was_emptied_is_removed(file: SessionFile) -> None:
    session = file.session().id
    first, second = file.prompts(session)
    arranged = file.arrange(session, [PromptPlan(" ", id=first.id), _as_plan(second)])
    assert [(one.id, one.number) for one in arranged] == [(second.id, 1)]


@pytest.mark.parametrize("minutes", [0, -5, 10**30])
def test_minutes_that_cannot_be_are_refused(file: SessionFile, minutes: int) -> None:
    session = file.session().id
    before = file.prompts(session)
    with pytest.raises(WrongUse):
        file.arrange(session, [PromptPlan("How long?", minutes)])
    assert file.prompts(session) == before


def test_participants_say_what_they_wish_of_themselves(file: SessionFile) -> None:
    session = file.session().id
    file.set_participant(session, "T2", perspectives=["unpaid carer, family or friend", "My own"])
    person = file.set_participant(
        session, "t2", sharing=Sharing.NAMED, speaks_for=5, agreed_name=" Table\ntwo "
    )
    assert (person.handle, person.perspectives) == ("T2", ("My own", "carer"))
    assert (person.sharing, person.speaks_for, person.agreed_name) == (
        Sharing.NAMED,
        5,
        "Table two",
    )
    assert file.set_participant(session, "T2", perspectives=[]).perspectives == ()


@pytest.mark.parametrize("number", [0, -1, 10**30])
def test_a_handle_speaks_for_somebody(file: SessionFile, number: int) -> None:
    with pytest.raises(WrongUse):
        file.set_participant(file.session().id, "P1", speaks_for=number)
    assert file.participants() == ()


def test_participants_are_listed_as_people_count(file: SessionFile) -> None:
    for handle in ("P10", "P2", "Anna", "P1"):
        file.set_participant(file.session().id, handle)
    assert [one.handle for one in file.participants()] == ["Anna", "P1", "P2", "P10"]


def test_what_a_speaker_allows_holds_for_all_they_say_within_the_rooms_rule(path: Path) -> None:
    with making.new(path, room_rule="named") as file:
        session = file.session().id
        file.set_participant(session, "P1", sharing=Sharing.ANALYSIS)
        assert say(file, "P1: One.").sharing is Sharing.ANALYSIS
        assert say(file, "P1: Two. %named").sharing is Sharing.NAMED
        file.describe(session, {"room_rule": "paraphrase"})
        assert {one.sharing for one in file.contributions()} == {
            Sharing.ANALYSIS,
            Sharing.PARAPHRASE,
        }


def test_a_session_is_named_by_the_beginning_of_its_id(file: SessionFile, path: Path) -> None:
    session = file.session()
    assert file.session(session.id[:5].upper()) == session
    with pytest.raises(NotFound):
        file.session("nothing")
    making.put(path, [("s.0123456789", "title", making.stamp(), "Another", None)])
    with pytest.raises(Ambiguous):
        file.session()
    assert [one.title for one in file.sessions()] == ["Another", "Brixton Library"]


def test_a_file_is_never_made_over_another(file: SessionFile, path: Path) -> None:
    say(file, "One.")
    before = path.read_bytes()
    with pytest.raises(FileExists):
        making.new(path)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    for path in (tmp_path / "file" / "a.sqlite", tmp_path / ("x" * 300 + ".sqlite")):
        with pytest.raises(ListeningError):
            making.new(path)


def _as_plan(prompt: object) -> PromptPlan:
    return PromptPlan(
        str(getattr(prompt, "text", "")),
        getattr(prompt, "minutes", None),
        getattr(prompt, "id", ""),
    )
