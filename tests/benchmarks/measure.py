"""Timing a piece of work beside its floor, turn by turn, so that a busy machine slows both."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Work = Callable[[], object]
"""A piece of work to be timed."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """How long something takes beside its floor."""

    name: str
    """What was done."""
    floor: str
    """What it is held against."""
    took: float
    """Median, in milliseconds."""
    floor_took: float
    """Median of the floor, in milliseconds."""
    limit: float | None = None
    """The most that it should be; None where nothing was promised."""

    @property
    def ratio(self) -> float:
        """How many times the floor it took."""
        return self.took / self.floor_took

    def __str__(self) -> str:
        promised = f", at most {self.limit:g} promised" if self.limit is not None else ""
        return (
            f"{self.name}: {self.took:.2f} ms, {self.ratio:.2f} times {self.floor} "
            f"({self.floor_took:.2f} ms){promised}"
        )


def beside(work: Work, floor: Work, rounds: int) -> tuple[float, float]:
    """Return the medians of a piece of work and of its floor, in milliseconds, taken in turns."""
    pairs = [(milliseconds(work), milliseconds(floor)) for _ in range(rounds)]
    return statistics.median(own for own, _ in pairs), statistics.median(low for _, low in pairs)


def at_the_worst(name: str, took: Sequence[Sequence[float]], most: float) -> Iterator[Ratio]:
    """Yield the median and the worst of a hundred of keys, beside the same in an empty session.

    Args:
        name: which keys.
        took: how many milliseconds each took: in the large one, then in the empty one.
        most: how much longer the worst of a hundred may take.
    """
    large, empty = (sorted(times) for times in zip(*took, strict=True))
    (own, low), (own_worst, low_worst) = (
        (statistics.median(large), statistics.median(empty)),
        (large[len(large) * 99 // 100], empty[len(empty) * 99 // 100]),
    )
    yield Ratio(f"{name}, the median", "in an empty one", own, low)
    yield Ratio(f"{name}, the worst of a hundred", "in an empty one", own_worst, low_worst, most)


def milliseconds(work: Work) -> float:
    """Return how long a piece of work takes, in milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def environment(**more: str) -> dict[str, str]:
    """Return an environment for timed programs: byte code is kept, as it is for people."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"TZ": "UTC", **more}
