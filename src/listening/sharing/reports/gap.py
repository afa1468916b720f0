"""The gap between good intentions and real change: what should be, what is met, who acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from listening.model.records import Commitment
from listening.model.vocabulary import Area
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import (
    Block,
    Document,
    Heading,
    Item,
    Line,
    Paragraph,
    SideBySide,
    Table,
    values,
)
from listening.sharing.reports import side
from listening.sharing.reports.opening import for_whom, report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import LISTED_BY, briefly
from listening.sharing.reports.spoken import heard
from listening.sharing.reports.themes import (
    ALSO,
    COLUMNS,
    LAST,
    NONE_SEEN,
    Theme,
    area_name,
    loose,
    themes,
)
from listening.sharing.reports.words import listed, number, part, sentences

NOT_QUOTED = "Nothing quoted."
"""What stands in another column where nothing does: something may be counted and not quoted."""

ALOUD = "Offered aloud, and not yet noted as a promise:"
"""What stands before what was said and is no promise yet."""


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the gap by area and theme."""
    rows = heard(disclosed)
    lines = tuple(themes(rows, disclosed.commitments))
    return report(
        "gap",
        "The gap",
        disclosed,
        options,
        for_whom(disclosed),
        _what_it_shows(options),
        _overview(lines, options),
        what_is_not_here(disclosed),
        *(_area(area, lines, disclosed, options) for area in (*Area, None)),
        _loose_promises(rows, disclosed.commitments, options),
    )


def _what_it_shows(options: ReportOptions) -> tuple[Block, ...]:
    return sentences(
        options.say(
            "This sets what should be beside what people met, and beside who acts on it.",
            "This shows what should be. It shows what people met. It shows who will act.",
        ),
        "What is about several things stands in several places, whole in the first.",
        "What fits in no column stands below its table.",
    )


# In short ------------------------------------------------------------------------------------


def _overview(lines: Sequence[Theme], options: ReportOptions) -> tuple[Block, ...]:
    """Return, area by area, about how many themes nobody has promised anything."""
    if not lines:
        return sentences("Nothing that can be quoted here has been noted yet.")
    by_area = {area: [each for each in lines if each.area == area] for area in _areas(lines)}
    empty = {area: [each for each in by_area[area] if not each.promises] for area in by_area}
    return (
        Heading(2, "Where nobody has promised anything"),
        Table(
            "Themes without a promise, by area",
            ("Area", "Without a promise"),
            tuple(
                (_of_how_many(area, here), str(len(empty[area]))) for area, here in by_area.items()
            ),
            behind=tuple(tuple(each.place for each in empty[area]) for area in by_area),
        ),
        *sentences(
            "The words behind each number stand below, area by area.",
            "What has no theme is counted as one more theme.",
        ),
        *values(
            (
                "To see what was said",
                options.command("listening list FILE --area NAME --code NAME"),
            ),
            ("To see the promises", options.command(LISTED_BY)),
        ),
    )


def _areas(lines: Iterable[Theme]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.area for each in lines))


def _of_how_many(area: str, lines: Sequence[Theme]) -> str:
    return f"{area}, of {number(len(lines), 'theme', 'themes')}"


# Side by side --------------------------------------------------------------------------------


def _area(
    area: Area | None, lines: Iterable[Theme], disclosed: Disclosed, options: ReportOptions
) -> tuple[Block, ...]:
    """Return one area: its themes side by side, and below what has no room there.

    An area of which nothing can be quoted is named with what is counted in it.
    """
    name = area_name(area)
    here = [each for each in lines if each.area == name]
    quoted = len({row.id for each in here for row in each.rows})
    told = _how_much(_counted(area, disclosed), quoted)
    if not here:
        return part(2, name, (*told, *sentences(NONE_SEEN)) if told else ())
    header = tuple(column.heading for column in (*COLUMNS, LAST))
    return (
        Heading(2, name),
        *told,
        SideBySide(
            f"{name}: side by side", header, tuple(_line(each, options) for each in here), "Theme"
        ),
        *(block for each in here for block in _below(each, options)),
    )


def _counted(area: Area | None, disclosed: Disclosed) -> int:
    """Return how many contributions are counted in an area; 0 also where that may not be told."""
    counts = disclosed.counts
    if area is None:
        return (counts.none_of_three or 0) + (counts.untagged or 0)
    return sum(each.number or 0 for each in counts.areas if each.key == area)


def _how_much(counted: int, quoted: int) -> tuple[Block, ...]:
    """Say how much was said of an area, where that is more than what stands here."""
    if counted <= quoted:
        return ()
    things = number(counted, "thing was", "things were")
    told = (
        "None of it can be quoted here." if not quoted else f"{quoted:,} of it can be quoted here."
    )
    return sentences(f"At least {things} said about this.", told)


def _line(theme: Theme, options: ReportOptions) -> Line:
    said = [side.cell([theme.column(each)], NOT_QUOTED, theme.below) for each in COLUMNS]
    last = [theme.promised(options), _introduced(theme.offered())]
    return Line(
        _line_name(theme),
        (*said, side.cell(last, theme.nobody, theme.below)),
        anchor=theme.place.anchor,
    )


def _line_name(theme: Theme) -> str:
    """Return what a line is called, and how much of its theme stands in no column."""
    also = len(theme.of(ALSO.kinds))
    return f"{theme.name} ({also:,} in no column: see below)" if also else theme.name


def _below(theme: Theme, options: ReportOptions) -> tuple[Block, ...]:
    """Return what of a theme has no room side by side; nothing where all of it has."""
    columns = (part(4, each.heading, theme.column(each).blocks) for each in COLUMNS)
    offers = theme.offered().blocks
    aloud = (Paragraph(ALOUD), *offers) if offers else ()
    last = (*theme.promised(options).blocks, *aloud)
    blocks = (
        *(block for blocks in columns for block in blocks),
        *part(4, LAST.heading, last),
        *part(4, ALSO.heading, theme.also),
    )
    return (Heading(3, theme.name, anchor=theme.below.anchor), *blocks) if blocks else ()


def _introduced(offered: side.Column) -> side.Column:
    """Return what was offered aloud, after the words that say so."""
    if not offered.inside:
        return offered
    first, *more = offered.inside
    told = first._replace(items=(Item(ALOUD, quoted=False), *first.items))
    return offered._replace(inside=(told, *more))


# What answers nothing here -------------------------------------------------------------------


def _loose_promises(
    rows: Iterable[Shown], promises: Iterable[Commitment], options: ReportOptions
) -> tuple[Block, ...]:
    """Return the promises that answer nothing that can be read here."""
    told = (briefly(each, options.today) for each in loose(rows, promises))
    return part(2, "Promises that answer nothing quoted here", listed("Promise", told))
