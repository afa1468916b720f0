"""Typing into an archive of 100,000 contributions, beside typing into an empty session."""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pexpect

from listening.store import indexing, opening, search
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.benchmarks import merging
from tests.benchmarks.measure import Ratio, environment, milliseconds

_THERE = 100_000
_LETTERS = "caregivers nobody trusts a rota "

_PATIENCE_S = 120
_SEQUENCE = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b\][^\x07]*\x07")
_QUIET_S = 0.02
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
_WHILE_FINDING = "@~^`|"
"""Letters that stand in no row, and that change nothing of what is found."""


@dataclass
class _Room:
    """The program on a session, in a terminal, ready to be typed into."""

    child: pexpect.spawn[bytes]

    def typed(self, letter: str) -> float:
        """Type a letter and return how many milliseconds it took to be painted."""
        return milliseconds(lambda: self._until(letter))

    def _until(self, letter: str) -> None:
        self.child.send(letter)
        drawn = b""
        while letter.encode() not in _SEQUENCE.sub(b"", drawn):
            drawn += self.child.read_nonblocking(65_536, timeout=_PATIENCE_S)

    def rest(self) -> None:
        """Let what else is drawn come to its end, unread."""
        with suppress(pexpect.TIMEOUT):
            while True:
                self.child.read_nonblocking(65_536, timeout=_QUIET_S)


def measure(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Measure keys in the line, keys while finding, the list's scrolling, and the first results."""
    there = _THERE if rounds > 20 else 6_000
    archive, empty = _archive(folder, there), _empty(folder)
    with ExitStack() as ends:
        rooms = [_room(ends, path) for path in (archive, empty)]
        name = f"a key in a line of an archive of {there:,}"
        yield from _beside(name, rooms, cycle(_LETTERS), rounds * 6, saves=True)
        for room in rooms:
            room.child.send(
                "\x15" + "\x7f" * 9 + "\x06"
            )  # the line emptied, and the line to find with
            room.child.expect(b"Find ")
            room.rest()
        for room in rooms:
            room.child.send("care")
            room.rest()
        name = f"a key while finding in {there:,}"
        yield from _beside(name, rooms, cycle(_WHILE_FINDING), rounds * 3)
    yield _first_results(archive, rounds)


def _beside(
    name: str, rooms: Sequence[_Room], letters: Iterator[str], number: int, *, saves: bool = False
) -> Iterator[Ratio]:
    """Yield the median and the worst of a hundred, of keys typed into both in turns."""
    took: tuple[list[float], list[float]] = ([], [])
    for nth in range(number):
        letter = next(letters)
        if saves and nth % _LINE == _LINE - 1:
            for room in rooms:
                room.child.send("\r")
                room.rest()
        for room, times in zip(rooms, took, strict=True):
            times.append(room.typed(letter))
            room.rest()
    (own, own_worst), (low, low_worst) = ((statistics.median(t), _worst(t)) for t in took)
    yield Ratio(f"{name}, the median", "in an empty one", own, low)
    yield Ratio(f"{name}, the worst of a hundred", "in an empty one", own_worst, low_worst, _MOST)


def _worst(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * 99 // 100)]


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


def _room(ends: ExitStack, path: Path) -> _Room:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "listening", str(path), "--as", "Sam"],
        env=environment(TERM="xterm-256color", LISTENING_SETTINGS=str(path.with_suffix(".json"))),
        dimensions=(40, 120),
        timeout=_PATIENCE_S,
    )
    ends.callback(child.close, force=True)
    child.expect(b"Enter saves it")
    child.delaybeforesend = None
    room = _Room(child)
    room.rest()
    return room
