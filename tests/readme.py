"""The parts of the README that the tables of commands and keys are the source of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from listening.app.commands import TABLE
from listening.app.commands.command import Command, Place
from listening.cli.table import COMMANDS

README = Path(__file__).parents[1] / "README.md"
"""What people read first."""

_DIGITS = re.compile(r"\d")


def stands_in_readme(name: str, block: str) -> bool:
    """Tell whether the part between the marks `<!-- name -->` is this block.

    Set `REWRITE_GOLDENS=1` to write the block there anew.
    """
    readme = README.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _, rest = readme.partition(begin)
    wanted = f"{before}{begin}\n{block}\n{end}{rest.partition(end)[2]}"
    if os.environ.get("REWRITE_GOLDENS") == "1":
        README.write_text(wanted, encoding="utf-8")
        return True
    return wanted == readme


def commands() -> str:
    """Return the commands of the terminal: what each is called, and what it does."""
    rows = [f"| `listening {name}` | {entry.summary} |" for name, entry in COMMANDS.items()]
    return "\n".join(("| command | what it does |", "|---|---|", *rows))


def keys() -> str:
    """Return the keys of the app and what they do, one table for each place."""
    return "\n".join(line for place in Place for line in _section(place))


def _section(place: Place) -> Iterator[str]:
    entries = [entry for entry in TABLE if place in entry.where]
    if not entries:
        return
    yield from (f"**{place.label}**", "", "| keys | what they do |", "|---|---|")
    for _, alike in groupby(entries, _but_for_its_number):
        yield _row(list(alike))
    yield ""


def _but_for_its_number(entry: Command) -> tuple[str, str]:
    return _DIGITS.sub("0", _keys(entry)), _DIGITS.sub("0", entry.help)


def _row(alike: list[Command]) -> str:
    """Return a row for one command, or for several that differ by a number alone."""
    first, last = alike[0], alike[-1]
    keys = _keys(first) if first is last else f"{_keys(first)} … {_keys(last)}"
    told = first.help if first is last else f"{first.help} And so on."
    return f"| {keys} | {told} |"


def _keys(entry: Command) -> str:
    return entry.key_names.replace("|", "\\|") or f"Ctrl+P, “{entry.title}”"
