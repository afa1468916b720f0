"""What a command loads before it answers."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from listening.cli.table import COMMANDS
from tests.cli.conftest import Run
from tests.cli.fresh import started

_SAY_MODULES = """
import json, sys
from listening.cli.main import main
main(sys.argv[1:])
sys.stdout.flush()
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
SCREEN = {"textual", "rich"}
DATABASE = {"sqlite3", "sqlite_utils"}
HEAVY = {"sqlite_utils", "slugify", "markdown_it", "psutil", "platformdirs"}


def loaded(*words: str) -> set[str]:
    """Return the outermost modules that a fresh process has loaded once the command has answered."""
    return {name.partition(".")[0] for name in modules(*words)}


def modules(*words: str) -> set[str]:
    """Return all modules that a fresh process has loaded once the command has answered."""
    done = subprocess.run(
        [sys.executable, "-c", _SAY_MODULES, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("add", "--help"), ("lenses",)])
def test_help_loads_neither_a_database_nor_a_screen(words: tuple[str, ...]) -> None:
    assert not loaded(*words) & (SCREEN | DATABASE | HEAVY)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_no_command_loads_a_database_or_a_screen(name: str) -> None:
    assert not loaded(name, "--help") & (SCREEN | DATABASE | HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "brixton.sqlite", "P3: Nobody tells us who is coming. /r"),
        ("list", "brixton.sqlite", "--json"),
        ("show", "brixton.sqlite"),
        ("note", "brixton.sqlite"),
        ("export", "brixton.sqlite", "-o", "-"),
        ("search", "brixton.sqlite", "coming"),
    ],
)
def test_everyday_commands_load_no_screen_and_nothing_heavy(
    brixton: str, words: tuple[str, ...]
) -> None:
    assert not loaded(*words) & (SCREEN | HEAVY)


@pytest.mark.parametrize(
    "words", [("list", "brixton.sqlite"), ("export", "brixton.sqlite", "--to", "csv", "-o", "-")]
)
def test_who_only_asks_loads_nothing_that_changes_a_file(
    brixton: str, words: tuple[str, ...]
) -> None:
    changing = {"drafts", "edits", "erase", "history", "merge", "participants", "settling", "setup"}
    answers = {"search", "tallies", "views"}
    assert not modules(*words) & {f"listening.store.{name}" for name in changing | answers}


def test_a_command_loads_no_other_commands_modules(run: Run, surroundings: Path) -> None:
    code = "import sys; from listening.cli.main import main; main(['lenses']); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    names = set(done.stdout.split())
    assert "listening.cli.lenses" in names
    assert not {"listening.cli.add", "listening.cli.change", "listening.cli.show"} & names


def test_all_that_was_answered_is_printed_before_the_process_leaves(brixton: str) -> None:
    lines = "".join(f"Line {number} of what was said. /a\n" for number in range(400))
    assert started("add", brixton, stdin=lines.encode()).returncode == 0
    done = started("list", brixton, "--json", PYTHONUNBUFFERED="")
    assert done.returncode == 0
    assert "Line 399 of what was said." in json.loads(done.stdout)[-1]["words"]


@pytest.mark.parametrize(
    ("words", "status"), [(("--version",), 0), (("list", "nowhere"), 1), (("list", "--nowhere"), 2)]
)
def test_the_shell_is_given_the_exit_status(words: tuple[str, ...], status: int) -> None:
    done = started(*words)
    assert done.returncode == status
    assert done.stdout or done.stderr


_A_THREAD_GOES_ON = """
import sys, threading
from listening.__main__ import main
def work():
    threading.main_thread().join()
    print("done to the end")
threading.Thread(target=work).start()
sys.argv = ["listening", "--version"]
main()
"""


def test_what_a_thread_does_is_waited_for(surroundings: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _A_THREAD_GOES_ON], capture_output=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == b"done to the end"


def test_a_sitting_of_hours_gives_memory_back(run: Run, brixton: str) -> None:
    gc.disable()
    try:
        assert run("note", brixton, stdin="So it is.\n").status == 0
        assert gc.isenabled()
    finally:
        gc.enable()
