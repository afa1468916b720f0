"""The footer: the keys that matter most where somebody is, never cut off."""

from __future__ import annotations

from typing import ClassVar

from textual.actions import parse
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from listening.app.commands import TABLE, Command, Place
from listening.app.commands.footing import GAP, fitting, wanted


class CommandFooter(Widget):
    """One line of keys and what they do; what is not possible now is left out, not greyed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--word"}

    DEFAULT_CSS = """
    CommandFooter {
        dock: bottom;
        height: 1;
        padding: 0 1;
        color: $text-muted;
        text-wrap: nowrap;
        & > .footer--key { color: $foreground; text-style: bold; }
        & > .footer--word { color: $text-muted; }
    }
    """

    place: reactive[Place] = reactive(Place.HOME)
    """Where somebody is: set it whenever the focus goes from one place to another."""

    def __init__(self, place: Place, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.auto_links = False  # Else every word would be underlined.
        self.set_reactive(CommandFooter.place, place)

    @property
    def shown(self) -> tuple[Command, ...]:
        """The commands that fit into the footer's width."""
        offered = (entry for entry in TABLE if entry.applies([self.place]))
        possible = [entry for entry in wanted(tuple(offered)) if self._is_possible(entry)]
        return fitting(possible, self.content_size.width)

    def on_mount(self) -> None:
        """Follow what becomes possible and what no longer is."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Return the line of keys and words."""
        return Content(" " * GAP).join(map(self._piece, self.shown))

    def _piece(self, entry: Command) -> Content:
        click = Style.from_meta({"@click": self._clicked(entry)})
        key = Content.styled(entry.key_text, self.get_visual_style("footer--key"))
        word = Content.styled(entry.word, self.get_visual_style("footer--word"))
        return Content(" ").join([key, word] if entry.word else [key]).stylize(click)

    def _clicked(self, entry: Command) -> str:
        return entry.action if "." in entry.action.partition("(")[0] else f"screen.{entry.action}"

    def _is_possible(self, entry: Command) -> bool:
        target, name, parameters = parse(entry.action)
        owner = self.app if target == "app" else self.screen
        return bool(owner.check_action(name, parameters))
