"""Tables of figures, with a bar beside each."""

from __future__ import annotations

from listening.sharing.document import Table
from listening.sharing.formats.html.behind import Entry, Listed, linked
from listening.sharing.formats.html.text import lines


def table(number: int, what: Table, listed: Listed) -> str:
    """Return a table in a region of its own, which scrolls where the screen is narrow.

    Args:
        number: its place among the tables of the page, from 1.
        what: the table.
        listed: what stands behind its figures.
    """
    name = f"table-{number}"
    most = max((_figure(row[-1]) or 0 for row in what.rows), default=0) if what.figures else 0
    rows = zip(what.rows, listed.entries, strict=True)
    body = "".join(_row(row, entry, most, figures=what.figures) for row, entry in rows)
    return (
        f'<div class="table" role="region" aria-labelledby="{name}" tabindex="0"><table>'
        f'<caption id="{name}" dir="auto">{lines(what.caption)}</caption>'
        f"<thead><tr>{_header(what)}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def _header(what: Table) -> str:
    *names, last = what.header
    figure = ' class="figure"' if what.figures else ""
    return "".join(
        (
            *(f'<th scope="col" dir="auto">{lines(name)}</th>' for name in names),
            f'<th scope="col"{figure} dir="auto">{lines(last)}</th>',
        )
    )


def _row(row: tuple[str, ...], entry: Entry, most: int, *, figures: bool) -> str:
    """Return one row; its first cell is what the row is called."""
    name, *cells = row
    last = cells.pop() if figures and cells else None
    parts = [f'<th scope="row" dir="auto">{lines(name)}</th>']
    parts += [f'<td dir="auto">{lines(cell)}</td>' for cell in cells]
    if last is not None:
        parts.append(f'<td class="figure">{linked(entry)}{_bar(last, most)}</td>')
    return f"<tr>{''.join(parts)}</tr>\n"


def _bar(figure: str, most: int) -> str:
    """Return a figure drawn as a bar, for eyes alone: its number stands beside it as text."""
    value = _figure(figure)
    if not value or not most:
        return ""
    width = round(100 * value / most, 1)
    return (
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width:g}" height="1"/></svg>'
    )


def _figure(text: str) -> int | None:
    """Return the number that a cell holds; None where it holds words."""
    digits = text.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdigit() else None
