"""One saved contribution with three tags, beside one row put into a bare table."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from listening.model.quickline import parse
from listening.store.session_file import SessionFile
from tests.benchmarks.measure import Ratio, beside

_LINE = "P3: Mum's carers change every week and nobody tells us who is coming. /r /s #rota"


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure the cost of a save, in an empty file and in one of 5,000 contributions."""
    for there in (0, 5_000 if rounds > 20 else 50):
        own, low = _beside_a_bare_table(folder / f"{there}", there, rounds)
        yield Ratio(
            f"a capture with three tags, {there} there already", "a bare insert", own, low, 3
        )


def _beside_a_bare_table(folder: Path, there: int, rounds: int) -> tuple[float, float]:
    folder.mkdir()
    with _file(folder, there) as file, closing(_bare_table(folder)) as con:
        session = file.session().id
        numbers = itertools.count()

        def capture() -> None:
            file.capture_unread(parse(_LINE, file.known(session)), session=session)

        def insert() -> None:
            con.execute("INSERT INTO said VALUES (?, ?)", (next(numbers), _LINE))

        return beside(capture, insert, rounds)


def _file(folder: Path, there: int) -> SessionFile:
    file = SessionFile.create(folder / "listening.sqlite", {"title": "Benchmark"}, author="Sam")
    session = file.session().id
    with file.together():
        for number in range(there):
            file.capture_unread(parse(f"P{number % 40}: words number {number} /a"), session=session)
    return file


def _bare_table(folder: Path) -> sqlite3.Connection:
    con = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    con.execute("PRAGMA journal_mode = DELETE")
    con.execute("PRAGMA synchronous = EXTRA")
    con.execute("CREATE TABLE said (n INTEGER PRIMARY KEY, words TEXT)")
    return con
