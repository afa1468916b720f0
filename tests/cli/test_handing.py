"""`export`, `copy` and `check`: handing over, with consent, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str) -> None:
    run(
        "add",
        brixton,
        "P3: For everybody. /r",
        "P3: For the team alone. %analysis",
        "A secret %off",
    )


def test_an_export_is_for_everybody_and_beside_the_file_unless_told(
    run: Run, said: None, surroundings: Path
) -> None:
    answer = run("export", "brixton.sqlite")
    path = Path(answer.out.strip())
    assert answer.out == "brixton-library-public.md\n"
    text = (surroundings / path).read_text()
    assert "For everybody." in text
    assert "For the team alone." not in text


def test_an_export_says_what_is_in_it_and_what_is_only_counted(run: Run, said: None) -> None:
    answer = run("export", "brixton", "-o", "-")
    assert answer.err == (
        "1 contribution can be read in it, by everybody; 1 is counted only (for analysis only); "
        "1 is counted only (off record).\n"
    )


def test_an_export_for_the_team_goes_to_standard_output(run: Run, said: None) -> None:
    answer = run("export", "brixton", "--audience", "team", "-o", "-")
    assert answer.out.startswith("---\n")
    assert "For the team alone." in answer.out


def test_an_export_goes_to_the_file_or_the_folder_that_is_named(
    run: Run, said: None, surroundings: Path
) -> None:
    (surroundings / "out").mkdir()
    assert run("export", "brixton", "-o", "out").out == "out/brixton-library-public.md\n"
    assert run("export", "brixton", "--to", "markdown", "-o", "out/x.md").out == "out/x.md\n"
    assert (surroundings / "out" / "x.md").read_text().startswith("---\n")


def test_a_copy_is_a_whole_session_file(run: Run, said: None, surroundings: Path) -> None:
    (surroundings / "stick").mkdir()
    assert run("copy", "brixton", "stick").out == "stick/brixton.sqlite\n"
    assert run("copy", "brixton", "other.sqlite").out == "other.sqlite\n"
    lists = [run("list", file, "--json").out for file in ("brixton", "stick/brixton", "other")]
    assert len(set(lists)) == 1
    assert run("check", "brixton", "stick/brixton", "other").status == 0


def test_a_whole_file_is_said_to_be_whole(run: Run, said: None) -> None:
    answer = run("check", "brixton")
    assert answer.status == 0
    assert "whole, format" in answer.out
    (result,) = run("check", "brixton", "--json").json
    assert result["ok"]
    assert result["trouble"] is None
    assert result["contributions"] == 3


def test_a_damaged_and_a_missing_file_are_named_and_the_others_looked_at(
    run: Run, said: None, surroundings: Path
) -> None:
    whole = (surroundings / "brixton.sqlite").read_bytes()
    (surroundings / "cut.sqlite").write_bytes(whole[: len(whole) // 2])
    answer = run("check", "cut", "nowhere", "brixton")
    assert answer.status == 1
    assert [is_one_sentence(f"{line}\n") for line in answer.err.splitlines()] == [True, True]
    assert "cut short" in answer.err
    assert answer.out.count("whole, format") == 1
    results = run("check", "cut", "nowhere", "brixton", "--json").json
    assert [result["ok"] for result in results] == [False, False, True]
