"""Help, and the one table that it is made from."""

from __future__ import annotations

import shlex

import pytest

from listening.cli.parsers import parser_of
from listening.cli.table import COMMANDS, load
from tests.cli.conftest import Run
from tests.readme import commands, stands_in_readme


def test_help_lists_every_command_with_what_it_does(run: Run) -> None:
    answer = run("--help")
    assert answer.status == 0
    for name, entry in COMMANDS.items():
        assert f"{name} " in answer.out
        assert entry.summary in answer.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_one_example(run: Run, name: str) -> None:
    answer = run(name, "--help")
    assert answer.status == 0
    assert answer.err == ""
    assert answer.out.count("Example:") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_is_one_that_the_command_takes(name: str) -> None:
    command = load(name)
    program, called, *words = shlex.split(command.example)
    assert (program, called) == ("listening", name)
    parser_of(name, command).parse_intermixed_args(words)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("lenses", "demo")])
def test_every_command_about_a_file_takes_the_sessions_folder(run: Run, name: str) -> None:
    assert "--sessions" in run(name, "--help").out


@pytest.mark.parametrize(
    "name",
    [
        "new", "add", "note", "tag", "edit", "remove", "restore", "undo", "participant", "settle",
        "duplicates", "agreement", "setup", "merge", "erase", "export", "copy", "import", "commitment", "relation", "link",
        "unlink",
    ],
)  # fmt: skip
def test_every_command_that_writes_takes_the_note_takers_name(run: Run, name: str) -> None:
    assert "--as NAME" in run(name, "--help").out


@pytest.mark.parametrize(
    "name",
    [
        "list", "show", "setup", "tag", "edit", "history", "playback", "agenda", "voices", "participant", "lenses", "search", "check",
        "conflicts", "duplicates", "agreement", "merge", "erase", "import", "commitment", "relation", "link",
        "unlink", "links",
    ],
)  # fmt: skip
def test_every_command_that_prints_rows_or_figures_has_json(run: Run, name: str) -> None:
    assert "--json" in run(name, "--help").out


def test_the_readme_lists_every_command_as_the_table_does() -> None:
    assert stands_in_readme("commands", commands())
    assert all(f"`listening {name}`" in commands() for name in COMMANDS)


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("listening ")


@pytest.mark.parametrize(("columns", "widest"), [("60", 58), ("200", 198), ("", 78), ("-3", 78)])
def test_help_is_as_wide_as_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("merge", "--help").out.splitlines()
    assert max(map(len, lines)) <= widest
