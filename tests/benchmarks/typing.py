"""Typing into an archive of 100,000 contributions, beside typing into an empty session."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import cycle
from pathlib import Path

from listening.store import indexing, opening, search
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.benchmarks import finding, merging
from tests.benchmarks.measure import Ratio, at_the_worst, milliseconds
from tests.benchmarks.rooms import Room, room

_THERE = 100_000
_LETTERS = "caregivers nobody trusts a rota "

_LINE = 40
"""After how many letters a line is saved, so that figures are counted while the next is typed."""
_MOST = 1.3
"""How much longer a key may take, at the worst of a hundred."""
_FIND_MOST = 3
"""How much longer than the plain question a search may take until its first results."""
_PLAIN = (
    "SELECT v.* FROM contribution_fts f CROSS JOIN contribution c ON c.n = f.rowid "
    "CROSS JOIN contributions v ON v.id = c.id "
    "WHERE contribution_fts MATCH ? AND c.removed = 0 ORDER BY f.rowid DESC LIMIT 64"
)
"""The same rows as anybody would ask for them with SQLite alone."""


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure keys in the line, keys while finding in both ways, and the first results."""
    there = _THERE if rounds > 20 else 6_000
    archive, empty = _archive(folder, there), _empty(folder)
    with ExitStack() as ends:
        rooms = [room(ends, path) for path in (archive, empty)]
        took = [
            _typed(rooms, letter, nth) for nth, letter in zip(range(rounds * 6), cycle(_LETTERS))
        ]
        yield from at_the_worst(f"a key in a line of an archive of {there:,}", took, _MOST)
    for where in finding.DOORS:
        with ExitStack() as ends:
            rooms = [room(ends, path) for path in (archive, empty)]
            yield from finding.measure(rooms, where, rounds * 3)
    yield _first_results(archive, rounds)


def _typed(rooms: Sequence[Room], letter: str, nth: int) -> list[float]:
    """Type a letter in both, a line that is long being saved first, and return how long it took."""
    if nth % _LINE == _LINE - 1:
        for each in rooms:
            each.child.send("\r")
            each.rest()
    took = []
    for each in rooms:
        took.append(each.typed(letter))
        each.rest()
    return took


def _first_results(archive: Path, rounds: int) -> Ratio:
    with SessionFile.open(archive, author="Sam") as file:
        file.search("care", limit=1)
        own, low = [], []
        for word in ("care", "rota", "nob", "trust pho", "cou")[: max(1, rounds)]:
            match = " ".join(f'"{part}"*' for part in word.split())
            own.append(
                milliseconds(
                    lambda word=word: file.numbered(file.found(word, newest=search.WEIGHED)[:64])
                )
            )
            low.append(
                milliseconds(lambda match=match: file._con.execute(_PLAIN, (match,)).fetchall())
            )
    return Ratio(
        "the first results of a search", "the plain question to SQLite",
        statistics.median(own), statistics.median(low), _FIND_MOST,
    )  # fmt: skip


def _archive(folder: Path, there: int) -> Path:
    """Make one session of so many contributions, with its index."""
    (source,) = merging.make(folder / "sources", 1, contributions=there)
    out = folder / "archive.sqlite"
    merge(out, [source])
    with closing(opening.connect(out)) as con:
        indexing.finish(con, lambda _: False)
    return out


def _empty(folder: Path) -> Path:
    path = folder / "empty.sqlite"
    SessionFile.create(path, {"title": "Empty"}, author="Sam").close()
    return path
