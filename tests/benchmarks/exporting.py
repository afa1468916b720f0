"""The whole command that exports, beside a bare interpreter that reads the same rows and prints them."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from listening.model.quickline import parse
from listening.sharing.formats import FORMATS
from listening.store.asked import PromptPlan
from listening.store.session_file import SessionFile
from tests.benchmarks.measure import Ratio, beside, environment

_LIMITS = {"csv": 3, "jsonl": 3, "qdpx": 6, "markdown": 8, "html": 20, "docx": 40}
"""How many times the bare interpreter each format may take."""

_CONTRIBUTIONS = 2_000
_FEW = 100
_PERSPECTIVES = ("draws-on", "carer", "care-worker", "councillor")
_MARKS = ("/a", "/r", "/s", "/a /s", "/r #rota #direct-payment", "#peer-support", "")
_KINDS = ("!works", "!idea", "!barrier", "!matters", "")
_WORDS = [
    "the",
    "care",
    "that",
    "people",
    "get",
    "at",
    "home",
    "is",
    "often",
    "late",
    "and",
    "nobody",
    "listened",
    "when",
    "my",
    "support",
    "was",
    "reviewed",
    "but",
    "somebody",
    "from",
    "the",
    "council",
    "told",
    "us",
    "that",
    "it",
    "would",
    "change",
    "by",
    "next",
    "summer",
]

_BARE = """
import json, sqlite3, sys
con = sqlite3.connect(sys.argv[1])
rows = con.execute("SELECT * FROM contributions")
names = [column[0] for column in rows.description]
print(json.dumps([dict(zip(names, row)) for row in rows], ensure_ascii=False))
"""


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure every format that exports."""
    number = _CONTRIBUTIONS if rounds > 20 else _FEW
    path = _session(folder, number)
    bare = partial(_run, ["-c", _BARE, str(path)])
    for form in FORMATS.values():
        out = folder / f"out{form.suffix}"
        command = ["-m", "listening", "export", str(path), "--to", form.key, "-o", str(out)]
        own, low = beside(partial(_run, command), bare, max(3, rounds // 12))
        name = f"exporting {number:,} contributions as {form.key}"
        # What was promised is promised of many contributions: of few, starting is all there is.
        limit = _LIMITS.get(form.key) if number == _CONTRIBUTIONS else None
        yield Ratio(name, "a bare interpreter", own, low, limit)


def _session(folder: Path, number: int) -> Path:
    """Make a session in which much was said, by people who told from where they speak."""
    path = folder / "exporting.sqlite"
    facts = {"title": "Benchmark afternoon", "date": "2026-03-24", "lenses": "self-directed"}
    plans = [PromptPlan("What helps?", 30), PromptPlan("What stands in the way?", 30)]
    chance = random.Random(7)
    with SessionFile.create(path, facts, plans, author="Sam") as file:
        session = file.session().id
        prompts = [prompt.id for prompt in file.prompts(session)]
        with file.together():
            for at in range(number):
                line = parse(_line(chance, at))
                file.capture_unread(line, session=session, prompt=prompts[at * 2 // number])
        for person in file.participants(session):
            file.set_participant(
                session, person.handle, perspectives=[chance.choice(_PERSPECTIVES)]
            )
    return path


def _line(chance: random.Random, at: int) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(6, 40)))
    return f"P{at % 40}: {words}. {chance.choice(_MARKS)} {chance.choice(_KINDS)}"


def _run(arguments: Sequence[str]) -> None:
    subprocess.run(
        [sys.executable, *arguments],
        env=environment(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
