"""What stands in one column beside others: some of it in the cell, the rest below the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from listening.model.records import Commitment
from listening.sharing.account.behind import first_words
from listening.sharing.disclosed import Shown
from listening.sharing.document import Block, Cell, Item, Place, values
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import briefly, places
from listening.sharing.reports.spoken import IN_OTHER_WORDS, beside, spoken
from listening.sharing.reports.words import listed

MOST = 3
"""How many things stand in a cell: more would make a column of it, and push the others apart."""

LONGEST = 40
"""How many words a thing in a cell has at most; longer ones stand below, since none are cut."""


class Entry(NamedTuple):
    """One thing that stands in a column."""

    items: tuple[Item, ...]
    """As it stands in a cell."""
    blocks: tuple[Block, ...]
    """As it stands where it has room."""
    place: Place
    """Where it is to be found."""

    @property
    def is_short(self) -> bool:
        """Whether it has room in a cell."""
        return sum(len(each.text.split()) for each in self.items) <= LONGEST


class Column(NamedTuple):
    """What stands in a column, parted by where there is room for it."""

    inside: tuple[Entry, ...]
    """What stands in the cell."""
    below: tuple[Entry, ...]
    """What stands below the table."""

    @property
    def items(self) -> tuple[Item, ...]:
        """What stands in the cell."""
        return tuple(item for each in self.inside for item in each.items)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each of it is to be found."""
        return tuple(each.place for each in (*self.inside, *self.below))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands below the table."""
        return tuple(block for each in self.below for block in each.blocks)


def parted(entries: Iterable[Entry]) -> Column:
    """Return the first short ones for the cell, the others for below; in their order."""
    all_of_it = tuple(entries)
    inside = tuple(each for each in all_of_it if each.is_short)[:MOST]
    return Column(inside, tuple(each for each in all_of_it if each not in inside))


def cell(columns: Sequence[Column], empty: str, below: Place) -> Cell:
    """Return the cell of a column, or of several that stand in one, of which the first is counted.

    Args:
        columns: what stands in it.
        empty: what is said where the first holds nothing.
        below: the part of the document that holds what has no room here.
    """
    counted = columns[0].places
    nothing = () if counted else (Item(empty, quoted=False),)
    return Cell(
        figure=f"{len(counted):,}" if counted else "",
        items=(*nothing, *(item for each in columns for item in each.items)),
        behind=counted,
        rest=_rest(columns, below),
    )


def _rest(columns: Sequence[Column], below: Place) -> Place | None:
    """Return how many stand below, and where; None where none do."""
    number = sum(len(each.below) for each in columns)
    more = " more" if any(each.inside for each in columns) else ""
    return Place(below.anchor, f"{number:,}{more}: see “{below.text}” below") if number else None


def of_words(rows: Iterable[Shown], above: Collection[str] = ()) -> Iterator[Entry]:
    """Yield contributions as what stands in a column; those that stand above, by their first words.

    Args:
        rows: the contributions.
        above: the ids of those that stand whole further up.
    """
    for row in rows:
        place = Place(row.id, first_words(row))
        if row.id in above:
            again = values(("Said above", f"{place.text} ({row.id})"))
            yield Entry((Item(place.text, beside=row.id),), again, place)
        else:
            yield Entry(_items(row), spoken(row), place)


def of_promises(promises: Sequence[Commitment], options: ReportOptions) -> Iterator[Entry]:
    """Yield promises as what stands in a column."""
    for each, place in zip(promises, places(promises), strict=True):
        line = briefly(each, options.today)
        items = (Item(line, quoted=False, beside=each.id, anchor=each.id),)
        yield Entry(items, listed("Promise", (line,)), place)


def _items(row: Shown) -> tuple[Item, ...]:
    """Return one contribution as it stands in a cell: the words, and what others made of them."""
    texts = [("", row.words), (IN_OTHER_WORDS, row.paraphrase)]
    said = [(before, text) for before, text in texts if text]
    last = len(said) - 1
    return tuple(
        Item(
            text,
            before=before,
            beside=beside(row) if place == last else "",
            anchor="" if place else row.id,
        )
        for place, (before, text) in enumerate(said)
    )
