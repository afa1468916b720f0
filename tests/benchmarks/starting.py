"""The first painted screen, beside a bare Textual app's; the commands, beside an empty program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
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
_BARE = [sys.executable, "-c", _BARE_APP]
_TITLE = b"Benchmark afternoon"
_PATIENCE_S = 60


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure how soon a session is on the screen, and how soon cheap commands have answered."""
    path = _session(folder)
    few = max(3, rounds // 10)
    for name, sign, limit in (
        ("the first painted screen", _TITLE, 1.35),
        ("the whole capture screen, its line ready", b"Enter saves it", None),
    ):
        own, low = beside(
            partial(_paint, _listening(path), sign), partial(_paint, _BARE, _TITLE), few
        )
        yield Ratio(name, "a bare Textual app", own, low, limit)
    for name, arguments in (
        ("--help", ["--help"]),
        ("list", ["list", str(path)]),
        ("add", ["add", str(path), "So."]),
    ):
        command = partial(_run, ["-m", "listening", *arguments])
        own, low = beside(command, partial(_run, ["-c", "pass"]), max(3, rounds // 5))
        yield Ratio(f"the command {name}", "an empty Python program", own, low)


def _listening(path: Path) -> list[str]:
    return [sys.executable, "-m", "listening", str(path)]


def _session(folder: Path) -> Path:
    path = folder / "start.sqlite"
    with SessionFile.create(path, {"title": "Benchmark afternoon"}, author="Sam") as file:
        session = file.session().id
        for number in range(60):
            file.capture_unread(parse(f"P{number % 9}: words number {number} /a"), session=session)
    return path


def _paint(command: Sequence[str], sign: bytes) -> None:
    """Start a program in a terminal and wait until certain words stand on its screen."""
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        env=environment(TERM="xterm-256color"),
        dimensions=(24, 80),
        timeout=_PATIENCE_S,
    )
    try:
        child.expect(sign)
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
