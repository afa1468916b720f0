"""`report`: documents for an audience, written whole, and noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.store.session_file import SessionFile
from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    return run(
        "add", brixton, "--prompt", "1",
        "P3: Nobody tells us who is coming. /r #rota !barrier",
        "P3: For the team alone. /r %analysis",
    ).ids  # fmt: skip


def test_a_report_is_for_everybody_and_beside_the_file_unless_told(
    run: Run, said: list[str], surroundings: Path
) -> None:
    answer = run("report", "brixton.sqlite", "session")
    assert answer.out == "brixton-library-session-public.md\n"
    text = (surroundings / answer.out.strip()).read_text()
    assert "Nobody tells us who is coming." in text
    assert "For the team alone." not in text


def test_a_report_says_how_much_may_be_told_in_it(run: Run, said: list[str]) -> None:
    assert run("report", "brixton", "gap", "-o", "-").err == (
        "1 contribution may be told in it, to be read by everybody; 1 is counted only (for analysis "
        "only).\n"
    )


def test_a_report_of_a_promise_follows_it(run: Run, said: list[str]) -> None:
    with SessionFile.open(Path("brixton.sqlite"), author="Sam") as file:
        file.commit(file.session().id, who="the council", what="Send a text.", answers=said[:1])
    out = run("report", "brixton", "said-did", "-o", "-").out
    assert "## 1. the council: Send a text." in out
    assert "> Nobody tells us who is coming." in out


def test_a_report_is_noted_with_its_kind_and_format(run: Run, said: list[str]) -> None:
    run("report", "brixton", "gap", "--to", "html")
    assert "gap html, to be read by everybody" in run("show", "brixton").out


def test_a_report_that_is_made_again_takes_the_place_of_the_former(
    run: Run, said: list[str], surroundings: Path
) -> None:
    for _ in range(2):
        assert run("report", "brixton.sqlite", "gap", "--to", "docx").status == 0
    assert len(list(surroundings.glob("*.docx"))) == 1


def test_a_plain_report_is_in_large_print_and_says_what_it_is(run: Run, said: list[str]) -> None:
    out = run("report", "brixton", "session", "--plain", "-o", "-").out
    assert "This is a draft in plain words." in out


def test_a_briefing_says_what_it_was_told(run: Run, said: list[str]) -> None:
    out = run("report", "brixton", "briefing", "--to-whom", "Cllr Okafor", "--ask", "Ring us.",
              "--ask", "Come.", "--purpose", "discuss", "--quote", said[0][:5], "-o", "-").out  # fmt: skip
    assert "- To: Cllr Okafor\n" in out
    assert "- We ask: Ring us.\n- We ask: Come.\n" in out
    assert "- Purpose: to discuss\n" in out
    assert "- Contact: to be filled in\n" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["briefing", "--audience", "team"], "made for public alone"),
        (["minutes"], "There is no report “minutes”"),
        (["gap", "--to", "csv"], "There is no format for this “csv”"),
        (["gap", "--ask", "Ring us."], "has no place for what a briefing is told"),
        (["briefing", "--purpose", "sell"], "There is no purpose of a briefing “sell”"),
        (["briefing", "--quote", "nobody"], "“nobody” cannot be quoted"),
    ],
)
def test_wrong_use_of_a_report_is_one_sentence_and_writes_nothing(
    run: Run, said: list[str], surroundings: Path, words: list[str], sentence: str
) -> None:
    answer = run("report", "brixton", *words)
    assert answer.status == 2
    assert sentence in answer.err
    assert is_one_sentence(answer.err)
    assert not list(surroundings.glob("brixton-library*"))
