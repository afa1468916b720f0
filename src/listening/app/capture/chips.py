"""What will be saved, in words, before Enter: nobody learns the marks by losing words to them."""

from __future__ import annotations

from collections.abc import Iterator

from listening.app.capture.contribution_row import THE_ROOM
from listening.app.capture.picture import Picture
from listening.app.commands.command import brief_key
from listening.model.lenses import label_of
from listening.model.odd_marks import begins_mark, odd_mark
from listening.model.quickline import Marks, QuickLine, parse
from listening.model.vocabulary import Sharing, perspective_label

_EACH = brief_key("ctrl+g l")


def chips(line: str, picture: Picture) -> tuple[str, ...]:
    """Return who says the words of this line, and what will be saved with them; nothing where it is empty."""
    if not line.strip():
        return ()
    read = parse(line, picture.known)
    return (
        *_of_lines(line),
        *_of_odd_mark(line, picture),
        *_of_sharing(read, picture),
        *_of_areas(read.marks),
        *_of_speaker(read, picture),
        *_of_codes(read.marks, picture),
        *_of_manner(read.marks),
    )


def _of_lines(line: str) -> Iterator[str]:
    """Say what becomes of several lines, which a paste may have brought."""
    lines = sum(bool(each.strip()) for each in line.split("\n"))
    if lines > 1:
        yield f"{lines} lines: Enter saves them as one contribution, {_EACH} as {lines}"


def _of_odd_mark(line: str, picture: Picture) -> Iterator[str]:
    """Say that what looks like a mark is none, once it can become none any more."""
    odd = odd_mark(line, picture.known)
    if odd and line.endswith(odd) and begins_mark(odd):
        yield f"{odd}…"
    elif odd:
        yield f"{odd} is no mark: it stays in the words"


def _of_areas(marks: Marks) -> Iterator[str]:
    yield from (area.label for area in marks.areas)
    if marks.none_of_three:
        yield "none of the three"


def _of_codes(marks: Marks, picture: Picture) -> Iterator[str]:
    for code in marks.codes:
        yield label_of(code) if code in picture.codes else f"new theme {code}"


def _of_manner(marks: Marks) -> Iterator[str]:
    if marks.kind:
        yield marks.kind.label
    if marks.captured:
        yield marks.captured.label


def _of_speaker(read: QuickLine, picture: Picture) -> Iterator[str]:
    if read.by is None:
        yield THE_ROOM
        return
    speaker = picture.speaker(read.by)
    if speaker is None:
        yield f"new participant {read.by}"
        return
    perspectives = ", ".join(map(perspective_label, speaker.perspectives))
    yield f"{speaker.handle} {perspectives}".rstrip()


def _of_sharing(read: QuickLine, picture: Picture) -> Iterator[str]:
    """Say what may be done with the words; it comes first, since it weighs most."""
    said, holds = read.marks.sharing, picture.sharing_of(read)
    if holds is Sharing.OFF:
        yield "off record: words will not be kept"
    elif said is not None and holds is not said:
        yield f"{said.label}; the room's rule caps this at {holds.label}"
    elif said is not None or holds is not picture.rule:
        yield holds.label
