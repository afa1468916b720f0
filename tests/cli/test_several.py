"""A file that holds several sessions: all of them unless one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from listening.store.merge import merge
from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def sessions(run: Run, surroundings: Path) -> tuple[str, str]:
    """An archive of two sessions, by their ids: `archive.sqlite`."""
    for name, title in (("one", "One"), ("two", "Two")):
        run("new", f"{name}.sqlite", "--title", title, "--prompt", f"Why {title}?")
        run("add", name, f"P1: said in {title}", "--prompt", "1")
    merge(surroundings / "archive.sqlite", [surroundings / f"{n}.sqlite" for n in ("one", "two")])
    one, two = (each["id"] for each in run("show", "archive", "--json").json["sessions"])
    return one, two


def words(run: Run, *narrow: str) -> list[str]:
    return [each["words"] for each in run("list", "archive", *narrow, "--json").json]


def test_lists_and_figures_are_of_all_of_them_or_of_one(
    run: Run, sessions: tuple[str, str]
) -> None:
    assert words(run) == ["said in One", "said in Two"]
    assert words(run, "--session", sessions[1][:4]) == ["said in Two"]
    assert words(run, "--prompt", "1") == ["said in One", "said in Two"]
    assert run("show", "archive", "--json").json["counts"]["heard"] == 2
    shown = run("show", "archive", "--session", sessions[0], "--json").json
    assert (shown["title"], shown["counts"]["heard"]) == ("One", 1)


def test_a_list_says_which_session_it_is_in(run: Run, sessions: tuple[str, str]) -> None:
    printed = run("list", "archive").out
    assert printed.index("One, ") < printed.index("said in One") < printed.index("Two, ")


@pytest.mark.parametrize(
    "command",
    [
        ("add", "archive", "words"),
        ("note", "archive"),
        ("participant", "archive", "P1", "--perspective", "nhs"),
        ("export", "archive", "-o", "-"),
        ("export", "archive", "-o", "one.md"),
    ],
)
def test_what_is_about_one_session_asks_which(
    run: Run, sessions: tuple[str, str], command: tuple[str, ...]
) -> None:
    answer = run(*command)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert f"{sessions[0]} (One), {sessions[1]} (Two)" in answer.err
    assert run(*command, "--session", sessions[1]).status == 0


def test_each_session_is_exported_to_a_file_of_its_own(run: Run, sessions: tuple[str, str]) -> None:
    assert run("export", "archive").out.split() == ["one-public.md", "two-public.md"]
