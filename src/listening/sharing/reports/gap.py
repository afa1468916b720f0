"""The gap between good intentions and real change: what should be, what is met, who acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from listening.model.lenses import label_of
from listening.model.records import Commitment
from listening.model.vocabulary import Area, Kind
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, Paragraph, Table
from listening.sharing.reports.opening import for_whom, report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import briefly, ids_answered
from listening.sharing.reports.spoken import MET, SHOULD_BE, all_spoken, heard
from listening.sharing.reports.words import listed, part, sentences

NO_AREA = "No area"
NO_THEME = "No theme"
NOBODY = "Nobody has promised anything here yet."
"""What stands in the last column where nothing does."""

NONE_SEEN = "No promise answers what can be quoted here."
"""The same where a promise answers nothing quoted, and so may answer what may not be quoted."""


class Column(NamedTuple):
    """A column of people's words."""

    short: str
    """Its name in a table of figures."""
    heading: str
    """Its name above the words."""
    kinds: tuple[Kind | None, ...]
    """The kinds of contributions that stand in it; None is for those without a kind."""


_COLUMNS = (
    Column("Should be", "What should be", SHOULD_BE),
    Column("Met", "What people met", MET),
    Column("Works", "What works somewhere already", (Kind.WORKS,)),
    Column("Ideas", "Ideas", (Kind.IDEA,)),
    Column("Also", "Also said", (Kind.QUESTION, Kind.ACCESS, Kind.OFF_AGENDA, None)),
)

_LAST = Column("Promised", "Who has promised what", (Kind.COMMITMENT,))
"""The last column: promises, and beside them what was offered aloud."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the gap: an area, a theme, and what stands there."""

    area: str
    theme: str
    rows: tuple[Shown, ...]
    promises: tuple[Commitment, ...]
    nobody: str
    """What is said where nobody has promised anything."""

    def of(self, kinds: Iterable[Kind | None]) -> list[Shown]:
        """Return what was said here of some kinds."""
        return [row for row in self.rows if row.kind in kinds]


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the gap by area and theme."""
    rows = heard(disclosed)
    places = tuple(_places(rows, disclosed.commitments))
    return report(
        "gap",
        "The gap",
        disclosed,
        options,
        for_whom(disclosed),
        _what_it_shows(options),
        _overview(places),
        what_is_not_here(disclosed),
        *(_area(area, places, options) for area in _areas(places)),
        _loose_promises(rows, disclosed.commitments, options),
    )


def _what_it_shows(options: ReportOptions) -> tuple[Block, ...]:
    return sentences(
        options.say(
            "This sets what should be beside what people met, and beside who acts on it.",
            "This shows what should be. It shows what people met. It shows who will act.",
        ),
        "Some words stand in several places, because they are about several things.",
    )


def _places(rows: Sequence[Shown], promises: Sequence[Commitment]) -> Iterator[Place]:
    """Yield every area and theme about which something was said, in the order of the areas."""
    nobody = NONE_SEEN if _loose(rows, promises) else NOBODY
    for area in (*Area, None):
        here = [row for row in rows if (area in row.areas if area else not row.areas)]
        for theme in _themes(here):
            said = tuple(row for row in here if (theme in row.codes if theme else not row.codes))
            yield Place(
                area.label if area else NO_AREA,
                label_of(theme) if theme else NO_THEME,
                said,
                _answering(said, promises),
                nobody,
            )


def _themes(rows: Iterable[Shown]) -> list[str]:
    """Return the themes of some rows by their labels, and an empty one for those without."""
    found = {code for row in rows for code in row.codes or ("",)}
    return sorted(found, key=lambda code: (not code, label_of(code).casefold(), code))


def _answering(said: Iterable[Shown], promises: Iterable[Commitment]) -> tuple[Commitment, ...]:
    own = {row.id for row in said}
    return tuple(each for each in promises if own.intersection(each.answers))


def _areas(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.area for place in places))


def _overview(places: Sequence[Place]) -> tuple[Block, ...]:
    """Return, area by area, about how many themes nobody has promised anything."""
    if not places:
        return sentences("Nothing that can be quoted here has been noted yet.")
    return (
        Heading(2, "Where nobody has promised anything"),
        Table(
            "Themes with and without a promise, by area",
            ("Area", "Themes", "Without a promise"),
            tuple(_empty_in(area, places) for area in _areas(places)),
        ),
        *sentences(
            "The words behind each number stand below, area by area.",
            "What has no theme is counted as one more theme.",
        ),
    )


def _empty_in(area: str, places: Iterable[Place]) -> tuple[str, str, str]:
    here = [place for place in places if place.area == area]
    return (area, str(len(here)), str(sum(not place.promises for place in here)))


def _area(area: str, places: Iterable[Place], options: ReportOptions) -> tuple[Block, ...]:
    """Return one area: its themes side by side in figures, then each in people's words."""
    here = [place for place in places if place.area == area]
    header = ("Theme", *(column.short for column in (*_COLUMNS, _LAST)))
    table = Table(f"{area}: how much stands where, at least", header, tuple(map(_line, here)))
    words = (block for place in here for block in _theme(place, options))
    return (Heading(2, area), table, *words)


def _line(place: Place) -> tuple[str, ...]:
    numbers = (str(len(place.of(column.kinds))) for column in _COLUMNS)
    return (place.theme, *numbers, str(len(place.promises) or "nothing yet"))


def _theme(place: Place, options: ReportOptions) -> tuple[Block, ...]:
    """Return one line of the gap in people's words, column by column."""
    columns = (part(4, each.heading, all_spoken(place.of(each.kinds))) for each in _COLUMNS)
    return (
        Heading(3, place.theme),
        *(block for blocks in columns for block in blocks),
        Heading(4, _LAST.heading),
        *_last(place, options),
    )


def _last(place: Place, options: ReportOptions) -> tuple[Block, ...]:
    """Return who has promised what here; where nobody has, that, and what was offered aloud."""
    promised = listed("Promise", (briefly(each, options.today) for each in place.promises))
    taken = ids_answered(place.promises)
    offers = [row for row in place.of(_LAST.kinds) if row.id not in taken]
    aloud = (Paragraph("Offered aloud, and not yet noted as a promise:"), *all_spoken(offers))
    return (*(promised or (Paragraph(place.nobody),)), *(aloud if offers else ()))


def _loose_promises(
    rows: Iterable[Shown], promises: Iterable[Commitment], options: ReportOptions
) -> tuple[Block, ...]:
    """Return the promises that answer nothing that can be read here."""
    loose = (briefly(each, options.today) for each in _loose(rows, promises))
    return part(2, "Promises that answer nothing quoted here", listed("Promise", loose))


def _loose(rows: Iterable[Shown], promises: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return the promises that answer nothing that can be read here."""
    seen = {row.id for row in rows}
    return tuple(each for each in promises if not seen.intersection(each.answers))
