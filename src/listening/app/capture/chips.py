"""What will be saved, in words, before Enter: nobody learns the marks by losing words to them."""

from __future__ import annotations

from collections.abc import Iterator

from listening.app.capture.picture import Picture
from listening.model.lenses import label_of
from listening.model.quickline import Marks, QuickLine, parse
from listening.model.vocabulary import Sharing, perspective_label


def chips(line: str, picture: Picture) -> tuple[str, ...]:
    """Return what will be saved with the words of this line; nothing where nothing is said of them."""
    read = parse(line, picture.known)
    return (
        *_of_sharing(read, picture),
        *_of_areas(read.marks),
        *_of_speaker(read, picture),
        *_of_codes(read.marks, picture),
        *_of_manner(read.marks),
    )


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
