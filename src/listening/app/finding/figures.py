"""The figures of a session or a file, each with the contributions behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from listening.model.lenses import label_of
from listening.model.records import Prompt
from listening.model.text import single_line
from listening.model.vocabulary import perspective_label
from listening.store.asked import Where
from listening.store.views import Tally


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the list: a heading, or a number and what it counts."""

    name: str
    number: int = 0
    where: Where | None = None
    """Which contributions are behind it; None for a heading."""


def figures(tally: Tally, prompts: Sequence[Prompt], session: str | None) -> tuple[Figure, ...]:
    """Return the figures, those that are nought left out but for the areas.

    Args:
        tally: the figures.
        prompts: the prompts of the session, in order; none where several sessions are counted.
        session: the session's token; None for all of a file.
    """
    all_of_it = Where(session=session, once=True)
    groups = (
        ("Heard", _heard(tally, all_of_it)),
        ("Kind", [Figure(kind.label, n, replace(all_of_it, kind=kind)) for kind, n in tally.kinds.items()]),
        ("From where people speak", [
            Figure(perspective_label(key), n, replace(all_of_it, perspective=key))
            for key, n in tally.perspectives.items()
        ]),
        ("Codes", [Figure(label_of(key), n, replace(all_of_it, code=key)) for key, n in tally.codes.items()]),
        ("Prompts", [
            Figure(f"{each.number}. {single_line(each.text or '')}", tally.prompts.get(each.id, 0), replace(all_of_it, prompt=each.id))
            for each in prompts
        ]),
        ("Sharing", [Figure(level.label, n, replace(all_of_it, sharing=level)) for level, n in tally.sharing.items()]),
        ("Read back", [Figure(state.label, n, replace(all_of_it, check=state)) for state, n in tally.checks.items()]),
    )  # fmt: skip
    return tuple(_under_headings(groups))


def _heard(tally: Tally, all_of_it: Where) -> list[Figure]:
    areas = [
        Figure(area.label, n, replace(all_of_it, area=area)) for area, n in tally.areas.items()
    ]
    return [
        Figure("all that was heard", tally.heard, all_of_it),
        *areas,
        Figure("none of the three", tally.none_of_three, replace(all_of_it, none_of_three=True)),
        Figure("not yet tagged", tally.untagged, replace(all_of_it, untagged=True)),
    ]


def _under_headings(groups: Iterable[tuple[str, Sequence[Figure]]]) -> Iterator[Figure]:
    for heading, counted in groups:
        if counted:
            yield Figure(heading)
            yield from counted
