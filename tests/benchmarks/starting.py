"""The first painted screen, beside a bare Textual app's; the commands, beside an empty program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pexpect

from listening.model.quickline import parse
from listening.store.session_file import SessionFile
from tests.benchmarks.measure import Ratio, beside, environment

_BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("Benchmark afternoon")
Bare().run()
"""
_PATIENCE_S = 60


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure the first paint of a session's capture screen, and the start of cheap commands."""
    path = _session(folder)
    own, low = beside(
        lambda: _first_paint([sys.executable, "-m", "listening", str(path)]),
        lambda: _first_paint([sys.executable, "-c", _BARE_APP]),
        max(3, rounds // 10),
    )
    yield Ratio("the first painted screen", "a bare Textual app", own, low, 1.35)
    for name, arguments in (
        ("--help", ["--help"]),
        ("list", ["list", str(path)]),
        ("add", ["add", str(path), "So."]),
    ):
        own, low = beside(
            lambda arguments=arguments: _run(["-m", "listening", *arguments]),  # type: ignore[misc]
            lambda: _run(["-c", "pass"]),
            max(3, rounds // 5),
        )
        yield Ratio(f"the command {name}", "an empty Python program", own, low)


def _session(folder: Path) -> Path:
    path = folder / "start.sqlite"
    with SessionFile.create(path, {"title": "Benchmark afternoon"}, author="Sam") as file:
        session = file.session().id
        for number in range(60):
            file.capture_unread(parse(f"P{number % 9}: words number {number} /a"), session=session)
    return path


def _first_paint(command: Sequence[str]) -> None:
    """Start a program in a terminal and wait until the title stands on its screen."""
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        env=environment(TERM="xterm-256color"),
        dimensions=(24, 80),
        timeout=_PATIENCE_S,
    )
    try:
        child.expect(b"Benchmark afternoon")
    finally:
        child.terminate(force=True)
        child.close()


def _run(arguments: Sequence[str]) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        env=environment(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
