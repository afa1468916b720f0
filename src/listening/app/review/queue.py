"""The things to decide, in their order: where somebody is among them, and what they decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from listening.app.review.items import Item


class Queue:
    """Goes round among what is to be decided; what was decided stays in its place."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        """All of them."""
        self.at = 0
        """The place of the one that is shown, from 0."""
        self._decided: dict[int, str] = {}

    @property
    def item(self) -> Item | None:
        """The one that is shown."""
        return self.items[self.at] if self.items else None

    @property
    def decided(self) -> str:
        """What was decided about the one that is shown, in words; empty while it is open."""
        return self._decided.get(self.at, "")

    @property
    def left(self) -> int:
        """How many are open."""
        return len(self.items) - len(self._decided)

    def add(self, items: Iterable[Item]) -> None:
        """Put more at the end."""
        self.items += items

    def step(self, by: int) -> None:
        """Go so many further on, round the ends."""
        if self.items:
            self.at = (self.at + by) % len(self.items)

    def decide(self, words: str) -> None:
        """Note what was decided about the one that is shown, and go to the next that is open."""
        self._decided.pop(self.at, None)
        self._decided[self.at] = words
        after = [*range(self.at + 1, len(self.items)), *range(self.at)]
        self.at = next((place for place in after if place not in self._decided), self.at)

    def last_decided(self) -> int | None:
        """Return the place of what was decided last; None where nothing is."""
        return next(reversed(self._decided), None)

    def renew(self, read: Callable[[Item, bool], Item | None]) -> bool:
        """Read every item again, and take out those that are gone; tell whether the one shown was.

        Args:
            read: returns an item as it is now, or None; it is told whether it was decided.
        """
        now = [read(item, place in self._decided) for place, item in enumerate(self.items)]
        kept = [place for place, item in enumerate(now) if item is not None]
        moved = {place: further for further, place in enumerate(kept)}
        lost = bool(self.items) and self.at not in moved
        before = sum(place < self.at for place in kept)
        self.items = [item for item in now if item is not None]
        self.at = max(0, min(before, len(self.items) - 1))
        self._decided = {
            moved[place]: words for place, words in self._decided.items() if place in moved
        }
        return lost

    def take_back(self, place: int) -> None:
        """Open one again, and go to it."""
        del self._decided[place]
        self.at = place
