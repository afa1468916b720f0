"""What may only be counted: in which figures it stands, so that none of it can be worked out.

Whoever reads an export can count what is shown of each area, kind and code, and take that from the
figure: what is left is counted and not shown. So of that a figure holds whole groups alone, which
at least three people said, and beside which nobody is left over by one or two (see `folding`). What
stands in no such group is one more in the total, and in no other figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from listening.model.records import Contribution
from listening.model.vocabulary import Kind
from listening.sharing.folding import Group, Voice, by_size, parted
from listening.sharing.people import People

NONE_OF_THREE, UNTAGGED = "none", "untagged"
"""The keys under which stand what was put into no area, and what nobody has decided about."""


class Unquoted(NamedTuple):
    """How much of what may only be counted stands in the figure of each term, by its key."""

    number: int
    """How many there are."""
    areas: Counter[str]
    """Also what was put into no area, and what nobody has decided about."""
    kinds: Counter[str]
    """Kinds that something shown has, and what was not on the agenda."""
    codes: Counter[str]
    """Codes that something shown carries."""


NOTHING = Unquoted(0, Counter(), Counter(), Counter())
"""Where all that is counted is counted one by one."""


def fold_unquoted(
    unquoted: Sequence[Contribution], shown: Sequence[Contribution], people: People
) -> Unquoted:
    """Return what may be told of contributions that are counted and not shown.

    Kinds and codes that nothing shown carries are not named, but for what was not on the agenda: a
    report owes it to the room to say that there was some.

    Args:
        unquoted: what may only be counted.
        shown: what this audience sees.
        people: who spoke.
    """

    def told(terms: Callable[[Contribution], Collection[str]], also: str = "") -> Counter[str]:
        named = {term for row in shown for term in terms(row)} | {also}
        return _told(unquoted, people, terms, named)

    areas = _told(unquoted, people, area_terms, {t for row in unquoted for t in area_terms(row)})
    codes = told(lambda row: row.codes)
    return Unquoted(len(unquoted), areas, told(_kinds, Kind.OFF_AGENDA), codes)


def area_terms(row: Contribution) -> Collection[str]:
    """Return the areas of a contribution; where it has none, whether somebody decided that."""
    return row.areas or (NONE_OF_THREE if row.none_of_three else UNTAGGED,)


def _kinds(row: Contribution) -> Collection[str]:
    return (row.kind,) if row.kind else ()


def _told(
    rows: Sequence[Contribution],
    people: People,
    terms: Callable[[Contribution], Collection[str]],
    named: Collection[str],
) -> Counter[str]:
    """Return how many of these rows may stand in the figure of each term that may be named."""
    voices = tuple(Voice(people.who(row), row.session, frozenset(terms(row))) for row in rows)
    found = Counter[str]()
    for group in parted((Group(voices),), by_size(voices, named)):
        found.update(dict.fromkeys(group.told, len(group.voices)))
    return found
