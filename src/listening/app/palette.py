"""The command palette: every command of the table that applies where somebody is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterator
from functools import partial
from typing import Any

from textual.actions import parse
from textual.command import DiscoveryHit, Hit, Hits, Provider

from listening.app.commands import TABLE, Command, Place
from listening.app.messages import Placed
from listening.app.text import plain

_ALREADY_HERE = "app.palette"


class CommandProvider(Provider):
    """Offers the commands of the screen that stands under the palette."""

    async def discover(self) -> Hits:
        """Yield every command that is possible now, before anything was typed."""
        for entry in self.offered():
            yield DiscoveryHit(plain(_told(entry)), self._runs(entry), entry.title, entry.help)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Yield the commands whose titles or explanations have what was typed."""
        matcher = self.matcher(query)
        for entry in self.offered():
            score = max(matcher.match(entry.title), 0.5 * matcher.match(entry.help))
            if score > 0:
                told = matcher.highlight(_told(entry))
                yield Hit(score, told, self._runs(entry), entry.title, entry.help)

    def offered(self) -> Iterator[Command]:
        """Return the commands that apply here and are possible now."""
        screen = self.screen
        places: frozenset[Place] = screen.places if isinstance(screen, Placed) else frozenset()
        for entry in TABLE:
            if entry.applies(places) and entry.id != _ALREADY_HERE and self._is_possible(entry):
                yield entry

    def _is_possible(self, entry: Command) -> bool:
        target, name, parameters = parse(entry.action)
        owner = self.app if target == "app" else self.screen
        return bool(owner.check_action(name, parameters))

    def _runs(self, entry: Command) -> partial[Coroutine[Any, Any, None]]:
        return partial(self.screen.run_action, entry.action)


def _told(entry: Command) -> str:
    return f"{entry.title}  ({entry.key_names})" if entry.keys else entry.title
