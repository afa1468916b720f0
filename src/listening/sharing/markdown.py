"""A session, as its audience may read it, as one Markdown file.

The file begins with front matter for programs, whose strings are JSON; what follows can be read by
people as it stands. The same state always gives the same body, whose `digest` the front matter
holds: so that a file that somebody edited can be told from one that nobody touched. For the team,
whose file can be read back, the same state gives the same bytes, whenever it is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import datetime

from listening.sharing.account import account
from listening.sharing.disclosed import Disclosed
from listening.sharing.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    Scalar,
    SideBySide,
    Table,
    Values,
)
from listening.sharing.markdown_text import cell, inline, item, quote

_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON allows to stand for itself in a string and YAML does not."""


def markdown(disclosed: Disclosed, generated: datetime) -> str:
    """Return the Markdown file of what was disclosed.

    Args:
        disclosed: what the one door gave.
        generated: the time to write into the front matter, but for the team.
    """
    return written(account(disclosed), generated)


def written(document: Document, generated: datetime) -> str:
    """Return the Markdown file of any document.

    Args:
        document: an export or a report.
        generated: the time to write into the front matter, where the document is dated.
    """
    body = _body(document)
    when = (("generated", generated.isoformat(timespec="seconds")),) if document.dated else ()
    return f"---\n{_front((*document.front, *when, ('digest', digest(body))))}---\n\n{body}"


def digest(body: str) -> str:
    """Return the digest of all that follows the front matter and the blank line after it."""
    return f"sha256:{hashlib.sha256(body.encode()).hexdigest()}"


def _front(pairs: Iterable[tuple[str, Scalar]]) -> str:
    return "".join(f"{key}: {_scalar(value)}\n" for key, value in pairs)


def _scalar(value: Scalar) -> str:
    """Return a value as JSON that is YAML too."""
    return _NOT_IN_YAML.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _body(document: Document) -> str:
    """Return everything after the front matter."""
    parts = [[f"# {inline(document.title)}"], *map(_lines, document.blocks)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _lines(block: Block) -> list[str]:
    """Return one block as lines."""
    match block:
        case Heading(level=level, text=text):
            return [f"{'#' * level} {inline(text)}"]
        case Paragraph(text):
            return [inline(text)]
        case Quote(text=text):
            return quote(text)
        case Values(items):
            return [line for each in items for line in item(each.label, each.text)]
        case Table():
            return _table(block)
        case SideBySide():
            return _side_by_side(block)


def _table(table: Table) -> list[str]:
    """Return a table under its caption, its columns as wide as their widest cell."""
    cells = [[cell(text) for text in row] for row in (table.header, *table.rows)]
    widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
    header, *rows = (_row(row, widths, figures=table.figures) for row in cells)
    rule = ["-" * width for width in widths]
    if table.figures:
        rule[-1] = f"{rule[-1][1:]}:"
    return [f"{inline(table.caption)}:", "", header, f"| {' | '.join(rule)} |", *rows]


def _row(cells: list[str], widths: list[int], *, figures: bool) -> str:
    """Return one line of a table; figures, in the last column, stand to the right."""
    padded = [text.ljust(width) for text, width in zip(cells, widths, strict=True)]
    if figures:
        padded[-1] = cells[-1].rjust(widths[-1])
    return f"| {' | '.join(padded)} |"


def _side_by_side(what: SideBySide) -> list[str]:
    """Return a table in which each thing that was said has a cell: a line of it takes several rows.

    Its columns are not made equally wide, which would fill the file with blanks.
    """
    # Imported here because most documents have nothing side by side.
    from listening.sharing.side_by_side import rows

    header, *lines = (f"| {' | '.join(cell(text) or ' ' for text in row)} |" for row in rows(what))
    rule = f"|{' --- |' * (len(what.header) + 1)}"
    return [f"{inline(what.caption)}:", "", header, rule, *lines]
