"""Why the rows of a table do not add up to the total: said under each, so that nobody wonders.

What is said here can be worked out from the total and the rows, or holds for every session: it
tells nothing of what is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator

from listening.model.vocabulary import Audience
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Counts

SO_THAT_NOBODY_IS_PICKED_OUT = (
    "What may only be counted stands in a row only where that picks nobody out."
)
"""Why a figure may leave out some of what is counted and not shown."""


def about_areas(counts: Counts) -> Iterator[str]:
    """Yield what stands in no row of the areas, and whether something stands in several."""
    if counts.off_record:
        yield f"{_off_record(counts)} and {_stand(counts.off_record)} in no row here."
    rows = sum(each.number or 0 for each in counts.areas)
    if rows + counts.none_of_three + counts.untagged > counts.contributions - counts.off_record:
        yield "A contribution can carry several areas, so the rows come to more than there are."
    if counts.unquoted:
        yield SO_THAT_NOBODY_IS_PICKED_OUT


def about_kinds(counts: Counts) -> Iterator[str]:
    """Yield what stands in no row of the kinds; a contribution has one kind or none."""
    rows = sum(each.number or 0 for each in counts.kinds)
    without = counts.contributions - counts.off_record - rows
    parts = [_off_record(counts)] if counts.off_record else []
    parts += [f"{without} of them {_without_kind(counts, without)}"] if without else []
    if parts:
        missing = without + counts.off_record
        yield f"{', and '.join(parts)}: {_they(missing)} {_stand(missing)} in no row here."


def about_codes(counts: Counts, audience: Audience) -> Iterator[str]:
    """Yield why codes are not to be added up."""
    yield ("A contribution can carry several codes or none, so these rows are not to be added up.")
    if audience is not Audience.TEAM:
        yield "A code is named only where something shown here carries it."
    if counts.unquoted:
        yield SO_THAT_NOBODY_IS_PICKED_OUT


def about_people(counts: Counts) -> Iterator[str]:
    """Yield why perspectives are not to be added up."""
    yield "Somebody can hold several or have named none, so these rows are not to be added up."
    if any(each.key == OTHER_PERSPECTIVES for each in counts.perspectives):
        yield f"With “{OTHER_PERSPECTIVES}” may stand people who named none."


def _off_record(counts: Counts) -> str:
    number = counts.off_record
    return f"{number} of them {'was' if number == 1 else 'were'} said off the record"


def _without_kind(counts: Counts, number: int) -> str:
    """Say what those have in common that stand under no kind: which of it is not told."""
    nothing = "has no kind" if number == 1 else "have no kind"
    return f"{nothing} or may only be counted" if counts.unquoted else nothing


def _they(number: int) -> str:
    return "it" if number == 1 else "they"


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
