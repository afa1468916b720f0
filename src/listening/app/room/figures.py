"""The figures of a room, in lines: prompts with their minutes, and voices; each with what is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from listening.app.capture.picture import Picture
from listening.app.counting import counted
from listening.insight.timing import MINUTE, Timing
from listening.model.records import Prompt
from listening.model.vocabulary import Kind, perspective_label
from listening.store.asked import NO_PROMPT, NOT_SAID, SOMEBODY, THE_ROOM, Where


@dataclass(frozen=True, slots=True)
class Line:
    """One line of figures."""

    text: str
    told: str = ""
    """What is told of it."""
    behind: Where | None = None
    """Which contributions stand behind it; None where there are none to see."""
    number: int = 0
    """The number of the prompt that it is; 0 where it is none."""
    is_heading: bool = False
    """Whether it stands over others."""


def agenda_lines(picture: Picture, timing: Timing, open_prompt: str | None) -> tuple[Line, ...]:
    """Return the prompts, and what was not on the agenda."""
    prompts = [
        Line(
            f"{prompt.number}  {prompt.text or ''}",
            _of_prompt(prompt, picture, timing, is_open=prompt.id == open_prompt),
            Where(session=picture.session.id, once=True, prompt=prompt.id),
            prompt.number,
        )
        for prompt in picture.prompts
    ]
    off = picture.tally.kinds.get(Kind.OFF_AGENDA, 0)
    where = Where(session=picture.session.id, once=True, kind=Kind.OFF_AGENDA)
    return (
        *prompts,
        *_no_prompt(picture),
        Line("Not on today's agenda", f"{off:,} collected", where),
    )


def voices_lines(picture: Picture, timing: Timing) -> tuple[Line, ...]:
    """Return who was heard and who not yet, how many spoke, and how long each prompt has had."""
    return (*_heard(picture), *_not_yet(picture), *_people(picture), *_minutes(picture, timing))


def breaks_in_words(timing: Timing) -> str:
    """Return how many breaks there were, and how long; that one goes on."""
    ended = [each for each in timing.breaks if each.ended is not None]
    minutes = sum((each.ended or 0) - each.began for each in ended) // MINUTE
    goes_on = timing.break_since is not None
    if not ended:
        return "On a break now." if goes_on else "No break noted yet."
    return f"{counted(len(ended), 'break')}, {minutes} min{', on a break now' if goes_on else ''}."


def minutes_of(prompt: Prompt, timing: Timing) -> str:
    """Return how long a prompt has had, of how long it should."""
    gone = timing.minutes(prompt.id)
    if prompt.minutes is None:
        return f"{gone} min"
    return f"{gone} of {prompt.minutes} min{', running over' if gone > prompt.minutes else ''}"


def _of_prompt(prompt: Prompt, picture: Picture, timing: Timing, *, is_open: bool) -> str:
    heard = picture.tally.prompts.get(prompt.id, 0)
    pieces = [minutes_of(prompt, timing), f"{heard:,} heard", *(["open now"] if is_open else [])]
    return " · ".join(pieces)


def _no_prompt(picture: Picture) -> Iterator[Line]:
    """Yield what was heard under no prompt, so that the rows add up."""
    if picture.prompts and picture.tally.no_prompt:
        where = Where(session=picture.session.id, once=True, prompt_number=NO_PROMPT)
        yield Line("No prompt", f"{picture.tally.no_prompt:,} heard", where)


def _heard(picture: Picture) -> Iterator[Line]:
    if picture.tally.heard:
        yield Line("Heard from", "contributions, at least", is_heading=True)
    for key, number in picture.voices.heard:
        where = Where(session=picture.session.id, once=True, perspective=key)
        yield Line(perspective_label(key), f"{number:,}", where)
    yield from _heard_besides(picture)


def _heard_besides(picture: Picture) -> Iterator[Line]:
    """Yield what was heard from nobody knows where, so that the rows add up."""
    all_of_it = Where(session=picture.session.id, once=True)
    if picture.tally.not_said:
        where = replace(all_of_it, perspective=NOT_SAID)
        yield Line("not said", f"{picture.tally.not_said:,}", where)
    if picture.tally.by_the_room:
        yield Line("the room", f"{picture.tally.by_the_room:,}", replace(all_of_it, by=THE_ROOM))


def _not_yet(picture: Picture) -> Iterator[Line]:
    if picture.voices.not_yet:
        yield Line("Not yet heard from", is_heading=True)
    for key in picture.voices.not_yet:
        yield Line(perspective_label(key))


def _people(picture: Picture) -> Iterator[Line]:
    """Yield how many spoke: as whoever ran the session counted, and as the notes have it."""
    voices, session = picture.voices, picture.session
    all_of_it = Where(session=session.id, once=True)
    yield Line("In the room", is_heading=True)
    spoke = session.spoke if session.spoke is not None else voices.people
    told = f"{spoke:,}{_of_those_there(spoke, session.in_room)}"
    yield Line("spoke, at least", told, replace(all_of_it, by=SOMEBODY))
    if voices.unsaid:
        told = f"{voices.unsaid:,} of {voices.people:,}"
        where = replace(all_of_it, perspective=NOT_SAID)
        yield Line("have not said from where they speak", told, where)


def _of_those_there(spoke: int, in_room: int | None) -> str:
    if in_room is None:
        return ""
    return f" of {in_room:,}" if spoke <= in_room else f", more than the {in_room:,} noted"


def _minutes(picture: Picture, timing: Timing) -> Iterator[Line]:
    if picture.prompts:
        yield Line("Time for each prompt", is_heading=True)
    for prompt in picture.prompts:
        where = Where(session=picture.session.id, once=True, prompt=prompt.id)
        yield Line(f"{prompt.number}  {prompt.text or ''}", minutes_of(prompt, timing), where)
