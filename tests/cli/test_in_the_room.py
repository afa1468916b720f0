"""`agenda` and `voices`, and the same while notes are taken line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.store.room_notes import Happened
from listening.store.session_file import SessionFile
from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def heard(run: Run, brixton: str) -> list[str]:
    """Three contributions, of two perspectives that were told."""
    run("participant", "brixton", "P3", "--perspective", "carer")
    run("participant", "brixton", "P7", "--perspective", "provider")
    ids = run("add", brixton, "P3: One.", "P7: Two.", "Parking. !off-agenda").ids
    run("edit", brixton, ids[0], "--prompt", "1")
    return ids


def test_the_agenda_tells_minutes_and_what_was_not_on_it(run: Run, heard: list[str]) -> None:
    answer = run("agenda", "brixton")
    assert answer.status == 0
    assert "Prompt 1: What gets in the way? At least 0 of 20 minutes. Heard: 1." in answer.out
    assert "No prompt: 2 heard." in answer.out
    assert "No prompt: 2 heard." in run("show", "brixton").out
    assert "Not on today's agenda: 1 collected." in answer.out
    assert "No break noted." in answer.out


def test_one_minute_is_no_more_than_one(run: Run, brixton: str) -> None:
    run("agenda", brixton, "--add", "Who is here?", "--minutes", "1")
    assert "Who is here? At least 0 of 1 minute. " in run("agenda", brixton).out


def test_a_prompt_is_added_with_its_minutes(run: Run, brixton: str) -> None:
    found = run("agenda", brixton, "--add", "What else?", "--minutes", "10", "--json").json
    assert [each["number"] for each in found["prompts"]] == [1, 2, 3]
    added = found["prompts"][-1]
    assert (added["text"], added["minutes"], added["had"]) == ("What else?", 10, 0)


@pytest.mark.parametrize("words", [("--minutes", "3"), ("--add", " ")])
def test_a_prompt_needs_words(run: Run, brixton: str, words: tuple[str, ...]) -> None:
    answer = run("agenda", brixton, *words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)


def test_a_break_begins_and_ends_once(run: Run, brixton: str) -> None:
    begun = run("agenda", brixton, "--break", "begins")
    assert begun.out.endswith("\nThere is a break now.\n")
    again = run("agenda", brixton, "--break", "begins")
    assert (again.status, is_one_sentence(again.err)) == (2, True)
    ended = run("agenda", brixton, "--break", "ends", "--json").json
    assert len(ended["breaks"]) == 1
    assert run("agenda", brixton, "--break", "ends").status == 2


def test_voices_tell_perspectives_and_no_person(run: Run, heard: list[str]) -> None:
    out = run("voices", "brixton").out
    assert "Heard from unpaid carer, family or friend: at least 1 contribution." in out
    assert "Not yet heard from: draws on care and support, " in out
    assert "At least 2 people spoke." in out
    assert not any(handle in out for handle in ("P3", "P7"))


def test_what_nobody_said_from_where_is_told_so_that_the_figures_add_up(
    run: Run, heard: list[str]
) -> None:
    run("add", "brixton", "P9: Three.")
    out = run("voices", "brixton").out
    assert "Perspective not said: at least 1 contribution." in out
    assert "Heard from the room: at least 1 contribution." in out
    assert "1 of 3 who spoke under a handle have not said from where they speak." in out


def test_more_than_were_in_the_room_cannot_have_spoken(run: Run, heard: list[str]) -> None:
    for words in (("--in-room", "3", "--spoke", "40"), ("--in-room", "1", "--spoke", "2")):
        answer = run("setup", "brixton", *words)
        assert (answer.status, is_one_sentence(answer.err)) == (2, True)
        assert "More people cannot have spoken" in answer.err
    assert run("setup", "brixton", "--in-room", "1").status == 0
    assert (
        "At least 2 people spoke, more than the 1 noted as in the room."
        in run("voices", "brixton").out
    )
    assert run("setup", "brixton", "--spoke", "9").status == 2
    assert run("new", "x.sqlite", "--title", "X", "--in-room", "2", "--spoke", "3").status == 2
    assert run("setup", "brixton", "--spoke", "1").status == 0


def test_voices_as_json(run: Run, heard: list[str]) -> None:
    found = run("voices", "brixton", "--json").json
    assert found["heard"] == {"carer": 1, "provider": 1}
    assert (found["spoke"], found["in_room"], found["leading"]) == (2, None, None)
    assert [each["had"] for each in found["prompts"]] == [0, 0]


def test_all_of_it_is_told_while_notes_are_taken(run: Run, heard: list[str]) -> None:
    lines = (":next", ":break", ":agenda", ":break", ":voices", "Last words", ":confirmed", ":quit")
    out = run("note", "brixton", stdin="\n".join(lines)).out
    assert "A break begins" in out
    assert "There is a break now." in out
    assert "The break is over." in out
    assert "The room was last here." in out
    assert "Heard from provider" in out
    assert "Confirmed" in out
    assert len(run("agenda", "brixton", "--json").json["breaks"]) == 1


def test_whoever_took_notes_line_by_line_leaves(run: Run, brixton: str) -> None:
    run("note", "brixton", stdin=":next\nWords\n:quit\n")
    with SessionFile.open(Path(f"{brixton}.sqlite")) as file:
        happened = [note.happened for note in file.room_notes(file.session().id)]
    assert happened == [Happened.OPENED, Happened.LEFT]


def test_what_is_withdrawn_while_notes_are_taken_is_read_to_nobody(run: Run, brixton: str) -> None:
    run("note", brixton, stdin="Not this after all\n:readback\n:withdrawn\n:quit\n")
    found = run("playback", brixton, "--json").json
    assert (found["contributions"], found["withheld"]) == ([], {"withdrawn": 1})
