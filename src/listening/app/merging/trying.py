"""Trying a merge before it is done, and doing it; both can be stopped between batches of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from listening.store import merge
from listening.store.merge import MergeResult, Progress


class Stopped(Exception):
    """Somebody wished it to stop, or something newer is to be tried."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of a merge."""

    result: MergeResult
    asking: frozenset[Path] = frozenset()
    """The sources that are left out only because nobody has accepted what they erase."""


def rehearsed(out: Path, sources: Sequence[Path], is_stopped: Callable[[], bool]) -> Rehearsal:
    """Return what would come of merging the sources.

    Raises:
        Stopped: it is no longer wanted.
        ListeningError: the merge could not be done at all.
    """
    progress = stopping(is_stopped)
    result = merge.rehearse(out, sources, progress=progress)
    refused = {source.path for source in result.sources if source.trouble}
    if not refused:
        return Rehearsal(result)
    accepted = merge.rehearse(out, sources, accept_erasures=True, progress=progress)
    joined = {source.path for source in accepted.sources if not source.trouble}
    return Rehearsal(result, frozenset(refused & joined))


def stopping(is_stopped: Callable[[], bool], told: Progress | None = None) -> Progress:
    """Return a progress that tells another, and stops where that is wished."""

    def progress(done: int, of: int, path: Path) -> None:
        if told is not None:
            told(done, of, path)
        if is_stopped() and done < of:
            raise Stopped

    return progress
