"""How a file stands in the list of what can be merged."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from listening.app.dates import show_iso
from listening.app.text import parts, plain
from listening.model.text import single_line
from listening.store.views import Summary

_INDENT = "    "


def file_row(
    summary: Summary, said: str, width: int, *, chosen: bool, refused: bool
) -> Sequence[Content]:
    """Return the lines of a file: whether it is chosen, what it is, and what it brings.

    Args:
        summary: what is known of the file.
        said: what it brings, or why it cannot be merged.
        width: cells across.
        chosen: whether it is to be merged.
        refused: whether it will be left out.
    """
    if summary.trouble is not None:
        return plain(f"! {single_line(summary.trouble)}", "$warning").wrap(width)
    tick = "[x] " if chosen else "[ ] "
    first = parts((f"{tick}{single_line(summary.file)}", "bold"), *_about(summary), between=" · ")
    lines = [first.truncate(width, ellipsis=True)]
    if said:
        style = "$warning" if refused else "$text-muted"
        told = plain(single_line(f"! {said}" if refused else said), style)
        lines += [Content(_INDENT) + line for line in told.wrap(max(1, width - len(_INDENT)))]
    return lines


def _about(summary: Summary) -> list[tuple[str, str]]:
    several = summary.sessions > 1
    facts = [
        "" if several else single_line(summary.title),
        f"{summary.sessions} sessions" if several else show_iso(summary.date),
        f"{summary.heard} heard",
    ]
    return [(fact, "$text-muted") for fact in facts if fact]
