"""The lines of the gap: every theme of an area, with what was said of it and who acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from listening.model.lenses import label_of
from listening.model.records import Commitment
from listening.model.vocabulary import Area, Kind
from listening.sharing.disclosed import Shown
from listening.sharing.document import Block, Place
from listening.sharing.reports import side
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import ids_answered
from listening.sharing.reports.spoken import MET, SHOULD_BE

NO_AREA = "No area"
NO_THEME = "No theme"
NOBODY = "Nobody has promised anything here yet."
"""What stands in the last column where nothing does."""

NONE_SEEN = "No promise answers what can be quoted here."
"""The same where a promise answers nothing quoted, and so may answer what may not be quoted."""


class Column(NamedTuple):
    """A column of people's words."""

    heading: str
    kinds: tuple[Kind | None, ...]
    """The kinds of contributions that stand in it; None is for those without a kind."""


COLUMNS = (
    Column("What should be", SHOULD_BE),
    Column("What people met", MET),
    Column("What works somewhere already", (Kind.WORKS,)),
    Column("Ideas", (Kind.IDEA,)),
)
"""The columns of people's words, but the last."""

LAST = Column("Who has promised what", (Kind.COMMITMENT,))
"""The last column: promises, and beside them what was offered aloud."""

ALSO = Column("Also said", (Kind.QUESTION, Kind.ACCESS, Kind.OFF_AGENDA, None))
"""What belongs in no column, and stands below."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One line of the gap: a theme in an area, and what stands there."""

    number: int
    """Its place in the report, from 1."""
    area: str
    name: str
    rows: tuple[Shown, ...]
    promises: tuple[Commitment, ...]
    nobody: str
    """What is said where nobody has promised anything."""
    above: frozenset[str]
    """The ids of what stands whole further up, and here by its first words."""

    @property
    def place(self) -> Place:
        """Where its line is to be found."""
        return Place(f"theme-{self.number}", self.name)

    @property
    def below(self) -> Place:
        """Where that of it is to be found which has no room in its line."""
        return Place(f"theme-{self.number}-more", self.name)

    def column(self, column: Column) -> side.Column:
        """Return what was said here that stands in a column."""
        return side.parted(side.of_words(self.of(column.kinds), self.above))

    def promised(self, options: ReportOptions) -> side.Column:
        """Return what is promised here."""
        return side.parted(side.of_promises(self.promises, options))

    def offered(self) -> side.Column:
        """Return what was offered aloud here and stands in no promise."""
        taken = ids_answered(self.promises)
        offers = (row for row in self.of(LAST.kinds) if row.id not in taken)
        return side.parted(side.of_words(offers, self.above))

    @property
    def also(self) -> tuple[Block, ...]:
        """What was said here and fits in no column."""
        entries = side.of_words(self.of(ALSO.kinds), self.above)
        return tuple(block for each in entries for block in each.blocks)

    def of(self, kinds: Iterable[Kind | None]) -> list[Shown]:
        """Return what was said here of some kinds."""
        return [row for row in self.rows if row.kind in kinds]


def themes(rows: Sequence[Shown], promises: Sequence[Commitment]) -> Iterator[Theme]:
    """Yield every area and theme about which something was said, in the order of the areas."""
    nobody = NONE_SEEN if loose(rows, promises) else NOBODY
    lines = (
        (area, theme, here)
        for area in (*Area, None)
        for theme, here in _by_theme([row for row in rows if _is_about(row, area)])
    )
    above: set[str] = set()
    for place, (area, theme, here) in enumerate(lines, 1):
        name = label_of(theme) if theme else NO_THEME
        promised = _answering(here, promises)
        yield Theme(place, area_name(area), name, here, promised, nobody, frozenset(above))
        above.update(row.id for row in here)


def _is_about(row: Shown, area: Area | None) -> bool:
    return area in row.areas if area else not row.areas


def area_name(area: Area | None) -> str:
    """Return what an area is called, or what stands in none."""
    return area.label if area else NO_AREA


def _by_theme(rows: Sequence[Shown]) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """Yield the themes of some rows by their labels, and last an empty one for those without."""
    found = {code for row in rows for code in row.codes or ("",)}
    for theme in sorted(found, key=lambda code: (not code, label_of(code).casefold(), code)):
        yield theme, tuple(row for row in rows if (theme in row.codes if theme else not row.codes))


def _answering(said: Iterable[Shown], promises: Iterable[Commitment]) -> tuple[Commitment, ...]:
    own = {row.id for row in said}
    return tuple(each for each in promises if own.intersection(each.answers))


def loose(rows: Iterable[Shown], promises: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Return the promises that answer nothing that can be read here."""
    seen = {row.id for row in rows}
    return tuple(each for each in promises if not seen.intersection(each.answers))
