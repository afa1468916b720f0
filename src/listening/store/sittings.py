"""Which sittings have kept what they are still typing: in this process, and on this machine."""

from __future__ import annotations

_typing: set[str] = set()


def begin(sitting: str) -> None:
    """Say that a sitting, known by its first writer, keeps what it types."""
    _typing.add(sitting)


def end(sitting: str) -> None:
    """Say that a sitting is over: what it typed and did not save is offered from now on."""
    _typing.discard(sitting)


def is_typing(sitting: str) -> bool:
    """Tell whether a sitting of this process has kept something and goes on."""
    return sitting in _typing


def here() -> tuple[str, str]:
    """Return names for this machine, which tells nothing of it, and for this process, which no later one bears."""
    return machine(), _process()


def machine() -> str:
    """Return a name for this machine that tells nothing of it."""
    # Imported here because most sittings leave no draft behind.
    import hashlib
    import socket

    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:16]


def goes_on(sitting: str, on: str, by: str) -> bool:
    """Tell whether a sitting may still go on, on this machine.

    Args:
        sitting: the sitting.
        on: the machine that it was on.
        by: the process that it was in.
    """
    import psutil  # only where a draft was left

    if on != machine():
        return False
    if by == _process():
        return is_typing(sitting)
    pid, _, created = by.partition(" ")
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" == created
    except (psutil.Error, ValueError, OverflowError):
        return False


def _process() -> str:
    import psutil  # only where something is being typed

    this = psutil.Process()
    return f"{this.pid} {this.create_time():.2f}"
