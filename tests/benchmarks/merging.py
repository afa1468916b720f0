"""Merging many files into one archive, beside copying the same rows with nothing checked and nothing folded."""

from __future__ import annotations

import random
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from listening.store import building, clock, names, opening, schema
from listening.store.batch import BATCH
from listening.store.merge import merge
from tests.benchmarks.measure import Ratio

_CONTRIBUTIONS = 200
"""How many contributions each file has."""
_NATIONAL = 10_000
"""How many meetings a national debate has."""
_WORDS = [
    "care",
    "support",
    "week",
    "person",
    "nobody",
    "told",
    "form",
    "phone",
    "social",
    "worker",
    "mum",
    "dad",
    "money",
    "time",
    "listen",
    "trust",
    "council",
    "change",
    "rota",
    "hours",
    "plan",
]
_TAGS = ("tag/attitudes", "tag/roles", "tag/system", "tag/rota", "kind")

_Row = tuple[str, str, str, str | int, None]


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure 500 files into a new archive, all of them again, and one new file."""
    yield from _measure(folder, 500 if rounds > 20 else 20)


def measure_national(folder: Path, rounds: int) -> Iterator[Ratio | str]:
    """Measure as many files as a national debate has, and the memory that it takes."""
    yield from _measure(folder, _NATIONAL if rounds > 20 else 40)
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield f"the most memory used: {peak_kb / 1024:.0f} MB, at most 500 promised"


def _measure(folder: Path, number: int) -> Iterator[Ratio]:
    *sources, new = make(folder / "sources", number + 1)
    out, fresh, other = (folder / f"{name}.sqlite" for name in ("out", "fresh", "other"))
    low = _cpu(lambda: _floor(folder / "floor.sqlite", sources))
    first = _cpu(lambda: merge(out, sources))
    again = _cpu(lambda: merge(out, sources))
    yield Ratio(f"{number} files into a new archive (CPU)", "copying their rows", first, low, 3)
    yield Ratio("merging them all again (CPU)", "the first time", again, first, 1 / 3)
    merge(other, [_fresh_copy(sources[0], fresh)])
    small = _cpu(lambda: merge(other, [new]))
    large = _cpu(lambda: merge(out, [new]))
    yield Ratio("one new file into it (CPU)", "into an archive of one file", large, small)


def _fresh_copy(path: Path, copied: Path) -> Path:
    """Copy a file and return the copy."""
    shutil.copy(path, copied)
    return copied


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _floor(path: Path, sources: Sequence[Path]) -> None:
    """Attach the sources, batch by batch, and copy their rows, under the settings of the house."""
    with closing(opening.connect(path, "rwc")) as con:
        con.execute(schema.CHANGE)
        con.execute(schema.ERASURE)
        for start in range(0, len(sources), BATCH):
            batch = sources[start : start + BATCH]
            for number, source in enumerate(batch):
                con.execute(f"ATTACH ? AS s{number}", (f"{source.as_uri()}?mode=ro&immutable=1",))
            con.execute("BEGIN IMMEDIATE")
            for number in range(len(batch)):
                con.execute(f"INSERT OR IGNORE INTO change SELECT * FROM s{number}.change")
            con.execute("COMMIT")
            for number in range(len(batch)):
                con.execute(f"DETACH s{number}")


def make(folder: Path, number: int, contributions: int = _CONTRIBUTIONS) -> list[Path]:
    """Write files with the ledgers of as many sessions, straight into their tables."""
    folder.mkdir()
    empty = folder / "empty"
    building.new_file(empty).close()
    chance = random.Random(1)
    paths = [folder / f"{each:05d}.sqlite" for each in range(number)]
    for path in paths:
        shutil.copy(empty, path)
        with closing(sqlite3.connect(path)) as con, con:
            con.execute("PRAGMA synchronous = OFF")
            con.executemany(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?)", _rows(chance, contributions)
            )
    empty.unlink()
    return paths


def _rows(chance: random.Random, contributions: int) -> Iterator[_Row]:
    """Yield the changes of one session, as they are written when it is set up and taken down."""
    session, writer = _token(chance, 10), _token(chance, 8)
    begun = 1_774_353_600_000 + chance.randrange(10**9)
    stamp = f"{begun:013d}.000.{writer}"
    prompts = [_token(chance, 10) for _ in range(2)]
    yield names.session_record(session), "title", stamp, f"Meeting {session}", None
    yield names.session_record(session), "date", stamp, "2026-03-24", None
    for field, value in (("name", "Sam"), ("program", "listening"), ("utc_offset", "+00:00")):
        yield names.writer_record(session, writer), field, stamp, value, None
    for position, prompt in enumerate(prompts, 1):
        yield names.prompt_record(session, prompt), "text", stamp, "What works?", None
        yield names.prompt_record(session, prompt), "position", stamp, position, None
    people = [_token(chance, 10) for _ in range(12)]
    for number, person in enumerate(people):
        yield names.participant_record(session, person), "handle", stamp, f"P{number}", None
    for number in range(contributions):
        stamp = f"{begun + 7_000 * (number + 1):013d}.000.{writer}"
        record = names.contribution_record(session, _token(chance, 10))
        yield record, "words", stamp, " ".join(chance.choices(_WORDS, k=15)), None
        yield record, "participant", stamp, chance.choice(people), None
        yield record, "prompt", stamp, prompts[number * 2 // contributions], None
        for field in chance.sample(_TAGS, 2):
            yield record, field, stamp, "idea" if field == "kind" else 1, None


def _token(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(clock.ALPHABET[10:], k=length))
