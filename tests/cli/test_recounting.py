"""History in people's words: a line for each action, oldest first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from listening.store.session_file import SessionFile
from tests.cli.conftest import Run


@pytest.fixture
def said(run: Run, brixton: str) -> str:
    return run("add", brixton, "--prompt", "1", "University talk. /r !barrier #rota").ids[0]


def told(run: Run, *of: str) -> list[str]:
    """Return the lines of a history without their times, which they must have."""
    _day, *lines = run("history", "brixton", *of).out.splitlines()
    assert all(re.match(r"[0-9:]{8} Sam ", line) for line in lines)
    return [line[13:] for line in lines]


def test_words_that_were_written_are_told_with_all_that_was_said_of_them(
    run: Run, said: str
) -> None:
    assert told(run, said) == [
        "wrote, for the room, prompt 1: “University talk.” Roles. Rota. Barrier."
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("P7: y", "wrote, for P7: “y”."),
        ("P7: a secret %off", "wrote, for P7: something off the record."),
        ("y /none %analysis", "wrote, for the room: “y” None of the three. Analysis only."),
        ("y ~para", "wrote, for the room: “y” Captured as paraphrase."),
    ],
)
def test_every_line_is_told_as_it_was_written(
    run: Run, brixton: str, line: str, sentence: str
) -> None:
    assert told(run, run("add", brixton, line).ids[0]) == [sentence]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("tag", "--add", "s", "--remove", "r"), "put System on, took Roles off."),
        (("tag", "--none"), "took Roles off; said “none of the three”."),
        (("remove",), "took it out of every list."),
        (("edit", "--text", "U."), "changed the words to “U.”, before: “University talk.”"),
        (("edit", "--kind", ""), "took away: kind, before: barrier."),
        (("edit", "--sharing", "analysis"), "set sharing: analysis only."),
        (("edit", "--prompt", "2"), "put it under prompt 2, before: prompt 1."),
        (("edit", "--prompt", ""), "put it under no prompt, before: prompt 1."),
        (("tag", "--add", "a", "--own"), "put Attitudes on; noted Attitudes as the speaker's own tag."),
        (("tag", "--add", "a", "--as-coder", "Ann"), "coded it apart, as ann: Attitudes on."),
    ],
)  # fmt: skip
def test_every_action_is_one_line(
    run: Run, said: str, change: tuple[str, ...], sentence: str
) -> None:
    command, *options = change
    assert run(command, "brixton", said, *options).status == 0
    assert told(run, said)[1:] == [sentence]


def test_the_history_of_a_file_names_what_was_changed(run: Run, said: str) -> None:
    other = run("add", "brixton", "Another.").ids[0]
    run("tag", "brixton", said, other, "--add", "system")
    run("participant", "brixton", "P3", "--perspective", "carer")
    lines = told(run)
    assert lines[0].startswith("set up the session: date “2026-03-24”, ")
    assert lines[0].endswith(
        "; set up prompt 1: minutes 20, text “What gets in the way?”; "
        "set up prompt 2: text “What should be?”"
    )
    assert lines[2] == f"wrote {other}, for the room: “Another.”"
    assert lines[3] in (
        f"changed {said} and {other}: put System on.",
        f"changed {other} and {said}: put System on.",
    )
    assert lines[4] == "noted the new participant P3: perspective unpaid carer, family or friend."


def test_a_change_of_one_of_several_sessions_names_it(
    run: Run, brixton: str, surroundings: Path
) -> None:
    with SessionFile.open(surroundings / "brixton.sqlite", author="Sam") as file:
        file.describe(file.session().id, {"place": "The library"})
    assert told(run)[1] == "changed the session “Brixton Library”: place “The library”."


def test_a_day_is_told_once(run: Run, said: str) -> None:
    run("remove", "brixton", said)
    days = [line for line in run("history", "brixton").out.splitlines() if line[:1].isalpha()]
    assert len(days) == 1


def test_the_number_of_actions_is_told_beside_the_answer(run: Run, said: str) -> None:
    run("remove", "brixton", said)
    assert run("history", "brixton", said).err == "2 changes.\n"


def test_a_handle_is_told_as_new_where_it_was_first_written(run: Run, brixton: str) -> None:
    one, two = run("add", brixton, "P3: one", "P3: two").ids
    assert told(run)[1:] == [
        f"wrote {one}, for P3, new participant: “one”.",
        f"wrote {two}, for P3: “two”.",
    ]


def test_what_was_taken_back_is_told_as_such(run: Run, said: str) -> None:
    run("tag", "brixton", said, "--add", "s")
    run("undo", "brixton")
    (line,) = told(run, said)[2:]
    assert re.fullmatch(r"took back what was done at [0-9:]{8}: took System off\.", line)
