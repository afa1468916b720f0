"""A command line to try: its own sessions folder, its own settings, its own note-taker."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from listening.cli.main import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document that was the answer."""
        return json.loads(self.out)

    @property
    def ids(self) -> list[str]:
        """The ids that were the answer."""
        return self.out.split()


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with nothing of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LISTENING_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("LISTENING_SETTINGS", str(tmp_path / "settings.json"))
    monkeypatch.setenv("LISTENING_AUTHOR", "Sam")
    monkeypatch.delenv("LISTENING_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command and return its answer; `stdin` is what is piped into it."""

    def run_command(*words: str | Path, stdin: str | bytes = "") -> Answer:
        piped = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped)))
        capfd.readouterr()
        status = main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Answer(status, out, err)

    return run_command


@pytest.fixture
def brixton(run: Run) -> str:
    """A session with two prompts and a lens, under the name `brixton`."""
    made = run(
        "new", "brixton.sqlite", "--title", "Brixton Library", "--date", "2026-03-24",
        "--prompt", "20 min: What gets in the way?", "--prompt", "What should be?",
        "--lens", "self-directed", "--safeguarding", "The duty manager",
    )  # fmt: skip
    assert made.status == 0, made.err
    return "brixton"


def is_one_sentence(err: str) -> bool:
    """Tell whether an error was told as the contract says: one line, from the program, no traceback."""
    return (
        err.startswith("listening: ") and err.count("\n") == 1 and err.rstrip().endswith((".", "?"))
    )
