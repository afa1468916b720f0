"""`setup`: what a session was set up with, seen and changed by a command."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, is_one_sentence


def prompts(run: Run) -> list[tuple[str, int | None]]:
    return [(one["text"], one["minutes"]) for one in run("show", "b", "--json").json["prompts"]]


@pytest.fixture(autouse=True)
def b(run: Run) -> None:
    run("new", "b.sqlite", "--title", "Brixton", "--prompt", "20 min: What gets in the way?",
        "--prompt", "What works?", "--lens", "care-act", "--place", "Brixton")  # fmt: skip


def test_what_became_known_afterwards_is_noted_and_the_rest_stays(run: Run) -> None:
    answer = run("setup", "b", "--in-room", "24", "--feedback-date", "2026-05-01", "--json")
    assert (answer.json["in_room"], answer.json["feedback_date"]) == (24, "2026-05-01")
    session = run("show", "b", "--json").json
    assert (session["title"], session["place"], session["lenses"]) == (
        "Brixton",
        "Brixton",
        ["care-act"],
    )


def test_without_options_the_set_up_is_told_and_nothing_is_changed(run: Run) -> None:
    before = run("history", "b", "--json").json
    told = run("setup", "b").out.splitlines()
    assert told[0] == "Brixton"
    assert "Prompt 1. What gets in the way? (20 minutes)" in told
    assert run("history", "b", "--json").json == before


def test_nothing_takes_a_fact_away(run: Run) -> None:
    run("setup", "b", "--place", "", "--lens", "", "--feedback-date", "")
    session = run("show", "b", "--json").json
    assert (session["place"], session["lenses"], session["feedback_date"]) == (None, [], None)


def test_prompts_are_reworded_and_taken_out_by_their_numbers(run: Run) -> None:
    run("setup", "b", "--prompt", "1=What gets in your way?")
    assert prompts(run) == [("What gets in your way?", 20), ("What works?", None)]
    run("setup", "b", "--prompt", "2=5 min: What works already?", "--prompt", "1=")
    assert prompts(run) == [("What works already?", 5)]


@pytest.mark.parametrize(
    "words",
    [
        ("--title", ""), ("--prompt", "9=What?"), ("--prompt", "What?"), ("--date", "May"),
        ("--in-room", "some"), ("--lens", "nosuch"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence_and_changes_nothing(
    run: Run, words: tuple[str, str]
) -> None:
    before = run("show", "b", "--json").json
    answer = run("setup", "b", "--place", "Elsewhere", *words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert run("show", "b", "--json").json == before


def test_the_former_facts_are_in_the_history_and_undo_brings_them_back(run: Run) -> None:
    run("setup", "b", "--place", "Norwood")
    assert "Norwood" in run("history", "b").out
    run("undo", "b")
    assert run("show", "b", "--json").json["place"] == "Brixton"
