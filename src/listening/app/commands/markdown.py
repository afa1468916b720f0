"""The table of commands as Markdown, for the README."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from listening.app.commands import TABLE
from listening.app.commands.command import Command, Place

BEGIN, END = "<!-- keys -->", "<!-- /keys -->"
"""What stands around the table in the README."""


def as_markdown(table: Sequence[Command] = TABLE) -> str:
    """Return the commands with their keys, one table for each place."""
    return "\n".join(line for place in Place for line in _section(table, place))


def between_marks(readme: str, block: str) -> str:
    """Return the README with this block in place of what stands between its marks."""
    before, _, rest = readme.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n{block}\n{END}{after}"


def _section(table: Sequence[Command], place: Place) -> Iterator[str]:
    entries = [entry for entry in table if place in entry.where]
    if not entries:
        return
    yield from (f"**{place.label}**", "", "| keys | what they do |", "|---|---|")
    for entry in entries:
        yield f"| {_keys(entry)} | {entry.help} |"
    yield ""


def _keys(entry: Command) -> str:
    return entry.key_names.replace("|", "\\|") or f"Ctrl+P, “{entry.title}”"
