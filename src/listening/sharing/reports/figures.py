"""Figures: each is “at least”, and says how to get the contributions behind it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence

from listening.model.vocabulary import Audience
from listening.sharing.account.behind import Behind, behind, ways, with_the_file
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Count, Counts, Disclosed, Shown
from listening.sharing.document import Block, Table
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.words import number, sentences

BEHIND = "listening list FILE …"
"""The heading of the column that names how to get what is behind a figure: it goes on in each cell."""

ASK = "Those who made this can show you what is behind each number."
"""How to get what is behind a figure, in plain words, in which no command stands."""

_ONLY_COUNTED = "What may not be quoted is in a row only where it picks nobody out."
"""Why a figure may leave out some of what is counted and not shown."""


def how_much(counts: Counts, options: ReportOptions) -> tuple[Block, ...]:
    """Say how much was heard, and what such a figure means."""
    things = number(counts.contributions, "contribution was", "contributions were")
    plain = number(counts.contributions, "thing was", "things were")
    people = counts.people or 0
    return sentences(
        options.say(f"At least {things} heard.", f"At least {plain} said."),
        f"They came from at least {people:,} people or tables." if people > 1 else "",
        options.say(
            "Every figure here is “at least”: a room hears more than its notes hold.",
            "Every number here is “at least”. People said more than the notes hold.",
        ),
        options.say("", ASK),
    )


def areas(disclosed: Disclosed, options: ReportOptions, *, in_none: bool = True) -> Table:
    """Return how many contributions each area has, and how many have none.

    Args:
        disclosed: what the one door gave.
        options: what the report is told besides.
        in_none: whether to tell how many have none.
    """
    counts = disclosed.counts
    rest = (
        Count("none", "none of the three", counts.none_of_three),
        Count("untagged", "not yet tagged", counts.untagged),
    )
    rows = (*counts.areas, *(rest if in_none else ()))
    links = behind(rows, disclosed.contributions, _areas_of)
    told = _rows(rows, _area_command, options)
    return _table("What was said, by area", "Area", told, links, _ways(rows, links, told))


def codes(disclosed: Disclosed, options: ReportOptions) -> tuple[Table, ...]:
    """Return how many contributions each theme has; no table where there is none."""
    rows = disclosed.counts.codes
    links = behind(rows, disclosed.contributions, lambda row: row.codes)
    told = _rows(rows, lambda each: f"--code {each}", options)
    if not rows:
        return ()
    return (_table("What was said, by theme", "Theme", told, links, _ways(rows, links, told)),)


def perspectives(disclosed: Disclosed, options: ReportOptions) -> tuple[Table, ...]:
    """Return how many people hold each perspective; no table where nobody named one."""
    rows = disclosed.counts.perspectives
    links = behind(rows, disclosed.contributions, lambda row: row.perspectives)
    told = _rows(rows, _perspective_command, options)
    if not rows:
        return ()
    return (_table("People, by perspective", "Perspective", told, links, _ways(rows, links, told)),)


def not_to_be_added(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Say why the rows of the tables are not the whole."""
    off = disclosed.counts.off_record
    guests = disclosed.audience is not Audience.TEAM
    return sentences(
        options.say(
            "One contribution can be about several areas and themes, so do not add the rows up.",
            "One thing can be about several areas. So do not add the rows up.",
        ),
        f"{number(off, 'thing', 'things')} said off the record {_stand(off)} in no row."
        if off
        else "",
        "A theme is named only where words shown here carry it." if guests else "",
        _ONLY_COUNTED if disclosed.counts.unquoted else "",
    )


def _stand(many: int) -> str:
    return "stands" if many == 1 else "stand"


def _areas_of(row: Shown) -> tuple[str, ...]:
    """Return the keys of the rows in which a contribution is counted."""
    return row.areas or ("none" if row.none_of_three else "untagged",)


def _area_command(key: str) -> str:
    return f"--{key}" if key in ("none", "untagged") else f"--area {key}"


def _perspective_command(key: str) -> str:
    """Return how to list those who hold a perspective; the folded ones are seen in the whole list."""
    return "" if key == shlex.quote(OTHER_PERSPECTIVES) else f"--perspective {key}"


def _rows(
    counts: Iterable[Count], command: Callable[[str], str], options: ReportOptions
) -> tuple[tuple[str, ...], ...]:
    """Return a row for each figure: of what it is, the command that lists what is behind it, itself.

    Args:
        counts: the figures.
        command: how the command goes on for a figure's key, quoted for a shell.
        options: in plain words no command stands.
    """
    told = ((each, options.command(command(shlex.quote(each.key)))) for each in counts)
    return tuple(
        (each.label, *(() if line is None else (line,)), _figure(each)) for each, line in told
    )


def _ways(
    counts: Sequence[Count], links: Behind, rows: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return how all of what is behind each figure is got at, by the commands in the rows."""
    by_key = {
        each.key: with_the_file(row[1]) if len(row) > 2 else ASK
        for each, row in zip(counts, rows, strict=True)
    }
    return ways(counts, links, lambda key: by_key[key])


def _table(
    caption: str,
    of_what: str,
    rows: tuple[tuple[str, ...], ...],
    links: Behind,
    listed: tuple[str, ...],
) -> Table:
    """Return a table of figures.

    Args:
        caption: what the table is of.
        of_what: what its rows are.
        rows: the figures, with or without the commands that list what is behind them.
        links: for each figure what stands behind it in this document.
        listed: for each figure how all of it is got at.
    """
    commands = any(len(row) > 2 for row in rows)
    header = (of_what, *((BEHIND,) if commands else ()), "At least")
    return Table(caption, header, rows, behind=links, ways=listed)


def _figure(count: Count) -> str:
    return "not given" if count.number is None else f"{count.number:,}"
