"""A kill at any moment takes nothing of what `add` has printed."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from listening.store.check import check
from listening.store.session_file import SessionFile
from tests.cli.conftest import Run
from tests.cli.fresh import COMMAND

ROUNDS = 200
LINES = b"".join(b"P%d: line %d of many /a #code-%d\n" % (n % 9, n, n % 5) for n in range(2000))


def killed_while_adding(file: Path, words: Path, after: float) -> list[str]:
    """Start `add`, kill it so long after its first id, and return the ids that were printed."""
    with (
        words.open("rb") as lines,
        subprocess.Popen([*COMMAND, "add", file], stdin=lines, stdout=subprocess.PIPE) as adding,
    ):
        assert adding.stdout is not None
        first = adding.stdout.readline()
        # The moment of the kill is what is being tried; nothing waits on this clock.
        time.sleep(after)
        adding.kill()
        printed = first + adding.stdout.read()
    return [line.decode() for line in printed.splitlines(keepends=False) if len(line) == 10]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_id_that_was_printed_is_in_the_file_after_a_kill(
    run: Run, brixton: str, surroundings: Path
) -> None:
    file, words = surroundings / "brixton.sqlite", surroundings / "lines.txt"
    words.write_bytes(LINES)
    dice = random.Random(20260324)
    printed: list[str] = []
    for _ in range(ROUNDS):
        printed += killed_while_adding(file, words, dice.uniform(0, 0.03))
        with SessionFile.open(file) as opened:
            there = {each.id for each in opened.contributions()}
        assert set(printed) <= there
    assert len(printed) >= ROUNDS
    assert check(file).trouble is None
