"""Why the rows of a table do not add up to the total: said under each, so that nobody wonders.

What is said here can be worked out from the total and the rows, or holds for every session: it
tells nothing of what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import Counts


def about_areas(counts: Counts) -> Iterator[str]:
    """Yield what stands in no row of the areas, and whether something stands in several."""
    if counts.off_record:
        yield f"{_off_record(counts)} and {_stand(counts.off_record)} in no row here."
    rows = sum(each.number or 0 for each in counts.areas)
    if rows + counts.none_of_three + counts.untagged > counts.contributions - counts.off_record:
        yield "A contribution can carry several areas, so the rows come to more than there are."


def about_kinds(counts: Counts) -> Iterator[str]:
    """Yield what stands in no row of the kinds; a contribution has one kind or none."""
    rows = sum(each.number or 0 for each in counts.kinds)
    without = counts.contributions - counts.off_record - rows
    parts = [_off_record(counts)] if counts.off_record else []
    parts += [f"{without} of them {'has' if without == 1 else 'have'} no kind"] if without else []
    if parts:
        missing = without + counts.off_record
        yield f"{', and '.join(parts)}: {_they(missing)} {_stand(missing)} in no row here."


def about_codes(audience: Audience) -> Iterator[str]:
    """Yield why codes are not to be added up."""
    yield ("A contribution can carry several codes or none, so these rows are not to be added up.")
    if audience is not Audience.TEAM:
        yield "A code is named only where something shown here carries it."


def about_people() -> Iterator[str]:
    """Yield why perspectives are not to be added up."""
    yield "Somebody can hold several or have named none, so these rows are not to be added up."


def _off_record(counts: Counts) -> str:
    number = counts.off_record
    return f"{number} of them {'was' if number == 1 else 'were'} said off the record"


def _they(number: int) -> str:
    return "it" if number == 1 else "they"


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
