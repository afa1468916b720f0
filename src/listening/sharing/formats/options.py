"""What every format is told, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Step: TypeAlias = Callable[[int, int], None]
"""Hears how far the work is: so much is done, of so much. What it raises ends the work."""


def nothing(done: int, of: int) -> None:
    """Hear how far the work is, and do nothing about it."""


class Options(NamedTuple):
    """What a format is told besides what it shall write."""

    generated: datetime
    """When it is written."""
    plain: bool = False
    """Documents: large print. CSV: exact, without the guard against spreadsheets."""
    name: str = ""
    """The name of the file that it will be, for companions that name it; empty where there is none."""
    step: Step = nothing
    """Hears how far the work is."""


class Written(NamedTuple):
    """A finished export: the bytes of its file, and of those that belong beside it."""

    content: bytes
    beside: Mapping[str, bytes] = MappingProxyType({})
    """Companion files by what their names end with in place of the format's own suffix."""
