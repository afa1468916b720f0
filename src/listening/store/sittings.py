"""Which sittings of this process have kept a line that they are still typing."""

from __future__ import annotations

_typing: set[str] = set()


def begin(sitting: str) -> None:
    """Say that a sitting, known by its first writer, keeps what it types."""
    _typing.add(sitting)


def end(sitting: str) -> None:
    """Say that a sitting is over: what it typed and did not save is offered from now on."""
    _typing.discard(sitting)


def is_typing(sitting: str) -> bool:
    """Tell whether a sitting has kept a line and goes on."""
    return sitting in _typing
