"""The side panel: how much was heard of what, from whom, and from whom not yet."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from listening.app.capture.picture import Picture
from listening.app.text import parts, plain
from listening.insight.voices import Voices
from listening.model.vocabulary import Area, Perspective, perspective_label

_SHORT = {
    Perspective.DRAWS_ON: "draws on support",
    Perspective.CARER: "family or friend",
    Perspective.SOCIAL_WORKER: "social worker",
    Perspective.ADVOCATE: "advocate or peer",
    Perspective.USER_LED: "user-led group",
    Perspective.VOLUNTARY: "voluntary group",
}
_BAR = 8
_NUMBER = 4
_QUIET = "$text-muted"


class Panel(Static):
    """Figures of the session, each at least so many; painted anew only when they change."""

    DEFAULT_CSS = """
    Panel { width: 27; height: 1fr; padding: 0 1 0 2; border-left: solid $border-blurred; }
    """

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._picture: Picture | None = None
        self._drawn: object = None

    def show(self, picture: Picture) -> None:
        """Show these figures."""
        self._picture = picture
        self._draw()

    def on_resize(self) -> None:
        """Fit the figures into the room there is."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.content_size
        if self._picture is None or not width:
            return
        lines = _lines(self._picture, width, height)
        if (width, lines) != self._drawn:
            self._drawn = (width, lines)
            self.update(Content("\n").join(lines), layout=False)


class Folded(Static):
    """The same figures in one line, for narrow screens."""

    DEFAULT_CSS = """
    Folded {
        height: 1;
        padding: 0 1;
        color: $text-muted;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="folded")
        self._picture: Picture | None = None
        self._drawn = ""

    def show(self, picture: Picture) -> None:
        """Show these figures."""
        self._picture = picture
        self._draw()

    def on_resize(self) -> None:
        """Fit the figures into the room there is."""
        self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        if self._picture is None or not width:
            return
        text = folded(self._picture, width)
        if text != self._drawn:
            self._drawn = text
            self.update(plain(text), layout=False)


def folded(picture: Picture, width: int) -> str:
    """Return the figures in one line of at most so many cells, no name of a perspective cut off."""
    tally = picture.tally
    counts = [f"{area.mark.upper()} {tally.areas.get(area, 0)}" for area in Area]
    counts += [f"none {tally.none_of_three}", f"not yet {tally.untagged}"]
    line = "  ".join(counts)
    waiting = [_not_heard(picture.voices), _not_said(picture.voices)]
    # Where nobody has said from where they speak, that tells more than a list of all who may be missing.
    for ways_to_tell in waiting if picture.voices.heard else reversed(waiting):
        fitting = (f"{line} · {told}" for told in ways_to_tell)
        line = next((longer for longer in fitting if cell_len(longer) <= width), line)
    return line


def _not_heard(voices: Voices) -> list[str]:
    """Return ways to tell who was not heard yet, the most telling first."""
    names = [_short(key) for key in voices.not_yet]
    if not names:
        return []
    some = (
        f"not heard: {', '.join(names[:shown])}, and {len(names) - shown} more"
        for shown in range(len(names) - 1, 0, -1)
    )
    return [f"not heard: {', '.join(names)}", *some, f"{len(names)} not heard"]


def _not_said(voices: Voices) -> list[str]:
    """Return ways to tell how many have not said from where they speak, the most telling first."""
    if not voices.unsaid:
        return []
    told = f"not said: {voices.unsaid} of {voices.people}"
    whole = f"{told} people"
    return [whole, told] if voices.unsaid < voices.people else [f"perspective {whole}", whole, told]


def _lines(picture: Picture, width: int, height: int) -> list[Content]:
    """Return the panel's lines; where they are too many, fewer of those heard are named."""
    areas = _areas(picture, width)
    not_yet = [plain(_short(key)) for key in picture.voices.not_yet]
    waiting = [plain(""), plain("Not yet heard from", _QUIET), *not_yet] if not_yet else []
    heard = [_counted(_short(key), number, width) for key, number in picture.voices.heard]
    unsaid = _unsaid(picture.voices)
    room = max(1, height - len(areas) - len(waiting) - len(unsaid) - 2)
    if len(heard) > room:
        left = len(heard) - room + 1
        heard = [*heard[: room - 1], plain(f"and {left} more", _QUIET)]
    spoken = [plain(""), plain("Heard from", _QUIET), *heard] if heard else []
    return [*areas, *spoken, *waiting, *unsaid]


def _unsaid(voices: Voices) -> list[Content]:
    """Return how many have not said from where they speak."""
    if not voices.unsaid:
        return []
    told = f"{voices.unsaid} of {voices.people} people"
    return [plain(""), plain("Not said so far", _QUIET), plain(told)]


def _areas(picture: Picture, width: int) -> list[Content]:
    tally = picture.tally
    counts = {area: tally.areas.get(area, 0) for area in Area}
    most = max(*counts.values(), 1)
    named = max(len(area.label) for area in Area)
    lines = [
        _counted(f"{area.label:<{named}} {_bar(number, most)}", number, width)
        for area, number in counts.items()
    ]
    return [
        *lines,
        _counted("None of three", tally.none_of_three, width),
        _counted("Not yet", tally.untagged, width),
    ]


def _bar(number: int, most: int) -> str:
    """Return a bar: at least one block for what was heard at all."""
    return "█" * -(-number * _BAR // most)


def _counted(text: str, number: int, width: int) -> Content:
    room = max(1, width - _NUMBER - 1)
    name = plain(text).truncate(room, ellipsis=True)
    return parts(name.plain, " " * (room - cell_len(name.plain)), f"{number:>{_NUMBER + 1}}")


def _short(key: str) -> str:
    known = Perspective.named(key)
    return _SHORT.get(known, perspective_label(key)) if known else key
