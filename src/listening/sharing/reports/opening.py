"""How every report begins: for whom it is, what it is not, and what session it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Disclosed, Reason, Withheld
from listening.sharing.document import Block, Cell, Document, Line, Quote, SideBySide, values
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.plain_words import in_plain_words
from listening.sharing.reports.words import day, number, sentences

FORMAT = "listening-report"
"""The name of the format, by which programs know a report."""

VERSION = 1
"""The version of the format."""

_FOR_WHOM: Mapping[Audience, tuple[str, ...]] = {
    Audience.TEAM: (
        "This is for the organisers and note-takers of this session.",
        "It holds words that were not given for anybody else.",
        "Please keep it among yourselves.",
    ),
    Audience.ROOM: (
        "This is for those who took part.",
        "Words stand here only where those who spoke allow it.",
        "Names stand here only as they were agreed.",
    ),
    Audience.PUBLIC: (
        "This is for everybody.",
        "Words stand here only where those who spoke allow it.",
        "Names stand here only as they were agreed.",
    ),
}

_WITHHELD: Mapping[Reason, tuple[str, str]] = {
    Reason.ANALYSIS: (
        "is counted and not quoted, as agreed",
        "are counted and not quoted, as agreed",
    ),
    Reason.PARAPHRASE: (
        "may be told in other words only, which nobody has written yet",
        "may be told in other words only, which nobody has written yet",
    ),
    Reason.UNSETTLED: (
        "was noted in several ways, and nobody has settled which",
        "were noted in several ways, and nobody has settled which",
    ),
    Reason.OFF: ("was said off the record", "were said off the record"),
    Reason.WITHDRAWN: (
        "was taken back, and is not counted",
        "were taken back, and are not counted",
    ),
}


def report(
    key: str, title: str, disclosed: Disclosed, options: ReportOptions, *parts: tuple[Block, ...]
) -> Document:
    """Return a whole report of its parts, in plain words where that is asked for.

    Args:
        key: the report's key.
        title: what stands before the session's title.
        disclosed: what the one door gave.
        options: what the report is told besides.
        parts: what stands in it, top to bottom.
    """
    about = disclosed.session
    document = Document(
        title=f"{title}: {about.title}",
        front=(
            ("format", FORMAT),
            ("version", VERSION),
            ("report", key),
            ("session", about.id),
            ("audience", disclosed.audience.value),
            ("title", f"{title}: {about.title}"),
        ),
        blocks=tuple(_first_anchors(block for blocks in parts for block in blocks)),
    )
    return in_plain_words(document) if options.plain else document


def _first_anchors(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; words that stand in several places are led to where they stand first."""
    known: set[str] = set()
    for block in blocks:
        if isinstance(block, SideBySide):
            yield block._replace(lines=tuple(_first_in(line, known) for line in block.lines))
        elif isinstance(block, Quote) and block.anchor in known:
            yield Quote(block.text)
        else:
            known.add(block.anchor if isinstance(block, Quote) else "")
            yield block


def _first_in(line: Line, known: set[str]) -> Line:
    """Return a line in which only items have anchors that nothing before them has."""
    return line._replace(cells=tuple(_first_in_cell(each, known) for each in line.cells))


def _first_in_cell(cell: Cell, known: set[str]) -> Cell:
    items = []
    for each in cell.items:
        items.append(each._replace(anchor="") if each.anchor in known else each)
        known.add(each.anchor)
    return cell._replace(items=tuple(items))


def for_whom(disclosed: Disclosed) -> tuple[Block, ...]:
    """Say who may read this."""
    return sentences(*_FOR_WHOM[disclosed.audience])


def about(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what session it was, what for, and who decides."""
    session = disclosed.session
    return values(
        ("Date", day(session.date)),
        ("Place", session.place),
        ("What it was for", session.purpose),
        ("Who decides", session.who_decides),
        ("What can change", session.can_change),
        ("What cannot change", session.cannot_change),
    )


def what_is_not_here(disclosed: Disclosed) -> tuple[Block, ...]:
    """Say how many contributions are not quoted, and why."""
    return sentences(*map(_withheld, disclosed.withheld))


def _withheld(one: Withheld) -> str:
    singular, plural = _WITHHELD[one.reason]
    return f"{number(one.number, 'thing', 'things')} {singular if one.number == 1 else plural}."
