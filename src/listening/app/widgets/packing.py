"""Pieces of text in as few lines as hold them, none broken in two."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content


def packed(pieces: Iterable[Content], gap: str, width: int) -> tuple[Content, ...]:
    """Return lines of at most so many cells; a piece that is wider than a line is cut.

    Args:
        pieces: what is shown, each on one line.
        gap: what parts two pieces.
        width: cells across.
    """
    lines: list[Content] = []
    for piece in pieces:
        cut = piece.truncate(max(1, width), ellipsis=True)
        joined = Content(gap).join([*lines[-1:], cut])
        if lines and joined.cell_length <= width:
            lines[-1] = joined
        else:
            lines.append(cut)
    return tuple(lines)
