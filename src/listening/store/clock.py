"""A hybrid logical clock: stamps that sort as text and never run backwards within a sitting.

After Kulkarni and others, *Logical Physical Clocks* (2014), with one difference: a writer follows
only what it replaces, never the newest stamp of the file, so that one bad clock cannot spread.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32, in lower case: no letter that looks like another."""

TOKEN_LENGTH = 10
WRITER_LENGTH = 8
STAMP_LENGTH = 26

Milliseconds = Callable[[], int]
"""A clock: milliseconds since 1970, UTC."""
Tokens = Callable[[int], str]
"""A source of names: so many characters of `ALPHABET`, never the same twice."""

_LETTERS = ALPHABET[10:]
_LAST_COUNT = 0xFFF
_END = (9_999_999_999_999, _LAST_COUNT)
"""The last moment that a stamp has room for."""
_STAMP = re.compile(r"([0-9]{13})\.([0-9a-f]{3})\.")
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):([0-5]\d)")


def now_ms() -> int:
    """Return the time of this machine's clock, in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def random_token(length: int) -> str:
    """Return a random name of so many characters; it begins with a letter, as headings need it to."""
    # From where `secrets` takes it too, without loading what else that brings to every start.
    first = int.from_bytes(os.urandom(8), "big") % len(_LETTERS)
    return _LETTERS[first] + "".join(ALPHABET[each & 31] for each in os.urandom(length - 1))


def utc_offset(ms: int) -> str:
    """Return the offset of this machine's wall clock at that time, such as `+01:00`."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone().isoformat()[-6:]


def moment(stamp: str, offset: str | None = None) -> datetime:
    """Return when a stamp was made, on a wall clock of that offset; UTC where it is not known."""
    return datetime.fromtimestamp(_time_of(stamp)[0] / 1000, _zone(offset))


def written(stamp: str, offset: str | None = None) -> str:
    """Return the same moment as it is written: ISO 8601 with milliseconds and the offset."""
    match = _STAMP.match(stamp)
    minute, rest = divmod(int(match[1]) if match else 0, 60_000)
    begins, ends = _minute(minute, offset)
    return f"{begins}{rest / 1000:06.3f}{ends}"


def writer_of(stamp: str) -> str:
    """Return the writer who made a stamp."""
    return stamp[18:]


class Clock:
    """Makes the stamps of one writer."""

    def __init__(self, writer: str, now: Milliseconds = now_ms) -> None:
        self.writer = writer
        self._now = now
        self._last = (0, 0)

    @property
    def spent(self) -> bool:
        """Whether this writer has followed somebody to the end of time, and has no stamp left."""
        return self._last >= _END

    def stamp(self, bases: Iterable[str] = ()) -> str:
        """Return a stamp that is later than this writer's last and than every base it replaces.

        Raises:
            OverflowError: a base stands where no stamp can come after it.
        """
        replaced = tuple(bases)
        seen = max((self._last, *(_time_of(base) for base in replaced)))
        then = max((min(self._now(), _END[0]), 0), _after(seen))
        stamp = f"{then[0]:013d}.{then[1]:03x}.{self.writer}"
        if then > _END or any(base >= stamp for base in replaced):
            raise OverflowError
        self._last = then
        return stamp


@lru_cache(maxsize=64)
def _zone(offset: str | None) -> timezone:
    """Return the zone of an offset, whatever a foreign file may say: UTC unless it reads as one."""
    match = _OFFSET.fullmatch(offset or "")
    if match is None:
        return UTC
    minutes = int(match[2]) * 60 + int(match[3])
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))


@lru_cache(maxsize=1024)
def _minute(minute: int, offset: str | None) -> tuple[str, str]:
    """Return what is written before and after the seconds of a minute, in which much may be said.

    Args:
        minute: how many minutes after 1970 began, UTC.
        offset: of which wall clock.
    """
    text = datetime.fromtimestamp(minute * 60, _zone(offset)).isoformat(timespec="minutes")
    return f"{text[:16]}:", text[16:]


def _time_of(stamp: str) -> tuple[int, int]:
    """Return milliseconds and count; the beginning of time for what no clock here could have made."""
    match = _STAMP.match(stamp)
    return (int(match[1]), int(match[2], 16)) if match else (0, 0)


def _after(seen: tuple[int, int]) -> tuple[int, int]:
    ms, count = seen
    return (ms, count + 1) if count < _LAST_COUNT else (ms + 1, 0)
