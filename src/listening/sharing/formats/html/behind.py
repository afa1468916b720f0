"""What stands behind the figures of a page: the lists of it, and the links that lead there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from listening.sharing.document import Place, SideBySide, Table
from listening.sharing.formats.html.text import identifier, lines, safe

BEHIND = "behind"
"""The id of the part that lists what stands behind the figures."""

BEHIND_TITLE = "Behind the figures"
"""The heading of that part."""

_WHAT_IT_IS = (
    "Each list holds what stands on this page of what a figure counts. A figure can be larger,"
    " since some of it is counted and not quoted, or smaller, where two people noted the same."
)


class Entry(NamedTuple):
    """One figure of a page, and what is known of what it counts."""

    id: str
    """That of its list."""
    name: str
    """Of what it is."""
    figure: str
    places: tuple[Place, ...]
    """What stands on this page of what it counts."""
    way: str = ""
    """How all of it is got at; empty where nothing is said of that."""

    @property
    def is_listed(self) -> bool:
        """Whether anything is listed of it."""
        return bool(self.places or self.way)


class Listed(NamedTuple):
    """The figures of one table, row by row."""

    caption: str
    entries: Sequence[Entry]


def of_table(number: int, what: Table) -> Listed:
    """Return the figures of the table with this number on its page, one for each row."""
    places = what.behind or ((),) * len(what.rows)
    ways = what.ways or ("",) * len(what.rows)
    rows = zip(what.rows, places, ways, strict=True)
    return Listed(
        what.caption,
        [
            Entry(f"{BEHIND}-{number}-{place}", row[0], row[-1], there, way)
            for place, (row, there, way) in enumerate(rows, 1)
        ],
    )


def of_side_by_side(number: int, what: SideBySide) -> Listed:
    """Return the figures of what stands side by side, one for each cell."""
    cells = (
        (line, name, cell)
        for line in what.lines
        for name, cell in zip(what.header, line.cells, strict=True)
    )
    return Listed(
        what.caption,
        [
            Entry(f"{BEHIND}-{number}-{place}", f"{line.name}, {name}", cell.figure, cell.behind)
            for place, (line, name, cell) in enumerate(cells, 1)
        ],
    )


def linked(entry: Entry) -> str:
    """Return a figure, as a link to what is behind it where that is listed."""
    if not entry.is_listed:
        return f"<span>{safe(entry.figure)}</span>"
    return (
        f'<a href="#{entry.id}">{safe(entry.figure)}'
        f'<span class="unseen">, what is behind “<bdi>{safe(entry.name)}</bdi>”</span></a>'
    )


def link(place: Place, there: Collection[str]) -> str:
    """Return a link to a place; its text alone where it is not on this page."""
    if place.anchor not in there:
        return f'<span dir="auto">{lines(place.text)}</span>'
    return f'<a href="#{identifier(place.anchor)}" dir="auto">{lines(place.text)}</a>'


def lists_behind(tables: Iterable[Listed], there: Collection[str]) -> str:
    """Return the part that lists what stands behind the figures of a page; empty without any.

    Args:
        tables: the figures of the page.
        there: the anchors to which a link can lead.
    """
    lists = "".join(_of_table(each, there) for each in tables)
    if not lists:
        return ""
    return (
        f'<section id="{BEHIND}"><h2>{BEHIND_TITLE}</h2>\n<p>{_WHAT_IT_IS}</p>\n{lists}</section>\n'
    )


def _of_table(table: Listed, there: Collection[str]) -> str:
    """Return the lists of one table under its caption; nothing where there are none."""
    lists = "".join(_of_figure(each, there) for each in table.entries if each.is_listed)
    heading = f'<h3 dir="auto">{lines(table.caption)}</h3>'
    return f"<section>{heading}\n{lists}</section>\n" if lists else ""


def _of_figure(entry: Entry, there: Collection[str]) -> str:
    items = "".join(f"<li>{link(each, there)}</li>\n" for each in entry.places)
    places = f'<ul class="places">\n{items}</ul>' if items else ""
    way = f'<p dir="auto">{lines(entry.way)}</p>' if entry.way else ""
    return (
        f'<section><h4 id="{entry.id}" dir="auto">{lines(entry.name)}: {safe(entry.figure)}</h4>\n'
        f"{places}{way}</section>\n"
    )
