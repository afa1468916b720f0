"""Stopping in the middle of lines: which one, and that those before it are safe."""

from __future__ import annotations

from listening.model.errors import ListeningError


class Stopped(ListeningError):
    """A line could not be saved; those before it are safe."""

    def __init__(self, line: int, why: ListeningError | str, exit_status: int = 1) -> None:
        self.line, self.exit_status = line, exit_status
        safe = ", those before it are safe" if line > 1 else ""
        super().__init__(f"Stopped at line {line}{safe}: {why}")


class NobodyReads(Stopped):
    """The answers go to a program that has ended, so that nobody would know what was saved."""

    def __init__(self, line: int) -> None:
        super().__init__(line, "nobody reads the answers any more.")
