"""What waits after the leader: each question about a line, with what it knows of the session."""

from __future__ import annotations

from collections.abc import Callable

from listening.app.capture import choices, speaking_from
from listening.app.capture.choices import Choice
from listening.app.capture.leader import (
    KINDS,
    SHARINGS,
    WAYS,
    Numbers,
    Root,
    Stage,
    Terms,
    Typed,
)
from listening.app.capture.picture import Picture
from listening.app.line_edit import with_code_toggled, with_handle
from listening.model.quickline import parse

Take = Callable[[str, str], None]
"""Keeps a perspective of somebody, given their handle and what was chosen."""


def root(line: str, picture: Picture, take_perspective: Take) -> Root:
    """Return what waits for the first letter after the leader, pressed on this line."""
    known = picture.known
    by = parse(line, known).by
    return Root(
        {
            "more('handle')": Typed(
                "Who:",
                lambda typed: choices.speakers(typed, picture),
                lambda line, handle: with_handle(line, handle, known),
            ),
            "more('kind')": Terms("Kind", KINDS, picture),
            "more('sharing')": Terms("Sharing", SHARINGS, picture),
            "more('captured')": Terms("Taken down as", WAYS, picture),
            "more('code')": Typed(
                "Code:",
                lambda typed: choices.codes(typed, picture),
                lambda line, code: with_code_toggled(line, code or "", known),
            ),
            "more('perspective')": perspective(by, picture, take_perspective)
            if by
            else _whose(picture, take_perspective),
            "more('prompt')": Numbers(tuple(each.text or "" for each in picture.prompts)),
        }
    )


def perspective(handle: str, picture: Picture, take: Take) -> Stage:
    """Return what asks from where somebody speaks."""
    speaker = picture.speaker(handle)
    said = speaker.perspectives if speaker else ()

    def taken(line: str, chosen: str | None) -> str:
        take(handle, chosen or "")
        return line

    return Typed(
        f"From where {handle} speaks:", lambda typed: speaking_from.choices_of(typed, said), taken
    )


def _whose(picture: Picture, take: Take) -> Stage:
    """Return what asks first for whom, since the line says nobody."""

    def somebody(typed: str) -> tuple[Choice, ...]:
        return tuple(one for one in choices.speakers(typed, picture) if one.value is not None)

    return Typed(
        "From where speaks:",
        somebody,
        lambda line, _: line,
        then=lambda handle: perspective(handle, picture, take) if handle else None,
    )
