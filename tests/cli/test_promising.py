"""`commitment`: what parties promise, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from listening.cli.noted import today
from listening.model.written_days import read_date
from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    """Two contributions."""
    return run("add", brixton, "P1: The bus never comes.", "P2: Same here.").ids


def promise(run: Run, brixton: str, *more: str) -> Any:
    """Note a promise and return it."""
    made = run(
        "commitment", "add", brixton, "--who", "The council", "--what", "Publish the rota",
        *more, "--json",
    )  # fmt: skip
    assert made.status == 0, made.err
    return made.json


def test_a_promise_is_noted_with_all_that_was_said(run: Run, brixton: str, said: list[str]) -> None:
    made = promise(
        run, brixton, "--for", "people in Brixton", "--by-when", "2020-06-30", "--report-back",
        "2020-07-01", "--direction", "from-them", "--status", "agreed", "--answers", said[1][:5],
        "--answers", said[0],
    )  # fmt: skip
    assert made | {"id": "", "at": "", "session": ""} == {
        "id": "",
        "session": "",
        "at": "",
        "author": "Sam",
        "who": "The council",
        "what": "Publish the rota",
        "whom": "people in Brixton",
        "by_when": "2020-06-30",
        "report_back": "2020-07-01",
        "direction": "from-them",
        "status": "agreed",
        "reason": None,
        "felt": "not-asked",
        "answers": said,
        "due": True,
        "removed": False,
    }
    assert run("commitment", "list", brixton, "--json").json == [made]


def test_a_promise_is_told_in_short_sentences(run: Run, brixton: str, said: list[str]) -> None:
    made = promise(run, brixton, "--by-when", "2020-06-30", "--answers", said[0])
    told = run("commitment", "list", brixton)
    assert told.out == (
        f"The council, due since Tuesday 30 June 2020, id {made['id']}\n"
        "    Publish the rota\n"
        f"Offered. Answers {said[0]}.\n\n"
    )
    assert told.err == "1 commitment.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "--who", "someone", "--what", "x"], "name a party"),
        (["add", "--who", "TBC (council)", "--what", "x"], "leaves open who it is"),
        (["add", "--who", "staff", "--what", "x"], "could be many: say whose"),
        (["add", "--who", "The council"], "with --who and --what"),
        (["add", "k7q2", "--who", "The council", "--what", "x"], "gets its id by itself"),
        (["add", "--who", "W", "--what", "x", "--by-when", "soon"], "cannot be read as a date"),
        (["add", "--who", "W", "--what", "x", "--felt", "yes"], "with “update”"),
        (["add", "--who", "W", "--what", "x", "--due"], "--due narrows a list"),
        (["update"], "Say which commitment"),
        (["keep"], "use add, update or list"),
        (["update", "k7q2", "--status", "vowed"], "use one of offered, agreed"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    run: Run, brixton: str, words: list[str], sentence: str
) -> None:
    deed, *rest = words
    answer = run("commitment", deed, brixton, *rest)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert sentence in answer.err
    assert run("commitment", "list", brixton, "--json").json == []


@pytest.mark.parametrize("named", ["next Friday", "end of June", "30 June", "in two weeks"])
def test_a_day_is_named_as_in_the_form_and_the_answer_says_which_was_understood(
    run: Run, brixton: str, named: str
) -> None:
    day = read_date(named, today(), to_come=True)
    answer = run("commitment", "add", brixton, "--who", "The council", "--what", "ring back",
                 "--by-when", named, "--json")  # fmt: skip
    assert day is not None
    assert answer.json["by_when"] == day.isoformat()
    assert f"“{named}” is {day:%A} {day.day} {day:%B %Y}." in answer.err


def test_what_became_of_it_is_noted_and_asked_for(run: Run, brixton: str, said: list[str]) -> None:
    own = promise(run, brixton, "--answers", said[0])["id"]
    not_kept = run("commitment", "update", brixton, own[:5], "--status", "not-kept")
    assert "Not kept." in not_kept.out
    assert "want to know why" in not_kept.err
    assert "note it with --felt" in not_kept.err
    told = run(
        "commitment", "update", brixton, own, "--reason", "No money.", "--felt", "partly",
        "--answers", said[1], "--no-longer-answers", said[0],
    )  # fmt: skip
    assert told.err == ""
    assert told.out.endswith(
        "Not kept. No money. It made a difference in part, say those who raised it. "
        f"Answers {said[1]}.\n"
    )
    changed = run(
        "commitment", "update", brixton, own, "--reason", "", "--what", "Ring back", "--who", "GPs",
        "--for", "us all", "--by-when", "2030-01-01", "--report-back", "", "--direction", "",
        "--json",
    ).json  # fmt: skip
    assert (changed["reason"], changed["what"], changed["who"]) == (None, "Ring back", "GPs")
    assert "nothing to change" in run("commitment", "update", brixton, own).err


def test_only_what_is_due_is_listed_as_due(run: Run, brixton: str) -> None:
    assert run("commitment", "list", brixton).err.startswith("Nothing has been promised yet")
    late = promise(run, brixton, "--by-when", "2020-06-30")
    promise(run, brixton, "--by-when", "2999-06-30")
    assert run("commitment", "list", brixton, "--due", "--json").json == [late]
    run("commitment", "update", brixton, late["id"], "--status", "kept")
    assert run("commitment", "list", brixton, "--due").err == "No commitment is due today.\n"


def test_show_says_how_many_are_due_and_what_answers_a_contribution(
    run: Run, brixton: str, said: list[str]
) -> None:
    own = promise(run, brixton, "--by-when", "2020-06-30", "--answers", said[0])["id"]
    assert (
        "Commitments: 1, 1 due; “listening commitment list” shows them." in run("show", brixton).out
    )
    about = run("show", brixton, "--json").json
    assert (about["commitments"], about["commitments_due"]) == (1, 1)
    assert (
        f"Answered by {own}, offered: The council: Publish the rota."
        in run("show", brixton, said[0]).out
    )
    assert run("show", brixton, said[0], "--json").json["answered_by"] == [own]


def test_a_promise_is_told_with_its_history(run: Run, brixton: str, said: list[str]) -> None:
    own = promise(run, brixton, "--by-when", "2030-06-30", "--answers", said[0])["id"]
    run("commitment", "update", brixton, own, "--status", "kept", "--felt", "yes")
    told = run("commitment", "list", brixton, own).out
    named = "the commitment “The council: Publish the rota”"
    assert (
        f"Sam noted {named}: who “The council”, what “Publish the rota”, by when “2030-06-30”, "
        f"answers {said[0]}." in told
    )
    assert f"Sam changed {named}: status kept, whether it made a difference yes." in told
    assert named in run("history", brixton).out
    shown = run("commitment", "list", brixton, own, "--json").json
    assert [entry["field"] for entry in shown["history"]].count("status") == 1


def test_without_a_file_the_promises_of_the_whole_folder_are_listed_once(
    run: Run, surroundings: Path
) -> None:
    folder = surroundings / "sessions"
    folder.mkdir(exist_ok=True)
    for number, title in enumerate(("Norwood", "Clapham"), 1):
        run("new", folder / f"{title}.sqlite", "--title", title)
        run("commitment", "add", folder / f"{title}.sqlite", "--who", "The council", "--what",
            f"Promise {number}", "--by-when", f"20{4 - number}0-01-01")  # fmt: skip
    run("merge", folder / "both.sqlite", folder / "Norwood.sqlite", folder / "Clapham.sqlite")
    (folder / "odd.sqlite").write_bytes(b"no session")
    answer = run("commitment", "list")
    assert answer.status == 0
    assert answer.err.splitlines()[-1] == "2 commitments."
    assert "Left out: odd.sqlite." in answer.err
    assert answer.out.index("Promise 2") < answer.out.index("Promise 1")
    assert [one["what"] for one in run("commitment", "list", "--due", "--json").json] == [
        "Promise 2"
    ]
    assert run("commitment", "add", "--who", "The council", "--what", "x").status == 2


def test_undo_remove_and_restore_name_the_promise(run: Run, brixton: str) -> None:
    own = promise(run, brixton)["id"]
    run("commitment", "update", brixton, own, "--status", "kept")
    assert run("undo", brixton).out == f"Taken back: the status of the commitment {own}.\n"
    run("commitment", "update", brixton, own, "--felt", "no")
    told = f"Taken back: “whether it made a difference” of the commitment {own}.\n"
    assert run("undo", brixton).out == told
    assert run("remove", brixton, own[:6]).out == (
        f"{own}: commitment removed; “listening restore” brings it back.\n"
    )
    assert run("undo", brixton).out == f"Taken back: the removal of the commitment {own}.\n"
    assert run("remove", brixton, own, "--json").json[0]["removed"]
    assert run("restore", brixton, own).out == f"{own}: commitment restored.\n"
    run("undo", brixton)
    run("restore", brixton, own)
    one = promise(run, brixton)["id"]
    assert run("undo", brixton, "--json").json["others"] == [one]
    two = promise(run, brixton)["id"]
    assert run("undo", brixton).out == f"Taken back: the commitment {two}. Out of every list now.\n"


def test_a_promise_is_erased_by_its_id_and_named_where_it_answers_what_is(
    run: Run, brixton: str, said: list[str], surroundings: Any
) -> None:
    own = promise(run, brixton, "--answers", said[0])["id"]
    told = run("erase", brixton, said[0])
    assert f"What was promised in answer stays ({own})" in told.out
    run("erase", brixton, said[0], "--yes")
    assert run("commitment", "list", brixton, "--json").json[0]["answers"] == []
    gone = run("erase", brixton, own, "--yes")
    assert gone.out.startswith(
        "Erased for ever, from this file and from every merge with it: 1 commitment."
    )
    assert b"Publish the rota" not in (surroundings / "brixton.sqlite").read_bytes()
    assert run("check", brixton).status == 0


def test_promises_settled_apart_are_a_conflict_that_can_be_settled(run: Run, brixton: str) -> None:
    own = promise(run, brixton)["id"]
    run("copy", brixton, "apart.sqlite")
    run("commitment", "update", brixton, own, "--status", "kept")
    run("commitment", "update", "apart.sqlite", own, "--status", "changed", "--as", "Kim")
    run("merge", brixton, "apart.sqlite")
    told = run("conflicts", brixton)
    assert "status of commitment “The council: Publish the rota”" in told.out
    (conflict,) = run("conflicts", brixton, "--json").json
    run("settle", brixton, conflict["id"], "--text", "under way")
    assert run("commitment", "list", brixton, "--json").json[0]["status"] == "under-way"
