"""Lenses: lists of codes that stand beside the three areas.

A lens is one small file beside this module, with short labels and the source of its list. Every
lens leaves room for new themes; none of them is ever needed.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from listening.model.errors import UnknownTerm
from listening.model.text import fold, single_line
from listening.model.vocabulary import Area

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHIPPED = ("three-areas", "making-it-real", "care-act", "social-care-future", "self-directed")


class Code(NamedTuple):
    """One theme of a lens, that a contribution may carry."""

    key: str
    """The full key, `lens/code`, by which files and commands name it."""
    label: str
    """How it is shown to people."""
    area: Area | None = None
    """The area under which its source puts it; it puts no contribution there by itself."""

    @property
    def short(self) -> str:
        """The key within its lens."""
        return self.key.partition("/")[2]


class Lens(NamedTuple):
    """A list of codes from one source."""

    key: str
    """The name by which files and commands choose it."""
    label: str
    """How it is shown to people."""
    about: str
    """What the list holds, in one or two sentences."""
    source: str
    """Where the list comes from: title, body, year."""
    codes: tuple[Code, ...]
    """Its codes, in the order of the source."""
    fixed_order: bool = False
    """Whether figures keep this order, because ranking them would say what the source does not."""


def lens_keys() -> tuple[str, ...]:
    """Return the keys of the lenses, in the order in which they are offered."""
    return _SHIPPED


def load(key: str) -> Lens:
    """Return the lens with this key, whatever its case.

    Raises:
        UnknownTerm: there is no such lens.
    """
    known = fold(key.strip())
    if known not in _SHIPPED:
        raise UnknownTerm("lens", single_line(key), _SHIPPED)
    return _read(known)


def all_lenses() -> tuple[Lens, ...]:
    """Return every lens, in the order in which they are offered."""
    return tuple(map(load, _SHIPPED))


def resolve(short: str, lens_keys_in_use: Iterable[str]) -> str | None:
    """Return the full key of the code that somebody wrote, whatever its case.

    A full key is known whichever lenses are in use; a short one only where exactly one of those
    in use has it. None means that it is a theme of the session's own, and so does a lens that
    this version does not know.
    """
    wanted = fold(short.strip())
    if "/" in wanted:
        return wanted if wanted in _labels(wanted.partition("/")[0]) else None
    return short_codes(lens_keys_in_use).get(wanted)


def short_codes(lens_keys_in_use: Iterable[str]) -> dict[str, str]:
    """Return the short keys that exactly one of the lenses in use has, to their full keys."""
    in_use = {fold(key) for key in lens_keys_in_use}
    codes = [code for lens in all_lenses() if lens.key in in_use for code in lens.codes]
    times = Counter(code.short for code in codes)
    return {code.short: code.key for code in codes if times[code.short] == 1}


def label_of(code: str) -> str:
    """Return how a code is shown: the label from its lens, or a theme as people wrote it."""
    return _labels(code.partition("/")[0]).get(code, code)


@cache
def _labels(lens: str) -> dict[str, str]:
    """Return the labels of the codes of a lens, by full key; none of one that is not known here."""
    return {code.key: code.label for code in _read(lens).codes} if lens in _SHIPPED else {}


@cache
def _read(key: str) -> Lens:
    """Read a lens from its file."""
    # Imported here because most starts of the program need no lens.
    import tomllib

    table = tomllib.loads(Path(__file__).with_name(f"{key}.toml").read_text(encoding="utf-8"))
    codes = tuple(_code(key, entry) for entry in table.pop("codes"))
    return Lens(codes=codes, **table)


def _code(lens: str, entry: dict[str, Any]) -> Code:
    """Return the code that one entry of a lens's file describes."""
    area = Area(entry["area"]) if "area" in entry else None
    return Code(key=f"{lens}/{entry['key']}", label=entry["label"], area=area)
