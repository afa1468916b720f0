"""The figures of a session or a file, each with what is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from listening.model.lenses import label_of
from listening.model.records import Prompt
from listening.model.text import single_line
from listening.model.vocabulary import perspective_label
from listening.store.asked import NO_PROMPT, NONE, NOT_SAID, THE_ROOM, Where
from listening.store.session_file import SessionFile
from listening.store.views import Tally


class Follows(Enum):
    """A list of what follows from what was said."""

    PROMISES = "promises"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the list: a heading, or a number and what it counts."""

    name: str
    number: int = 0
    opens: Where | Follows | None = None
    """Which contributions are behind it, or which list; None for a heading."""


def all_figures(file: SessionFile, session: str | None) -> tuple[Figure, ...]:
    """Return the figures of a session, or of all of a file where none is named.

    Raises:
        ListeningError: the file cannot be read.
    """
    there = file.prompts(session) if session else ()
    linked = Where(session=session, once=True, linked=True)
    following = (
        Figure("promises", len(file.commitments(session)), Follows.PROMISES),
        Figure("relations between parties", len(file.relations(session)), Follows.RELATIONS),
        Figure("contributions linked with another", file.count(linked), linked),
    )
    followed = [one for one in following if one.number]
    heading = [Figure("What follows from it")] if followed else []
    return (*figures(file.tally(session), there, session), *heading, *followed)


def figures(tally: Tally, prompts: Sequence[Prompt], session: str | None) -> tuple[Figure, ...]:
    """Return the figures of what was said, those that are nought left out but for areas and prompts.

    Args:
        tally: the figures.
        prompts: the prompts of the session, in order; none where several sessions are counted.
        session: the session's token; None for all of a file.
    """
    all_of_it = Where(session=session, once=True)
    groups = (
        ("Heard", _heard(tally, all_of_it)),
        ("Kind", _of_kinds(tally, all_of_it)),
        ("From where people speak", [
            *(
                Figure(perspective_label(key), n, replace(all_of_it, perspective=key))
                for key, n in tally.perspectives.items()
            ),
            *_some("not said", tally.not_said, replace(all_of_it, perspective=NOT_SAID)),
            *_some("the room", tally.by_the_room, replace(all_of_it, by=THE_ROOM)),
        ]),
        ("Codes", [Figure(label_of(key), n, replace(all_of_it, code=key)) for key, n in tally.codes.items()]),
        ("Prompts", _of_prompts(tally, prompts, all_of_it)),
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


def _of_kinds(tally: Tally, all_of_it: Where) -> list[Figure]:
    noted = [
        Figure(kind.label, n, replace(all_of_it, kind=kind)) for kind, n in tally.kinds.items()
    ]
    return (
        [*noted, *_some("no kind", tally.no_kind, replace(all_of_it, kind=NONE))] if noted else []
    )


def _of_prompts(tally: Tally, prompts: Sequence[Prompt], all_of_it: Where) -> list[Figure]:
    under = [
        Figure(
            f"{each.number}. {single_line(each.text or '')}",
            tally.prompts.get(each.id, 0),
            replace(all_of_it, prompt=each.id),
        )
        for each in prompts
    ]
    none = _some("no prompt", tally.no_prompt, replace(all_of_it, prompt_number=NO_PROMPT))
    return [*under, *none] if under else []


def _some(name: str, number: int, where: Where) -> list[Figure]:
    """Return a figure, or none where it is nought."""
    return [Figure(name, number, where)] if number else []


def _under_headings(groups: Iterable[tuple[str, Sequence[Figure]]]) -> Iterator[Figure]:
    for heading, counted in groups:
        if counted:
            yield Figure(heading)
            yield from counted
