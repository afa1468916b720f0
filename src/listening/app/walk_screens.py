"""How somebody walks what was found, through the sessions in which it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.types import CSSPathType

from listening.app.find_screens import FindScreens
from listening.app.finding.asker import Asker
from listening.app.finding.walk import NextFound, Walk, Walked
from listening.app.text import tell

if TYPE_CHECKING:
    from listening.app.finding.answers import Said
    from listening.app.finding.sources import Source
    from listening.app.screens.find import FindScreen

_NOTHING_FOUND = "Nothing was looked for yet that could be walked: Ctrl+G, then q, finds."
_ENDS = {1: "That was the last one found.", -1: "This is the first one found."}
_GONE = "That one is there no more; the next may be."


class WalkScreens(FindScreens):
    """An app in which what was found is walked without going back to the list of it."""

    def __init__(
        self, *, css_path: CSSPathType | None = None, ansi_color: bool | None = None
    ) -> None:
        """Begin with nothing found; the arguments are Textual's."""
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self._walk: Walk | None = None
        self._own_asker: Asker[Source] | None = None

    def go_to(self, said: Said) -> None:
        """Go to something that was said, and remember what it was found among."""
        from listening.app.screens.find import FindScreen  # it is there where something was found

        if isinstance(self.screen, FindScreen):
            self._walk = self._begun(self.screen, said)
        super().go_to(said)

    def stop_finding(self) -> None:
        """Forget what was found, too."""
        self._forget()
        super().stop_finding()

    def on_next_found(self, event: NextFound) -> None:
        """Read the next of what was found, or the one before."""
        event.stop()
        on = self._walk.stepped(event.by) if self._walk else None
        if on is None:
            tell(self, _ENDS[event.by] if self._walk else _NOTHING_FOUND)
            return
        self._walk = on
        on.read_here(self.post_message)

    def on_walked(self, event: Walked) -> None:
        """Go to it: in the list that is shown, or in its own session."""
        event.stop()
        from listening.app.screens.capture import CaptureScreen
        from listening.app.screens.list_commands import ListCommands

        said, screen = event.said, self.screen
        if said is None:
            tell(self, event.trouble or _GONE)
        elif isinstance(screen, ListCommands) and screen.shows(said.path, said.one):
            screen.list_desk.go_to(said.one.id)
            screen.say(self._walk.told if self._walk else "")
        elif isinstance(screen, CaptureScreen):
            screen.go_to_other(said)

    def arrive_at(self, said: Said) -> None:
        """Go on with a walk in another session, once the one before is left."""
        super().go_to(said)
        if self._walk:
            tell(self, self._walk.told)

    def _begun(self, find: FindScreen, said: Said) -> Walk | None:
        from listening.app.finding.sources import OneFile
        from listening.app.widgets.heard import HeardRows

        self._forget()
        at, numbers = find.query_one(HeardRows).cursor, find.found.answer.numbers
        if at is None or at >= len(numbers):
            return None
        asker = find.asker
        if asker not in self._shelves.values():
            # That of one file ends with the screen of what was found.
            asker = self._own_asker = Asker(lambda: OneFile(said.path))
        return Walk(asker, numbers, at)

    def _forget(self) -> None:
        self._walk = None
        if self._own_asker is not None:
            self._own_asker.close()
            self._own_asker = None
