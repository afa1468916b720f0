"""Tables of figures, with a bar beside each, and the lists of what stands behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from listening.sharing.document import Place, Table
from listening.sharing.formats.html.text import identifier, lines, safe

BEHIND = "behind"
"""The id of the part that lists what stands behind the figures."""

BEHIND_TITLE = "Behind the figures"
"""The heading of that part."""

_WHAT_IT_IS = (
    "Each list holds what stands on this page of what a figure counts. A figure can be larger,"
    " since some of it is counted and not quoted, or smaller, where two people noted the same."
)


def table(number: int, what: Table) -> str:
    """Return a table in a region of its own, which scrolls where the screen is narrow.

    Args:
        number: its place among the tables of the page, from 1.
        what: the table.
    """
    name = f"table-{number}"
    most = max((_figure(row[-1]) or 0 for row in what.rows), default=0) if what.figures else 0
    body = "".join(_row(number, place, what, most) for place in range(len(what.rows)))
    return (
        f'<div class="table" role="region" aria-labelledby="{name}" tabindex="0"><table>'
        f'<caption id="{name}" dir="auto">{lines(what.caption)}</caption>'
        f"<thead><tr>{_header(what)}</tr></thead><tbody>{body}</tbody></table></div>\n"
    )


def lists_behind(tables: Iterable[tuple[int, Table]], there: Collection[str]) -> str:
    """Return the part that lists what stands behind the figures of a page; empty without any.

    Args:
        tables: the tables of the page, with their numbers.
        there: the anchors to which a link can lead.
    """
    lists = "".join(_of_table(number, each, there) for number, each in tables)
    if not lists:
        return ""
    return (
        f'<section id="{BEHIND}"><h2>{BEHIND_TITLE}</h2>\n<p>{_WHAT_IT_IS}</p>\n{lists}</section>\n'
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


def _row(number: int, place: int, what: Table, most: int) -> str:
    """Return one row; its first cell is what the row is called."""
    name, *cells = what.rows[place]
    last = cells.pop() if what.figures and cells else None
    parts = [f'<th scope="row" dir="auto">{lines(name)}</th>']
    parts += [f'<td dir="auto">{lines(cell)}</td>' for cell in cells]
    if last is not None:
        link = f"{BEHIND}-{number}-{place + 1}" if _places(what, place) else ""
        parts.append(f'<td class="figure">{_linked(last, name, link)}{_bar(last, most)}</td>')
    return f"<tr>{''.join(parts)}</tr>\n"


def _linked(figure: str, name: str, link: str) -> str:
    """Return a figure, as a link to what is behind it where that is listed."""
    if not link:
        return f"<span>{safe(figure)}</span>"
    return (
        f'<a href="#{link}">{safe(figure)}'
        f'<span class="unseen">, what is behind “<bdi>{safe(name)}</bdi>”</span></a>'
    )


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


def _places(what: Table, place: int) -> tuple[Place, ...]:
    """Return what stands behind a row."""
    return what.behind[place] if place < len(what.behind) else ()


def _of_table(number: int, what: Table, there: Collection[str]) -> str:
    """Return the lists of one table under its caption; nothing where there are none."""
    lists = "".join(_of_row(number, place, what, there) for place in range(len(what.rows)))
    heading = f'<h3 dir="auto">{lines(what.caption)}</h3>'
    return f"<section>{heading}\n{lists}</section>\n" if lists else ""


def _of_row(number: int, place: int, what: Table, there: Collection[str]) -> str:
    places = _places(what, place)
    if not places:
        return ""
    name, figure = what.rows[place][0], what.rows[place][-1]
    items = "".join(f"<li>{_link(each, there)}</li>\n" for each in places)
    return (
        f'<section><h4 id="{BEHIND}-{number}-{place + 1}" dir="auto">{lines(name)}: {safe(figure)}</h4>\n'
        f'<ul class="places">\n{items}</ul></section>\n'
    )


def _link(place: Place, there: Collection[str]) -> str:
    """Return a link to a place; its text alone where it is not on this page."""
    if place.anchor not in there:
        return f'<span dir="auto">{lines(place.text)}</span>'
    return f'<a href="#{identifier(place.anchor)}" dir="auto">{lines(place.text)}</a>'
